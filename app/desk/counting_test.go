package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"galley/app/newsroom/statistics"
)

// TestStatisticsWindow: the window counts the month, goes to others by keys, counts by other things, follows what happens, and writes what it shows.
func TestStatisticsWindow(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王三").statistics()
	g := h.counting
	if g.table.Total.Submitted == 0 || len(g.table.Rows) == 0 || g.failed != nil {
		t.Fatalf("%+v, %v", g.table, g.failed)
	}
	submitted := g.table.Total.Submitted
	key := func(k fyne.KeyName) { g.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyLeft)
	if g.table.Total.Submitted != 0 || g.name() != "2026-10" {
		t.Errorf("%s has %d", g.name(), g.table.Total.Submitted)
	}
	key(fyne.KeyRight)
	g.setBy(statistics.ByColumn)
	rows := len(g.table.Rows)
	g.setSpan(oneYear)
	if g.table.Total.Submitted != submitted || len(g.table.Rows) != rows || g.name() != "2026" {
		t.Errorf("the year %s has %d in %d rows", g.name(), g.table.Total.Submitted, len(g.table.Rows))
	}
	g.setSpan(always)
	g.move(1)
	if g.table.Total.Submitted != submitted {
		t.Errorf("all time has %d", g.table.Total.Submitted)
	}
	h.setDark(true)
	h.setDark(false)
	h.Folder = t.TempDir()
	g.saveCSV()
	press1(t, g.win, h.Words.S("files.save"))
	found, err := filepath.Glob(filepath.Join(h.Folder, "*.csv"))
	h.must(err)
	if len(found) != 1 {
		t.Fatalf("files %v", found)
	}
	data, err := os.ReadFile(found[0])
	h.must(err)
	if !strings.Contains(string(data), "合计") || strings.Count(string(data), "\n") != rows+2 {
		t.Errorf("the file says %s", data)
	}
	g.leave()
	if h.counting != nil {
		t.Error("the window is still known")
	}
}
