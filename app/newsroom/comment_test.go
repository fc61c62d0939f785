package newsroom_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/store/storetest"
	"galley/assets/catalogue"
	"galley/editor/anchor"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/track"
	"galley/editor/transform"
)

// discuss does something with comments as that person.
func (r *room) discuss(t fataler, name string, id newsroom.ArticleID, do newsroom.CommentDo) newsroom.CommentID {
	t.Helper()
	r.now = r.now.Add(time.Minute)
	n, err := r.Discuss(r.ctx, r.staff[name], id, do)
	must(t, err)
	return n
}

func (r *room) threads(t fataler, name string, id newsroom.ArticleID) []newsroom.Thread {
	t.Helper()
	threads, err := r.Comments(r.ctx, r.staff[name], id)
	must(t, err)
	return threads
}

// on returns a request to comment on a quote of the newest text.
func (r *room) on(t fataler, id newsroom.ArticleID, quote, text string) newsroom.CommentDo {
	t.Helper()
	m, revision, err := r.Manuscript(r.ctx, id)
	must(t, err)
	a, ok := anchor.Find(m.Doc, quote, 0)
	if !ok {
		t.Fatalf("no %q", quote)
	}
	return newsroom.CommentDo{Kind: newsroom.BeginThread, Text: text, Anchor: &a, Revision: revision}
}

// told writes the threads: what each is about, its comments, and how it stands.
func told(threads []newsroom.Thread) string {
	var b strings.Builder
	for _, t := range threads {
		b.WriteString(catalogue.For(catalogue.ZhHans).Say(newsroom.AboutText(t)))
		for _, c := range t.Comments {
			b.WriteString(" " + c.Name + ":" + c.Text)
			if c.Deleted {
				b.WriteString("×")
			}
			if !c.Edited.IsZero() {
				b.WriteString("*")
			}
			if c.Unread {
				b.WriteString("!")
			}
		}
		if t.Resolved != nil {
			b.WriteString(" √" + t.Resolved.Name)
		}
		b.WriteString("; ")
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestDiscussion(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit")
	before := a
	whole := newsroom.CommentDo{Kind: newsroom.BeginThread, Text: " 导语太长 "}
	for i, c := range []struct {
		name string
		do   newsroom.CommentDo
		want string // as 甲 sees it, who has read everything before the last
	}{
		{"乙", r.on(t, a.ID, "上午", "是上午吗？"), "「上午」 乙:是上午吗？!"},
		{"丙", whole, "全文 丙:导语太长!; 「上午」 乙:是上午吗？"},
		{"甲", newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: "是。"}, "全文 丙:导语太长; 「上午」 乙:是上午吗？ 甲:是。"},
		{"乙", newsroom.CommentDo{Kind: newsroom.EditComment, Comment: 1, Text: "周三上午？"}, "全文 丙:导语太长; 「上午」 乙:周三上午？*! 甲:是。"},
		{"乙", newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: 3}, "全文 丙:导语太长; 「上午」 乙:周三上午？* 甲:是。 √乙"},
		{"乙", newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 1}, "全文 丙:导语太长; 「上午」 乙:× 甲:是。 √乙"},
		{"丙", newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: "未必"}, "全文 丙:导语太长; 「上午」 乙:× 甲:是。 丙:未必!"},
		{"甲", newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: 4}, "全文 丙:导语太长; 「上午」 乙:× 甲:是。 丙:未必 √甲"},
		{"丁", newsroom.CommentDo{Kind: newsroom.ReopenThread, Comment: 1}, "全文 丙:导语太长; 「上午」 乙:× 甲:是。 丙:未必"},
		{"丙", newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 2}, "「上午」 乙:× 甲:是。 丙:未必"},
		{"丙", newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 4}, "「上午」 乙:× 甲:是。"},
		{"甲", newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 3}, ""},
		{"己", whole, "全文 己:导语太长!"}, // whoever reads may speak, and numbers are not used again
	} {
		n := r.discuss(t, c.name, a.ID, c.do)
		threads := r.threads(t, "甲", a.ID)
		if got := told(threads); got != c.want {
			t.Fatalf("after %d: %s %s:\n got %s\nwant %s", i+1, c.name, c.do.Kind, got, c.want)
		}
		if i == 12 && n != 5 {
			t.Errorf("the fifth comment is %d", n)
		}
		for _, th := range threads {
			must(t, r.MarkRead(r.ctx, r.staff["甲"], th))
		}
	}
	after, err := r.Article(r.ctx, a.Number)
	must(t, err)
	if after.Revision != before.Revision || after.Version != before.Version || after.Acts != before.Acts || !after.Updated.Equal(before.Updated) {
		t.Errorf("comments made of %+v\n%+v", before, after)
	}
	sound(t, r)
}

