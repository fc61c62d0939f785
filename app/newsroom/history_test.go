package newsroom_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/track"
)

// TestHistories lets random people ask for random things and compares the newsroom with a small model of it: paper, below. rapid shrinks
// what breaks a law to the few calls that do and prints the flag that runs them again; the calls are printed with it.
func TestHistories(t *testing.T) {
	ctx := t.Context()
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt, ctx)
		rt.Repeat(map[string]func(*rapid.T){
			"create": w.create, "edit": w.edit, "edit2": w.edit, "decide": w.decide, "act": w.act, "act2": w.act, "amend": w.amend, "amend2": w.amend, "next": w.next, "next2": w.next, "next3": w.next,
			"next4": w.next, "time": w.time, "settings": w.settings, "": w.laws,
		})
		w.lasting(rt)
	})
}

// paper is what the model knows of an article: the rules of the issue and nothing else.
type paper struct {
	id       newsroom.ArticleID
	number   newsroom.Number
	owner    string
	state    newsroom.State
	column   string
	headline string
	body     string
	plan     time.Time
	tracked  bool
	agreed   [2]string // headline and body without the open changes
	revision newsroom.Revision
	wrote    map[string]bool // who wrote a word of it
	round    int
	policy   newsroom.Policy       // of the round
	steps    []newsroom.PolicyStep // of the policy
	said     map[string]bool       // who approved the awaited step since it was awaited
	live     int                   // the version that readers see
	first    bool                  // they see it before its review is through
	amends   newsroom.Action       // what is made of it since it was out
	note     string                // what readers are told of a correction
	waits    int                   // for which step
	took     map[string]int        // who took which step in the round
	hashes   []newsroom.Hash       // of the versions
	link     string
	acts     []act
}

// act is what the model expects on record.
type act struct {
	who      string
	action   newsroom.Action
	from, to newsroom.State
	round    int
	step     string
	sentTo   string
	version  int
	at       time.Time
	reason   string
}

// world is the newsroom beside its model.
type world struct {
	*room
	papers  []*paper
	short   bool // the policy of the column 快讯 has one step for now
	pair    bool // that of 要闻 has a step for two people and one with a checklist
	pattern string
	calls   []string
}

var patterns = []string{"https://news.example.edu/{column}/{year}/{number}.html", "https://新闻.例子.测试/{year}/{number}", "http://localhost:8080/?id={year}-{number}"}

func newWorld(t *rapid.T, ctx context.Context) *world {
	w := &world{room: newRoom(t, ctx)}
	w.save(t, patterns[0], true, false)
	return w
}

func (w *world) save(t *rapid.T, pattern string, short, pair bool) {
	s := newsroom.NewSettings()
	s.Pattern, w.pattern, w.short, w.pair = pattern, pattern, short, pair
	s.Policies = append(s.Policies, shortPolicy, pairPolicy)
	s.Columns = []newsroom.Column{{Name: "要闻", Slug: "top"}, {Name: "快讯", Aliases: []string{"快訊"}}}
	if short {
		s.Columns[1].Policy = "short"
	}
	if pair {
		s.Columns[0].Policy = "pair"
	}
	must(t, w.SaveSettings(w.ctx, newsroom.Staff{}, s))
}

var (
	shortPolicy = newsroom.Policy{ID: "short", Name: "一审", Steps: []newsroom.PolicyStep{{Name: "签发", Role: newsroom.Chief}}}
	pairPolicy  = newsroom.Policy{ID: "pair", Name: "会签", Steps: []newsroom.PolicyStep{
		{Name: "初审", Role: newsroom.Reviewer, Need: 2, Override: []newsroom.Role{newsroom.Chief}},
		{Name: "终审", Role: newsroom.Chief, Checks: []newsroom.Check{{ID: "facts", Text: "事实已核对", Required: true}, {ID: "links", Text: "链接有效"}}},
	}}
)

