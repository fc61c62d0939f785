package desk

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/app/newsroom"
)

// Every kind of file is there with the article's words where it says so.
func TestExports(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	a := h.find(newsroom.Published)
	h.as("王四")
	for _, o := range outlets {
		h.main.exportAs(a, o)
		h.main.card.Press()
		files, err := filepath.Glob(filepath.Join(h.Folder, "*."+o.ending))
		h.must(err)
		if len(files) != 1 || !strings.HasPrefix(filepath.Base(files[0]), string(a.Number)) {
			t.Fatalf("%s: %v", o.name, files)
		}
		data, err := os.ReadFile(files[0])
		h.must(err)
		if o.ending == "docx" && !bytes.HasPrefix(data, []byte("PK")) || o.ending != "docx" && !bytes.Contains(data, []byte(h.Headline(a))) {
			t.Errorf("%s has %d bytes that are not the article", o.name, len(data))
		}
		if words := strings.Join(texts(h.main.win), ""); !strings.Contains(words, h.S("file.saved")) {
			t.Errorf("%s is not said to be saved: %s", o.name, words)
		}
		for h.main.card != nil {
			h.main.card.Close()
		}
	}
}
