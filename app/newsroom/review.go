package newsroom

import (
	"slices"
	"time"

	"galley/assets/catalogue"
)

// Action is something a person does to an article. Each is recorded as a [Decision], but for Edit, which is recorded change by change.
type Action string

// The actions.
const (
	Create   Action = "create"
	Edit     Action = "edit"
	Submit   Action = "submit"   // 送审
	Approve  Action = "approve"  // 通过
	Return   Action = "return"   // 退回
	Publish  Action = "publish"  // 发布
	Withdraw Action = "withdraw" // 撤稿

	// Agree is to accept changes: the text agreed on becomes more like the text as it stands, which stays. Like Edit it is recorded change by
	// change; see [MayDecide].
	Agree Action = "agree"

	ApproveCorrected Action = "approve_corrected" // 改后通过: approve with corrections of one's own
	Override         Action = "override"          // 越过: pass a step over
	Recall           Action = "recall"            // 撤回送审
	Correct          Action = "correct"           // 更正
	Update           Action = "update"            // 更新
	Republish        Action = "republish"         // 重新发布
)

// Actions returns what can be done with an article as a whole, which the review machine decides on.
func Actions() []Action {
	return []Action{Edit, Submit, Approve, Return, Publish, Withdraw, ApproveCorrected, Override, Recall, Correct, Update, Republish}
}

// Do is a request to act.
type Do struct {
	Action  Action
	Opinion string // of an approval, or a word with a submission or publication
	Reason  string // required for Return, Withdraw, Override, and what begins a version after publication
	To      string // of a Return: the name of an earlier step, or empty for the author

	Policy string   // of a Submit: the id of the policy to follow in place of the column's
	Checks []string // of a Submit or an approval: the items of the checklist that were gone through
	Proofs []Proof  // of an approval: what the readings found
	Notice string   // of a Withdraw: what readers are told
}

// Facts are all that the review machine decides on.
type Facts struct {
	Article   Article
	Actor     Staff
	Do        Do
	Policy    Policy     // that a new round would follow
	Chosen    bool       // it was asked for by name, in place of the one that the article would follow by itself
	Empty     []Field    // of those that the policy and the article's kind ask for
	Malformed []Field    // of the article's kind, that are not what they should be
	PublishAt time.Time  // planned publication
	Versions  VersionSeq // frozen so far: handed over, or kept on demand
	Hash      Hash       // of the manuscript as it is now; empty where it was not looked at
	Open      int        // changes of the manuscript that nobody has decided on
	Corrected Hash       // of the manuscript with the corrections that an approval comes with; empty where they are not made yet
	Now       time.Time
}

// Outcome is what a decision leads to. Nothing has happened yet: [Store.Record] makes it so.
type Outcome struct {
	Article  Article  // as it is afterwards
	Decision Decision // complete
	Freezes  bool     // a version of the manuscript is to be frozen
}

// guard is one condition. It returns nil where the way is free and otherwise the sentence that says why not.
type guard func(Facts) *Error

// transition is one row of the review machine: in state from, action leads to another state if every guard agrees.
type transition struct {
	from   State
	action Action
	who    []guard // about the person: they also answer whose turn it is
	when   []guard // about the article and the request
	effect func(*Outcome, Facts)
}

// transitions is the review machine. A pair of state and action that is not in it is barred; see wrongState.
var transitions = []transition{
	{Draft, Edit, all(ownOrChief), nil, stay},
	{Returned, Edit, all(ownOrChief), nil, stay},

	{Draft, Agree, all(ownOrChief), nil, stay},
	{Returned, Agree, all(ownOrChief), nil, stay},
	{InReview, Agree, all(stepRole, notWriter, oneStepARound), nil, stay}, // what was handed over stays as it is

	{Draft, Submit, all(ownOrChief), all(hasHeadline, hasBody, fieldsFilled, hasSteps, mayChoose, checked), submit},
	{Returned, Submit, all(ownOrChief), all(hasHeadline, hasBody, fieldsFilled, hasSteps, mayChoose, checked), submit},

	{InReview, Approve, all(stepRole, notWriter, oneStepARound, notYetAgreed), all(sameHash, noOpenChanges, proofsRead, checked), approve},
	{InReview, Return, all(stepRole, notWriter, oneStepARound), all(hasReason, earlierStep), sendBack},
	{Approved, Return, all(byRole(Chief, Publisher)), all(hasReason, earlierStep), sendBack},

	{Approved, Publish, all(byRole(Publisher)), all(sameHash, noOpenChanges, planReached), publish},
	{Published, Withdraw, all(byRole(Chief, Publisher)), all(hasReason), withdraw}, // never barred by a check on the text

	{InReview, ApproveCorrected, all(stepRole, notWriter, oneStepARound, notYetAgreed), all(sameHash, noOpenChanges, judgedLater, makesCorrection, proofsRead, checked), approveCorrected},
	{InReview, Override, all(mayOverride, notWriter), all(sameHash, noOpenChanges, hasReason), override},
	{InReview, Recall, all(ownOrChief), all(reviewedOut), recall},

	{Published, Correct, all(ownOrChief), all(hasReason), amend},
	{Published, Update, all(ownOrChief), all(hasReason), amend},
	{Withdrawn, Republish, all(ownOrChief), all(hasReason), amend},
}

