package typeset

import (
	"sync"
	"testing"

	"galley/assets/fonts"
)

// open opens each face of the house once for all tests.
var open = func() func(testing.TB, fonts.Face) *Face {
	var mu sync.Mutex
	faces := map[fonts.Face]*Face{}
	return func(t testing.TB, f fonts.Face) *Face {
		t.Helper()
		mu.Lock()
		defer mu.Unlock()
		if faces[f] == nil {
			face, err := OpenFace(f.String(), f.Data())
			if err != nil {
				t.Fatal(err)
			}
			faces[f] = face
		}
		return faces[f]
	}
}()

func song(t testing.TB) *Family {
	return &Family{Faces: []*Face{open(t, fonts.Song), open(t, fonts.Kai)}}
}

const em = 12 * Point

// setText breaks one text in Song at 12 pt.
func setText(t testing.TB, text string, o Options) Paragraph {
	t.Helper()
	p, err := Break([]Span{{Text: text, Family: song(t), Size: em}}, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
