package newsroom

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
)

// The world of the review table: one article by A that B helped to write, under review by the policy of 三审制, and a second article at each
// place where an article can stand.
var (
	noon    = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	theHash = Hash(strings.Repeat("ab", 32))
)

// place is a place where an article can stand.
type place struct {
	name  string
	state State
	step  int
	out   bool // readers see the version: before its review is through, or while the next one is written
}

var places = []place{
	{"draft", Draft, 0, false}, {"in_review 初审", InReview, 0, false}, {"in_review 复审", InReview, 1, false}, {"in_review 终审", InReview, 2, false},
	{"returned", Returned, 0, false}, {"approved", Approved, 3, false}, {"published", Published, 3, true}, {"withdrawn", Withdrawn, 3, false},
	{"draft of a correction", Draft, 0, true}, {"in_review 终审, out already", InReview, 2, true},
}

// askers are whom the table tells apart by what they did before. In the reviews, took-other took a step of the round that is not the one
// awaited, and took-this took the awaited one, which then was returned to.
var askers = []StaffID{"creator", "contributor", "stranger", "took-other", "took-this"}

// hats are the roles that the table asks for: each alone, and all at once.
var hats = func() map[string][]Role {
	m := map[string][]Role{"all": Roles()}
	for _, r := range Roles() {
		m[string(r)] = []Role{r}
	}
	return m
}()

var hatNames = []string{"writer", "reviewer", "chief", "publisher", "admin", "all"}

// request is something that can be asked for, and what else is true then.
type request struct {
	name  string
	do    Do
	facts func(*Facts)
}