// TestMayComment holds the answer that a window gets and the one that the service gives to one table.
func TestMayComment(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	r.discuss(t, "乙", a.ID, r.on(t, a.ID, "上午", "是上午吗？"))                                                     // 1, with a reply, taken back
	r.discuss(t, "己", a.ID, newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: "是。"})                 // 2
	r.discuss(t, "乙", a.ID, newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 1})                     //
	r.discuss(t, "乙", a.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "已办"})                       // 3, resolved
	r.discuss(t, "乙", a.ID, newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: 3})                     //
	r.discuss(t, "辛", a.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "没有别人说话"})                   // 4
	gone := newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "字", Anchor: &anchor.Anchor{From: 0, To: 1}} // no words there
	for _, c := range []struct {
		name string
		do   newsroom.CommentDo
		code newsroom.Code // empty: nothing bars it
		id   string
	}{
		{"辛", newsroom.CommentDo{Kind: newsroom.Reply, Comment: 9, Text: "字"}, newsroom.NotFound, "comment.none"},
		{"辛", newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: "\n "}, newsroom.Invalid, "comment.empty"},
		{"辛", newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: "a\x00"}, newsroom.Invalid, "error.property_text"},
		{"辛", newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: strings.Repeat("字", 10_001)}, newsroom.Invalid, "error.property_text"},
		{"辛", newsroom.CommentDo{Kind: "shout", Comment: 1}, newsroom.Invalid, "bar.unknown_action"},
		{"乙", newsroom.CommentDo{Kind: newsroom.EditComment, Comment: 2, Text: "字"}, newsroom.Forbidden, "comment.not_own"},
		{"戊", newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 2}, newsroom.Forbidden, "comment.not_own"},
		{"乙", newsroom.CommentDo{Kind: newsroom.EditComment, Comment: 1, Text: "字"}, newsroom.Forbidden, "comment.taken_back"},
		{"乙", newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 1}, newsroom.Forbidden, "comment.taken_back"},
		{"辛", newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: 1}, newsroom.Forbidden, "comment.not_concerned"},
		{"甲", newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: 3}, newsroom.Forbidden, "comment.resolved"},
		{"甲", newsroom.CommentDo{Kind: newsroom.ReopenThread, Comment: 1}, newsroom.Forbidden, "comment.is_open"},
		{"己", newsroom.CommentDo{Kind: newsroom.ReopenThread, Comment: 3}, newsroom.Forbidden, "comment.not_concerned"},
		{"丙", newsroom.CommentDo{Kind: newsroom.ReopenThread, Comment: 3}, "", ""},
		{"甲", newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: 4}, "", ""},
		{"辛", newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: "字"}, "", ""},
		{"乙", gone, newsroom.Invalid, "comment.no_words"},
	} {
		t.Run(c.name+" "+string(c.do.Kind)+" "+c.id, func(t *testing.T) {
			err := newsroom.MayComment(r.staff[c.name], a, r.threads(t, c.name, a.ID), c.do)
			if c.id == "comment.no_words" {
				must(t, err) // only the text can say that
			} else if c.id != "" {
				refused(t, err, c.code, c.id)
			} else {
				must(t, err)
			}
			if c.id == "" {
				r.discuss(t, c.name, a.ID, c.do)
				return
			}
			refused(t, r.unchanged(t, func() error { _, err := r.Discuss(r.ctx, r.staff[c.name], a.ID, c.do); return err }), c.code, c.id)
		})
	}
	_, err := r.Discuss(r.ctx, newsroom.Staff{ID: "ghost", Name: "鬼"}, a.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "字"})
	refused(t, err, newsroom.Forbidden, "error.no_such_person")
}

