package typeset

import "unicode"

// Family is a chain of faces: a character is shown in the first face that has it.
type Family struct {
	Faces []*Face
}

// Substitution is a character that the first face of its family does not have.
type Substitution struct {
	Text  string
	Asked *Face // the first face of the family
	Used  *Face // the face that stands in; nil when no face has the character
}

// find returns the first face that has every drawn character of a cluster, and false for none.
func (f *Family) find(cluster string) (*Face, bool) {
	for _, face := range f.Faces {
		if face.hasAll(cluster) {
			return face, true
		}
	}
	return f.Faces[0], false
}

func (f *Face) hasAll(cluster string) bool {
	for _, r := range cluster {
		if classOf(r) != ignorable && !f.Has(r) {
			return false
		}
	}
	return true
}

// geta is the mark that stands for a character that no face has, as it does in Chinese and Japanese proofs.
const geta = '〓'

// stand returns the glyph that is drawn for a missing character: 〓, or the face's own sign for a missing glyph.
func (f *Face) stand() GlyphID {
	g, _ := f.Glyph(geta)
	return g
}

// isHanLetter reports whether r is a character that takes the Han–Latin space: a letter, not a symbol in a cell.
func isHanLetter(r rune) bool {
	if r >= 0x4e00 && r <= 0x9fff {
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul)
}

// startsWord reports whether a Western run that begins with r is set off from Han text before it.
func startsWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || contains("([+-−±$£¥€#@&<~≈", r)
}

// endsWord reports whether a Western run that ends with r is set off from Han text behind it. The half-width pauses and stops are among
// them: without the room 会议,学校 would look like a slip.
func endsWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || contains(")]+%°,.;:!?&>′″", r)
}

func contains(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}