var requests = []request{
	{"edit", Do{Action: Edit}, nil},
	{"submit", Do{Action: Submit}, nil},
	{"submit, no headline", Do{Action: Submit}, func(f *Facts) { f.Article.Digest.Headline = "　 " }},
	{"submit, no text", Do{Action: Submit}, func(f *Facts) { f.Article.Digest.Characters = 0 }},
	{"submit, no headline, no text", Do{Action: Submit}, func(f *Facts) { f.Article.Digest = Digest{} }},
	{"submit, policy without steps", Do{Action: Submit}, func(f *Facts) { f.Policy.Steps = nil }},
	{"accept changes", Do{Action: Agree}, nil},
	{"approve", Do{Action: Approve, Opinion: "同意"}, nil},
	{"approve, open changes", Do{Action: Approve}, func(f *Facts) { f.Open = 2 }},
	{"approve, other text", Do{Action: Approve}, func(f *Facts) { f.Hash = "cd" }},
	{"return to the author", Do{Action: Return, Reason: "职务有误"}, nil},
	{"return to 初审", Do{Action: Return, Reason: "职务有误", To: "初审"}, nil},
	{"return to 复审", Do{Action: Return, Reason: "职务有误", To: "复审"}, nil},
	{"return to 终审", Do{Action: Return, Reason: "职务有误", To: "终审"}, nil},
	{"return to a step that there is not", Do{Action: Return, Reason: "职务有误", To: "四审"}, nil},
	{"return, no reason", Do{Action: Return, Reason: " 　\n"}, nil},
	{"return to 终审, no reason", Do{Action: Return, To: "终审"}, nil},
	{"return, other text", Do{Action: Return, Reason: "文字被改"}, func(f *Facts) { f.Hash = "cd" }},
	{"publish", Do{Action: Publish}, nil},
	{"publish, plan is now", Do{Action: Publish}, func(f *Facts) { f.PublishAt = f.Now }},
	{"publish, plan is later", Do{Action: Publish}, func(f *Facts) { f.PublishAt = f.Now.Add(time.Second) }},
	{"publish, open changes", Do{Action: Publish}, func(f *Facts) { f.Open = 2 }},
	{"publish, other text", Do{Action: Publish}, func(f *Facts) { f.Hash = "cd" }},
	{"publish, other text, plan is later", Do{Action: Publish}, func(f *Facts) { f.Hash, f.PublishAt = "cd", f.Now.Add(time.Hour) }},
	{"withdraw", Do{Action: Withdraw, Reason: "职务有误"}, nil},
	{"withdraw, no reason", Do{Action: Withdraw}, nil},
	{"withdraw, no headline, no text, other text, open changes, plan is later", Do{Action: Withdraw, Reason: "职务有误"}, func(f *Facts) {
		f.Article.Digest, f.Hash, f.PublishAt, f.Open = Digest{}, "cd", f.Now.Add(time.Hour), 3
	}},
	{"submit, empty fields", Do{Action: Submit}, func(f *Facts) { f.Empty = []Field{FieldSource, FieldNote} }},
	{"submit, half of the checklist", Do{Action: Submit, Checks: []string{"one"}}, func(f *Facts) { f.Policy.Checks = items }},
	{"submit, the checklist", Do{Action: Submit, Checks: []string{"one", "two"}}, func(f *Facts) { f.Policy.Checks = items }},
	{"submit, not on the checklist", Do{Action: Submit, Checks: []string{"four"}}, nil},
	{"submit by another policy", Do{Action: Submit, Policy: "two-steps"}, func(f *Facts) { f.Chosen = true }},
	{"submit by 先发后审", Do{Action: Submit}, func(f *Facts) { f.Policy.Urgent = true }},
	{"approve, neither checklist nor proof", Do{Action: Approve}, strict},
	{"approve, checklist and proof", Do{Action: Approve, Checks: []string{"one", "two"}, Proofs: []Proof{{RedCheck, 3, 3}}}, strict},
	{"approve, errors left", Do{Action: Approve, Checks: []string{"one", "two"}, Proofs: []Proof{{RedCheck, 3, 2}}}, strict},
	{"approve, figures that cannot be", Do{Action: Approve, Checks: []string{"one", "two"}, Proofs: []Proof{{RedCheck, -1, 2}, {FirstProof, 1, 1}}}, strict},
	{"approve, first of two", Do{Action: Approve}, func(f *Facts) { needsTwo(f) }},
	{"approve, second of two", Do{Action: Approve}, func(f *Facts) { needsTwo(f); f.Article.Agreed = []StaffID{"took-this"} }},
	{"approve, a named person", Do{Action: Approve}, func(f *Facts) { named(f) }},
	{"approve corrected", Do{Action: ApproveCorrected}, func(f *Facts) { f.Corrected = "new" }},
	{"approve corrected, nothing new", Do{Action: ApproveCorrected}, func(f *Facts) { f.Corrected = f.Hash }},
	{"approve corrected, other text", Do{Action: ApproveCorrected}, func(f *Facts) { f.Hash, f.Corrected = "cd", "new" }},
	{"approve corrected, first of two", Do{Action: ApproveCorrected}, func(f *Facts) { f.Corrected = "new"; needsTwo(f) }},
	{"pass over", Do{Action: Override, Reason: "无人可审"}, nil},
	{"pass over, no reason, other text", Do{Action: Override}, func(f *Facts) { f.Hash = "cd" }},
	{"recall", Do{Action: Recall}, nil},
	{"publish first", Do{Action: Publish}, func(f *Facts) { f.Article.Policy.Urgent = true }},
	{"publish first, plan is later", Do{Action: Publish}, func(f *Facts) { f.Article.Policy.Urgent, f.PublishAt = true, f.Now.Add(time.Second) }},
	{"correct", Do{Action: Correct, Reason: "姓名有误"}, nil},
	{"correct, no reason", Do{Action: Correct}, nil},
	{"update", Do{Action: Update, Reason: "有新进展"}, nil},
	{"publish again", Do{Action: Republish, Reason: "已核实"}, nil},
	{"create", Do{Action: Create}, nil},
	{"no such action", Do{Action: "burn"}, nil},
}

// items are a checklist of which two are required.
var items = []Check{{"one", "人名已核对", true}, {"two", "图片有授权", true}, {"three", "链接有效", false}}

// strict makes every step ask for the checklist and 核红.
func strict(f *Facts) {
	for i := range f.Article.Policy.Steps {
		f.Article.Policy.Steps[i].Checks, f.Article.Policy.Steps[i].Proofs = items, []ProofCheck{{RedCheck, true}}
	}
}

func needsTwo(f *Facts) {
	for i := range f.Article.Policy.Steps {
		f.Article.Policy.Steps[i].Need = 2
	}
}

