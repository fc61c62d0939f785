package typeset

// Level says how much of the prohibition rules holds (CLREQ 3.1.7.1).
type Level uint8

const (
	Basic  Level = iota // pauses, stops, closing marks, connectors, middle dot and solidus start no line, opening marks end none; recommended
	None                // newspapers of Hong Kong and Taiwan: anything may stand anywhere
	GB                  // and the solidus ends no line (GB/T 15834-2011, 5.1)
	Strict              // and —— and …… start no line
)

// Region says where a mark stands in its cell (CLREQ 3.1.6.1).
type Region uint8

const (
	Mainland Region = iota // pauses and stops in the lower left
	Taiwan                 // and Hong Kong: pauses and stops in the centre
)

// prohibition lists, for a class, from which level on it may not start or end a line. Higher levels hold all rules of the lower ones.
var prohibition = map[Class]struct{ start, end rank }{
	Opening:   {nowhere, fromBasic},
	Closing:   {fromBasic, nowhere},
	Pause:     {fromBasic, nowhere},
	Stop:      {fromBasic, nowhere},
	MiddleDot: {fromBasic, nowhere},
	Connector: {fromBasic, nowhere},
	Solidus:   {fromBasic, fromGB},
	Dash:      {fromStrict, nowhere},
	Ellipsis:  {fromStrict, nowhere},
	Postfix:   {fromBasic, nowhere}, // not in CLREQ, whose section is empty; UAX #14, LB24 and LB25
	Prefix:    {nowhere, fromBasic},
}

// rank orders the levels by what they forbid.
type rank uint8

const (
	fromBasic rank = iota + 1
	fromGB
	fromStrict
	nowhere
)

var ranks = map[Level]rank{None: 0, Basic: fromBasic, GB: fromGB, Strict: fromStrict}

// mayStart and mayEnd say whether a class may start or end a line at every level, as arrays for the speed of the inner loop.
var mayStart, mayEnd = func() (start, end [4][ambiguous + 1]bool) {
	for level, rank := range ranks {
		for c := range start[level] {
			p, listed := prohibition[Class(c)]
			start[level][c] = !listed || rank < p.start
			end[level][c] = !listed || rank < p.end
		}
	}
	return start, end
}()

// room is how a mark fills its cell, in quarters of an em: the adjustable room before it, the body that never gives, the room after it.
type room struct{ before, body, after int }

// rooms lists the cells of the marks (CLREQ 3.1.6.1 and 3.1.6.2). A class that is not listed is as wide as its glyph.
var rooms = map[Region]map[Class]room{
	Mainland: {Opening: {2, 2, 0}, Closing: {0, 2, 2}, Pause: {0, 2, 2}, Stop: {0, 2, 2}, MiddleDot: {1, 2, 1}},
	Taiwan:   {Opening: {2, 2, 0}, Closing: {0, 2, 2}, Pause: {1, 2, 1}, Stop: {1, 2, 1}, MiddleDot: {1, 2, 1}},
}

// fixedStops are the stops of Taiwan and Hong Kong that give no room (CLREQ 3.1.6.2).
const fixedStops = "！？"

// hanging are the marks that may hang over the measure (CLREQ 3.1.8); those of Taiwan stand in the middle of their cell and may not.
const hanging = "、，。"

// cells are the rooms of every class by region and style, as arrays for speed. 开明 leaves the room to the stops alone (CLREQ 3.1.6.2).
var cells, isCell = func() (rs [2][3][ambiguous + 1]room, is [2][ambiguous + 1]bool) {
	for region, of := range rooms {
		for class, r := range of {
			is[region][class] = true
			for style := range rs[region] {
				rs[region][style][class] = r
				if Style(style) == Kaiming && class != Stop {
					rs[region][style][class] = room{body: r.body}
				}
			}
		}
	}
	return rs, is
}()

// The order in which room is taken from a line that is too long (CLREQ 3.2.2, "Reduce"). Marks at a line's end have lost theirs before: the
// glue after the last box of a line is dropped (GB/T 15834-2011, 5.1.10: a mark at the end of a line takes half a cell).
const (
	shrinkWords    = iota // spaces between words
	shrinkDots            // both sides of the middle dot, down to ½ em
	shrinkBrackets        // brackets and quotation marks, down to ½ em
	shrinkPauses          // ， 、 ； ：, down to ½ em
	shrinkHanLatin        // between Han and Latin, from ¼ to ⅛ em
	shrinkStops           // 。 ？ ！, down to ½ em
	shrinkLevels
)

