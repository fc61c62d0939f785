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
)

// Actions returns what can be done with an article as a whole, which the review machine decides on.
func Actions() []Action { return []Action{Edit, Submit, Approve, Return, Publish, Withdraw} }

// Do is a request to act.
type Do struct {
	Action  Action
	Opinion string // of an approval, or a word with a submission or publication
	Reason  string // required for Return and Withdraw
	To      string // of a Return: the name of an earlier step, or empty for the author
}

// Facts are all that the review machine decides on.
type Facts struct {
	Article   Article
	Actor     Staff
	Do        Do
	Policy    Policy    // that a new round would follow
	PublishAt time.Time // planned publication
	Hash      Hash      // of the manuscript as it is now; empty where it was not looked at
	Open      int       // changes of the manuscript that nobody has decided on
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

	{Draft, Submit, all(ownOrChief), all(hasHeadline, hasBody, hasSteps), submit},
	{Returned, Submit, all(ownOrChief), all(hasHeadline, hasBody, hasSteps), submit},

	{InReview, Approve, all(stepRole, notWriter, oneStepARound), all(sameHash, noOpenChanges), approve},
	{InReview, Return, all(stepRole, notWriter, oneStepARound), all(hasReason, earlierStep), sendBack},
	{Approved, Return, all(byRole(Chief, Publisher)), all(hasReason, earlierStep), sendBack},

	{Approved, Publish, all(byRole(Publisher)), all(sameHash, noOpenChanges, planReached), publish},
	{Published, Withdraw, all(byRole(Chief, Publisher)), all(hasReason), withdraw}, // never barred by a check on the text
}

func all(g ...guard) []guard { return g }

// Decide says what the request leads to. It is pure: the same facts give the same outcome. The error names every condition that is not
// met: Forbidden for who and when, Invalid for what is missing in the request.
func Decide(f Facts) (Outcome, error) {
	for _, t := range transitions {
		if t.from != f.Article.State || t.action != f.Do.Action {
			continue
		}
		if err := barred(f, append(slices.Clone(t.who), t.when...)); err != nil {
			return Outcome{}, err
		}
		o := Outcome{Article: f.Article, Decision: record(f)}
		t.effect(&o, f)
		o.Article.Acts++
		o.Article.Updated = f.Now
		o.Decision.To = o.Article.State
		o.Decision.Round = o.Article.Round
		return o, nil
	}
	return Outcome{}, wrongState(f)
}

// mayTake reports whether the action is open to the person by who he is, whatever the text is like.
func mayTake(f Facts) bool {
	for _, t := range transitions {
		if t.from == f.Article.State && t.action == f.Do.Action {
			return barred(f, t.who) == nil
		}
	}
	return false
}

// barred returns one error that names every guard's objection, or nil.
func barred(f Facts, guards []guard) error {
	var first *Error
	var reasons []catalogue.Text
	for _, g := range guards {
		if e := g(f); e != nil {
			if first == nil {
				first = e
			}
			reasons = append(reasons, e.Text)
		}
	}
	switch len(reasons) {
	case 0:
		return nil
	case 1:
		return first
	}
	return Errorf(first.Code, nil, "bar.several", "Reasons", reasons)
}

// record is the decision as far as every action has it in common.
func record(f Facts) Decision {
	return Decision{
		Article: f.Article.ID, Seq: f.Article.Acts + 1, Action: f.Do.Action, From: f.Article.State, By: f.Actor.ID, Name: f.Actor.Name,
		At: f.Now, Opinion: f.Do.Opinion, Reason: f.Do.Reason, Version: f.Article.Version, Hash: f.Article.Hash,
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
	if f.Actor.Has(s.Role) {
		return nil
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
		return Errorf(Invalid, nil, "bar.no_reason", "Action", ActionText(f.Do.Action))
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
		return Errorf(Invalid, nil, "bar.no_headline", "Number", string(f.Article.Number))
	}
	return nil
}

func hasBody(f Facts) *Error {
	if f.Article.Digest.Characters == 0 {
		return Errorf(Invalid, nil, "bar.no_body", "Number", string(f.Article.Number))
	}
	return nil
}

// hasSteps keeps an article out of a review that nobody could end.
func hasSteps(f Facts) *Error {
	if len(f.Policy.Steps) == 0 {
		return Errorf(Invalid, nil, "error.policy_empty", "Name", f.Policy.Name)
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
		return Errorf(Forbidden, nil, "bar.open_changes", "Number", string(f.Article.Number), "Count", f.Open)
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
		Publish: "bar.publish_state", Withdraw: "bar.withdraw_state",
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
	o.Article.State, o.Article.Policy, o.Article.Step, o.Article.Taken = InReview, f.Policy, 0, nil
	o.Article.Round++
	o.Article.Version++
	o.Article.Hash = f.Hash
	o.Freezes = true
	o.Decision.Version, o.Decision.Hash, o.Decision.Role = o.Article.Version, f.Hash, roleIn(f.Actor, Writer, Reviewer, Chief)
}

func approve(o *Outcome, f Facts) {
	o.Decision.Step, o.Decision.Role = f.step().Name, f.step().Role
	o.Article.Taken = append(slices.Clone(o.Article.Taken), Taken{f.Article.Step, f.Actor.ID})
	if o.Article.Step++; o.Article.Step == len(o.Article.Policy.Steps) {
		o.Article.State = Approved
	}
}

func sendBack(o *Outcome, f Facts) {
	o.Decision.SentTo = f.Do.To
	if f.Article.State == InReview {
		o.Decision.Step, o.Decision.Role = f.step().Name, f.step().Role
		o.Article.Taken = append(slices.Clone(o.Article.Taken), Taken{f.Article.Step, f.Actor.ID})
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
	o.Article.PublishedAt = f.Now
}

func withdraw(o *Outcome, f Facts) {
	o.Article.State, o.Decision.Role = Withdrawn, roleIn(f.Actor, Chief, Publisher)
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