// policyOf returns the policy that the model's article follows when it is handed over, and whether there is one of the name that is asked for.
func (w *world) policyOf(q *paper, named string) (p newsroom.Policy, ok bool) {
	samples := newsroom.SamplePolicies()
	p = samples[0]
	switch {
	case w.pair && q.column == "要闻":
		p = pairPolicy
	case w.short && (q.column == "快讯" || q.column == "快訊"):
		p = shortPolicy
	case q.amends == newsroom.Correct:
		p = samples[1]
	}
	if named == "" {
		return p, true
	}
	for _, other := range append(samples, shortPolicy, pairPolicy) {
		if other.ID == named {
			return other, true
		}
	}
	return p, false
}

func (w *world) fail(t *rapid.T, format string, args ...any) {
	t.Helper()
	t.Fatalf("%s; to repeat:\n\t%s", fmt.Sprintf(format, args...), strings.Join(w.calls, "\n\t"))
}

// call asks for something. It makes sure that the newsroom does it if and only if it may be done, and changes nothing when it refuses.
func (w *world) call(t *rapid.T, may bool, command func() error, format string, args ...any) bool {
	t.Helper()
	w.calls = append(w.calls, fmt.Sprintf(format, args...))
	before := w.stamp(t)
	err := command()
	after := w.stamp(t)
	switch {
	case may && err != nil:
		w.fail(t, "it was refused: %v", err)
	case !may && err == nil:
		w.fail(t, "it was not refused")
	case !may && after != before:
		w.fail(t, "it was refused and something was stored")
	case may && after == before:
		w.fail(t, "it was done and nothing was stored")
	}
	return may
}

// person draws somebody, who claims every role there is.
func person(t *rapid.T) string {
	return rapid.SampledFrom(cast).Draw(t, "person").Name
}

func (w *world) claims(name string) newsroom.Staff {
	return newsroom.Staff{ID: w.staff[name].ID, Name: name, Roles: newsroom.Roles()}
}

func (w *world) has(name string, roles ...newsroom.Role) bool { return w.staff[name].Has(roles...) }

func (w *world) paper(t *rapid.T) *paper {
	if len(w.papers) == 0 {
		t.Skip("no article yet")
	}
	return rapid.SampledFrom(w.papers).Draw(t, "article")
}

func (w *world) tick() { w.now = w.now.Add(time.Minute) }

var words = rapid.SampledFrom([]string{"通知", "Open day 2026", "𠮷野家", "通知，会议", "征稿", "要闻三则", "通知", "", "　"})

func (w *world) create(t *rapid.T) {
	if len(w.papers) == 2 {
		t.Skip("enough articles")
	}
	w.tick()
	name := rapid.SampledFrom([]string{"甲", "乙", "丙", "丁", person(t)}).Draw(t, "author")
	column := rapid.SampledFrom([]string{"要闻", "快讯", "快訊", "无此栏", ""}).Draw(t, "column")
	q := &paper{
		owner: name, state: newsroom.Draft, column: column, headline: words.Draw(t, "headline"), body: words.Draw(t, "body"),
		wrote: map[string]bool{name: true},
	}
	m := manuscript("p()")
	m.Properties.Column = column
	for _, c := range []newsroom.Change{retext(m, model.Paragraph, q.body), retext(m, model.Headline, q.headline)} {
		var err error
		m, err = c.Apply(m, "", w.now)
		must(t, err)
	}
	may := w.has(name, newsroom.Writer, newsroom.Reviewer, newsroom.Chief)
	if w.call(t, may, func() error {
		a, err := w.Create(w.ctx, w.claims(name), m)
		q.id, q.number = a.ID, a.Number
		return err
	}, "%s creates an article %q %q in %q", name, q.headline, q.body, column) {
		w.papers = append(w.papers, q)
	}
}

// mayWrite says whether the person may change the text now, or hand it over.
func (w *world) mayWrite(name string, q *paper) bool {
	return (q.state == newsroom.Draft || q.state == newsroom.Returned) && w.owns(name, q)
}

// owns says whether the article is the person's by having written on it, or by being a chief.
func (w *world) owns(name string, q *paper) bool {
	return w.has(name, newsroom.Chief) || q.wrote[name] && w.has(name, newsroom.Writer, newsroom.Reviewer)
}

