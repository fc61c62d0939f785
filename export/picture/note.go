package picture

import (
	"bytes"

	"galley/export/picture/note"
)

// Note returns what a picture says of itself; the zero value where it says nothing that can be read.
func Note(b []byte) note.Note {
	p := note.Parts{EXIF: exif(b)}
	if bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")) {
		for c := range chunks(b) {
			if rest, ok := bytes.CutPrefix(c.body, []byte("XML:com.adobe.xmp\x00")); ok && c.name == "iTXt" {
				p.XMP = xmpOfPNG(rest)
			}
		}
		return note.Read(p)
	}
	for s := range segments(b) {
		if rest, ok := bytes.CutPrefix(s.body, []byte("http://ns.adobe.com/xap/1.0/\x00")); ok && s.marker == 0xe1 && p.XMP == nil {
			p.XMP = rest
		}
		if rest, ok := bytes.CutPrefix(s.body, []byte("Photoshop 3.0\x00")); ok && s.marker == 0xed {
			p.IPTC = append(p.IPTC, rest...) // it may go on in the next one
		}
	}
	return note.Read(p)
}

// xmpOfPNG returns the text of a chunk behind its keyword: flag and way of compression, language, translated keyword (PNG 1.2, 4.2.3.3).
func xmpOfPNG(b []byte) []byte {
	if len(b) < 2 {
		return nil
	}
	packed := b[0] == 1
	b = b[2:]
	for range 2 {
		_, rest, ok := bytes.Cut(b, []byte{0})
		if !ok {
			return nil
		}
		b = rest
	}
	if packed {
		return inflate(b, note.MaxBytes)
	}
	return b
}
