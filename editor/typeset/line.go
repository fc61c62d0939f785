package typeset

// GlyphID is the index of a glyph in a face.
type GlyphID uint32

// Glyph is one placed shape of a line.
type Glyph struct {
	ID      GlyphID
	X       Length // from the start of its run to the glyph's origin; negative for an opening mark, whose left half is outside
	Y       Length // up from the baseline
	Advance Length // to the next origin, with all justification in it
	Text    string // the characters that it stands for; empty for the second and later glyphs of a cluster and for a hyphen that parts a word
}

// Run is a stretch of a line in one face, size and span.
type Run struct {
	Face   *Face
	Size   Length
	X      Length // from the line's left edge
	Rise   Length // of the baseline: superscripts and subscripts
	Span   int    // index of the span that the characters come from
	Glyphs []Glyph
	Width  Length
}

// Line is one line of a paragraph.
type Line struct {
	Runs       []Run
	Start, End int    // the bytes of the paragraph's text that the line shows, spaces at its end included
	Left       Length // indent, or the room before a centred line
	Width      Length // of the line from Left; equals the measure less the indent in a justified line, and a mark that hangs is drawn beyond it
	Ascent     Length
	Descent    Length
}
