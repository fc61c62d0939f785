package compose

import (
	"bytes"
	"encoding/binary"
)

// sideways reports whether a JPEG or PNG is stored lying on its side: its EXIF orientation is 5 to 8 (EXIF 2.3, 4.6.4). A structure that makes
// no sense says nothing.
func sideways(data []byte) bool {
	o := exifOrientation(exif(data))
	return o >= 5 && o <= 8
}

// exif returns the TIFF structure in a JPEG (ITU-T T.81, B.1.1) or PNG (PNG 1.5 extensions, eXIf), or nil.
func exif(data []byte) []byte {
	be := binary.BigEndian
	if bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		for at := 8; at+12 <= len(data); {
			size := int(be.Uint32(data[at:]))
			if size > len(data)-at-12 {
				return nil
			}
			if string(data[at+4:at+8]) == "eXIf" {
				return data[at+8 : at+8+size]
			}
			at += 12 + size
		}
		return nil
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != 0xda; {
		if data[at+1] == 0xff { // fill byte
			at++
			continue
		}
		end := at + 2 + int(be.Uint16(data[at+2:]))
		if end > len(data) || end < at+4 {
			return nil
		}
		if body, ok := bytes.CutPrefix(data[at+4:end], []byte("Exif\x00\x00")); ok && data[at+1] == 0xe1 {
			return body
		}
		at = end
	}
	return nil
}

// exifOrientation reads tag 274 of the first directory, 1 when there is none.
func exifOrientation(tiff []byte) int {
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
