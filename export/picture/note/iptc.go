package note

import (
	"bytes"
	"encoding/binary"
)

// readIPTC reads the data sets of record 2 (IIM 4.2, chapter 6) in Photoshop's image resource 0x0404.
func readIPTC(b []byte) (n Note) {
	if len(b) > MaxBytes {
		return Note{}
	}
	be := binary.BigEndian
	for len(b) >= 12 && bytes.HasPrefix(b, []byte("8BIM")) {
		id := be.Uint16(b[4:])
		name := int(b[6]) + 1
		at := 6 + name + name%2
		if at+4 > len(b) {
			return n
		}
		size := int64(be.Uint32(b[at:]))
		if size > int64(len(b)-at-4) {
			return n
		}
		data := b[at+4 : at+4+int(size)]
		if id == 0x0404 {
			n = n.over(dataSets(data))
		}
		next := at + 4 + int(size+size%2)
		if next > len(b) {
			return n
		}
		b = b[next:]
	}
	return n
}

func dataSets(b []byte) (n Note) {
	for len(b) >= 5 && b[0] == 0x1c {
		record, set, size := b[1], b[2], int(binary.BigEndian.Uint16(b[3:]))
		if size&0x8000 != 0 || 5+size > len(b) { // an extended size: no words are that long
			return n
		}
		var field *string
		if record == 2 {
			switch set {
			case 80:
				field = &n.Creator
			case 110:
				field = &n.Credit
			case 115:
				field = &n.Source
			case 116:
				field = &n.Rights
			case 120:
				field = &n.Caption
			}
		}
		if field != nil {
			switch s := clean(b[5 : 5+size]); {
			case *field == "":
				*field = s
			case set == 80 && s != "" && len(*field)+len(s) < most: // by-lines repeat
				*field += "、" + s
			}
		}
		b = b[5+size:]
	}
	return n
}
