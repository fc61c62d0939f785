package desk

import (
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/preview"
	"galley/app/store/storetest"
	"galley/assets/sample"
	"galley/editor/intake"
)

// house is a desk in a test: the real newsroom in memory, a clock that stands, timers that the test rings, work done at once.
type house struct {
	*desk
	t        testing.TB
	room     *newsroom.Newsroom
	now      time.Time
	tick     time.Duration // by which the clock goes on at each look
	timers   []*timer
	printers *office
	opened   []string // files and addresses that were to be opened outside
	quit     bool
}

type timer struct {
	f    func()
	dead bool
}

// ring ends every timer that is running now.
func (h *house) ring() {
	running := h.timers
	h.timers = nil
	for _, t := range running {
		if !t.dead {
			t.f()
		}
	}
}

// kept is a memory that forgets at the end of the test.
type kept struct{ data []byte }

func (k *kept) Load() ([]byte, error) { return k.data, nil }

func (k *kept) Save(data []byte) error {
	k.data = data
	return nil
}

// flaky lets a test refuse what the newsroom would do.
type flaky struct {
	*newsroom.Newsroom
	append, articles error
}

func (f *flaky) Append(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error) {
	if f.append != nil {
		return newsroom.Article{}, f.append
	}
	return f.Newsroom.Append(ctx, actor, id, base, changes)
}

func (f *flaky) Articles(ctx context.Context, filter newsroom.Filter) ([]newsroom.Article, error) {
	if f.articles != nil {
		return nil, f.articles
	}
	return f.Newsroom.Articles(ctx, filter)
}

var bare = sync.OnceValue(test.NewApp)

// theApp returns the one application of this process with nothing in it. Fyne parses the faces again for each application and each change of
// theme, and its shaper never lets go of a face it has seen (some 50 MB for Galley's): an application for each test would end in gigabytes.
func theApp(t testing.TB) fyne.App {
	t.Helper()
	app := bare()
	t.Cleanup(func() {
		for _, w := range slices.Clone(app.Driver().AllWindows()) {
			w.SetOnClosed(nil)
			w.Close()
		}
		app.Preferences().(interface{ WriteValues(func(map[string]any)) }).WriteValues(func(kept map[string]any) { clear(kept) })
	})
	return app
}

// newHouse opens a desk on a newsroom: the sample one, or one that nobody has begun.
func newHouse(t testing.TB, furnished bool, lang string, dark bool) (*house, *flaky) {
	t.Helper()
	h := &house{t: t, tick: 37 * time.Second, now: time.Date(2026, 11, 20, 1, 30, 0, 0, time.UTC)}
	clock := func() time.Time {
		h.now = h.now.Add(h.tick)
		return h.now
	}
	h.room = newsroom.New(storetest.NewMemory(), clock)
	if furnished {
		h.must(furnish.Sample(t.Context(), h.room, nil))
		h.now = time.Date(2026, 11, 23, 8, 5, 0, 0, time.UTC)
	}
	app := theApp(t)
	pref := app.Preferences()
	pref.SetString(prefLanguage, lang)
	pref.SetString(prefTheme, map[bool]string{true: "dark", false: "light"}[dark])
	room := &flaky{Newsroom: h.room}
	h.printers = &office{}
	d, err := open(app, Params{
		Newsroom: room, Carets: new(kept), Where: "~/Galley/彭城教育网", Preferences: pref, Folder: t.TempDir(),
		Import: func(_ context.Context, name string, data []byte) (intake.Article, error) {
			in, err := intake.Read(context.Background(), intake.Source{Data: data, Name: name, Location: time.FixedZone("CST", 8*3600)})
			return in, newsroom.IntakeError(err)
		},
		Sample: func(ctx context.Context) error { return furnish.Sample(ctx, h.room, nil) },
		Press:  press.New(h.room, clock), Networks: nearby, Printers: h.printers,
		OpenFile: func(path string) error {
			h.opened = append(h.opened, path)
			return nil
		},
		OpenLink: func(address string) error {
			h.opened = append(h.opened, address)
			return nil
		},
		Now: clock,
		After: func(_ time.Duration, f func()) func() {
			x := &timer{f: f}
			h.timers = append(h.timers, x)
			return func() { x.dead = true }
		},
		Go:   func(f func()) { f() },
		Quit: func() { h.quit = true },
	})
	h.must(err)
	h.desk = d
	d.main.win.Show()
	return h, room
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// nearby are the networks of a test: both are this computer alone.
func nearby() ([]preview.Network, error) {
	return []preview.Network{{Interface: "lo", Address: netip.MustParseAddr("127.0.0.1")}, {Interface: "lo2", Address: netip.MustParseAddr("127.0.0.2")}}, nil
}

// as signs a person in by name.
func (h *house) as(name string) *house {
	h.t.Helper()
	for _, s := range h.People {
		if s.Name == name {
			h.signIn(s)
			return h
		}
	}
	h.t.Fatalf("nobody is called %s", name)
	return h
}

// find returns the first article in a state whose headline begins with the text.
func (h *house) find(state newsroom.State) newsroom.Article {
	h.t.Helper()
	list, err := h.room.Articles(h.t.Context(), newsroom.Filter{States: []newsroom.State{state}})
	h.must(err)
	if len(list) == 0 {
		h.t.Fatalf("no article is %s", state)
	}
	return list[0]
}

// pageFile writes the sample page to a file and returns its path.
func (h *house) pageFile() string {
	h.t.Helper()
	path := filepath.Join(h.t.TempDir(), "campus-news-page.html")
	h.must(os.WriteFile(path, sample.Page(), 0o600))
	return path
}