// conditional are the rows that only some articles have: in the others such an action has no place.
var conditional = []struct {
	only func(Article) bool
	transition
}{
	// 先发后审.
	{Article.isUrgent, transition{InReview, Publish, all(byRole(Chief)), all(notOut, sameHash, noOpenChanges, planReached), publishFirst}},
	// What readers see is taken back wherever the next version stands.
	{Article.IsLive, transition{Draft, Withdraw, all(byRole(Chief, Publisher)), all(hasReason), withdraw}},
	{Article.IsLive, transition{InReview, Withdraw, all(byRole(Chief, Publisher)), all(hasReason), withdraw}},
	{Article.IsLive, transition{Returned, Withdraw, all(byRole(Chief, Publisher)), all(hasReason), withdraw}},
	{Article.IsLive, transition{Approved, Withdraw, all(byRole(Chief, Publisher)), all(hasReason), withdraw}},
}

// rowFor returns the row of the machine for an article in that state.
func rowFor(a Article, action Action) (transition, bool) {
	for _, t := range transitions {
		if t.from == a.State && t.action == action {
			return t, true
		}
	}
	for _, c := range conditional {
		if c.from == a.State && c.action == action && c.only(a) {
			return c.transition, true
		}
	}
	return transition{}, false
}

// isUrgent reports whether the round follows a policy of 先发后审.
func (a Article) isUrgent() bool { return a.Policy.Urgent }

func all(g ...guard) []guard { return g }

// Decide says what the request leads to. It is pure: the same facts give the same outcome. The error names every condition that is not
// met: Forbidden for who and when, Invalid for what is missing in the request.
func Decide(f Facts) (Outcome, error) {
	t, ok := rowFor(f.Article, f.Do.Action)
	if !ok {
		return Outcome{}, wrongState(f)
	}
	if err := barred(f, append(slices.Clone(t.who), t.when...)); err != nil {
		return Outcome{}, err
	}
	o := Outcome{Article: f.Article, Decision: record(f)}
	t.effect(&o, f)
	o.Article.Acts++
	o.Article.Updated, o.Article.Since = f.Now, f.Now
	if o.Article.State == f.Article.State && o.Article.Step == f.Article.Step && o.Article.Round == f.Article.Round && f.Article.State != Published {
		o.Article.Since = f.Article.Since // it stands where it stood
	}
	o.Decision.To = o.Article.State
	o.Decision.Round = o.Article.Round
	return o, nil
}

// mayTake reports whether the action is open to the person by who he is, whatever the text is like.
func mayTake(f Facts) bool {
	t, ok := rowFor(f.Article, f.Do.Action)
	return ok && barred(f, t.who) == nil
}

// barred returns one error that names every guard's objection, or nil.
func barred(f Facts, guards []guard) error {
	var first *Error
	var unmet []Unmet
	for _, g := range guards {
		if e := g(f); e != nil {
			if first == nil {
				first = e
			}
			unmet = append(unmet, UnmetOf(e)...)
		}
	}
	if first == nil {
		return nil
	}
	return several(first, unmet)
}

// several returns one error that says all that is unmet with the code of the first, or nil.
func several(first *Error, unmet []Unmet) *Error {
	switch {
	case first == nil:
		return nil
	case len(unmet) == 1:
		return first
	}
	reasons := make([]catalogue.Text, len(unmet))
	for i, u := range unmet {
		reasons[i] = u.Text
	}
	e := Errorf(first.Code, nil, "bar.several", "Reasons", reasons)
	e.Unmet = unmet
	return e
}

// record is the decision as far as every action has it in common.
func record(f Facts) Decision {
	return Decision{
		Article: f.Article.ID, Seq: f.Article.Acts + 1, Action: f.Do.Action, From: f.Article.State, By: f.Actor.ID, Name: f.Actor.Name,
		At: f.Now, Opinion: f.Do.Opinion, Reason: f.Do.Reason, Version: f.Article.Version, Hash: f.Article.Hash,
	}
}

// detailed says of the decision what only some say; nothing where there is nothing.
func (d *Decision) detailed(more Detail) {
	if more.Policy != nil || more.Checks != nil || more.Proofs != nil || more.Notice != "" {
		d.Detail = &more
	}
}

