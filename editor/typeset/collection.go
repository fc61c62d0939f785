package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

	ot "github.com/go-text/typesetting/font/opentype"
)

// maxFaces bounds the faces of a collection. The largest of Noto CJK has 45.
const maxFaces = 1024

// faceOffsets returns where the table directory of each face of a font file begins: one, or those of a collection (OpenType, "Font Collections").
func faceOffsets(data []byte) ([]int, error) {
	if len(data) < 12 {
		return nil, errors.New("not a font: too short")
	}
	switch tag := string(data[:4]); tag {
	case "\x00\x01\x00\x00", "true", "OTTO":
		return []int{0}, nil
	case "ttcf":
	default:
		return nil, fmt.Errorf("not a font: it begins with %q", tag)
	}
	n := int(be32(data[8:]))
	if n < 1 || n > maxFaces || 12+4*n > len(data) {
		return nil, fmt.Errorf("a collection of %d faces", n)
	}
	offsets := make([]int, n)
	for i := range offsets {
		if offsets[i] = int(be32(data[12+4*i:])); offsets[i] > len(data)-12 {
			return nil, fmt.Errorf("face %d of the collection lies outside the file", i)
		}
	}
	return offsets, nil
}

// openFile opens one face of a file, and refuses one that is cut off.
func openFile(data []byte, index int) (*ot.Loader, error) {
	offsets, err := faceOffsets(data)
	if err != nil {
		return nil, err
	}
	if index < 0 || index >= len(offsets) {
		return nil, fmt.Errorf("face %d of a file with %d", index, len(offsets))
	}
	for tag, at := range directory(data, index) {
		if at[1] > len(data) {
			return nil, fmt.Errorf("table %s is cut off", tag)
		}
	}
	if len(offsets) == 1 && offsets[0] == 0 {
		return ot.NewLoader(bytes.NewReader(data))
	}
	all, err := ot.NewLoaders(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return all[index], nil
}

// directory yields the tables of a face and where they are in the file (OpenType, "Organization of an OpenType Font").
func directory(data []byte, index int) iter.Seq2[string, [2]int] {
	return func(yield func(string, [2]int) bool) {
		offsets, err := faceOffsets(data)
		if err != nil || index < 0 || index >= len(offsets) {
			return
		}
		table := data[offsets[index]:]
		for i, n := 0, int(be16(table[4:])); i < n && 12+16*i+16 <= len(table); i++ {
			e := table[12+16*i:]
			start := int(be32(e[8:]))
			if !yield(string(e[:4]), [2]int{start, start + int(be32(e[12:]))}) {
				return
			}
		}
	}
}