// shrinkLevel is the step at which a mark gives its room; classes that are not marks have none to give.
var shrinkLevel = [ambiguous + 1]uint8{
	MiddleDot: shrinkDots, Opening: shrinkBrackets, Closing: shrinkBrackets, Pause: shrinkPauses, Stop: shrinkStops,
}

// The order in which room is given to a line that is too short (CLREQ 3.2.2, "Expand"). What is left after both is shared by all gaps.
const (
	stretchWords    = iota // spaces between words, up to ½ em
	stretchHanLatin        // between Han and Latin, up to ⅓ em; CLREQ allows ½, which shows where a line has one such gap
	stretchLevels
)

// glue is the room after a box: what it is, what it can give, what it likes to take. It is dropped at a line's end.
type glue struct {
	width     Length
	shrink    Length
	stretch   Length // beyond it, an even gap takes part in the last step
	shrinkAt  uint8
	stretchAt uint8
	even      bool // takes its share of what is left when all preferred stretch is used
}

// edge is one side of a box beside another.
type edge struct {
	em    Length
	room  Length // adjustable room of the mark on this side
	r     rune   // nearest character
	class Class
	flat  bool // on the baseline: no superscript, which gets no Han–Latin space
}

func (e edge) han() bool { return e.class == Ideograph && isHanLetter(e.r) }

// adjustable reports whether the edge is a Han mark that can give room.
func (e edge) adjustable() bool { return shrinkLevel[e.class] != 0 }

// between returns the glue between two boxes with no space in the text between them.
func between(left, right edge) glue {
	em := min(left.em, right.em)
	g := glue{even: true}
	switch {
	case hugs(left, right):
	case left.flat && !right.flat && !left.adjustable():
		g.even = false // a note's number stands at its character
	case left.adjustable() || right.adjustable():
		g.width = left.room + right.room
		if left.adjustable() && right.adjustable() {
			g.width = max(0, g.width-em/2) // CLREQ 3.1.6.2: two marks of 2 em take 1.5 em
		}
		g.shrink, g.shrinkAt = g.width, min(levelOf(left), levelOf(right))
	case left.class == Western && right.class == Western:
		g.even = false
	case hanLatin(left, right):
		return hanLatinGlue(em) // never in the text
	case left.class == Connector || right.class == Connector:
		g.even = false // CLREQ 3.2.2: no room around connectors
	}
	return g
}

// hanLatin reports whether Han stands beside Latin on the baseline.
func hanLatin(left, right edge) bool {
	return left.flat && right.flat && (left.han() && right.class == Western && startsWord(right.r) || left.class == Western && right.han() && endsWord(left.r))
}

// hanLatinGlue is ¼ em (CLREQ 3.2.3).
func hanLatinGlue(em Length) glue {
	return glue{width: em / 4, shrink: em / 8, shrinkAt: shrinkHanLatin, stretch: em / 12, stretchAt: stretchHanLatin, even: true}
}

// hugs reports whether a Han mark and a half-width one close up as two Han marks would: ”, has no room inside, nor has (《.
func hugs(left, right edge) bool {
	switch left.class {
	case Closing, Pause, Stop:
		return right.class == Western && contains(",.;:!?)]}", right.r)
	case Western:
		return right.class == Opening && contains("([{", left.r)
	}
	return false
}

// levelOf returns the step of the reduction in which the edge gives its room.
func levelOf(e edge) uint8 {
	if e.adjustable() && e.room > 0 {
		return shrinkLevel[e.class]
	}
	return shrinkLevels - 1
}

// leastSpace is what a space between words keeps, as a part of the em: less, and words run into each other. TeX's keeps 2/9.
const leastSpace = 5

// spaced returns the glue of spaces in the text that are wide by themselves, between two boxes.
func spaced(wide Length, left, right edge) glue {
	em := min(left.em, right.em)
	if wide <= em/2 && hanLatin(left, right) { // one that was typed looks like one that was not
		return hanLatinGlue(em)
	}
	g := glue{width: wide, shrink: min(wide/3, max(0, wide-em/leastSpace)), shrinkAt: shrinkWords, stretch: max(0, em/2-wide), stretchAt: stretchWords, even: true}
	if r := left.room + right.room; r > g.width {
		g.width, g.shrink = r, r // a space beside a mark is taken up by the mark's own room
	}
	return g
}