// checks says whether the checklist of the awaited step is gone through.
func checks(q *paper, done []string) bool {
	if len(q.steps[q.waits].Checks) == 0 {
		return len(done) == 0
	}
	return slices.Contains(done, "facts")
}

// given returns what has to be said of the checklist.
func given(q *paper, a newsroom.Action) []string {
	if (a == newsroom.Approve || a == newsroom.ApproveCorrected) && q.state == newsroom.InReview && len(q.steps[q.waits].Checks) > 0 {
		return []string{"facts"}
	}
	return nil
}

func (w *world) edit(t *rapid.T) {
	w.tick()
	q, name := w.paper(t), person(t)
	base := q.revision + newsroom.Revision(rapid.SampledFrom([]int{0, 0, 0, -1, 1}).Draw(t, "base"))
	m, _, err := w.Manuscript(w.ctx, q.id)
	must(t, err)
	what := rapid.SampledFrom([]string{"headline", "body", "plan", "column", "note"}).Draw(t, "what")
	after := *q
	var change newsroom.Change
	switch p := m.Properties; what {
	case "headline":
		after.headline = words.Draw(t, "headline")
		change = retext(m, model.Headline, after.headline)
	case "body":
		after.body = words.Draw(t, "body")
		change = retext(m, model.Paragraph, after.body)
	case "plan":
		after.plan = w.now.Add(time.Duration(rapid.IntRange(-1, 3).Draw(t, "hours")) * time.Hour)
		p.PublishAt = after.plan
		change = newsroom.Change{Properties: &p}
	case "note":
		after.note = rapid.SampledFrom([]string{"", "姓名有误，已更正"}).Draw(t, "note")
		p.Correction = after.note
		change = newsroom.Change{Properties: &p}
	case "column":
		after.column = rapid.SampledFrom([]string{"要闻", "快讯"}).Draw(t, "column")
		p.Column = after.column
		change = newsroom.Change{Properties: &p}
	}
	after.revision++
	if w.call(t, w.mayWrite(name, q) && base == q.revision, func() error {
		_, err := w.Append(w.ctx, w.claims(name), q.id, base, []newsroom.Change{change})
		return err
	}, "%s edits the %s of %s at %d: %q %q %q %s", name, what, q.number, base, after.headline, after.body, after.column, after.plan) {
		after.wrote[name] = true
		*q = after
	}
}

// open says whether something is not agreed on.
func (q *paper) open() bool { return q.tracked && q.agreed != [2]string{q.headline, q.body} }

// decide lets somebody accept or reject everything that is open.
func (w *world) decide(t *rapid.T) {
	w.tick()
	q, name := w.paper(t), person(t)
	if !q.open() {
		t.Skip("nothing is open")
	}
	m, base, err := w.Manuscript(w.ctx, q.id)
	must(t, err)
	verdict := rapid.SampledFrom([]track.Verdict{track.Accept, track.Reject}).Draw(t, "verdict")
	change, err := m.Decided(verdict, m.Changes()...)
	must(t, err)
	may := w.mayWrite(name, q) || verdict == track.Accept && q.state == newsroom.InReview && w.reviews(name, q)
	if w.call(t, may, func() error {
		_, err := w.Append(w.ctx, w.claims(name), q.id, base, []newsroom.Change{change})
		return err
	}, "%s decides to %s all changes of %s", name, verdict, q.number) {
		q.revision++
		if verdict == track.Reject {
			q.wrote[name] = true
			q.headline, q.body = q.agreed[0], q.agreed[1]
		}
		q.agreed = [2]string{q.headline, q.body}
	}
}

// reviews says whether the step that is awaited is the person's.
func (w *world) reviews(name string, q *paper) bool {
	took, again := q.took[name]
	return w.has(name, q.steps[q.waits].Role) && !q.wrote[name] && (!again || took == q.waits)
}

