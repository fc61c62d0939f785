package note

import (
	"bytes"
	"encoding/binary"
)

// readEXIF reads ImageDescription, Artist and Copyright of the first directory (EXIF 2.3, 4.6.4 D).
func readEXIF(b []byte) (n Note) {
	if len(b) < 8 || len(b) > MaxBytes {
		return Note{}
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(b[:2]) == "II" {
		order = binary.LittleEndian
	}
	dir := int64(order.Uint32(b[4:]))
	if dir+2 > int64(len(b)) {
		return Note{}
	}
	for i := range int64(order.Uint16(b[dir:])) {
		at := dir + 2 + 12*i
		if at+12 > int64(len(b)) {
			return n
		}
		var field *string
		switch order.Uint16(b[at:]) {
		case 0x010e:
			field = &n.Caption
		case 0x013b:
			field = &n.Creator
		case 0x8298:
			field = &n.Rights
		default:
			continue
		}
		if order.Uint16(b[at+2:]) != 2 { // ASCII
			continue
		}
		size, from := int64(order.Uint32(b[at+4:])), at+8
		if size > 4 {
			from = int64(order.Uint32(b[at+8:]))
		}
		if from+size > int64(len(b)) {
			continue
		}
		// Copyright has the photographer's and the editor's, a zero between.
		*field = clean(bytes.ReplaceAll(bytes.TrimRight(b[from:from+size], "\x00 "), []byte{0}, []byte(" ")))
	}
	return n
}
