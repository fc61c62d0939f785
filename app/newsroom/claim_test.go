package newsroom_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/editor/model"
)

// attend does something about a step.
func (r *room) attend(name string, id newsroom.ArticleID, kind newsroom.TaskKind, to ...string) error {
	do := newsroom.TaskDo{Kind: kind, Reason: "今天外出"}
	for _, name := range to {
		do.To = r.staff[name].ID
	}
	_, err := r.Attend(r.ctx, r.staff[name], id, do)
	return err
}

// inHand makes sure who has the step of an article in hand.
func (r *room) inHand(t fataler, id newsroom.ArticleID, want ...string) {
	t.Helper()
	a, err := r.store.FindArticle(r.ctx, id)
	must(t, err)
	c, err := r.Charge(r.ctx, a)
	must(t, err)
	var got []string
	for _, h := range c.Holders {
		got = append(got, h.Name)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%v have it in hand, want %v", got, want)
	}
}

// TestClaim takes a step through the hands of its reviewers.
func TestClaim(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	refused(t, r.attend("乙", a.ID, newsroom.Claim), newsroom.Forbidden, "bar.approve_state")
	a = r.act(t, a, "甲", "submit")
	for name, id := range map[string]string{"甲": "bar.several", "戊": "bar.step_role", "己": "bar.step_role"} {
		refused(t, r.unchanged(t, func() error { return r.attend(name, a.ID, newsroom.Claim) }), newsroom.Forbidden, id)
	}
	must(t, r.attend("乙", a.ID, newsroom.Claim))
	r.inHand(t, a.ID, "乙")
	refused(t, r.attend("乙", a.ID, newsroom.Claim), newsroom.Invalid, "task.held")
	refused(t, r.attend("丙", a.ID, newsroom.Claim), newsroom.Forbidden, "task.taken")
	refused(t, r.attend("丙", a.ID, newsroom.PutBack), newsroom.Forbidden, "task.not_held")
	refused(t, r.attend("丙", a.ID, newsroom.HandOver, "丁"), newsroom.Forbidden, "task.taken")
	must(t, r.attend("乙", a.ID, newsroom.PutBack))
	r.inHand(t, a.ID)

	must(t, r.attend("丙", a.ID, newsroom.HandOver, "乙")) // it was free
	r.inHand(t, a.ID, "乙")
	for to, id := range map[string]string{"甲": "bar.several", "戊": "bar.step_role", "乙": "task.self"} {
		err := r.unchanged(t, func() error { return r.attend("乙", a.ID, newsroom.HandOver, to) })
		if got := newsroom.TextOf(err).ID; got != id {
			t.Errorf("to %s: %s, want %s", to, got, id)
		}
	}
	refused(t, r.attend("乙", a.ID, newsroom.HandOver), newsroom.Invalid, "task.no_colleague")
	_, err := r.Attend(r.ctx, r.staff["乙"], a.ID, newsroom.TaskDo{Kind: newsroom.HandOver, To: r.staff["丙"].ID, Reason: " "})
	refused(t, err, newsroom.Invalid, "task.no_reason")
	must(t, r.attend("戊", a.ID, newsroom.HandOver, "丁")) // a chief gives it to another
	r.inHand(t, a.ID, "丁")

	gone := r.staff["丁"]
	gone.Removed = true
	must(t, r.EditStaff(r.ctx, newsroom.Staff{}, gone))
	r.inHand(t, a.ID)
	must(t, r.attend("丙", a.ID, newsroom.Claim))

	a = r.act(t, a, "乙", "approve") // a claim bars nobody
	r.inHand(t, a.ID)               // the next step begins anew
	refused(t, r.attend("乙", a.ID, newsroom.Claim), newsroom.Forbidden, "bar.other_step")
	must(t, r.attend("丙", a.ID, newsroom.Claim))
	standing, err := r.Standing(r.ctx)
	must(t, err)
	if c := standing.Charges[a.ID]; !c.HeldBy(r.staff["丙"].ID) || len(standing.Charges) != 1 {
		t.Errorf("the standing is %+v", standing)
	}
	sound(t, r)
}

// TestClaimRace has all reviewers claim the same step at the same moment: one has it.
func TestClaimRace(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit")
	names := []string{"乙", "丙", "丁"}
	errs := make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() { errs[i] = r.attend(name, a.ID, newsroom.Claim) })
	}
	all.Wait()
	winner := -1
	for i, err := range errs {
		if err == nil && winner < 0 {
			winner = i
			continue
		}
		refused(t, err, newsroom.Forbidden, "task.taken")
	}
	if winner < 0 {
		t.Fatal("nobody has it")
	}
	r.inHand(t, a.ID, names[winner])
	sound(t, r)
}

