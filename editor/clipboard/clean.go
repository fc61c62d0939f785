package clipboard

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"galley/editor/model"
)

// cell is one token of a textblock: a character with its marks, a line break, or a footnote.
type cell struct {
	r     rune // '\n' for a line break, '*' for a footnote
	marks model.Marks
	note  *model.Node // the footnote
}

// rules are what is cleaned in a pasted textblock, in this order. Each is given the cells of the block and may change them in place.
var rules = []struct {
	name string
	edit func(line []cell) []cell
}{
	{"controls and other characters that no document may hold go", dropInvalid},
	{"characters without width go, but those that join an emoji", dropWidthless},
	{"no-break spaces, tabs and spaces of other widths become spaces", plainSpaces},
	{"radicals that stand for characters in texts copied from PDF become the characters", radicals},
	{"blanks at the ends of lines go, U+3000 too", trimLines},
	{"several spaces become one", oneSpace},
	{"spaces between Chinese characters and marks go", noSpaceInChinese},
	{"line breaks at the ends go, and two of them become one", trimBreaks},
}

// clean applies the rules to the content of a textblock.
func clean(nodes []*model.Node) []*model.Node {
	var line []cell
	for _, n := range nodes {
		switch n.Kind() {
		case model.Break:
			line = append(line, cell{r: '\n', marks: n.Marks()})
		case model.Footnote:
			line = append(line, cell{r: '*', marks: n.Marks(), note: n})
		}
		for _, r := range n.Text() {
			line = append(line, cell{r: r, marks: n.Marks()})
		}
	}
	for _, rule := range rules {
		line = rule.edit(line)
	}
	return inline(line)
}

// inline returns cells as nodes.
func inline(line []cell) []*model.Node {
	var out []*model.Node
	for i := 0; i < len(line); {
		switch {
		case line[i].r == '\n':
			out = append(out, model.NewBreak(line[i].marks...))
			i++
			continue
		case line[i].note != nil:
			out = append(out, line[i].note)
			i++
			continue
		}
		from, text := i, []rune(nil)
		for i < len(line) && line[i].r != '\n' && line[i].note == nil && line[i].marks.Equal(line[from].marks) {
			text = append(text, line[i].r)
			i++
		}
		out = append(out, model.NewText(string(text), line[from].marks...))
	}
	return out
}

// drop removes the cells for which gone says so; it sees those before and after as they came.
func drop(line []cell, gone func(line []cell, i int) bool) []cell {
	var out []cell
	for i := range line {
		if !gone(line, i) {
			out = append(out, line[i])
		}
	}
	return out
}

func dropInvalid(line []cell) []cell {
	return drop(line, func(line []cell, i int) bool {
		r := line[i].r
		return r != '\n' && (!model.ValidRune(r) || r == unicode.ReplacementChar || r == 0xfffc)
	})
}

const joiner, selector = 0x200d, 0xfe0f

func dropWidthless(line []cell) []cell {
	return drop(line, func(line []cell, i int) bool {
		switch r := line[i].r; {
		case r == joiner:
			return i == 0 || i+1 == len(line) || !joins(line[i-1].r) || !joins(line[i+1].r)
		case r == 0x200c: // parts letters of scripts that join them
			return i == 0 || !unicode.IsLetter(line[i-1].r) || wide(line[i-1].r)
		case r >= 0xe0020 && r <= 0xe007f: // the letters of flags of regions
			return false
		case r == 0x034f: // no format character, but as invisible
			return true
		default:
			return unicode.Is(unicode.Cf, r)
		}
	})
}

// joins reports whether a joiner beside r makes one sign of two.
func joins(r rune) bool {
	return r == selector || unicode.In(r, unicode.So, unicode.Sk) || unicode.IsLetter(r) && !wide(r) && r > 0x900
}

func plainSpaces(line []cell) []cell {
	for i, c := range line {
		if c.r != '\n' && c.r != 0x3000 && unicode.IsSpace(c.r) {
			line[i].r = ' '
		}
	}
	return line
}

func radicals(line []cell) []cell {
	for i, c := range line {
		if c.r >= 0x2f00 && c.r <= 0x2fd5 {
			line[i].r = []rune(norm.NFKC.String(string(c.r)))[0]
		}
	}
	return line
}

func blank(r rune) bool { return r == ' ' || r == 0x3000 }

func trimLines(line []cell) []cell {
	keep := make([]bool, len(line))
	for from := 0; from <= len(line); {
		to := from + slices.IndexFunc(line[from:], func(c cell) bool { return c.r == '\n' })
		if to < from {
			to = len(line)
		}
		first, last := from, to
		for first < last && blank(line[first].r) {
			first++
		}
		for first < last && blank(line[last-1].r) {
			last--
		}
		for i := first; i < last; i++ {
			keep[i] = true
		}
		if to < len(line) {
			keep[to] = true
		}
		from = to + 1
	}
	return drop(line, func(_ []cell, i int) bool { return !keep[i] })
}

func oneSpace(line []cell) []cell {
	return drop(line, func(line []cell, i int) bool { return line[i].r == ' ' && i > 0 && line[i-1].r == ' ' })
}

// wide reports whether r belongs to Chinese or Japanese text: characters, kana, full-width forms and marks.
func wide(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe4f || r >= 0xff00 && r <= 0xffef || r >= 0x20000 && r <= 0x3ffff
}

// shared reports whether r is a mark that Chinese shares with other scripts.
func shared(r rune) bool {
	return r >= 0x2018 && r <= 0x201d || r == 0x2014 || r == 0x2026 || r == 0xb7
}

func noSpaceInChinese(line []cell) []cell {
	return drop(line, func(line []cell, i int) bool {
		if line[i].r != ' ' || i == 0 || i+1 == len(line) {
			return false
		}
		before, after := line[i-1].r, line[i+1].r
		return wide(before) && (wide(after) || shared(after)) || shared(before) && wide(after)
	})
}

func trimBreaks(line []cell) []cell {
	line = drop(line, func(line []cell, i int) bool { return line[i].r == '\n' && (i == 0 || line[i-1].r == '\n') })
	if n := len(line); n > 0 && line[n-1].r == '\n' {
		line = line[:n-1]
	}
	return line
}
