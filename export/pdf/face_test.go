package pdf_test

import (
	"os"
	"sync"
	"testing"

	"galley/assets/fonts"
	"galley/editor/typeset"
)

// The faces of the tests, opened once.
var (
	song = opened(fonts.Song)
	hei  = opened(fonts.Hei)
	kai  = opened(fonts.Kai)
)

func opened(f fonts.Face) func() (*typeset.Face, error) {
	return sync.OnceValues(func() (*typeset.Face, error) { return typeset.OpenFace(f.String(), f.Data()) })
}

// must returns a face or ends the test.
func must(t testing.TB, face func() (*typeset.Face, error)) *typeset.Face {
	t.Helper()
	f, err := face()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// collection opens the two faces of a collection with PostScript outlines.
func collection(t testing.TB) []*typeset.Face {
	t.Helper()
	b, err := os.ReadFile("../../editor/typeset/testdata/small.ttc")
	if err != nil {
		t.Fatal(err)
	}
	faces := make([]*typeset.Face, 2)
	for i := range faces {
		if faces[i], err = typeset.OpenCollection([]string{"Serif", "Sans"}[i], b, i); err != nil {
			t.Fatal(err)
		}
	}
	return faces
}