func TestMentionsAndFilters(t *testing.T) {
	r := newRoom(t, t.Context())
	long, err := r.AddStaff(r.ctx, newsroom.Staff{}, "甲乙", newsroom.Writer)
	must(t, err)
	a := r.create(t)
	r.discuss(t, "丙", a.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "请@甲乙和＠丁核对，再告诉@丁。写信到 x@example.cn"})
	r.discuss(t, "戊", a.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "已核"})
	r.discuss(t, "戊", a.ID, newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: 2})
	threads := r.threads(t, "丁", a.ID)
	want := []newsroom.StaffID{long.ID, r.staff["丁"].ID}
	slices.Sort(want)
	if got := threads[0].Comments[0].Mentions; !slices.Equal(got, want) {
		t.Errorf("mentioned are %v, want %v", got, want)
	}
	for _, c := range []struct {
		filter newsroom.ThreadFilter
		who    string
		want   []newsroom.CommentID
	}{
		{newsroom.AllThreads, "丁", []newsroom.CommentID{1, 2}}, {newsroom.OpenThreads, "丁", []newsroom.CommentID{1}},
		{newsroom.ResolvedThreads, "丁", []newsroom.CommentID{2}}, {newsroom.MineThreads, "戊", []newsroom.CommentID{2}},
		{newsroom.MentionedThreads, "丁", []newsroom.CommentID{1}}, {newsroom.MentionedThreads, "甲", nil}, {"none", "甲", nil},
	} {
		var got []newsroom.CommentID
		for _, th := range c.filter.Choose(threads, r.staff[c.who].ID) {
			got = append(got, th.ID())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s for %s: %v, want %v", c.filter, c.who, got, c.want)
		}
	}
	must(t, r.MarkRead(r.ctx, r.staff["丁"], threads[0]))
	threads = newsroom.UnreadFirst(r.threads(t, "丁", a.ID))
	if threads[0].ID() != 2 || threads[0].Unread != 1 || threads[1].Unread != 0 {
		t.Errorf("unread first: %s", told(threads))
	}
}

// TestSelectionOfBefore comments on a selection that was made before somebody else wrote on.
func TestSelectionOfBefore(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	do := r.on(t, a.ID, "上午", "是上午吗？")
	r.edit(t, "甲", a.ID, "关于会议的通知")
	r.discuss(t, "乙", a.ID, do)
	if got := told(r.threads(t, "乙", a.ID)); got != "「上午」 乙:是上午吗？" {
		t.Error(got)
	}
	headline := r.on(t, a.ID, "关于", "不必")
	r.edit(t, "甲", a.ID, "")
	_, err := r.Discuss(r.ctx, r.staff["乙"], a.ID, headline)
	refused(t, err, newsroom.Conflict, "comment.gone")
}

