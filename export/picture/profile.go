package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"

	"galley/export/picture/icc"
)

// profile returns the colour profile in a JPEG (ICC.1:2010, B.4) or PNG (PNG 1.2, 4.2.2.4), or nil. A profile that cannot be read is none: the
// picture is taken for sRGB then, as every browser does.
func profile(b []byte, format string) *icc.Profile {
	var data []byte
	switch format {
	case "jpeg":
		data = profileOfJPEG(b)
	case "png":
		data = profileOfPNG(b)
	}
	if data == nil {
		return nil
	}
	p, err := icc.Parse(data)
	if err != nil {
		return nil
	}
	return p
}

// profileOfJPEG puts the parts of a profile together, which are numbered from 1.
func profileOfJPEG(b []byte) []byte {
	var parts [256][]byte
	most, size := 0, 0
	for s := range segments(b) {
		if body, ok := bytes.CutPrefix(s.body, []byte("ICC_PROFILE\x00")); ok && s.marker == 0xe2 && len(body) > 2 {
			if size += len(body); size > icc.MaxBytes {
				return nil
			}
			parts[body[0]], most = body[2:], max(most, int(body[0]))
		}
	}
	if most == 0 {
		return nil
	}
	return bytes.Join(parts[1:most+1], nil)
}

func profileOfPNG(b []byte) []byte {
	for c := range chunks(b) {
		if c.name != "iCCP" {
			continue
		}
		_, rest, ok := bytes.Cut(c.body, []byte{0})
		if !ok || len(rest) < 1 {
			return nil
		}
		return inflate(rest[1:], icc.MaxBytes)
	}
	return nil
}

// inflate unpacks at most so many bytes; nil for more, or for what is damaged.
func inflate(b []byte, most int64) []byte {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(z, most+1))
	if err != nil || int64(len(out)) > most {
		return nil
	}
	return out
}

// segment is a segment of a JPEG before its samples.
type segment struct {
	marker byte
	body   []byte
}

// segments goes through the segments before the first scan, up to the first that makes no sense.
func segments(b []byte) func(func(segment) bool) {
	return func(yield func(segment) bool) {
		for at := 2; at+4 <= len(b) && b[at] == 0xff && b[at+1] != 0xda; {
			if b[at+1] == 0xff { // fill byte
				at++
				continue
			}
			end := at + 2 + int(binary.BigEndian.Uint16(b[at+2:]))
			if end > len(b) || end < at+4 || !yield(segment{b[at+1], b[at+4 : end]}) {
				return
			}
			at = end
		}
	}
}

type pngChunk struct {
	name string
	body []byte
}

// chunks goes through the chunks of a PNG, up to the first that makes no sense.
func chunks(b []byte) func(func(pngChunk) bool) {
	return func(yield func(pngChunk) bool) {
		for at := 8; at+12 <= len(b); {
			size := int64(binary.BigEndian.Uint32(b[at:]))
			if size > int64(len(b)-at-12) || !yield(pngChunk{string(b[at+4 : at+8]), b[at+8 : at+8+int(size)]}) {
				return
			}
			at += 12 + int(size)
		}
	}
}