func (f Facts) step() PolicyStep {
	if f.Article.State == InReview && f.Article.Step < len(f.Article.Policy.Steps) {
		return f.Article.Policy.Steps[f.Article.Step]
	}
	return PolicyStep{}
}

// Guards.

func ownOrChief(f Facts) *Error {
	if f.Article.WrittenBy(f.Actor.ID) && f.Actor.Has(Writer, Reviewer, Chief) || f.Actor.Has(Chief) {
		return nil
	}
	return Errorf(Forbidden, nil, "bar.not_own", "Number", string(f.Article.Number), "Name", f.Actor.Name)
}

func byRole(roles ...Role) guard {
	return func(f Facts) *Error {
		if f.Actor.Has(roles...) {
			return nil
		}
		return Errorf(Forbidden, nil, "bar.role", "Name", f.Actor.Name, "Roles", roleTexts(roles), "Has", roleTexts(f.Actor.Roles))
	}
}

func stepRole(f Facts) *Error {
	s := f.step()
	switch {
	case s.opens(f.Actor):
		return nil
	case len(s.People) > 0:
		return Errorf(Forbidden, nil, "bar.step_people", "Step", StepText(s.Name), "Name", f.Actor.Name)
	}
	return Errorf(Forbidden, nil, "bar.step_role", "Step", StepText(s.Name), "Role", RoleText(s.Role), "Name", f.Actor.Name, "Has", roleTexts(f.Actor.Roles))
}

func notWriter(f Facts) *Error {
	if f.Article.WrittenBy(f.Actor.ID) {
		return Errorf(Forbidden, nil, "bar.own_article", "Name", f.Actor.Name)
	}
	return nil
}

func oneStepARound(f Facts) *Error {
	for _, t := range f.Article.Taken {
		if t.By == f.Actor.ID && t.Step != f.Article.Step && t.Step < len(f.Article.Policy.Steps) {
			return Errorf(Forbidden, nil, "bar.other_step", "Name", f.Actor.Name, "Took", StepText(f.Article.Policy.Steps[t.Step].Name), "Step", StepText(f.step().Name))
		}
	}
	return nil
}

func hasReason(f Facts) *Error {
	if isBlank(f.Do.Reason) {
		return Errorf(Invalid, nil, "bar.no_reason", "Action", ActionText(f.Do.Action)).at(ToReason, "")
	}
	return nil
}

// earlierStep holds for a return to the author too.
func earlierStep(f Facts) *Error {
	if f.Do.To == "" {
		return nil
	}
	if i, ok := f.target(); ok && (f.Article.State == Approved || i < f.Article.Step) {
		return nil
	}
	return Errorf(Invalid, nil, "bar.no_such_step", "Step", StepText(f.Do.To))
}

// target returns the index of the step that a return names.
func (f Facts) target() (int, bool) {
	i := slices.IndexFunc(f.Article.Policy.Steps, func(s PolicyStep) bool { return s.Name == f.Do.To })
	return i, i >= 0
}

func hasHeadline(f Facts) *Error {
	if isBlank(f.Article.Digest.Headline) {
		return Errorf(Invalid, nil, "bar.no_headline", "Number", string(f.Article.Number)).at(ToField, string(FieldHeadline))
	}
	return nil
}

func hasBody(f Facts) *Error {
	if f.Article.Digest.Characters == 0 {
		return Errorf(Invalid, nil, "bar.no_body", "Number", string(f.Article.Number)).at(ToField, string(FieldText))
	}
	return nil
}

// hasSteps keeps an article out of a review that nobody could end.
func hasSteps(f Facts) *Error {
	if len(f.Policy.Steps) == 0 {
		return Errorf(Invalid, nil, "error.policy_empty", "Name", f.Policy.Name).at(ToPolicy, f.Policy.ID)
	}
	return nil
}

// sameHash makes sure that what is decided on is what was handed over: the manuscript is locked meanwhile, so that a difference means
// that somebody changed the store by other means.
func sameHash(f Facts) *Error {
	if f.Hash != "" && f.Hash != f.Article.Hash {
		return Errorf(Corrupt, nil, "bar.other_text", "Number", string(f.Article.Number), "Version", int(f.Article.Version))
	}
	return nil
}

// noOpenChanges keeps a text from being approved that somebody might still take a part of back.
func noOpenChanges(f Facts) *Error {
	if f.Open > 0 {
		return Errorf(Forbidden, nil, "bar.open_changes", "Number", string(f.Article.Number), "Count", f.Open).at(ToChange, "")
	}
	return nil
}

