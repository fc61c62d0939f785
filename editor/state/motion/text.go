package motion

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"galley/editor/model"
	"galley/editor/words"
)

// near is how many runes around a position are looked at for words.
const near = 300

// textAfter returns about the first n runes after a position in a textblock, a line feed for a line break and [object] for a footnote.
func textAfter(r model.ResolvedPos, n int) string {
	d := r.Depth()
	var b strings.Builder
	count := write(&b, r.NodeAfter())
	if r.NodeAfter() == nil {
		return ""
	}
	for _, c := range r.Parent().Children()[r.Index(d)+1:] {
		if count >= n {
			break
		}
		count += write(&b, c)
	}
	return cutRunes(b.String(), n)
}

// textBefore returns about the last n runes before a position in a textblock.
func textBefore(r model.ResolvedPos, n int) string {
	d := r.Depth()
	i := r.Index(d)
	pieces := []*model.Node{}
	count := 0
	if c := r.NodeBefore(); c != nil {
		pieces, count = append(pieces, c), c.Size()
		if r.TextOffset() == 0 {
			i--
		}
	}
	for i--; i >= 0 && count < n; i-- {
		c := r.Parent().Child(i)
		pieces, count = append(pieces, c), count+c.Size()
	}
	var b strings.Builder
	for i := len(pieces) - 1; i >= 0; i-- {
		write(&b, pieces[i])
	}
	return lastRunes(b.String(), n)
}

// object stands for a footnote: a character like others, and no part of a word.
const object = '\ufffc'

// write writes what a reader sees of an inline node and returns its number of runes.
func write(b *strings.Builder, n *model.Node) int {
	switch {
	case n == nil:
		return 0
	case n.Kind() == model.Break:
		b.WriteByte('\n')
	case n.Kind() == model.Footnote:
		b.WriteRune(object)
	default:
		b.WriteString(n.Text())
	}
	return n.Size()
}

func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// cluster returns the number of runes of the grapheme cluster beside a position, 0 at the edge of the textblock.
func cluster(r model.ResolvedPos, dir Direction) model.Pos {
	if dir == Forward {
		for n := 32; ; n *= 2 {
			text := textAfter(r, n)
			first, rest, _, _ := uniseg.FirstGraphemeClusterInString(text, -1)
			if rest != "" || utf8.RuneCountInString(text) < n {
				return model.Pos(utf8.RuneCountInString(first))
			}
		}
	}
	last := ""
	for rest, state := since(r), -1; rest != ""; {
		last, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
	}
	return model.Pos(utf8.RuneCountInString(last))
}

// since returns the text before a position from a place on that is certainly between two clusters: one near by, or the start of the
// textblock.
func since(r model.ResolvedPos) string {
	for n := 32; ; n *= 2 {
		text := textBefore(r, n)
		if start := safeStart(text); start > 0 || utf8.RuneCountInString(text) < n {
			return text[start:]
		}
	}
}

// safeStart returns the last place in a text that is certainly between two clusters and not its end: between two characters that join with
// nothing but marks after them. It is 0 when there is none.
func safeStart(text string) int {
	after := false
	for i := len(text); i > 0; {
		c, size := utf8.DecodeLastRuneInString(text[:i])
		plain := c >= 0x20 && c < 0x7f || c >= 0x3001 && c <= 0x3020 || c >= 0x4e00 && c <= 0x9fff || c >= 0xff01 && c <= 0xff5e
		if plain && after {
			return i
		}
		after = plain
		i -= size
	}
	return 0
}

