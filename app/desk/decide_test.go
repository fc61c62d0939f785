package desk

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/field"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

// strict lets every step of every policy ask for a checklist and proofs.
func (h *house) strict() *house {
	h.t.Helper()
	s, err := h.room.Settings(h.t.Context())
	h.must(err)
	for i := range s.Policies {
		p := &s.Policies[i]
		p.Steps = slices.Clone(p.Steps)
		p.Checks = []newsroom.Check{{ID: "secret", Text: "不含涉密和不宜公开的内容", Required: true}, {ID: "links", Text: "链接都能打开"}}
		for j := range p.Steps {
			p.Steps[j].Checks = []newsroom.Check{{ID: "facts", Text: "时间、地点、人名、职务、数字已逐一核对，与来源一致", Required: true}, {ID: "contact", Text: "联系人和电话有效"}}
			p.Steps[j].Proofs = []newsroom.ProofCheck{{Kind: newsroom.FirstProof, Required: true}, {Kind: newsroom.RedCheck}}
		}
	}
	h.must(h.room.SaveSettings(h.t.Context(), newsroom.Staff{}, s))
	h.must(h.load(h.t.Context()))
	return h
}

// inReview hands an article of 李婉婷 over, by the policy of now, and opens it in the review window of a person.
func (h *house) inReview(name string) *review {
	h.t.Helper()
	h.as("李婉婷")
	a := h.taken()
	s, err := h.room.Settings(h.t.Context())
	h.must(err)
	var checks []string
	for _, c := range s.PolicyOf(a.Digest.Column).Checks {
		checks = append(checks, c.ID)
	}
	a, err = h.room.Act(h.t.Context(), h.Me, a.ID, newsroom.Do{Action: newsroom.Submit, Checks: checks})
	h.must(err)
	h.as(name)
	h.review1(a)
	return h.reviews[a.ID]
}

// newest is the article as it stands now.
func (h *house) newest(a newsroom.Article) newsroom.Article {
	h.t.Helper()
	a, err := h.room.Article(h.t.Context(), a.Number)
	h.must(err)
	return a
}

// A refusal names everything that is missing and leads to each; what is given in the window goes on record.
func TestRefusalLeadsToWhatIsMissing(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	r := h.strict().inReview("王一")
	r.approve()
	said := strings.Join(texts(r.win), "\n")
	for _, want := range []string{"一校", "逐一核", "还差 2 项"} {
		if !strings.Contains(said, want) {
			t.Errorf("the refusal does not say %s:\n%s", want, said)
		}
	}
	press1(t, r.win, h.S("lead.proof"))
	if at := r.win.Canvas().Focused(); at != r.given.proofs[newsroom.FirstProof].found {
		t.Errorf("the keyboard is at %T", at)
	}
	r.given.proofs[newsroom.FirstProof].found.SetText("3")
	r.given.proofs[newsroom.FirstProof].corrected.SetText("x")
	r.approve()
	if r.card == nil || h.newest(r.article).Step != 0 {
		t.Fatal("a figure that is none was taken")
	}
	r.card.Close()
	r.given.proofs[newsroom.FirstProof].corrected.SetText("3")
	r.given.checks["facts"].Tapped(nil)
	r.opinion.SetText("同意。")
	r.build() // as a new language would: what was given stays
	r.approve()
	a := h.newest(r.article)
	past, err := h.room.History(t.Context(), a.ID)
	h.must(err)
	last := past[len(past)-1]
	if a.Awaits() != "复审" || last.Opinion != "同意。" || last.Detail == nil || !slices.Equal(last.Detail.Checks, []string{"facts"}) ||
		!slices.Equal(last.Detail.Proofs, []newsroom.Proof{{Kind: newsroom.FirstProof, Found: 3, Corrected: 3}}) {
		t.Errorf("on record is %+v %+v", last, last.Detail)
	}
	if h.reviews[a.ID] != nil {
		t.Error("the window stayed")
	}
}

