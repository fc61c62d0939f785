package storetest

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"

	"galley/app/newsroom"
)

// Run holds the store that open returns, new and empty at each call, to the contract of newsroom.Store. It closes every one.
func Run(t *testing.T, open func(t *testing.T) newsroom.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, *suite)
	}{
		{"a new store is empty", testEmpty},
		{"settings are replaced", testSettings},
		{"staff keep their order and their names", testStaff},
		{"a person changes and keeps his place", testUpdateStaff},
		{"accounts are kept and only their keys are told", testAccounts},
		{"the audit is a chain of signed rows", testAudit},
		{"an article is created with the next number of its year", testCreate},
		{"articles are found by filter, last updated first", testFilter},
		{"changes are appended and replayed", testAppend},
		{"a manuscript is the same after thousands of changes", testLongReplay},
		{"tracked changes are kept with who made them", testTracked},
		{"a stale base is a conflict and stores nothing", testStale},
		{"a change that is not one thing is refused", testBrokenChange},
		{"decisions and versions are recorded", testRecord},
		{"a stale decision is a conflict and stores nothing", testStaleDecision},
		{"a version without its hash is refused", testWrongHash},
		{"comments are kept in order", testComments},
		{"a mark of what was seen never goes back", testMarks},
		{"a decision that comes with changes is stored with them or not at all", testRecordChanges},
		{"versions are kept without a decision", testFreeze},
		{"what a person saw is noted once", testSeen},
		{"a lease is replaced by who knows it, and what was taken over is told", testLeases},
		{"what is done about a step counts where the article stands", testTasks},
		{"comments that name a person are told until he has seen them", testMentions},
		{"what is kept stays as it is", testKept},
		{"templates are replaced and taken away by name", testTemplates},
		{"pictures are named by their bytes", testPictures},
		{"pictures stand on a shelf", testShelf},
		{"a backup takes no name that is taken", testBackup},
		{"the stamp rises with every write and with nothing else", testStamp},
		{"a cancelled call does nothing", testCancelled},
		{"of many who append on one base one wins", testAppendRace},
		{"of many who take one lease one wins", testLeaseRace},
		{"numbers have no gaps, whoever takes them", testNumberRace},
		{"random commands do what the model does", testRandom},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &suite{Store: open(t), open: open, ctx: t.Context()}
			c.test(t, s)
			s.sound(t)
			must(t, s.Close())
		})
	}
}

// suite is one store under test.
type suite struct {
	newsroom.Store
	open func(t *testing.T) newsroom.Store
	ctx  context.Context
}

// sound asks the store for its own opinion.
func (s *suite) sound(t fataler) {
	t.Helper()
	found, err := s.CheckIntegrity(s.ctx)
	must(t, err)
	if len(found) > 0 {
		t.Fatalf("the store finds %v", found)
	}
}

// unchanged runs a refused command and makes sure of its code and that nothing was committed.
func (s *suite) unchanged(t fataler, code newsroom.Code, command func() error) {
	t.Helper()
	before, err := s.Stamp(s.ctx)
	must(t, err)
	refused(t, code, command())
	after, err := s.Stamp(s.ctx)
	must(t, err)
	equal(t, "the stamp after a refusal", after, before)
}

// fataler is a testing.TB or a rapid.T.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func must(t fataler, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

func refused(t fataler, code newsroom.Code, err error) {
	t.Helper()
	var e *newsroom.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("got the error %v, want one of code %q", err, code)
	}
}