func planReached(f Facts) *Error {
	if f.PublishAt.After(f.Now) {
		return Errorf(Forbidden, nil, "bar.too_early", "Number", string(f.Article.Number), "At", f.PublishAt)
	}
	return nil
}

// wrongState says why an action has no place in the state that the article is in.
func wrongState(f Facts) error {
	ids := map[Action]string{
		Edit: "bar.edit_state", Agree: "bar.agree_state", Submit: "bar.submit_state", Approve: "bar.approve_state", Return: "bar.return_state",
		Publish: "bar.publish_state", Withdraw: "bar.withdraw_state", ApproveCorrected: "bar.approve_state", Override: "bar.override_state",
		Recall: "bar.recall_state", Correct: "bar.correct_state", Update: "bar.correct_state", Republish: "bar.republish_state",
	}
	id, ok := ids[f.Do.Action]
	if !ok {
		return Errorf(Invalid, nil, "bar.unknown_action", "Action", string(f.Do.Action))
	}
	if f.Article.State == Published || f.Article.State == Withdrawn { // no way leads back from there, so none is to be named
		switch f.Do.Action {
		case Edit:
			id = "bar.edit_out"
		case Publish:
			id = "bar.publish_out"
		}
	}
	return Errorf(Forbidden, nil, id, "Number", string(f.Article.Number), "State", StateText(f.Article.State))
}

// Effects.

func stay(*Outcome, Facts) {}

func submit(o *Outcome, f Facts) {
	o.Article.State, o.Article.Policy, o.Article.Step, o.Article.Taken, o.Article.Agreed = InReview, f.Policy, 0, nil, nil
	o.Article.Round++
	o.Article.Version = max(f.Article.Version, f.Versions) + 1
	o.Article.Hash = f.Hash
	o.Freezes = true
	o.Decision.Version, o.Decision.Hash, o.Decision.Role = o.Article.Version, f.Hash, roleIn(f.Actor, Writer, Reviewer, Chief)
	o.Decision.detailed(Detail{Policy: &f.Policy, Checks: slices.Clone(f.Do.Checks)})
}

func approve(o *Outcome, f Facts) {
	takeStep(o, f)
	o.Decision.detailed(Detail{Checks: slices.Clone(f.Do.Checks), Proofs: slices.Clone(f.Do.Proofs)})
	if o.Article.Agreed = append(slices.Clone(o.Article.Agreed), f.Actor.ID); len(o.Article.Agreed) >= f.step().needs() {
		forward(o)
	}
}

// takeStep puts the person on record as one who acted on the step.
func takeStep(o *Outcome, f Facts) {
	o.Decision.Step, o.Decision.Role = f.step().Name, f.step().roleOf(f.Actor)
	o.Article.Taken = append(slices.Clone(o.Article.Taken), Taken{f.Article.Step, f.Actor.ID})
}

// forward takes the article to its next step, or out of the review: to be published, or among the published where it is out already.
func forward(o *Outcome) {
	o.Article.Agreed = nil
	if o.Article.Step++; o.Article.Step < len(o.Article.Policy.Steps) {
		return
	}
	if o.Article.State = Approved; o.Article.Live == o.Article.Version {
		o.Article.State, o.Article.Unreviewed = Published, false
	}
}

func sendBack(o *Outcome, f Facts) {
	o.Decision.SentTo = f.Do.To
	o.Article.Agreed = nil
	if f.Article.State == InReview {
		takeStep(o, f)
	} else {
		o.Decision.Role = roleIn(f.Actor, Chief, Publisher)
	}
	if i, ok := f.target(); ok && f.Do.To != "" {
		o.Article.State, o.Article.Step = InReview, i
		return
	}
	o.Article.State, o.Article.Step, o.Article.Taken = Returned, 0, nil
}

func publish(o *Outcome, f Facts) {
	o.Article.State, o.Decision.Role = Published, Publisher
	appear(o, f)
	o.Article.Unreviewed = false
}

// appear makes the version the one that readers see. A correction leaves the date that they know.
func appear(o *Outcome, f Facts) {
	if f.Article.Amends != Correct {
		o.Article.PublishedAt = f.Now
	}
	o.Article.Live, o.Article.Amends = f.Article.Version, ""
}

func withdraw(o *Outcome, f Facts) {
	o.Article.State, o.Decision.Role = Withdrawn, roleIn(f.Actor, Chief, Publisher)
	o.Article.Live, o.Article.Unreviewed, o.Article.Amends, o.Article.Agreed = 0, false, "", nil
	o.Decision.detailed(Detail{Notice: f.Do.Notice})
}

// roleIn returns the first of the roles that the person has.
func roleIn(s Staff, roles ...Role) Role {
	for _, r := range roles {
		if s.Has(r) {
			return r
		}
	}
	return ""
}