// TestCommentsFollow edits at random, by two people, tracked and not, with decisions on what is open, and holds every anchor after it to the
// one that was carried along step by step.
func TestCommentsFollow(t *testing.T) {
	for seed := range uint64(60) {
		rnd := build.Rand(seed)
		r := newRoom(t, t.Context())
		a, err := r.Create(r.ctx, r.staff["甲"], manuscript("headline(会议通知) p(周三上午九点开会请准时到场。) p(地点在办公楼三层会议室。)"))
		must(t, err)
		type carried struct {
			anchor.Anchor
			id newsroom.CommentID
		}
		var all []carried
		for range 30 {
			m, revision, err := r.Manuscript(r.ctx, a.ID)
			must(t, err)
			size := m.Doc.ContentSize()
			p := model.Pos(rnd.IntN(size))
			q := min(model.Pos(size), p+1+model.Pos(rnd.IntN(6)))
			tr := transform.New(m.Doc)
			var change newsroom.Change
			switch rnd.IntN(6) {
			case 0:
				if on, err := anchor.New(m.Doc, p, q); err == nil {
					n := r.discuss(t, "乙", a.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "字", Anchor: &on, Revision: revision})
					all = append(all, carried{on, n})
				}
				continue
			case 1:
				on := !m.Tracked()
				if change.Tracking = &on; !on && len(m.Changes()) > 0 {
					verdicts := []track.Verdict{track.Accept, track.Reject}
					if change, err = m.Decided(verdicts[rnd.IntN(2)], m.Changes()[rnd.IntN(len(m.Changes()))]); err != nil {
						continue
					}
				}
			case 2:
				err = tr.InsertText(p, "新字"[:3], nil)
			case 3:
				err = tr.Split(p, 1)
			default:
				err = tr.Delete(p, q)
			}
			if err != nil {
				continue
			}
			changes := []newsroom.Change{change}
			if change.Tracking == nil && change.Decision == nil {
				changes = nil
				for _, s := range tr.Steps() {
					changes = append(changes, newsroom.Change{Step: s})
				}
			}
			if _, err := r.Append(r.ctx, r.staff[[]string{"甲", "戊"}[rnd.IntN(2)]], a.ID, revision, changes); err != nil {
				continue // not a valid text
			}
			doc := m.Doc
			for _, c := range changes {
				for _, s := range c.Steps() {
					doc, err = s.Apply(doc)
					must(t, err)
					for i := range all {
						all[i].Anchor = all[i].Map(s.StepMap(), doc)
					}
				}
			}
			after, _, err := r.Manuscript(r.ctx, a.ID)
			must(t, err)
			if !doc.Equal(after.Doc) {
				t.Fatalf("seed %d: the steps of %+v do not give the text", seed, changes)
			}
			for _, th := range r.threads(t, "乙", a.ID) {
				i := slices.IndexFunc(all, func(c carried) bool { return c.id == th.ID() })
				if *th.Anchor != all[i].Anchor {
					t.Fatalf("seed %d: comment %d is on %+v, want %+v", seed, th.ID(), *th.Anchor, all[i].Anchor)
				}
			}
		}
		sound(t, r)
	}
}

// mangled is a store in which somebody changed the comments.
type mangled struct {
	newsroom.Store
	acts func([]newsroom.CommentAct) []newsroom.CommentAct
}

func TestMangledComments(t *testing.T) {
	for _, c := range []struct {
		name string
		acts func([]newsroom.CommentAct) []newsroom.CommentAct
	}{
		{"the first is gone", func(a []newsroom.CommentAct) []newsroom.CommentAct { return a[1:] }},
		{"two changed places", func(a []newsroom.CommentAct) []newsroom.CommentAct { a[0], a[1] = a[1], a[0]; return a }},
		{"somebody else took it back", func(a []newsroom.CommentAct) []newsroom.CommentAct { a[2].By = "x"; return a }},
		{"on another thread", func(a []newsroom.CommentAct) []newsroom.CommentAct { a[1].Thread = 7; return a }},
		{"a number again", func(a []newsroom.CommentAct) []newsroom.CommentAct { a[1].Comment = 1; return a }},
		{"another kind", func(a []newsroom.CommentAct) []newsroom.CommentAct { a[2].Kind = newsroom.ReopenThread; return a }},
		{"no kind", func(a []newsroom.CommentAct) []newsroom.CommentAct { a[2].Kind = "none"; return a }},
		{"on a text to come", func(a []newsroom.CommentAct) []newsroom.CommentAct { a[2].Revision = 99; return a }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &mangled{Store: storetest.NewMemory()}
			r := newRoomOn(t, t.Context(), s)
			a := r.create(t)
			r.discuss(t, "乙", a.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "一"})
			r.discuss(t, "甲", a.ID, newsroom.CommentDo{Kind: newsroom.Reply, Comment: 1, Text: "二"})
			r.discuss(t, "甲", a.ID, newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: 2})
			sound(t, r)
			s.acts = c.acts
			found, err := r.Check(r.ctx, nil)
			must(t, err)
			if !slices.Contains(ids(found), "check.comment") {
				t.Errorf("the check finds %v", ids(found))
			}
		})
	}
}

func (s *mangled) FindCommentActs(ctx context.Context, id newsroom.ArticleID) ([]newsroom.CommentAct, error) {
	acts, err := s.Store.FindCommentActs(ctx, id)
	if s.acts != nil {
		acts = s.acts(acts)
	}
	return acts, err
}