// equal compares two values; no list and an empty list are the same.
func equal[T any](t fataler, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(normal(reflect.ValueOf(got)), normal(reflect.ValueOf(want))) {
		t.Fatalf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// normal returns the value of v with nil in the place of an empty slice at its top or in an article's fields.
func normal(v reflect.Value) any {
	if v.Kind() == reflect.Slice && v.Len() == 0 {
		return nil
	}
	switch x := v.Interface().(type) {
	case newsroom.Article:
		return normalArticle(x)
	case []newsroom.Article:
		out := make([]newsroom.Article, len(x))
		for i, a := range x {
			out[i] = normalArticle(a)
		}
		return out
	default:
		return x
	}
}

func normalArticle(a newsroom.Article) newsroom.Article {
	a = cloneArticle(a)
	if len(a.Contributors) == 0 {
		a.Contributors = nil
	}
	if len(a.Taken) == 0 {
		a.Taken = nil
	}
	if len(a.Agreed) == 0 {
		a.Agreed = nil
	}
	if len(a.Policy.Steps) == 0 {
		a.Policy.Steps = nil
	}
	return a
}

// sameManuscript compares what two manuscripts say.
func sameManuscript(t fataler, what string, got, want newsroom.Manuscript) {
	t.Helper()
	if !got.Equal(want) {
		t.Fatalf("%s:\n got %v %+v\nwant %v %+v", what, got.Doc, got.Properties, want.Doc, want.Properties)
	}
}

func testEmpty(t *testing.T, s *suite) {
	settings, err := s.Settings(s.ctx)
	must(t, err)
	equal(t, "settings", settings, newsroom.Settings{})
	staff, err := s.FindStaff(s.ctx)
	must(t, err)
	equal(t, "staff", staff, nil)
	articles, err := s.FindArticles(s.ctx, newsroom.Filter{})
	must(t, err)
	equal(t, "articles", articles, nil)

	_, err = s.FindArticle(s.ctx, "none")
	refused(t, newsroom.NotFound, err)
	_, err = s.FindNumber(s.ctx, "2026-00001")
	refused(t, newsroom.NotFound, err)
	_, _, err = s.FindManuscript(s.ctx, "none")
	refused(t, newsroom.NotFound, err)
	_, err = s.FindFirst(s.ctx, "none")
	refused(t, newsroom.NotFound, err)
	_, err = s.FindChanges(s.ctx, "none", 0)
	refused(t, newsroom.NotFound, err)
	_, err = s.FindDecisions(s.ctx, "none")
	refused(t, newsroom.NotFound, err)
	_, err = s.FindVersion(s.ctx, "none", 1)
	refused(t, newsroom.NotFound, err)
	_, err = s.FindCommentActs(s.ctx, "none")
	refused(t, newsroom.NotFound, err)
	_, err = s.FindCommentMarks(s.ctx, "none", "writer")
	refused(t, newsroom.NotFound, err)
	_, err = s.FindVersions(s.ctx, "none")
	refused(t, newsroom.NotFound, err)
	_, err = s.FindSeen(s.ctx, "none", "a")
	refused(t, newsroom.NotFound, err)
	s.unchanged(t, newsroom.NotFound, func() error { return s.MarkSeen(s.ctx, newsroom.Sight{Article: "none", Version: 1, By: "a"}) })
	s.unchanged(t, newsroom.NotFound, func() error {
		return s.FreezeVersion(s.ctx, *freeze(t, draft("none"), manuscript("标题")), newsroom.Hand{})
	})
	_, err = s.FindPicture(s.ctx, "none")
	refused(t, newsroom.NotFound, err)
	none := draft("none")
	s.unchanged(t, newsroom.NotFound, func() error {
		_, err := s.AppendChanges(s.ctx, none, 0, []newsroom.Change{retitle(manuscript("甲"), "乙")}, "a", manuscript("乙"))
		return err
	})
	s.unchanged(t, newsroom.NotFound, func() error { return s.Record(s.ctx, none, decision(none), nil, newsroom.Hand{}) })
}

func testSettings(t *testing.T, s *suite) {
	for _, want := range []newsroom.Settings{newsroom.NewSettings(), {
		Site: "校园新闻网 “'%", Pattern: "https://例子.测试/{year}/{number}", Zone: "Asia/Taipei", Language: "zh-Hant",
		Columns: []newsroom.Column{{Name: "要闻", Aliases: []string{"要聞"}, Slug: "top", Policy: "one"}},
		Policies: []newsroom.Policy{
			newsroom.ThreeReviews(), {ID: "one", Name: "一审", Steps: []newsroom.PolicyStep{{Name: "终审", Role: newsroom.Chief}}},
		},
	}} {
		must(t, s.SaveSettings(s.ctx, want, newsroom.Hand{}))
		got, err := s.Settings(s.ctx)
		must(t, err)
		equal(t, "settings", got, want)
	}
}

func testStaff(t *testing.T, s *suite) {
	want := []newsroom.Staff{
		{ID: "z", Name: "赵", Roles: []newsroom.Role{newsroom.Writer, newsroom.Admin}},
		{ID: "a", Name: "𬱖", Roles: []newsroom.Role{newsroom.Chief}, Unit: "新闻中心"},
		{ID: "m", Name: "O'Neil; --", Roles: []newsroom.Role{newsroom.Publisher}},
	}
	for _, p := range want {
		must(t, s.CreateStaff(s.ctx, p, newsroom.Hand{}))
	}
	for _, p := range []newsroom.Staff{{ID: "z", Name: "钱"}, {ID: "q", Name: "赵"}, want[1]} {
		s.unchanged(t, newsroom.Conflict, func() error { return s.CreateStaff(s.ctx, p, newsroom.Hand{}) })
	}
	got, err := s.FindStaff(s.ctx)
	must(t, err)
	equal(t, "staff", got, want)
}

func testPictures(t *testing.T, s *suite) {
	for _, data := range [][]byte{[]byte("picture"), {0, 1, 0xff, 0}, make([]byte, 3<<20), {}} {
		hash, err := s.CreatePicture(s.ctx, data)
		must(t, err)
		stamp, err := s.Stamp(s.ctx)
		must(t, err)
		again, err := s.CreatePicture(s.ctx, data)
		must(t, err)
		equal(t, "the hash of the same bytes", again, hash)
		after, err := s.Stamp(s.ctx)
		must(t, err)
		equal(t, "the stamp after keeping the same bytes", after, stamp)
		got, err := s.FindPicture(s.ctx, hash)
		must(t, err)
		equal(t, "the bytes", string(got), string(data))
		if len(got) > 0 {
			got[0]++ // the caller's own
			got, err = s.FindPicture(s.ctx, hash)
			must(t, err)
			equal(t, "the bytes after the caller changed his", string(got), string(data))
		}
	}
	hash, err := s.CreatePicture(s.ctx, []byte("picture"))
	must(t, err)
	for name, want := range map[string]bool{hash: true, "none": false} {
		kept, err := s.HasPicture(s.ctx, name)
		must(t, err)
		equal(t, "whether there is "+name, kept, want)
	}
	// sha256sum of "picture"
	equal(t, "the hash", hash, "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97")
}

func testBackup(t *testing.T, s *suite) {
	create(t, s, "one")
	dir := t.TempDir()
	file := filepath.Join(dir, "备份 one.db")
	must(t, s.Backup(s.ctx, file))
	refused(t, newsroom.Conflict, s.Backup(s.ctx, file))
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	must(t, err)
	hidden, err := filepath.Glob(filepath.Join(dir, ".*"))
	must(t, err)
	equal(t, "what is in the folder", append(left, hidden...), []string{file})
	refused(t, newsroom.Invalid, s.Backup(s.ctx, filepath.Join(dir, "no", "folder.db")))
}

func testStamp(t *testing.T, s *suite) {
	m := manuscript("标题")
	a := draft("one")
	last, err := s.Stamp(s.ctx)
	must(t, err)
	for i, command := range []func() error{
		func() error { return s.SaveSettings(s.ctx, newsroom.NewSettings(), newsroom.Hand{}) },
		func() error { return s.CreateStaff(s.ctx, newsroom.Staff{ID: "a", Name: "甲"}, newsroom.Hand{}) },
		func() error { _, err := s.CreateArticle(s.ctx, a, m, 2026); return err },
		func() error {
			_, err := s.AppendChanges(s.ctx, a, 0, []newsroom.Change{retitle(m, "乙")}, "a", apply(t, m, retitle(m, "乙")))
			return err
		},
		func() error { a.Revision = 1; return s.Record(s.ctx, a, decision(a), nil, newsroom.Hand{}) },
		func() error { _, err := s.CreatePicture(s.ctx, []byte("p")); return err },
	} {
		must(t, command())
		s.list(t, newsroom.Filter{})
		stamp, err := s.Stamp(s.ctx)
		must(t, err)
		if stamp <= last {
			t.Errorf("after write %d the stamp went from %d to %d", i, last, stamp)
		}
		again, err := s.Stamp(s.ctx)
		must(t, err)
		equal(t, "the stamp, looked at again", again, stamp)
		last = stamp
	}
}

func testCancelled(t *testing.T, s *suite) {
	a := create(t, s, "one")
	ctx, cancel := context.WithCancel(s.ctx)
	cancel()
	m, _, err := s.FindManuscript(s.ctx, a.ID)
	must(t, err)
	for _, command := range []func() error{
		func() error { return s.SaveSettings(ctx, newsroom.NewSettings(), newsroom.Hand{}) },
		func() error { return s.CreateStaff(ctx, newsroom.Staff{ID: "a", Name: "甲"}, newsroom.Hand{}) },
		func() error { _, err := s.CreateArticle(ctx, draft("two"), m, 2026); return err },
		func() error {
			_, err := s.AppendChanges(ctx, a, 0, []newsroom.Change{retitle(m, "乙")}, "a", m)
			return err
		},
		func() error { return s.Record(ctx, a, decision(a), nil, newsroom.Hand{}) },
		func() error { _, err := s.CreatePicture(ctx, []byte("p")); return err },
		func() error { return s.Backup(ctx, filepath.Join(t.TempDir(), "backup.db")) },
		func() error { _, err := s.FindArticles(ctx, newsroom.Filter{}); return err },
	} {
		s.unchanged(t, newsroom.Internal, func() error {
			err := command()
			if !errors.Is(err, context.Canceled) {
				t.Errorf("the error %v does not say that it was cancelled", err)
			}
			return err
		})
	}
}
