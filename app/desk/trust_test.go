package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"galley/app/newsroom"
)

// TestEveryWindowSaysThatAccountsAreOff opens every window with accounts off.
func TestEveryWindowSaysThatAccountsAreOff(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王一")
	windows := map[string]fyne.Window{"desk": h.main.win}
	turn, out := h.turn(), h.find(newsroom.Published)
	h.review(turn)
	windows["review"] = h.reviews[turn.ID].win
	windows["print"] = h.print1(out).win
	windows["share"] = h.share1(out).win
	h.versionsOf(out)
	windows["versions"] = h.versions[out.ID].win
	h.statistics()
	windows["statistics"] = h.counting.win
	h.staffing()
	windows["people"] = h.staffed.win
	h.setup()
	windows["settings"] = h.setUp.win
	h.shelf(nil)
	windows["pictures"] = h.pictures.win
	h.as("李婉婷")
	windows["writing"] = h.write1(h.find(newsroom.Returned))
	for name, w := range windows {
		said := false
		for _, o := range test.LaidOutObjects(w.Content()) {
			if text, ok := o.(*canvas.Text); ok && strings.Contains(text.Text, h.S("status.trust")) {
				said = true
			}
		}
		if !said {
			t.Errorf("the window %s does not say it", name)
		}
	}
}