// direct are the actions that are asked for without changes of the text.
var direct = slices.DeleteFunc(newsroom.Actions(), func(a newsroom.Action) bool { return a == newsroom.Edit || a == newsroom.ApproveCorrected })

// may says whether the rules let the person do it.
func (w *world) may(name string, q *paper, do newsroom.Do) bool {
	target := slices.IndexFunc(q.steps, func(s newsroom.PolicyStep) bool { return s.Name == do.To })
	switch {
	case do.Action == newsroom.Submit:
		p, ok := w.policyOf(q, do.Policy)
		own, _ := w.policyOf(q, "")
		return w.mayWrite(name, q) && ok && (p.ID == own.ID && !p.Urgent || w.has(name, newsroom.Chief)) && do.Checks == nil &&
			strings.TrimSpace(q.headline) != "" && strings.TrimSpace(q.body) != "" && (q.amends != newsroom.Correct || q.note != "")
	case do.Action == newsroom.Approve && q.state == newsroom.InReview:
		return w.reviews(name, q) && !q.open() && !q.said[name] && checks(q, do.Checks)
	case do.Action == newsroom.ApproveCorrected && q.state == newsroom.InReview:
		return w.reviews(name, q) && !q.open() && !q.said[name] && checks(q, do.Checks) && (q.waits+1 < len(q.steps) || q.steps[q.waits].Need > 1)
	case do.Action == newsroom.Override && q.state == newsroom.InReview:
		over := q.steps[q.waits].Override
		return len(over) > 0 && w.has(name, over...) && !q.wrote[name] && do.Reason != "" && !q.open()
	case do.Action == newsroom.Recall && q.state == newsroom.InReview:
		return w.owns(name, q) && !q.first
	case (do.Action == newsroom.Correct || do.Action == newsroom.Update) && q.state == newsroom.Published,
		do.Action == newsroom.Republish && q.state == newsroom.Withdrawn:
		return w.owns(name, q) && do.Reason != ""
	case do.Action == newsroom.Return && q.state == newsroom.InReview:
		return w.reviews(name, q) && do.Reason != "" && (do.To == "" || target >= 0 && target < q.waits)
	case do.Action == newsroom.Return && q.state == newsroom.Approved:
		return w.has(name, newsroom.Chief, newsroom.Publisher) && do.Reason != "" && (do.To == "" || target >= 0)
	case do.Action == newsroom.Publish && q.state == newsroom.Approved:
		return w.has(name, newsroom.Publisher) && !q.plan.After(w.now) && !q.open()
	case do.Action == newsroom.Publish && q.state == newsroom.InReview && q.policy.Urgent:
		return w.has(name, newsroom.Chief) && !q.plan.After(w.now) && !q.open() && q.live != len(q.hashes)
	case do.Action == newsroom.Withdraw && q.live > 0:
		return w.has(name, newsroom.Chief, newsroom.Publisher) && do.Reason != ""
	}
	return false
}

