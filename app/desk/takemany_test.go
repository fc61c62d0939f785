package desk

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// severalFiles makes a folder with a page, a text, a broken file and a file that is none of the newsroom's.
func (h *house) severalFiles() string {
	folder := filepath.Join(h.Folder, "来稿")
	h.must(os.Mkdir(folder, 0o700))
	page, err := os.ReadFile(h.pageFile())
	h.must(err)
	for name, data := range map[string]string{"校园新闻.html": string(page), "通知.txt": "关于放假的通知\n\n本周五起放假。\n", "空.html": "", "备注.xyz": "甲"} {
		h.must(os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600))
	}
	return folder
}

// checksIn returns the boxes of the card that is shown.
func checksIn(o fyne.CanvasObject) (out []*widget.Check) {
	for _, c := range test.LaidOutObjects(o) {
		if check, ok := c.(*widget.Check); ok {
			out = append(out, check)
		}
	}
	return out
}

// TestSeveralFiles drops a folder on the window, leaves one file out, and takes the rest in.
func TestSeveralFiles(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷")
	before, err := h.room.Counts(t.Context(), h.Me)
	h.must(err)
	h.main.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(h.severalFiles()), storage.NewFileURI(h.Folder + "/没有.html")})
	checks := checksIn(h.main.win.Canvas().Overlays().Top())
	if len(checks) != 4 {
		t.Fatalf("%d files are shown", len(checks))
	}
	chosen := 0
	for _, c := range checks {
		if c.Checked {
			chosen++
		}
	}
	if chosen != 2 {
		t.Errorf("%d files can be taken", chosen)
	}
	press1(t, h.main.win, "收下选中的")
	after, err := h.room.Counts(t.Context(), h.Me)
	h.must(err)
	if after.Total != before.Total+2 {
		t.Errorf("%d articles became %d", before.Total, after.Total)
	}
	if h.main.card != nil {
		t.Error("a card is left")
	}
}
