package site_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/site"
	"galley/app/store/storetest"
	"galley/editor/model"
)

// clock is a clock that goes on by a minute whenever it is read.
func clock() func() time.Time {
	now := time.Date(2026, 11, 20, 1, 30, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Minute)
		return now
	}
}

func sampleRoom(t *testing.T) *newsroom.Newsroom {
	t.Helper()
	room := newsroom.New(storetest.NewMemory(), clock())
	must(t, furnish.Sample(t.Context(), room, nil))
	return room
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// files reads a folder: the bytes by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(name)] = string(data)
		return err
	}))
	return out
}

// nameOf is the file of an address at the sample's site.
func nameOf(t *testing.T, address string) string {
	t.Helper()
	_, path, ok := strings.Cut(strings.TrimPrefix(address, "https://"), "/")
	if !ok {
		t.Fatalf("%s has no path", address)
	}
	return path
}

func TestWrite(t *testing.T) {
	room := sampleRoom(t)
	dir := filepath.Join(t.TempDir(), "site")
	r, err := site.Write(t.Context(), room, dir, nil)
	must(t, err)
	articles, err := room.Articles(t.Context(), newsroom.Filter{})
	must(t, err)
	got := files(t, dir)
	var live, gone int
	for _, a := range articles {
		if a.Permalink == "" {
			continue
		}
		page, ok := got[nameOf(t, a.Permalink)]
		shown := strings.Contains(page, a.Digest.Headline)
		if a.IsLive() {
			live++
		} else {
			gone++
		}
		if !ok || shown != a.IsLive() {
			t.Errorf("%s %s: there is a page: %v, it has the headline: %v", a.Number, a.State, ok, shown)
		}
		if listed := strings.Contains(got["index.html"], a.Digest.Headline); listed != a.IsLive() {
			t.Errorf("%s %s: the front page has it: %v", a.Number, a.State, listed)
		}
	}
	if live == 0 || gone == 0 || r.Articles != live || r.Withdrawn != gone {
		t.Errorf("%d articles and %d withdrawn reported, %d and %d are", r.Articles, r.Withdrawn, live, gone)
	}
	if r.Written != len(got)-1 || r.Removed != 0 {
		t.Errorf("%d written and %d removed reported, %d files are there", r.Written, r.Removed, len(got))
	}

	again, err := site.Write(t.Context(), room, dir, nil)
	must(t, err)
	if again.Written != 0 || again.Removed != 0 || again.Articles != live {
		t.Errorf("nothing changed, and yet %+v", again)
	}
	other := filepath.Join(t.TempDir(), "other")
	_, err = site.Write(t.Context(), room, other, nil)
	must(t, err)
	for name, data := range files(t, other) {
		if got[name] != data {
			t.Errorf("%s differs between two folders of one newsroom", name)
		}
	}
}

// TestChange withdraws an article and takes a file away by hand: what it concerns is written again and nothing else.
func TestChange(t *testing.T) {
	room := sampleRoom(t)
	dir := t.TempDir()
	first, err := site.Write(t.Context(), room, dir, nil)
	must(t, err)
	before := files(t, dir)
	published, err := room.Articles(t.Context(), newsroom.Filter{States: []newsroom.State{newsroom.Published}})
	must(t, err)
	people, err := room.Staff(t.Context())
	must(t, err)
	a := published[0]
	_, err = room.Act(t.Context(), furnish.CastOf(people).Publisher, a.ID, newsroom.Do{Action: newsroom.Withdraw, Reason: "有误", Notice: "本文已撤回，请勿转载。"})
	must(t, err)
	second, err := site.Write(t.Context(), room, dir, nil)
	must(t, err)
	after := files(t, dir)
	if page := after[nameOf(t, a.Permalink)]; !strings.Contains(page, "请勿转载") || strings.Contains(page, a.Digest.Headline) {
		t.Errorf("the page of a withdrawn article is\n%s", page)
	}
	if second.Articles != first.Articles-1 || second.Withdrawn != first.Withdrawn+1 || second.Written >= first.Written {
		t.Errorf("first %+v, then %+v", first, second)
	}
	for _, b := range published[1:] {
		if after[nameOf(t, b.Permalink)] != before[nameOf(t, b.Permalink)] {
			t.Errorf("%s changed with another", b.Number)
		}
	}

	lost := nameOf(t, published[1].Permalink)
	must(t, os.Remove(filepath.Join(dir, filepath.FromSlash(lost))))
	third, err := site.Write(t.Context(), room, dir, nil)
	must(t, err)
	if third.Written != 1 || files(t, dir)[lost] != after[lost] {
		t.Errorf("a page that was lost: %+v", third)
	}
}