// named makes every step the stranger's and the creator's alone.
func named(f *Facts) {
	for i := range f.Article.Policy.Steps {
		f.Article.Policy.Steps[i].Role, f.Article.Policy.Steps[i].People = "", []StaffID{"creator", "stranger"}
	}
}

// factsOf returns the facts of one cell.
func factsOf(p place, who StaffID, roles []Role, r request) Facts {
	a := Article{
		ID: "one", Number: "2026-00017", State: p.state, Revision: 4, Acts: 3, Creator: "creator", Contributors: []StaffID{"contributor", "creator"},
		Policy: ThreeReviews(), Round: 2, Step: p.step, Version: 2, Hash: theHash, Created: noon.Add(-time.Hour), Updated: noon.Add(-time.Minute),
		Digest: Digest{Headline: "标题", Column: "要闻", Kind: "news", Author: "甲", Characters: 12},
	}
	switch p.state {
	case Draft:
		if a.Amends = Correct; !p.out {
			a.Acts, a.Round, a.Version, a.Hash, a.Amends = 0, 0, 0, "", ""
		}
	case InReview:
		a.Unreviewed, a.Policy.Urgent = p.out, p.out
		other := 0
		if p.step == 0 {
			other = 1
		}
		a.Taken = []Taken{{other, "took-other"}, {p.step, "took-this"}, {min(p.step+1, 2), "someone"}}
	case Approved, Published, Withdrawn:
		a.Taken = []Taken{{0, "took-other"}, {1, "someone"}, {2, "took-this"}}
	}
	if p.out {
		a.Live = a.Version
	}
	f := Facts{
		Article: a, Actor: Staff{ID: who, Name: string(who), Roles: roles}, Do: r.do, Policy: ThreeReviews(), Hash: theHash, Now: noon,
	}
	if r.facts != nil {
		r.facts(&f)
	}
	return f
}

// answer says what the machine answers, as the golden table does: where the article stands then, or every reason why not.
func answer(f Facts) string {
	out, err := Decide(f)
	if err != nil {
		r := reasons(err)
		return r[0] + ": " + strings.Join(r[1:], " + ")
	}
	s := "→ " + string(out.Article.State)
	if step := out.Article.Awaits(); step != "" {
		s += " " + step
	}
	return s
}

// reasons returns the code of an error and the catalogue ids of the sentences it is made of.
func reasons(err error) []string {
	var e *Error
	if !errors.As(err, &e) {
		return []string{"not an Error: " + err.Error()}
	}
	if e.Text.ID != "bar.several" {
		return []string{string(e.Code), e.Text.ID}
	}
	ids := []string{string(e.Code)}
	for _, t := range e.Text.Args["Reasons"].([]catalogue.Text) {
		ids = append(ids, t.ID)
	}
	return ids
}

// eachCell calls f with every cell of the table.
func eachCell(f func(name string, p place, who StaffID, hat string, r request)) {
	for _, p := range places {
		for _, r := range requests {
			for _, who := range askers {
				for _, hat := range hatNames {
					f(fmt.Sprintf("%s · %s · %s as %s", p.name, r.name, who, hat), p, who, hat, r)
				}
			}
		}
	}
}

