package sqlite

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/app/newsroom"
)

// TestKill kills a process that appends, again and again at a random moment, and opens the newsroom after it: what was acknowledged is there
// and everything is sound.
func TestKill(t *testing.T) {
	const kills, seed = 50, 20261123
	random := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	s := openStore(t, dir)
	createDraft(t, s, "one", 3)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var last newsroom.Revision
	unclean := 0
	for i := range kills {
		p := start(t, "append", dir)
		if _, ok := p.acknowledged(t); !ok {
			t.Fatal("the helper stored nothing")
		}
		time.AfterFunc(time.Duration(random.IntN(20_000))*time.Microsecond, func() { p.kill(t) })
		for {
			r, ok := p.acknowledged(t)
			if !ok {
				break
			}
			last = r
		}
		p.waitKilled(t)
		if hasContent(s.path + "-wal") {
			unclean++
		}

		s := openStore(t, dir)
		a, err := s.FindArticle(t.Context(), "one")
		if err != nil || a.Revision < last {
			t.Fatalf("kill %d: revision %d was acknowledged and %d is stored; %v", i, last, a.Revision, err)
		}
		if _, _, err := s.FindManuscript(t.Context(), "one"); err != nil {
			t.Fatal(err)
		}
		if found, err := s.CheckIntegrity(t.Context()); err != nil || len(found) > 0 {
			t.Fatal(found, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if unclean == 0 {
		t.Error("no kill left anything to recover")
	}
}

// TestTwoProcesses lets two processes append to one article at once while a third handle looks on: nothing is lost, no revision is given twice.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	defer s.Close()
	createDraft(t, s, "one", 3)
	taken := map[newsroom.Revision]bool{}
	helpers := []started{start(t, "append 100", dir), start(t, "append 100", dir)}
	acknowledged := make(chan newsroom.Revision)
	for _, h := range helpers {
		go func() {
			defer func() { acknowledged <- -1 }()
			for {
				r, ok := h.acknowledged(t)
				if !ok {
					return
				}
				acknowledged <- r
			}
		}()
	}
	for ended := 0; ended < len(helpers); {
		r := <-acknowledged
		if r < 0 {
			ended++
			continue
		}
		if taken[r] {
			t.Errorf("revision %d was given twice", r)
		}
		taken[r] = true
		if _, at, err := s.FindManuscript(t.Context(), "one"); err != nil || at < r {
			t.Fatalf("revision %d is stored and %d is seen; %v", r, at, err)
		}
	}
	for _, h := range helpers {
		if err := h.Wait(); err != nil {
			t.Error(err)
		}
	}
	changes, err := s.FindChanges(t.Context(), "one", 0)
	if err != nil || len(changes) != 200 || len(taken) != 200 {
		t.Errorf("%d changes, %d acknowledged, %v", len(changes), len(taken), err)
	}
}

// TestOpenWhileAnotherWrites opens and closes a newsroom while another process writes to it without a rest and checkpoints now and then.
func TestOpenWhileAnotherWrites(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	createDraft(t, s, "one", 3)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	p := start(t, "append", dir)
	for range 300 {
		r, ok := p.acknowledged(t)
		if !ok {
			t.Fatal("the helper ended")
		}
		s := openStore(t, dir)
		if a, err := s.FindArticle(t.Context(), "one"); err != nil || a.Revision < r {
			t.Errorf("revision %d is stored and %d is seen; %v", r, a.Revision, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	p.kill(t)
	for ok := true; ok; _, ok = p.acknowledged(t) {
	}
	p.waitKilled(t)
}

// TestDiskFull saves until there is no room: the save that fails changes nothing, the newsroom can be read, and with room it goes on.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	defer s.Close()
	a, m := createDraft(t, s, "one", 3)
	limit := func(pages string) {
		if _, err := s.writer.Exec("PRAGMA max_page_count = " + pages); err != nil {
			t.Fatal(err)
		}
	}
	limit("80")
	var err error
	stored := m
	for err == nil {
		c, after := typed(t, stored, '字')
		p := after.Properties
		p.Origin = strings.Repeat("地", 500)
		p.Keywords = []string{time.Duration(a.Revision).String()}
		after.Properties = p
		var next newsroom.Article
		if next, err = s.AppendChanges(t.Context(), a, a.Revision, []newsroom.Change{c, {Properties: &p}}, "w", after); err == nil {
			a, stored = next, after
		}
	}
	refused(t, err, newsroom.Internal, "store.disk_full", dir)
	if _, err := s.CreatePicture(t.Context(), make([]byte, 1<<20)); newsroom.CodeOf(err) != newsroom.Internal {
		t.Error(err)
	}
	got, r, err := s.FindManuscript(t.Context(), "one")
	if err != nil || r != a.Revision || !got.Equal(stored) {
		t.Fatalf("revision %d, want %d; %v", r, a.Revision, err)
	}
	if found, err := s.CheckIntegrity(t.Context()); err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	limit("1000000")
	c, after := typed(t, stored, '完')
	if _, err := s.AppendChanges(t.Context(), a, a.Revision, []newsroom.Change{c}, "w", after); err != nil {
		t.Error("with room again:", err)
	}
}