// TestClaimOfSeveral lets a step that needs two be taken in hand by two.
func TestClaimOfSeveral(t *testing.T) {
	r := newRoom(t, t.Context())
	s, err := r.Settings(r.ctx)
	must(t, err)
	p := s.Policies[0]
	p.Steps[0].Need = 2
	must(t, r.SaveSettings(r.ctx, newsroom.Staff{}, s.WithPolicy(p)))
	a := r.act(t, r.create(t), "甲", "submit")
	must(t, r.attend("乙", a.ID, newsroom.Claim))
	must(t, r.attend("丙", a.ID, newsroom.Claim))
	r.inHand(t, a.ID, "乙", "丙")
	refused(t, r.attend("丁", a.ID, newsroom.Claim), newsroom.Forbidden, "task.taken")
	r.act(t, a, "丙", "approve")
	r.inHand(t, a.ID, "乙")
	refused(t, r.attend("丁", a.ID, newsroom.Claim), newsroom.Forbidden, "task.taken")
}

// TestRemind holds reminders to who may give them and how often.
func TestRemind(t *testing.T) {
	r := newRoom(t, t.Context()) // a Monday, 16:00
	a := r.create(t)
	refused(t, r.attend("甲", a.ID, newsroom.Remind), newsroom.Forbidden, "task.nothing_due")
	a = r.act(t, a, "甲", "submit")
	refused(t, r.attend("丙", a.ID, newsroom.Remind), newsroom.Forbidden, "task.not_sender")
	must(t, r.attend("甲", a.ID, newsroom.Remind))
	refused(t, r.unchanged(t, func() error { return r.attend("戊", a.ID, newsroom.Remind) }), newsroom.Forbidden, "task.reminded")
	r.now = r.now.Add(14 * time.Hour) // the next morning: not yet four hours of work
	refused(t, r.attend("甲", a.ID, newsroom.Remind), newsroom.Forbidden, "task.reminded")
	r.now = r.now.Add(10 * time.Hour)
	must(t, r.attend("戊", a.ID, newsroom.Remind))
	a = r.act(t, a, "乙", "return")
	refused(t, r.attend("甲", a.ID, newsroom.Remind), newsroom.Forbidden, "task.own_turn")
	must(t, r.attend("戊", a.ID, newsroom.Remind)) // it stands elsewhere, so that it is the first
	sound(t, r)
}

// TestNotes lets random people do things about articles, and makes sure that everybody hears of what was said to him: once, and nothing of his own.
func TestNotes(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 7))
	r := newRoom(t, t.Context())
	articles := []newsroom.Article{r.act(t, r.create(t), "甲", "submit"), r.act(t, r.create(t), "甲", "submit")}
	names := []string{"甲", "乙", "丙", "丁", "戊", "己", "庚"}
	alerts := map[string]*newsroom.Alerts{}
	hear := func(name string) []newsroom.Note {
		notes, err := r.Notes(r.ctx, r.staff[name])
		must(t, err)
		for _, o := range notes {
			if o.By == r.staff[name].ID {
				t.Fatalf("%s is told of his own %s", name, o.Kind)
			}
		}
		return alerts[name].Hear(notes)
	}
	for _, name := range names {
		alerts[name] = newsroom.NewAlerts(r.staff[name])
		hear(name)
	}
	heard := map[newsroom.NoteKind]int{}
	for range 300 {
		r.now = r.now.Add(time.Hour)
		a, err := r.store.FindArticle(r.ctx, articles[random.IntN(len(articles))].ID)
		must(t, err)
		by, to := names[random.IntN(len(names))], names[random.IntN(len(names))]
		var want newsroom.NoteKind
		switch random.IntN(6) {
		case 0:
			err = r.attend(by, a.ID, newsroom.Claim)
		case 1:
			err = r.attend(by, a.ID, newsroom.PutBack)
		case 2:
			err, want = r.attend(by, a.ID, newsroom.HandOver, to), newsroom.Handed
		case 3:
			err, want = r.attend(by, a.ID, newsroom.Remind), newsroom.Reminded
		case 4:
			_, err = r.Ask(r.ctx, r.staff[by], a.ID, r.staff[to].ID, "怎么看？")
			want = newsroom.Mentioned
		case 5:
			_, err = r.Act(r.ctx, r.staff[by], a.ID, newsroom.Do{Action: []newsroom.Action{newsroom.Approve, newsroom.Return, newsroom.Submit}[random.IntN(3)], Reason: "改"})
		}
		c, other := r.Charge(r.ctx, a)
		must(t, other)
		for _, name := range names {
			got := hear(name)
			told := slices.ContainsFunc(got, func(o newsroom.Note) bool { return o.Kind == want && o.Article.ID == a.ID })
			mine := want != "" && err == nil && name != by && (want != newsroom.Reminded && name == to ||
				want == newsroom.Reminded && newsroom.IsTurnOf(a, r.staff[name]) && (len(c.Holders) == 0 || c.HeldBy(r.staff[name].ID)))
			if told && !mine && want != newsroom.Reminded || mine && !told {
				t.Fatalf("%s did %q to %s (%v): %s hears %+v", by, want, to, err, name, got)
			}
			if again := hear(name); len(again) > 0 {
				t.Fatalf("%s hears twice of %+v", name, again)
			}
			if mine {
				heard[want]++
			}
		}
	}
	t.Log(heard)
	if len(heard) < 3 {
		t.Errorf("only %v were heard", heard)
	}
}