// TestRules holds every cell to the rules of the issue, written down once more and in other words. Unlike the golden table they cannot be
// updated away.
func TestRules(t *testing.T) {
	eachCell(func(name string, p place, who StaffID, hat string, r request) {
		f := factsOf(p, who, hats[hat], r)
		out, err := Decide(f)
		has := func(roles ...string) bool { return hat == "all" || slices.Contains(roles, hat) }
		want := false
		var to State
		var step int
		reviewer, chief := map[int]string{0: "reviewer", 1: "reviewer", 2: "chief"}[p.step], has("chief")
		free := who == "stranger" || who == "took-this"
		writes := chief || (who == "creator" || who == "contributor") && has("writer", "reviewer")
		switch r.do.Action {
		case Edit:
			to = p.state
			want = (p.state == Draft || p.state == Returned) && (has("chief") || (who == "creator" || who == "contributor") && has("writer", "reviewer"))
		case Agree:
			to, step = p.state, p.step
			want = (p.state == Draft || p.state == Returned) && writes || p.state == InReview && has(reviewer) && free
		case Submit:
			to = InReview
			want = (p.state == Draft || p.state == Returned) && (has("chief") || (who == "creator" || who == "contributor") && has("writer", "reviewer")) &&
				(r.name == "submit" || r.name == "submit, the checklist" || chief && (r.name == "submit by another policy" || r.name == "submit by 先发后审"))
		case Approve:
			to, step = InReview, p.step+1
			if p.step == 2 {
				to = Approved
			}
			if p.step == 2 && p.out {
				to = Published
			}
			want = p.state == InReview && has(reviewer) && free
			switch r.name {
			case "approve", "approve, checklist and proof":
			case "approve, first of two":
				to, step = InReview, p.step
			case "approve, second of two":
				want = want && who == "stranger"
			case "approve, a named person":
				want = p.state == InReview && who == "stranger"
			default:
				want = false
			}
		case ApproveCorrected:
			to, step = InReview, p.step+1
			want = p.state == InReview && has(reviewer) && free && (r.name == "approve corrected" && p.step < 2 || r.name == "approve corrected, first of two")
			if r.name == "approve corrected, first of two" {
				step = p.step
			}
		case Override:
			to, step = InReview, p.step+1
			want = p.state == InReview && p.step < 2 && chief && who != "creator" && who != "contributor" && r.name == "pass over"
		case Recall:
			to = Draft
			want = p.state == InReview && !p.out && writes
		case Correct, Update:
			to = Draft
			want = p.state == Published && writes && r.name != "correct, no reason"
		case Republish:
			to = Draft
			want = p.state == Withdrawn && writes
		case Return:
			to = Returned
			stepOf := map[string]int{"return to 初审": 0, "return to 复审": 1, "return to 终审": 2}
			i, named := stepOf[r.name]
			if named {
				to, step = InReview, i
			}
			good := r.name == "return to the author" || r.name == "return, other text"
			switch p.state {
			case InReview:
				role := map[int]string{0: "reviewer", 1: "reviewer", 2: "chief"}[p.step]
				want = has(role) && (who == "stranger" || who == "took-this") && (good || named && i < p.step)
			case Approved:
				want = has("chief", "publisher") && (good || named)
			}
		case Publish:
			to = Published
			want = p.state == Approved && has("publisher") && (r.name == "publish" || r.name == "publish, plan is now" || r.name == "publish first")
			if p.state == InReview {
				to, step = InReview, p.step
				want = !p.out && chief && r.name == "publish first"
			}
		case Withdraw:
			to = Withdrawn
			want = p.out && has("chief", "publisher") && r.name != "withdraw, no reason"
		}
		if (err == nil) != want {
			t.Errorf("%s: got the error %v, want it done: %v", name, err, want)
			return
		}
		if err == nil && (out.Article.State != to || to == InReview && out.Article.Step != step) {
			t.Errorf("%s: leads to %s step %d, want %s step %d", name, out.Article.State, out.Article.Step, to, step)
		}
	})
}

