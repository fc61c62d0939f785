package typeset

import "unicode"

// Class is the behaviour of a character beside others in a line (CLREQ 3.1; GB/T 15834-2011, 5.1).
type Class uint8

const (
	Ideograph Class = iota // Han, kana, hangul and full-width symbols: one cell, breaks on both sides
	Opening                // （ “ 《: never ends a line; ½ em of room on its left may go
	Closing                // ） ” 》: never starts a line; ½ em on its right may go
	Pause                  // ， 、 ； ：: never starts a line
	Stop                   // 。 ？ ！: never starts a line, gives its room last
	MiddleDot              // ·: between the parts of a name
	Dash                   // ——: two cells that never part
	Ellipsis               // ……: two cells that never part
	Connector              // ～ －: between two ends of a range
	Solidus                // ／
	Postfix                // ％ ℃: stays with what is before it
	Prefix                 // ￥ №: stays with what is behind it
	Western                // runs of Latin and digits; breaks by UAX #14
	Space                  // becomes glue
	Newline                // ends a line
	ignorable              // draws nothing
	ambiguous              // “ ” ‘ ’ — … ·: one code for two scripts, resolved by its neighbours
)

// marks names the class of every mark (CLREQ 3.1.2 to 3.1.4, 3.1.6; GB/T 15834-2011, 4).
var marks = []struct {
	class Class
	chars string
}{
	{Opening, "（《〈「『【〔〖［｛〘〚〝︵︷"},
	{Closing, "）》〉」』】〕〗］｝〙〛〞〟︶︸"},
	{Pause, "，、；：､"},
	{Stop, "。！？．｡"},
	{MiddleDot, "・‧･"},
	{Dash, "⸺⸻"},
	{Ellipsis, "⋯"},
	{Connector, "～－〜"},
	{Solidus, "／＼"},
	{Postfix, "％‰℃℉￠々〻"},
	{Prefix, "￥＄￡№＃＠−"},
	{Space, "\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"},
	{Newline, "\n\v\f\r\u0085\u2028\u2029"},
	{ambiguous, "“”‘’—…·"},
}

// wide lists the blocks whose characters stand in a cell of their own beside Han text.
var wide = []struct{ from, to rune }{
	{0x1100, 0x115f}, // Hangul Jamo
	{0x2100, 0x214f}, // letterlike symbols
	{0x2160, 0x218b}, // Roman numerals
	{0x2190, 0x23ff}, // arrows, operators, technical
	{0x2460, 0x27bf}, // enclosed, box drawing, shapes, dingbats
	{0x2900, 0x2bff}, // more arrows and symbols
	{0x2e80, 0xa4cf}, // radicals to Yi
	{0xa960, 0xa97f}, // Hangul Jamo A
	{0xac00, 0xd7ff}, // Hangul
	{0xe000, 0xfaff}, // private use, compatibility ideographs
	{0xfe10, 0xfe1f}, // vertical forms
	{0xfe30, 0xfe6f}, // compatibility and small forms
	{0xff01, 0xffef}, // full-width forms
}

// classes holds the class of every character of the basic plane.
var classes = func() *[1 << 16]Class {
	t := new([1 << 16]Class)
	for i := range t {
		t[i] = Western
	}
	for _, w := range wide {
		for r := w.from; r <= w.to; r++ {
			t[r] = Ideograph
		}
	}
	for r := range rune(1 << 16) {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Variation_Selector, r) {
			t[r] = ignorable
		}
	}
	t[softHyphen] = ignorable // it is looked for where words are parted
	for _, m := range marks {
		for _, r := range m.chars {
			t[r] = m.class
		}
	}
	return t
}()

// classOf returns the class that a character has by itself.
func classOf(r rune) Class {
	switch {
	case r >= 0 && r < 1<<16:
		return classes[r]
	case r >= 0x1f000 && r <= 0x1ffff, r >= 0x16fe0 && r <= 0x1b2ff, r >= 0x20000 && r <= 0x3ffff:
		return Ideograph
	case r >= 0xe0000 && r <= 0xe0fff: // tags and variation selectors
		return ignorable
	}
	return Western
}

// resolve settles the ambiguous clusters by their neighbours, in place. A quotation mark that closes is what the one that opened is. An
// apostrophe is Western between two Western letters. Everything else is Han when a neighbour is, or when there is no neighbour at all
// (CLREQ 3.1.2, note on code points that Chinese shares with Western text).
func resolve(clusters []cluster) {
	var open []bool // of the quotations that are open: whether they are Han
	for i := range clusters {
		c := &clusters[i]
		if c.class != ambiguous {
			continue
		}
		before, after := neighbour(clusters, i, -1), neighbour(clusters, i, 1)
		han := before == Ideograph || after == Ideograph || before != Western && after != Western
		switch c.r {
		case '“', '‘':
			open = append(open, han)
			c.class = pick(han, Opening)
		case '’':
			if i > 0 && i+1 < len(clusters) && clusters[i-1].class == Western && clusters[i+1].class == Western {
				c.class = Western
				continue
			}
			fallthrough
		case '”':
			if n := len(open); n > 0 {
				han, open = open[n-1], open[:n-1]
			}
			c.class = pick(han, Closing)
		case '—':
			c.class = pick(han || doubled(clusters, i), Dash)
		case '…':
			c.class = pick(han || doubled(clusters, i), Ellipsis)
		case '·':
			c.class = pick(han, MiddleDot)
		}
	}
}

func pick(han bool, class Class) Class {
	if han {
		return class
	}
	return Western
}

// doubled reports whether the cluster stands beside its like: —— and …… are Chinese wherever they are.
func doubled(clusters []cluster, i int) bool {
	r := clusters[i].r
	return i > 0 && clusters[i-1].r == r || i+1 < len(clusters) && clusters[i+1].r == r
}

// neighbour returns Ideograph or Western for the nearest character on one side that is plainly one or the other, and Space for none.
func neighbour(clusters []cluster, i, step int) Class {
	for j := i + step; j >= 0 && j < len(clusters); j += step {
		switch clusters[j].class {
		case Space, ignorable, ambiguous:
		case Newline:
			return Space
		case Western:
			if r := clusters[j].r; !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				continue // a comma tells nothing
			}
			return Western
		default:
			return Ideograph
		}
	}
	return Space
}

// The edges of a Western run beside Han text, for which UAX #14 is not asked: it knows nothing of the Han side.
const (
	westernClosers = ",.;:!?)]}>%/-–'\"”’…·—°′″"
	westernOpeners = "([{<$£¥#@“‘"
)