// TestAsked follows a question until it is seen.
func TestAsked(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit")
	ask := func(by, to, words string) error {
		_, err := r.Ask(r.ctx, r.staff[by], a.ID, r.staff[to].ID, words)
		return err
	}
	refused(t, ask("己", "乙", "怎么看？"), newsroom.Forbidden, "bar.step_role")
	refused(t, ask("乙", "乙", "怎么看？"), newsroom.Invalid, "task.self")
	refused(t, ask("乙", "甲", " "), newsroom.Invalid, "comment.empty")
	must(t, ask("乙", "己", "职务对吗？"))
	notes, err := r.Notes(r.ctx, r.staff["己"])
	must(t, err)
	if len(notes) != 1 || notes[0].Text != "@己 职务对吗？" || notes[0].Name != "乙" {
		t.Fatalf("the notes are %+v", notes)
	}
	threads, err := r.Comments(r.ctx, r.staff["己"], a.ID)
	must(t, err)
	_, err = r.Discuss(r.ctx, r.staff["己"], a.ID, newsroom.CommentDo{Kind: newsroom.Reply, Comment: threads[0].ID(), Text: "对。"})
	must(t, err)
	must(t, r.MarkRead(r.ctx, r.staff["己"], threads[0]))
	if notes, err = r.Notes(r.ctx, r.staff["己"]); err != nil || len(notes) != 0 {
		t.Errorf("the notes are %+v, %v", notes, err)
	}
}

// TestApproveAgain lets a reviewer approve together what he approved before, and only that.
func TestApproveAgain(t *testing.T) {
	r := newRoom(t, t.Context())
	same, changed, corrected, fresh := r.create(t), r.create(t), r.create(t), r.create(t)
	back := func(a newsroom.Article) newsroom.Article {
		return r.act(t, a, "甲", "submit", "乙", "approve", "丙", "return")
	}
	same, changed = back(same), back(changed)
	must(t, r.types(t, "甲", changed.ID, "改了标题"))
	changed = r.act(t, changed, "甲", "submit")
	same = r.act(t, same, "甲", "submit")

	corrected = r.act(t, corrected, "甲", "submit", "乙", "approve")
	m, base, err := r.Manuscript(r.ctx, corrected.ID)
	must(t, err)
	corrected, err = r.ApproveCorrected(r.ctx, r.staff["丙"], corrected.ID, base, []newsroom.Change{retext(m, model.Headline, "会议的通知")}, newsroom.Do{})
	must(t, err)
	corrected, err = r.Act(r.ctx, r.staff["戊"], corrected.ID, newsroom.Do{Action: newsroom.Return, Reason: "再看", To: corrected.Policy.Steps[0].Name})
	must(t, err)
	fresh = r.act(t, fresh, "甲", "submit")

	repeats, err := r.Repeats(r.ctx, r.staff["乙"])
	must(t, err)
	var got []newsroom.ArticleID
	for _, x := range repeats {
		got = append(got, x.Article.ID)
	}
	slices.Sort(got)
	want := []newsroom.ArticleID{same.ID, corrected.ID}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("again are %v, want %v", got, want)
	}
	done, err := r.ApproveAgain(r.ctx, r.staff["乙"], []newsroom.ArticleID{same.ID, fresh.ID, changed.ID, corrected.ID}, "同意")
	must(t, err)
	if len(done) != 4 || done[0].Err != nil || done[0].Article.Step != 1 {
		t.Fatalf("what came of it is %+v", done)
	}
	refused(t, done[1].Err, newsroom.Forbidden, "again.first")
	refused(t, done[2].Err, newsroom.Forbidden, "again.other_text")
	for _, x := range repeats {
		if x.Article.ID == corrected.ID && newsroom.CodeOf(x.Err) != newsroom.CodeOf(done[3].Err) && x.Err != done[3].Err {
			t.Errorf("was to be %v and is %v", x.Err, done[3].Err)
		}
	}
	past, err := r.History(r.ctx, same.ID)
	must(t, err)
	if d := past[len(past)-1]; d.By != r.staff["乙"].ID || d.Action != newsroom.Approve || d.Opinion != "同意" {
		t.Errorf("the decision is %+v", d)
	}
	sound(t, r)
}