// word returns how many runes are from a position to the end of the next word, or to the start of the one before; to the edge of the
// textblock when only blanks are between.
func word(r model.ResolvedPos, dir Direction) model.Pos {
	before, after := []rune(textBefore(r, near)), []rune(textAfter(r, near))
	pieces := words.Split(append(before, after...))
	at := len(before)
	if dir == Forward {
		for _, p := range pieces {
			if p.To > at && p.Kind != words.Space {
				return model.Pos(p.To - at)
			}
		}
		return model.Pos(len(after))
	}
	for i := len(pieces) - 1; i >= 0; i-- {
		if p := pieces[i]; p.From < at && p.Kind != words.Space {
			return model.Pos(at - p.From)
		}
	}
	return model.Pos(len(before))
}

// WordAt returns the word or the run of blanks or punctuation around a position, as a double click selects it. Between two, a word goes
// before other things and what follows before what precedes. Outside of a textblock and in an empty one it is the position.
func WordAt(doc *model.Node, pos model.Pos) (from, to model.Pos) {
	r, err := doc.Resolve(pos)
	if err != nil || !r.Parent().Kind().IsTextblock() {
		return pos, pos
	}
	before, after := []rune(textBefore(r, near)), []rune(textAfter(r, near))
	at := len(before)
	var best words.Piece
	for _, p := range words.Split(append(before, after...)) {
		if p.From <= at && at <= p.To && (best.Kind == 0 || p.Kind == words.Word || best.Kind != words.Word && p.From == at) {
			best = p
		}
	}
	if best.Kind == 0 {
		return pos, pos
	}
	return pos + model.Pos(best.From-at), pos + model.Pos(best.To-at)
}

// ParagraphAt returns the content of the textblock around a position, as a triple click selects it. Outside of one it is the position.
func ParagraphAt(doc *model.Node, pos model.Pos) (from, to model.Pos) {
	r, err := doc.Resolve(pos)
	if err != nil || !r.Parent().Kind().IsTextblock() {
		return pos, pos
	}
	return r.Start(r.Depth()), r.End(r.Depth())
}

// Snap returns the position itself when it is between two grapheme clusters, and else the end of the cluster in the given direction.
func Snap(doc *model.Node, pos model.Pos, dir Direction) model.Pos {
	r, err := doc.Resolve(pos)
	if err != nil || !r.Parent().Kind().IsTextblock() || r.ParentOffset() == 0 || plainAround(r) {
		return pos
	}
	at := pos - model.Pos(utf8.RuneCountInString(since(r)))
	for at < pos {
		before, err := doc.Resolve(at)
		if err != nil {
			return pos
		}
		next := at + cluster(before, Forward)
		if next > pos && dir == Backward {
			return at
		}
		at = next
	}
	return at
}

// plainAround reports whether the characters around a position join with nothing but marks after them, and the one after is no mark.
func plainAround(r model.ResolvedPos) bool {
	return safeStart(textBefore(r, 1)+cutRunes(textAfter(r, 1), 1)) > 0
}

// NextCell returns the content of the cell after, or before, the one that holds a position; ok is false outside of a table and at its end.
func NextCell(doc *model.Node, pos model.Pos, dir Direction) (from, to model.Pos, ok bool) {
	r, err := doc.Resolve(pos)
	if err != nil {
		return 0, 0, false
	}
	d := r.Depth()
	for d > 0 && r.Node(d).Kind() != model.TableCell {
		d--
	}
	if d == 0 {
		return 0, 0, false
	}
	row, i := r.Node(d-1), r.Index(d-1)+int(dir)
	at := r.After(d)
	if dir == Backward {
		at = r.Before(d)
	}
	if i < 0 || i >= len(row.Children()) { // the row beside it
		table, j := r.Node(d-2), r.Index(d-2)+int(dir)
		if j < 0 || j >= len(table.Children()) {
			return 0, 0, false
		}
		row, at = table.Child(j), at+2*model.Pos(dir)
		i = 0
		if dir == Backward {
			i = len(row.Children()) - 1
		}
	}
	cell := row.Child(i)
	if dir == Backward {
		at -= model.Pos(cell.Size())
	}
	return edge(cell, at, Backward).Pos, edge(cell, at, Forward).Pos, true
}