// follow makes the model do what may be done.
func (w *world) follow(name string, q *paper, do newsroom.Do, hash newsroom.Hash) {
	d := act{who: name, action: do.Action, from: q.state, at: w.now, reason: do.Reason}
	target := slices.IndexFunc(q.steps, func(s newsroom.PolicyStep) bool { return s.Name == do.To })
	if q.state == newsroom.InReview && slices.Contains([]newsroom.Action{newsroom.Approve, newsroom.ApproveCorrected, newsroom.Override, newsroom.Return}, do.Action) {
		d.step = q.steps[q.waits].Name
		if do.Action != newsroom.Override {
			q.took[name] = q.waits
		}
	}
	onward := func() {
		q.said = map[string]bool{}
		if q.waits++; q.waits == len(q.steps) {
			if q.state = newsroom.Approved; q.live == len(q.hashes) {
				q.state, q.first = newsroom.Published, false
			}
		}
	}
	switch do.Action {
	case newsroom.Submit:
		q.policy, _ = w.policyOf(q, do.Policy)
		q.steps, q.said = q.policy.Steps, map[string]bool{}
		q.state, q.waits, q.took = newsroom.InReview, 0, map[string]int{}
		if q.round++; q.round == 1 {
			q.tracked, q.agreed = true, [2]string{q.headline, q.body}
			q.revision++
		}
		q.hashes = append(q.hashes, hash)
	case newsroom.Approve, newsroom.ApproveCorrected:
		if do.Action == newsroom.ApproveCorrected {
			q.hashes, q.said = append(q.hashes, hash), map[string]bool{}
			q.revision++
			q.wrote[name] = true
		}
		if q.said[name] = true; len(q.said) >= max(1, q.steps[q.waits].Need) {
			onward()
		}
	case newsroom.Override:
		onward()
	case newsroom.Recall, newsroom.Correct, newsroom.Update, newsroom.Republish:
		q.state, q.waits = newsroom.Draft, 0
		if do.Action != newsroom.Recall {
			q.amends = do.Action
		}
	case newsroom.Return:
		d.sentTo = do.To
		q.state, q.waits, q.said = newsroom.Returned, 0, map[string]bool{}
		if do.To != "" {
			q.state, q.waits = newsroom.InReview, target
		}
	case newsroom.Publish:
		q.live, q.amends, q.first = len(q.hashes), "", q.state == newsroom.InReview
		if !q.first {
			q.state = newsroom.Published
		}
		if q.link != "" {
			break
		}
		column := cmp.Or(map[string]string{"要闻": "top", "快讯": "%E5%BF%AB%E8%AE%AF", "快訊": "%E5%BF%AB%E8%AE%AF", "无此栏": "%E6%97%A0%E6%AD%A4%E6%A0%8F"}[q.column], "-")
		year, number, _ := strings.Cut(string(q.number), "-")
		q.link = strings.NewReplacer("{column}", column, "{year}", year, "{number}", number, "新闻.例子.测试", "xn--efvy88h.xn--fsqu00a.xn--0zwm56d").Replace(w.pattern)
	case newsroom.Withdraw:
		q.state, q.live, q.first, q.amends = newsroom.Withdrawn, 0, false, ""
	}
	d.to, d.round, d.version = q.state, q.round, len(q.hashes)
	q.acts = append(q.acts, d)
}

// ask lets the person ask for it.
func (w *world) ask(t *rapid.T, name string, q *paper, do newsroom.Do) {
	w.tick()
	m, _, err := w.Manuscript(w.ctx, q.id)
	must(t, err)
	hash, err := m.Hash()
	must(t, err)
	if w.call(t, w.may(name, q, do), func() error { _, err := w.Act(w.ctx, w.claims(name), q.id, do); return err },
		"%s asks to %s %s, reason %q, to %q, by %q with %v", name, do.Action, q.number, do.Reason, do.To, do.Policy, do.Checks) {
		w.follow(name, q, do, hash)
	}
}

// amend approves with corrections of the reviewer's own.
func (w *world) amend(t *rapid.T) {
	w.tick()
	q, name := w.paper(t), person(t)
	m, base, err := w.Manuscript(w.ctx, q.id)
	must(t, err)
	body := words.Draw(t, "body")
	change := retext(m, model.Paragraph, body)
	do := newsroom.Do{Action: newsroom.ApproveCorrected, Checks: given(q, newsroom.ApproveCorrected)}
	stale := newsroom.Revision(rapid.SampledFrom([]int{0, 0, 0, -1, 1}).Draw(t, "base"))
	if w.call(t, w.may(name, q, do) && body != q.body && stale == 0, func() error {
		_, err := w.ApproveCorrected(w.ctx, w.claims(name), q.id, base+stale, []newsroom.Change{change}, do)
		return err
	}, "%s corrects the body of %s to %q and approves it", name, q.number, body) {
		m, _, err := w.Manuscript(w.ctx, q.id)
		must(t, err)
		hash, err := m.Hash()
		must(t, err)
		q.body = body
		w.follow(name, q, do, hash)
	}
}

