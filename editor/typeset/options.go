package typeset

// Align says where the lines of a paragraph end.
type Align uint8

const (
	Justify    Align = iota // all lines but the last are as wide as the measure
	Start                   // ragged, as Centre and End are: spaces and marks keep their natural width
	Centre                  //
	End                     //
	Distribute              // all lines, the last one too, are spread over the measure: names and organs in notices; a single character is centred
)

// ragged reports whether lines end where they end.
func (a Align) ragged() bool { return a == Start || a == Centre || a == End }

// Style says how wide the marks of Chinese are (CLREQ 3.1.6.2). Two marks beside each other take 1.5 em in every style.
type Style uint8

const (
	HalfAtEnd Style = iota // 行末半角: a full cell, half of one at a line's end (GB/T 15834-2011, 5.1.10) and start
	FullWidth              // 全角: a full cell at the edges of a line too, for text on a grid; the room behind the last mark is the first to go
	Kaiming                // 开明: 。？！ take a full cell, all others half of one
)

// Shape is the outline of a balanced paragraph (GB/T 9704-2012, 7.3.1: titles of several lines are set as a trapezoid or a diamond).
type Shape uint8

const (
	Even      Shape = iota // lines of equal width
	Trapezoid              // 上长下短: every line is shorter than the one above
	Inverted               // 上短下长: every line is longer than the one above
	Diamond                // 菱形: the lines in the middle are the longest; two lines are a trapezoid
)

// Range is a stretch of a paragraph's text, in bytes.
type Range struct {
	Start, End int
}

// Options say how a paragraph is set. The zero values are those of a Chinese book: justified, basic prohibition, mainland marks that take
// half a cell at a line's end.
type Options struct {
	Measure     Length // width of the column
	FirstIndent Length // of the first line
	Hang        Length // of all other lines
	Align       Align
	Balance     bool  // lines in a good shape in as few lines as it takes: headlines
	Shape       Shape // of a balanced paragraph of two to eight lines
	Level       Level
	Region      Region
	Style       Style
	Hanging     bool // 、，。 that do not fit hang over the measure (CLREQ 3.1.8); marks of Taiwan stand in the centre of their cells and never do
	FirstFit    bool // each line by itself, for speed: it takes what it can, then is pushed in or out

	// Keep are stretches that part only where nothing else can be done, such as the words of a headline, in any order.
	Keep []Range

	// Hyphens returns the bytes before which a word of letters may be parted with a hyphen, in rising order; nil parts no words. A balanced
	// paragraph is not hyphenated. A soft hyphen (U+00AD) in a word is asked before it and instead of it.
	Hyphens func(word string) []int
}

func (o *Options) lineMeasure(first bool) Length {
	if first {
		return o.Measure - o.FirstIndent
	}
	return o.Measure - o.Hang
}

// narrowest is the measure of the narrowest line.
func (o *Options) narrowest() Length { return o.Measure - max(o.FirstIndent, o.Hang) }
