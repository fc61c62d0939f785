package picture

import (
	"bytes"
	"encoding/binary"
)

// Orientation returns how a JPEG or PNG is to be turned to stand upright, by its EXIF tag 274 (EXIF 2.3, 4.6.4): 1 as it is, 2 mirrored,
// 3 by 180°, 4 upside down and mirrored, 5 mirrored and by 270° clockwise, 6 by 90° clockwise, 7 mirrored and by 90°, 8 by 270°. A
// structure that makes no sense says 1.
func Orientation(data []byte) int {
	if o := tag274(exif(data)); o >= 1 && o <= 8 {
		return o
	}
	return 1
}

// Sideways reports whether an orientation exchanges width and height.
func Sideways(orientation int) bool { return orientation >= 5 }

// exif returns the TIFF structure in a JPEG (ITU-T T.81, B.1.1) or PNG (PNG 1.5 extensions, eXIf), or nil.
func exif(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		for c := range chunks(data) {
			if c.name == "eXIf" {
				return c.body
			}
		}
		return nil
	}
	for s := range segments(data) {
		if body, ok := bytes.CutPrefix(s.body, []byte("Exif\x00\x00")); ok && s.marker == 0xe1 {
			return body
		}
	}
	return nil
}

// tag274 reads tag 274 of the first directory, 1 when there is none.
func tag274(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	dir := int64(order.Uint32(tiff[4:]))
	if dir+2 > int64(len(tiff)) {
		return 1
	}
	for i := range int64(order.Uint16(tiff[dir:])) {
		at := dir + 2 + 12*i
		if at+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[at:]) == 274 {
			return int(order.Uint16(tiff[at+8:]))
		}
	}
	return 1
}