// TestRecord makes sure that what comes out of every cell is complete: who, when, in which role, on which step, of which round, and the hash
// of the version that was judged.
func TestRecord(t *testing.T) {
	eachCell(func(name string, p place, who StaffID, hat string, r request) {
		f := factsOf(p, who, hats[hat], r)
		out, err := Decide(f)
		if err != nil {
			if !reflect.DeepEqual(out, Outcome{}) {
				t.Errorf("%s: refused and still %+v", name, out)
			}
			return
		}
		if f.Do.Action == Edit || f.Do.Action == Agree {
			return // recorded change by change
		}
		submits, corrects := f.Do.Action == Submit, f.Do.Action == ApproveCorrected
		version, round, hash := f.Article.Version, f.Article.Round, f.Article.Hash
		if hash == "" {
			hash = theHash
		}
		if submits {
			version, round = version+1, round+1
		}
		if corrects {
			version, hash = version+1, f.Corrected
		}
		step, role := "", Role("")
		if p.state == InReview && (f.Do.Action == Approve || corrects || f.Do.Action == Return || f.Do.Action == Override) {
			step, role = f.Article.Policy.Steps[p.step].Name, f.Article.Policy.Steps[p.step].Role
		}
		if f.Do.Action == Override {
			role = Chief
		}
		var detail Detail
		if out.Decision.Detail != nil {
			detail = *out.Decision.Detail
		}
		if submits != (detail.Policy != nil) || submits && !detail.Policy.says(f.Policy) || !slices.Equal(detail.Checks, f.Do.Checks) || !slices.Equal(detail.Proofs, f.Do.Proofs) {
			t.Errorf("%s: says beside it %+v", name, detail)
		}
		d := out.Decision
		want := Decision{
			Article: "one", Seq: f.Article.Acts + 1, Action: f.Do.Action, From: p.state, To: out.Article.State, Round: round, Step: step,
			SentTo: f.Do.To, By: who, Name: string(who), Role: role, At: noon, Opinion: f.Do.Opinion, Reason: f.Do.Reason,
			Version: version, Hash: hash, Detail: d.Detail,
		}
		if role == "" {
			want.Role = d.Role
			if !f.Actor.Has(d.Role) {
				t.Errorf("%s: recorded in the role %q, which %s does not have", name, d.Role, who)
			}
		}
		if d != want {
			t.Errorf("%s: recorded\n     %+v\nwant %+v", name, d, want)
		}
		if out.Freezes != (submits || corrects) {
			t.Errorf("%s: freezes a version: %v", name, out.Freezes)
		}
		a := out.Article
		if a.Acts != f.Article.Acts+1 || !a.Updated.Equal(noon) || a.Version != version || a.Round != round || a.Hash != hash || a.Permalink != "" {
			t.Errorf("%s: leaves the article as %+v", name, a)
		}
	})
}

// TestPure makes sure that deciding twice says the same twice, and that neither changes what was given.
func TestPure(t *testing.T) {
	eachCell(func(name string, p place, who StaffID, hat string, r request) {
		f, untouched := factsOf(p, who, hats[hat], r), factsOf(p, who, hats[hat], r)
		f.Article.Taken = append(make([]Taken, 0, 16), f.Article.Taken...) // with room that an append could write to
		spare := f.Article.Taken[:cap(f.Article.Taken)]
		one, errOne := Decide(f)
		two, errTwo := Decide(f)
		if !reflect.DeepEqual(one, two) || !reflect.DeepEqual(errOne, errTwo) {
			t.Errorf("%s: two answers:\n%+v %v\n%+v %v", name, one, errOne, two, errTwo)
		}
		if len(f.Article.Taken) == 0 {
			f.Article.Taken, untouched.Article.Taken = nil, nil
		}
		if !reflect.DeepEqual(f, untouched) {
			t.Errorf("%s: the facts were changed to %+v", name, f)
		}
		for _, s := range spare[len(untouched.Article.Taken):] {
			if s != (Taken{}) {
				t.Errorf("%s: wrote %+v behind the facts", name, s)
			}
		}
	})
}

