package setting

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// begun is a form over the settings of an empty newsroom with two columns and three people.
func begun(t testing.TB, lang catalogue.Lang) *Form {
	t.Helper()
	f := New(&voice.Voice{
		Words: catalogue.For(lang), Zone: time.UTC, Time: func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) },
		People: []newsroom.Staff{{ID: "a", Name: "甲"}, {ID: "b", Name: "乙"}, {ID: "c", Name: "丙", Removed: true}},
	}, nil)
	s := newsroom.NewSettings()
	s.Columns = []newsroom.Column{{Name: "要闻", Aliases: []string{"要聞"}, Slug: "yw"}, {Name: "通知公告", Policy: "notice"}}
	s.Reasons = []string{"来源不明"}
	f.Stored, f.Draft = s.Clone(), s.Clone()
	return f
}

// TestDrawingChangesNothing: a page that is drawn says what the draft says, in every language.
func TestDrawingChangesNothing(t *testing.T) {
	test.NewTempApp(t)
	for _, lang := range catalogue.Langs() {
		f := begun(t, lang)
		f.Changed = func() { t.Errorf("%s: drawing changed the draft", lang) }
		for _, p := range f.Places() {
			test.NewTempWindow(t, f.Page(p))
			if f.First() == nil && (p.Kind != Columns || len(f.Draft.Columns) > 0) {
				t.Errorf("%s: the page %+v has no field for the keyboard", lang, p)
			}
			if !f.Draft.Says(f.Stored) {
				t.Fatalf("%s: after the page %+v the draft says something else", lang, p)
			}
		}
	}
}

// TestNothingButTheDraft does whatever buttons and fields offer, at random: nothing but the draft changes, every page can be drawn after every edit,
// and a draft that the newsroom refuses has a page that this is about.
func TestNothingButTheDraft(t *testing.T) {
	test.NewTempApp(t)
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 0))
		f := begun(t, catalogue.ZhHans)
		before := fmt.Sprintf("%+v", f.Stored)
		place, did := Place{}, []string{}
		for range 60 {
			places := f.Places()
			if r.IntN(4) == 0 || place.Kind == Policies && place.Policy >= len(f.Draft.Policies) {
				place = places[r.IntN(len(places))]
			}
			objects := test.LaidOutObjects(f.Page(place))
			var ways []func()
			for _, o := range objects {
				switch o := o.(type) {
				case *field.Entry:
					ways = append(ways, func() { o.SetText([]string{"", "甲乙", "-3", "8:00-9:00", o.Text + "x"}[r.IntN(5)]) })
				case *chrome.Tick:
					ways = append(ways, func() { o.Tapped(nil) })
				case *chrome.Button:
					if !o.Disabled() {
						ways = append(ways, func() { o.Tapped(nil) }) // one that opens a menu finds no window for it
					}
				case *year:
					ways = append(ways, func() { o.Tapped(&fyne.PointEvent{Position: placeOf(o.at).AddXY(2, 2)}) })
				}
			}
			ways = append(ways, func() { f.AddStep() }, func() { f.MoveStep(1 - 2*r.IntN(2)) }, func() { f.RemoveStep() }, func() { f.TurnStep(1) }, f.ReadNotice)
			if r.IntN(6) == 0 {
				ways = []func(){func() { place = f.AddPolicy(newsroom.SamplePolicies()[r.IntN(4)]) }, func() { f.RemovePolicy() }, f.AddColumn}
			}
			at := r.IntN(len(ways))
			did = append(did, fmt.Sprintf("%d of %d at %+v", at, len(ways), place))
			ways[at]()
			if got := fmt.Sprintf("%+v", f.Stored); got != before {
				t.Fatalf("seed %d: the stored settings changed; to repeat: %v", seed, did)
			}
			if err := f.Draft.Check(); err != nil {
				p := f.About(newsroom.TextOf(err))
				if p.Kind == Policies && p.Policy >= len(f.Draft.Policies) && len(f.Draft.Policies) > 0 {
					t.Fatalf("seed %d: %v is about %+v of %d policies; to repeat: %v", seed, err, p, len(f.Draft.Policies), did)
				}
			}
		}
	}
}

// TestWhere leads from a refusal to the page and the step that it names.
func TestWhere(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*newsroom.Settings)
		want  Place
		step  int
	}{
		{"a zone", func(s *newsroom.Settings) { s.Zone = "Mars" }, Place{Kind: Site}, 0},
		{"idle minutes", func(s *newsroom.Settings) { s.IdleMinutes = -1 }, Place{Kind: Site}, 0},
		{"a column twice", func(s *newsroom.Settings) { s.Columns[1].Name = s.Columns[0].Name }, Place{Kind: Columns}, 0},
		{"a column without its policy", func(s *newsroom.Settings) { s.Columns[1].Policy = "gone" }, Place{Kind: Columns}, 0},
		{"hours", func(s *newsroom.Settings) { s.Calendar.Holidays = append(s.Calendar.Holidays, "2026-13-01") }, Place{Kind: Hours}, 0},
		{"a step without a name", func(s *newsroom.Settings) { s.Policies[1].Steps[1].Name = "" }, Place{Kind: Policies, Policy: 1}, 1},
		{"a step of nobody", func(s *newsroom.Settings) { s.Policies[2].Steps[1].Role = "" }, Place{Kind: Policies, Policy: 2}, 1},
		{"too many people", func(s *newsroom.Settings) { s.Policies[3].Steps[1].Need = 99 }, Place{Kind: Policies, Policy: 3}, 1},
		{"no step", func(s *newsroom.Settings) { s.Policies[1].Steps = nil }, Place{Kind: Policies, Policy: 1}, 0},
		{"an item without words", func(s *newsroom.Settings) { s.Policies[2].Checks[0].Text = " " }, Place{Kind: Policies, Policy: 2}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := begun(t, catalogue.En)
			c.spoil(&f.Draft)
			err := f.Draft.Check()
			if err == nil {
				t.Fatal("nothing is wrong")
			}
			if got := f.Where(newsroom.TextOf(err)); got != c.want || f.step != c.step {
				t.Errorf("%v leads to %+v, step %d; want %+v, step %d", err, got, f.step, c.want, c.step)
			}
		})
	}
}