// A reviewer corrects what he approves; the author is shown the words as tracked changes, and the next reviewer is led to them.
func TestApproveWithCorrections(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	r := h.inReview("王一")
	version := r.article.Version
	r.beginMending()
	r.approve()
	if r.card == nil {
		t.Fatal("an approval with corrections that are none was not refused")
	}
	r.card.Close()
	r.mend.page.Do(state.Select(state.Near(r.mend.page.State().Doc(), partAt(r.mend.page.State().Doc(), model.Headline))))
	r.mend.page.Do(state.InsertText("订正"))
	r.leave()
	if r.card == nil || h.reviews[r.article.ID] == nil {
		t.Fatal("corrections went without a question")
	}
	r.card.Close()
	r.approve()
	a := h.newest(r.article)
	m, _, err := h.room.Manuscript(t.Context(), a.ID)
	h.must(err)
	if a.Awaits() != "复审" || a.Version != version+1 || !strings.HasPrefix(m.Headline(), "订正") || len(m.Changes()) != 1 {
		t.Errorf("it waits for %s in version %d, is called %s, and has %d changes", a.Awaits(), a.Version, m.Headline(), len(m.Changes()))
	}
	h.as("王二")
	h.review1(a)
	next := h.reviews[a.ID]
	next.approve()
	press1(t, next.win, h.S("changes.list"))
	press1(t, next.win, h.S("changes.accept_all", "Count", 1))
	next.approve()
	if a = h.newest(a); a.Awaits() != "终审" {
		t.Errorf("it waits for %s", a.Awaits())
	}
}

// Corrections that are dropped leave the text as it was handed over.
func TestDroppedCorrections(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	r := h.inReview("王一")
	r.beginMending()
	r.mend.page.Do(state.InsertText("多"))
	r.dropMending()
	press1(t, r.win, h.S("mend.drop"))
	if r.mend != nil || h.newest(r.article).Acts != r.article.Acts {
		t.Error("the corrections stayed, or something was recorded")
	}
	r.leave()
	if h.reviews[r.article.ID] != nil {
		t.Error("the window stayed")
	}
}

// What a person says often is his own, is kept, and is put behind what he has written.
func TestPhrases(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	r := h.inReview("王一")
	r.editPhrases(forOpinion)
	h.fillCard(r.win, -1, "  很好。\n\n很好。\n可以。")
	press1(t, r.win, h.S("phrases.keep"))
	if got := h.phrases(forOpinion); !slices.Equal(got, []string{"很好。", "可以。"}) {
		t.Errorf("the phrases are %q", got)
	}
	if got := behind(" 看过 ", "可以。"); got != " 看过\n可以。" {
		t.Errorf("behind a text stands %q", got)
	}
	h.as("王二")
	if got := h.phrases(forOpinion); slices.Contains(got, "很好。") {
		t.Errorf("another person is offered %q", got)
	}
	h.settings.Reasons = []string{"导语太长。"}
	if got := h.phrases(forReason); got[0] != "导语太长。" || len(got) < 3 {
		t.Errorf("the reasons are %q", got)
	}
}

// fillCard puts a text into the n-th field of the card over a window; the last one is -1.
func (h *house) fillCard(w fyne.Window, n int, text string) {
	h.t.Helper()
	var fields []*field.Entry
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if e, ok := o.(*field.Entry); ok {
			fields = append(fields, e)
		}
	}
	if n < 0 {
		n += len(fields)
	}
	fields[n].SetText(text)
}

// An article goes out, is corrected with a note, and is withdrawn, by the windows alone; what readers see stays until each is published.
func TestCorrectionByTheDesk(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王三")
	a := h.find(newsroom.Published)
	h.main.amend(newsroom.Correct)(a)
	h.fillCard(h.main.win, -1, "职务有误")
	press1(t, h.main.win, h.S("amend.do.correct"))
	w := h.writers[a.ID]
	if w == nil {
		t.Fatal("no writing window was opened")
	}
	w.retype(model.Headline, "改正的标题")
	h.ring()
	w.handOver()
	press1(t, w.win, h.Label(newsroom.ActionText(newsroom.Submit)))
	if a = h.newest(a); a.State != newsroom.Draft || a.Live == 0 {
		t.Fatalf("a correction without a note was handed over: it is %s", a.State)
	}
	press1(t, w.win, h.S("lead.field"))
	h.fillCard(w.win, 0, "原稿职务有误，特此更正。")
	press1(t, w.win, h.Label(newsroom.ActionText(newsroom.Submit)))
	if a = h.newest(a); a.State != newsroom.InReview || a.Live != 1 {
		t.Fatalf("it is %s, and readers see version %d", a.State, a.Live)
	}
	h.as("王一").main.recall(a)
	h.as("王三").main.recall(a)
	press1(t, h.main.win, h.Label(newsroom.ActionText(newsroom.Recall)))
	if a = h.newest(a); a.State != newsroom.Draft {
		t.Fatalf("it is %s", a.State)
	}
	h.as("王四").main.withdraw(a)
	h.fillCard(h.main.win, -1, "内容失实")
	press1(t, h.main.win, h.Label(newsroom.ActionText(newsroom.Withdraw)))
	if a = h.newest(a); a.State != newsroom.Withdrawn || a.IsLive() {
		t.Errorf("it is %s, and readers see version %d", a.State, a.Live)
	}
}