// TestReturnToStep walks one round in which the chief sends the article back to 复审, and asks at each step who may act.
func TestReturnToStep(t *testing.T) {
	reviewer, chief := []Role{Reviewer, Chief}, []Role{Reviewer, Chief}
	a := factsOf(places[1], "stranger", reviewer, requests[0]).Article
	a.Taken = nil
	act := func(who StaffID, do Do) {
		t.Helper()
		out, err := Decide(Facts{Article: a, Actor: Staff{ID: who, Name: string(who), Roles: chief}, Do: do, Hash: theHash, Now: noon})
		if err != nil {
			t.Fatalf("%s, %s: %v", a.Awaits(), who, err)
		}
		a = out.Article
	}
	may := func(want ...StaffID) {
		t.Helper()
		var got []StaffID
		for _, who := range []StaffID{"creator", "contributor", "first", "second", "final", "other"} {
			if mayTake(Facts{Article: a, Actor: Staff{ID: who, Roles: reviewer}, Do: Do{Action: Approve}}) {
				got = append(got, who)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("at %s with %v: %v may act, want %v", a.Awaits(), a.Taken, got, want)
		}
	}
	may("first", "second", "final", "other")
	act("first", Do{Action: Approve})
	may("second", "final", "other")
	act("second", Do{Action: Approve})
	may("final", "other")
	act("final", Do{Action: Return, Reason: "出处不明", To: "复审"})
	may("second", "other") // who took it, or someone new; not who took another
	act("other", Do{Action: Approve})
	may("final") // whose step it was
	act("final", Do{Action: Approve})
	if a.State != Approved || a.Round != 2 || a.Step != 3 {
		t.Fatalf("after all: %s, round %d, step %d", a.State, a.Round, a.Step)
	}
	// The publisher finds something: back to the first step, and all of it again by those who did it.
	act("publisher", Do{Action: Return, Reason: "图片缺作者", To: "初审"})
	may("first")
	act("first", Do{Action: Return, Reason: "图片缺作者"})
	if a.State != Returned || a.Taken != nil || a.Step != 0 {
		t.Fatalf("after the return to the author: %s, step %d, taken %v", a.State, a.Step, a.Taken)
	}
}

// TestNewRound makes sure that a new submission follows the policy of that day, counts on, and forgets who took which step.
func TestNewRound(t *testing.T) {
	f := factsOf(places[4], "creator", []Role{Writer}, requests[1])
	f.Policy = Policy{ID: "urgent", Name: "急稿", Steps: []PolicyStep{{Name: "终审", Role: Chief}}}
	f.Article.Taken = []Taken{{0, "someone"}}
	f.Hash = "new"
	out, err := Decide(f)
	if err != nil {
		t.Fatal(err)
	}
	a := out.Article
	if a.Policy.ID != "urgent" || a.Round != 3 || a.Version != 3 || a.Hash != "new" || a.Step != 0 || a.Taken != nil || a.Awaits() != "终审" {
		t.Errorf("a new round begins as %+v", a)
	}
	if f.Article.Policy.ID != "three-reviews" {
		t.Errorf("the facts' policy is %s now", f.Article.Policy.ID)
	}
}

// TestPublicationTime makes sure that the record has the true time, whatever was planned.
func TestPublicationTime(t *testing.T) {
	for _, c := range []struct {
		name       string
		plan, want time.Time
	}{
		{"no plan", time.Time{}, noon},
		{"planned for an hour ago", noon.Add(-time.Hour), noon},
		{"planned for now", noon, noon},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := factsOf(places[5], "stranger", []Role{Publisher}, request{do: Do{Action: Publish}})
			f.PublishAt = c.plan
			out, err := Decide(f)
			if err != nil || !out.Article.PublishedAt.Equal(c.want) || !out.Decision.At.Equal(noon) {
				t.Errorf("published at %v, decided at %v, %v; want %v", out.Article.PublishedAt, out.Decision.At, err, c.want)
			}
		})
	}
}

// TestEveryReason makes sure that a refusal with several reasons says all of them, in every language.
func TestEveryReason(t *testing.T) {
	_, err := Decide(factsOf(places[3], "creator", []Role{Writer}, request{do: Do{Action: Return, To: "终审"}}))
	if got, want := reasons(err), []string{"forbidden", "bar.step_role", "bar.own_article", "bar.no_reason", "bar.no_such_step"}; !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for l, between := range map[catalogue.Lang]string{catalogue.En: " ", catalogue.ZhHans: "", catalogue.ZhHant: ""} {
		var want []string
		for _, text := range TextOf(err).Args["Reasons"].([]catalogue.Text) {
			want = append(want, catalogue.For(l).Say(text))
		}
		if got := catalogue.For(l).Say(TextOf(err)); got != strings.Join(want, between) {
			t.Errorf("%s:\n got %s\nwant %s", l, got, strings.Join(want, between))
		}
	}
}

// TestTurn makes sure that an article waits for those, and only those, who can take the next step.
func TestTurn(t *testing.T) {
	eachCell(func(name string, p place, who StaffID, hat string, r request) {
		if r.facts != nil || r.do.Action != Approve {
			return
		}
		f := factsOf(p, who, hats[hat], r)
		next := map[State]Action{InReview: Approve, Approved: Publish, Returned: Submit}
		f.Do = Do{Action: next[p.state]}
		_, err := Decide(f)
		want := next[p.state] != "" && err == nil && (p.state != Returned || who == "creator")
		if got := IsTurnOf(f.Article, f.Actor); got != want {
			t.Errorf("%s: it is his turn: %v, want %v", name, got, want)
		}
	})
}
