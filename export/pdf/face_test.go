package pdf_test

import (
	"os"
	"sync"
	"testing"

	"galley/editor/typeset"
)

// The faces of the tests, opened once.
var (
	song = sync.OnceValues(func() (*typeset.Face, error) {
		return open("Song", "/tmp/w/fontsrc/serif/package/400Regular/NotoSerifSC_400Regular.ttf")
	})
	hei = sync.OnceValues(func() (*typeset.Face, error) {
		return open("Hei", "/tmp/w/fontsrc/sans/package/400Regular/NotoSansSC_400Regular.ttf")
	})
	kai = sync.OnceValues(func() (*typeset.Face, error) {
		return open("Kai", "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
	})
)

func open(name, path string) (*typeset.Face, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return typeset.OpenFace(name, b)
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