// act asks for anything.
func (w *world) act(t *rapid.T) {
	q, name := w.paper(t), person(t)
	w.ask(t, name, q, newsroom.Do{
		Action: rapid.SampledFrom(direct).Draw(t, "action"),
		Policy: rapid.SampledFrom([]string{"", "", "urgent", "short", "none"}).Draw(t, "policy"),
		Checks: rapid.SampledFrom([][]string{nil, nil, {"facts"}, {"links"}}).Draw(t, "checks"),
		Reason: rapid.SampledFrom([]string{"职务有误", ""}).Draw(t, "reason"),
		To:     rapid.SampledFrom([]string{"", "初审", "复审", "终审", "签发", "四审"}).Draw(t, "to"),
	})
}

// next asks for something that may be done, so that articles come far.
func (w *world) next(t *rapid.T) {
	q := w.paper(t)
	type request struct {
		name string
		do   newsroom.Do
	}
	var open []request
	for _, p := range cast {
		for _, action := range direct {
			for _, to := range []string{"", "初审", "复审"} {
				do := newsroom.Do{Action: action, Reason: "职务有误", To: to, Checks: given(q, action)}
				if action == newsroom.Submit && w.has(p.Name, newsroom.Chief) {
					do.Policy = "urgent"
				}
				if (to == "" || action == newsroom.Return) && w.may(p.Name, q, do) {
					open = append(open, request{p.Name, do})
				}
			}
		}
	}
	if len(open) == 0 {
		t.Skip("nothing may be done")
	}
	onward := slices.DeleteFunc(slices.Clone(open), func(r request) bool { return r.do.Action == newsroom.Return || r.do.Action == newsroom.Recall })
	if len(onward) > 0 && rapid.IntRange(0, 3).Draw(t, "onward") > 0 {
		open = onward
	}
	r := rapid.SampledFrom(open).Draw(t, "request")
	w.ask(t, r.name, q, r.do)
}

func (w *world) time(t *rapid.T) {
	hours := rapid.IntRange(1, 3).Draw(t, "hours")
	w.now = w.now.Add(time.Duration(hours) * time.Hour)
	w.calls = append(w.calls, fmt.Sprintf("%d hours pass", hours))
}

func (w *world) settings(t *rapid.T) {
	w.save(t, rapid.SampledFrom(patterns).Draw(t, "pattern"), rapid.Bool().Draw(t, "short"), rapid.Bool().Draw(t, "pair"))
	w.calls = append(w.calls, fmt.Sprintf("the settings become %s, 快讯 with one step: %v, 要闻 for two: %v", w.pattern, w.short, w.pair))
}

// laws compares everything that can be seen with the model.
func (w *world) laws(t *rapid.T) {
	for _, q := range w.papers {
		a, err := w.Article(w.ctx, q.number)
		must(t, err)
		awaits := ""
		if q.state == newsroom.InReview {
			awaits = q.steps[q.waits].Name
		}
		if a.State != q.state || a.Awaits() != awaits || a.Round != q.round || int(a.Version) != len(q.hashes) || a.Revision != q.revision ||
			a.Acts != len(q.acts) || a.Permalink != q.link || int(a.Live) != q.live || a.Unreviewed != q.first || a.Amends != q.amends || a.Digest.Headline != q.headline {
			w.fail(t, "%s is %+v, the model has %+v", q.number, a, q)
		}
		for _, p := range cast {
			if a.WrittenBy(w.staff[p.Name].ID) != q.wrote[p.Name] {
				w.fail(t, "%s wrote on %s: %v", p.Name, q.number, !q.wrote[p.Name])
			}
			w.turns(t, a, q, p.Name)
		}
		m, _, err := w.Manuscript(w.ctx, q.id)
		must(t, err)
		if m.Headline() != q.headline || m.Doc.Part(model.Body).PlainText() != q.body || m.Properties.Column != q.column || !m.Properties.PublishAt.Equal(q.plan) {
			w.fail(t, "%s says %q %q, the model has %+v", q.number, m.Headline(), m.Doc.Part(model.Body).PlainText(), q)
		}
		if tracked, changes := m.Tracked(), m.Changes(); tracked != q.tracked || (len(changes) > 0) != q.open() {
			w.fail(t, "%s is tracked: %v, with %d changes open; the model has %+v", q.number, tracked, len(changes), q)
		}
		w.record(t, q)
	}
}

