package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/setting"
	"galley/app/newsroom"
)

// types puts a text in the place of what a field of the window says.
func (s *setup) types(t *testing.T, old, text string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(s.win.Content()) {
		if e, ok := o.(*field.Entry); ok && e.Text == old {
			e.SetText(text)
			return
		}
	}
	t.Fatalf("no field says %q", old)
}

// paste puts a text into the field of the window that has several lines.
func (s *setup) paste(text string) {
	for _, o := range test.LaidOutObjects(s.win.Content()) {
		if e, ok := o.(*field.Entry); ok && e.MultiLine {
			e.SetText(text)
		}
	}
}

// TestSetupBringsWhatIsNew: an item that is added below what is seen gets the keyboard and is scrolled to.
func TestSetupBringsWhatIsNew(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王三").setup()
	s := h.setUp
	s.win.Resize(fyne.NewSize(1080, 500))
	s.goTo(setting.Place{Kind: setting.Policies})
	if s.scroll.Offset.Y != 0 {
		t.Errorf("a page begins at %v", s.scroll.Offset.Y)
	}
	var last *chrome.Button
	for _, o := range test.LaidOutObjects(s.win.Content()) {
		if b, ok := o.(*chrome.Button); ok && b.Label == "＋ "+h.S("setting.check.add") {
			last = b
		}
	}
	last.Tapped(nil)
	e, ok := s.win.Canvas().Focused().(*field.Entry)
	if !ok || e.Text != "" || s.scroll.Offset.Y == 0 {
		t.Fatalf("the keyboard is at %T, the page at %v", s.win.Canvas().Focused(), s.scroll.Offset.Y)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Y
	if at < 60 || at+e.Size().Height > s.win.Canvas().Size().Height-statusHeight {
		t.Errorf("the field is at %v of %v", at, s.win.Canvas().Size().Height)
	}
}

// TestSetupHours reads an announcement, toggles a day by key, and refuses hours that are none.
func TestSetupHours(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王三").setup()
	s := h.setUp
	s.readNotice() // with nothing pasted it is asked for
	if e, ok := s.win.Canvas().Focused().(*field.Entry); !ok || !e.MultiLine || s.place.Kind != setting.Hours {
		t.Fatalf("at %+v with the keyboard at %T", s.place, s.win.Canvas().Focused())
	}
	s.paste("10月1日（周四）至7日（周三）放假调休，共7天。10月10日（周六）上班。")
	s.readNotice()
	s.leaf(1)
	s.store()
	c := h.settings.Calendar
	if len(c.Holidays) != 7 || len(c.Workdays) != 1 || c.Workdays[0] != "2026-10-10" {
		t.Fatalf("%+v", c)
	}
	s.leaf(-1)
	for _, o := range test.LaidOutObjects(s.win.Content()) { // the year, at today
		if f, ok := o.(fyne.Focusable); ok && strings.Contains(fmt.Sprintf("%T", o), "year") {
			s.focus(f)
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		}
	}
	s.store()
	if c = h.settings.Calendar; !slices.Contains(c.Holidays, "2026-11-24") {
		t.Errorf("free are %v", c.Holidays)
	}
	s.types(t, "08:00-12:00 14:00-18:00", "all day")
	s.store()
	if s.place.Kind != setting.Hours || len(s.fault.Objects) != 1 || !s.dirty() {
		t.Errorf("hours that are none: at %+v, %d notices", s.place, len(s.fault.Objects))
	}
	s.types(t, "all day", "9:00至17:00")
	s.store()
	if c = h.settings.Calendar; len(c.Spans) != 1 || c.Spans[0].To != 17*60 {
		t.Errorf("%v", c.Spans)
	}
}

// TestSetup edits a policy in the window: a step that cannot be taken is named with the way to it, a saved policy is a new version, an article
// in review keeps the one that it has, and an earlier version comes back as a new one.
func TestSetup(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王三").setup()
	s := h.setUp
	before := h.find(newsroom.InReview).Policy
	if s.dirty() || !s.save.Disabled() {
		t.Fatal("a fresh window has something to save")
	}
	s.goTo(setting.Place{Kind: setting.Policies})
	s.types(t, "初审", "初读")
	s.form.AddStep()
	if s.save.Disabled() {
		t.Error("a draft that is wrong cannot be tried, and so not be led to its fault")
	}
	s.goTo(setting.Place{Kind: setting.Site})
	s.store()
	if s.place != (setting.Place{Kind: setting.Policies}) || len(s.fault.Objects) != 1 || h.settings.Policies[0].Version != 1 {
		t.Fatalf("after a refusal at %+v with %d notices, version %d", s.place, len(s.fault.Objects), h.settings.Policies[0].Version)
	}
	if e, ok := s.win.Canvas().Focused().(*field.Entry); !ok || e.Text != "" {
		t.Errorf("the keyboard is at %T", s.win.Canvas().Focused())
	} else {
		test.Type(e, "通读")
	}
	s.form.MoveStep(1)
	s.store()
	p := h.settings.Policies[0]
	if p.Version != 2 || len(p.Steps) != 4 || p.Steps[0].Name != "初读" || p.Steps[2].Name != "通读" || s.dirty() {
		t.Fatalf("%+v, unsaved %v", p, s.dirty())
	}
	if now := h.find(newsroom.InReview).Policy; now.Version != before.Version || len(now.Steps) != len(before.Steps) {
		t.Errorf("an article in review follows version %d", now.Version)
	}
	all := s.form.Earlier()
	if len(all) != 1 {
		t.Fatalf("%d earlier versions", len(all))
	}
	all[0].Action()
	s.store()
	if p = h.settings.Policies[0]; p.Version != 3 || p.Steps[0].Name != "初审" || len(p.Steps) != 3 {
		t.Errorf("%+v", p)
	}
}

// TestSetupConflict: what somebody else saved meanwhile is not overwritten, and is there after what was typed is taken back.
func TestSetupConflict(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	h.as("王三").setup()
	s := h.setUp
	site := h.settings.Site
	s.types(t, site, "mine")
	theirs := h.settings.Clone()
	theirs.IdleMinutes = 9
	h.must(h.room.SaveSettings(t.Context(), newsroom.Staff{}, theirs))
	h.refresh()
	if s.form.Draft.Site != "mine" {
		t.Fatal("what was typed is gone")
	}
	s.store()
	now, err := h.room.Settings(t.Context())
	h.must(err)
	if now.Site != site || now.IdleMinutes != 9 || len(s.fault.Objects) != 1 {
		t.Fatalf("site %q, %d minutes, %d notices", now.Site, now.IdleMinutes, len(s.fault.Objects))
	}
	s.leave()
	if s.card == nil || h.setUp == nil {
		t.Fatal("the window closed with unsaved changes")
	}
	s.card.Close()
	s.revert()
	if s.dirty() || s.form.Draft.IdleMinutes != 9 {
		t.Errorf("%d minutes, unsaved %v", s.form.Draft.IdleMinutes, s.dirty())
	}
	s.types(t, "9", "12")
	s.types(t, site, "两个名字")
	s.store()
	if h.settings.IdleMinutes != 12 || h.settings.Site != "两个名字" {
		t.Errorf("%d minutes at %q", h.settings.IdleMinutes, h.settings.Site)
	}
	s.leave()
	if h.setUp != nil {
		t.Error("the window is still known")
	}
}

// TestSetupPolicies adds a policy from a sample, gives it a column, and refuses to lose it while the column follows it.
func TestSetupPolicies(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hant", false)
	h.as("王三").setup()
	s := h.setUp
	n := len(h.settings.Policies)
	s.samples()[1].Action()
	p := s.form.Draft.Policies[n]
	if len(s.form.Draft.Policies) != n+1 || s.place.Policy != n || p.Version != 0 || p.Name == s.form.Draft.Policies[1].Name {
		t.Fatalf("at %+v, %+v", s.place, p)
	}
	s.goTo(setting.Place{Kind: setting.Columns})
	columns := len(s.form.Draft.Columns)
	s.create()
	test.Type(s.win.Canvas().Focused().(*field.Entry), "新開的")
	s.form.Draft.Columns[columns].Policy = p.ID
	s.move(-1)
	s.store()
	if c := h.settings.Columns; len(c) != columns+1 || c[columns-1].Policy != p.ID || c[columns-1].Name != "新開的" {
		t.Fatalf("%+v", c)
	}
	s.goTo(setting.Place{Kind: setting.Policies, Policy: n})
	s.remove()
	s.store()
	if _, ok := h.settings.Policy(p.ID); !ok || s.place.Kind != setting.Columns {
		t.Fatalf("at %+v, kept %v", s.place, ok)
	}
	s.revert()
	s.goTo(setting.Place{Kind: setting.Columns})
	s.form.RemoveColumn()
	if len(s.form.Draft.Columns) != columns {
		t.Errorf("%d columns", len(s.form.Draft.Columns))
	}
	s.turn(1)
	s.turn(1)
	if s.place != (setting.Place{Kind: setting.Policies}) {
		t.Errorf("at %+v", s.place)
	}
}
