package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// lean returns a picture without anything beside itself: no camera, place, person, thumbnail, no colour profile and nothing behind its end. Of EXIF
// the orientation is left. The pixels are those of the original, bit by bit.
func lean(b []byte, format string, orientation int) ([]byte, error) {
	switch format {
	case "jpeg":
		return leanJPEG(b, orientation)
	case "png":
		return leanPNG(b, orientation)
	}
	return leanGIF(b)
}

var errCut = errors.New("it is cut off")

// upright is a TIFF structure that says the orientation and nothing else (EXIF 2.3, 4.6.2).
func upright(orientation int) []byte {
	return []byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0, 0, 0, 0, 0}
}

// leanJPEG leaves the application and comment segments of a JPEG out, but for JFIF's and Adobe's, which say how colours are coded (ITU-T T.81, B.1).
func leanJPEG(b []byte, orientation int) ([]byte, error) {
	out := append(make([]byte, 0, len(b)), 0xff, 0xd8)
	if orientation != 1 {
		body := append([]byte("Exif\x00\x00"), upright(orientation)...)
		out = append(out, 0xff, 0xe1, 0, byte(len(body)+2))
		out = append(out, body...)
	}
	for at := 2; ; {
		if at+2 > len(b) || b[at] != 0xff {
			return nil, errCut
		}
		marker := b[at+1]
		switch {
		case marker == 0xff:
			at++
			continue
		case marker == 0xd9:
			return append(out, 0xff, 0xd9), nil
		case marker >= 0xd0 && marker <= 0xd7 || marker == 0x01:
			at += 2
			continue
		}
		if at+4 > len(b) {
			return nil, errCut
		}
		end := at + 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if end < at+4 || end > len(b) {
			return nil, errCut
		}
		body := b[at+4 : end]
		if marker < 0xe0 || marker == 0xee && bytes.HasPrefix(body, []byte("Adobe")) || marker == 0xe0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) == 14 {
			out = append(out, b[at:end]...)
		}
		at = end
		if marker != 0xda {
			continue
		}
		for at+1 < len(b) && (b[at] != 0xff || b[at+1] == 0 || b[at+1] >= 0xd0 && b[at+1] <= 0xd7) { // samples of the scan
			at++
		}
		out = append(out, b[end:min(at, len(b))]...)
	}
}

// pngKept are the chunks of a PNG that its pixels need (PNG 1.2, 4).
var pngKept = map[string]bool{"IHDR": true, "PLTE": true, "tRNS": true, "IDAT": true, "IEND": true}

func leanPNG(b []byte, orientation int) ([]byte, error) {
	out := append(make([]byte, 0, len(b)), b[:8]...)
	for at := 8; at+12 <= len(b); {
		size := int64(binary.BigEndian.Uint32(b[at:]))
		if size > int64(len(b)-at-12) {
			return nil, errCut
		}
		end, name := at+12+int(size), string(b[at+4:at+8])
		if name == "IDAT" && orientation != 1 {
			out = append(out, chunk("eXIf", upright(orientation))...)
			orientation = 1
		}
		if pngKept[name] {
			out = append(out, b[at:end]...)
		}
		if name == "IEND" {
			return out, nil
		}
		at = end
	}
	return nil, errCut
}

// chunk is a chunk of a PNG (PNG 1.2, 3.2).
func chunk(name string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// leanGIF leaves comments and applications' blocks out, but for the one that says how often the frames repeat (GIF89a, 24 and 26).
func leanGIF(b []byte) ([]byte, error) {
	if len(b) < 13 {
		return nil, errCut
	}
	at := 13 + colours(b[10])
	if at > len(b) {
		return nil, errCut
	}
	out := append(make([]byte, 0, len(b)), b[:at]...)
	for at < len(b) {
		from, kept := at, true
		switch b[at] {
		case 0x3b:
			return append(out, 0x3b), nil
		case 0x2c:
			if at+11 > len(b) {
				return nil, errCut
			}
			at += 10 + colours(b[at+9]) + 1
		case 0x21:
			if at+2 > len(b) {
				return nil, errCut
			}
			label := b[at+1]
			at += 2
			kept = label == 0xf9 || label == 0xff && bytes.HasPrefix(b[at:], []byte("\x0bNETSCAPE2.0"))
		default:
			return nil, errCut
		}
		for { // blocks of data
			if at >= len(b) {
				return nil, errCut
			}
			size := int(b[at])
			at += 1 + size
			if size == 0 {
				break
			}
		}
		if kept {
			out = append(out, b[from:at]...)
		}
	}
	return nil, errCut
}

// colours is the size of a GIF's table of colours by the flags before it.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}