// turns compares what a person is offered with the model.
func (w *world) turns(t *rapid.T, a newsroom.Article, q *paper, name string) {
	options, err := w.MayAct(w.ctx, w.staff[name], a)
	must(t, err)
	for _, o := range options {
		want := w.may(name, q, newsroom.Do{Action: o.Action, Reason: "…", Checks: given(q, o.Action)})
		if o.Action == newsroom.Edit {
			want = w.mayWrite(name, q)
		}
		if (o.Err == nil) != want {
			w.fail(t, "%s is offered to %s %s: %v", name, o.Action, q.number, o.Err)
		}
	}
	turn := false
	switch q.state {
	case newsroom.InReview:
		turn = w.reviews(name, q) && !q.said[name]
	case newsroom.Approved:
		turn = w.has(name, newsroom.Publisher)
	case newsroom.Returned:
		turn = name == q.owner && w.mayWrite(name, q)
	}
	if newsroom.IsTurnOf(a, w.staff[name]) != turn {
		w.fail(t, "%s waits for %s: %v", q.number, name, !turn)
	}
}

// record compares what is on record with the model, and holds it to the laws by itself.
func (w *world) record(t *rapid.T, q *paper) {
	decisions, err := w.History(w.ctx, q.id)
	must(t, err)
	if len(decisions) != len(q.acts) {
		w.fail(t, "%s has %d decisions, want %d", q.number, len(decisions), len(q.acts))
	}
	steps := map[string]string{}
	for i, d := range decisions {
		got := act{d.Name, d.Action, d.From, d.To, d.Round, d.Step, d.SentTo, int(d.Version), d.At.UTC(), d.Reason}
		if got != q.acts[i] || d.Seq != i+1 || d.By != w.staff[d.Name].ID || d.Article != q.id {
			w.fail(t, "decision %d on %s is\n%+v, want\n%+v", d.Seq, q.number, got, q.acts[i])
		}
		if d.Hash != q.hashes[d.Version-1] {
			w.fail(t, "decision %d on %s names the hash %s, version %d has %s", d.Seq, q.number, d.Hash, d.Version, q.hashes[d.Version-1])
		}
		if d.Step == "" || d.Action == newsroom.Override { // who passes a step over takes none
			continue
		}
		key := fmt.Sprint(d.Name, " in round ", d.Round)
		if took, ok := steps[key]; ok && took != d.Step {
			w.fail(t, "%s took %s and %s of %s", key, took, d.Step, q.number)
		}
		steps[key] = d.Step
	}
	for i, want := range q.hashes {
		v, err := w.Version(w.ctx, q.id, newsroom.VersionSeq(i+1))
		must(t, err)
		if h, err := v.Manuscript.Hash(); err != nil || h != want || v.Hash != want {
			w.fail(t, "version %d of %s has the hash %s, %v, and was frozen with %s", i+1, q.number, h, err, want)
		}
	}
}

// lasting holds the newsroom as a whole to its laws at the end of a history.
func (w *world) lasting(t *rapid.T) {
	found, err := w.Check(w.ctx, nil)
	must(t, err)
	for _, f := range found {
		w.fail(t, "the check finds in %s: %s", f.Number, catalogue.For(catalogue.En).Say(f.Text))
	}
	for _, p := range cast {
		mine, err := w.MyTurn(w.ctx, w.staff[p.Name])
		must(t, err)
		counts, err := w.Counts(w.ctx, w.staff[p.Name])
		must(t, err)
		owned := 0
		for _, q := range w.papers {
			if q.owner == p.Name {
				owned++
			}
		}
		if counts.Total != len(w.papers) || counts.Mine != owned || counts.MyTurn != len(mine) {
			w.fail(t, "%s counts %+v and has %d in turn", p.Name, counts, len(mine))
		}
	}
}