// TestOwnSite changes the name of the site, on which every page depends, and a column's part of the addresses.
func TestOwnSite(t *testing.T) {
	room := sampleRoom(t)
	dir := t.TempDir()
	_, err := site.Write(t.Context(), room, dir, nil)
	must(t, err)
	s, err := room.Settings(t.Context())
	must(t, err)
	s.Site, s.Columns[0].Slug = "新名字", "renamed"
	must(t, room.SaveSettings(t.Context(), newsroom.Staff{}, s))
	r, err := site.Write(t.Context(), room, dir, nil)
	must(t, err)
	got := files(t, dir)
	if r.Removed == 0 || !strings.Contains(got["renamed/index.html"], "新名字") {
		t.Errorf("after a new name %+v", r)
	}
	for name, data := range got {
		if strings.HasSuffix(name, ".html") && !strings.Contains(data, "新名字") {
			t.Errorf("%s has the old name", name)
		}
	}
}

func TestRefusals(t *testing.T) {
	code := func(err error) newsroom.Code {
		var e *newsroom.Error
		if !errors.As(err, &e) {
			return ""
		}
		return e.Code
	}
	room := sampleRoom(t)
	write := func(dir string) error {
		_, err := site.Write(t.Context(), room, dir, nil)
		return err
	}
	foreign := t.TempDir()
	must(t, os.WriteFile(filepath.Join(foreign, "论文.doc"), []byte("x"), 0o644))
	if err := write(foreign); code(err) != newsroom.Invalid {
		t.Errorf("a folder of somebody else's: %v", err)
	}
	if got := files(t, foreign); len(got) != 1 {
		t.Errorf("it has %d files now", len(got))
	}
	for _, manifest := range []string{`{`, `{"site":"x","articles":{},"files":{"../../precious":"00"}}`} {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, site.Manifest), []byte(manifest), 0o644))
		if err := write(dir); code(err) != newsroom.Corrupt {
			t.Errorf("manifest %s: %v", manifest, err)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o644))
	if err := write(file); code(err) != newsroom.Internal {
		t.Errorf("a file for a folder: %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	dir := t.TempDir()
	if _, err := site.Write(stopped, room, dir, func(done, _ int) { stop() }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped after one article: %v", err)
	}
	for _, pattern := range []string{"https://a.example/?id={number}", "https://a.example/{number}#top"} {
		s := newsroom.NewSettings()
		s.Pattern = pattern
		if _, err := site.Of(s); code(err) != newsroom.Invalid {
			t.Errorf("%s: %v", pattern, err)
		}
	}
	for pattern, home := range map[string]string{
		"https://a.example/{column}/{number}.html": "https://a.example/",
		"https://a.example/news/n{number}.html":    "https://a.example/news/",
		"https://例子.example/{number}":              "https://xn--fsqu00a.example/",
	} {
		s := newsroom.NewSettings()
		s.Pattern = pattern
		if got, err := site.Of(s); err != nil || got.Home != home {
			t.Errorf("%s: the front page is at %s: %v", pattern, got.Home, err)
		}
	}
}

// BenchmarkSite10k writes a site of 10,000 articles from nothing, and after one more article.
func BenchmarkSite10k(b *testing.B) {
	ctx := b.Context()
	room := newsroom.New(storetest.NewMemory(), clock())
	must(b, furnish.House(ctx, room))
	people, err := room.Staff(ctx)
	must(b, err)
	s, err := room.Settings(ctx)
	must(b, err)
	s.Policies = slices.Insert(s.Policies, 0, newsroom.Policy{ID: "one", Name: "一审", Steps: []newsroom.PolicyStep{{Name: "初审", Role: newsroom.Reviewer}}})
	must(b, room.SaveSettings(ctx, newsroom.Staff{}, s))
	cast := furnish.CastOf(people)
	n := 0
	publish := func() {
		n++
		m := newsroom.NewManuscript(s, fmt.Sprintf("第 %d 篇", n), []*model.Node{model.New(model.Paragraph, model.Attrs{}, model.NewText(strings.Repeat("校样里的字。", 80)))})
		m.Properties.Column = s.Columns[n%len(s.Columns)].Name
		a, err := room.Create(ctx, cast.Writer, m)
		must(b, err)
		for _, step := range []struct {
			who newsroom.Staff
			act newsroom.Action
		}{{cast.Writer, newsroom.Submit}, {cast.First, newsroom.Approve}, {cast.Publisher, newsroom.Publish}} {
			a, err = room.Act(ctx, step.who, a.ID, newsroom.Do{Action: step.act})
			must(b, err)
		}
	}
	for range 10_000 {
		publish()
	}
	b.Run("nothing", func(b *testing.B) {
		for b.Loop() {
			if r, err := site.Write(ctx, room, b.TempDir(), nil); err != nil || r.Articles != n {
				b.Fatal(r, err)
			}
		}
	})
	b.Run("change", func(b *testing.B) {
		dir := b.TempDir()
		_, err := site.Write(ctx, room, dir, nil)
		must(b, err)
		for b.Loop() {
			b.StopTimer()
			publish()
			b.StartTimer()
			if r, err := site.Write(ctx, room, dir, nil); err != nil || r.Articles != n || r.Written > 30 {
				b.Fatal(r, err)
			}
		}
	})
}
