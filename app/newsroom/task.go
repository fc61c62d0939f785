package newsroom

import (
	"slices"
	"time"
)

// Who does a step that several may do.
//
// A claim says to the others who has an article in hand; it bars nobody, since the review machine alone says who may decide. What is done with an
// article so is kept for ever and audited. It counts while the article stands where it stood: with the next decision that moves it on, whoever is
// next begins anew.

// TaskKind is something that a person does about the step that an article waits for.
type TaskKind string

// The kinds.
const (
	Claim    TaskKind = "claim"     // 认领: take the step in hand
	PutBack  TaskKind = "put_back"  // 放回
	HandOver TaskKind = "hand_over" // 转交: give it to a colleague
	Remind   TaskKind = "remind"    // 催办
)

// TaskAct is one thing done about the step that an article waits for.
type TaskAct struct {
	Article ArticleID
	Seq     int // from 1
	Kind    TaskKind
	By      StaffID
	Name    string // of the person at that time
	At      time.Time
	Since   time.Time // when the article came to where it stood: the [Article.Since] of that time
	From    StaffID   // of a HandOver: who had it in hand, empty where nobody had
	To      StaffID   // of a HandOver
	Reason  string    // of a HandOver, required; a word with a Remind
}

// TaskDo is a request to do something about a step.
type TaskDo struct {
	Kind   TaskKind
	To     StaffID // of a HandOver
	Reason string
}

// Holder is a person who has the step of an article in hand.
type Holder struct {
	By   StaffID
	Name string // at the time when he took it or gave it on
	At   time.Time
}

// Charge says who has the step that an article waits for in hand, and who reminded of it last.
type Charge struct {
	Holders  []Holder // in the order in which they took it
	Reminded TaskAct  // the zero value for none
}

// ChargeOf returns the charge that follows from what was done about an article. Who has approved the step since has it in hand no more.
func ChargeOf(a Article, acts []TaskAct) Charge {
	var c Charge
	drop := func(id StaffID) {
		c.Holders = slices.DeleteFunc(c.Holders, func(h Holder) bool { return h.By == id })
	}
	for _, t := range acts {
		if !t.Since.Equal(a.Since) {
			continue
		}
		switch t.Kind {
		case Claim:
			c.Holders = append(c.Holders, Holder{t.By, t.Name, t.At})
		case PutBack:
			drop(t.By)
		case HandOver:
			drop(t.From)
			c.Holders = append(c.Holders, Holder{By: t.To, At: t.At})
		case Remind:
			c.Reminded = t
		}
	}
	for _, id := range a.Agreed {
		drop(id)
	}
	return c
}

// HeldBy reports whether the person has the step in hand.
func (c Charge) HeldBy(id StaffID) bool {
	return slices.ContainsFunc(c.Holders, func(h Holder) bool { return h.By == id })
}

// concerns reports whether a reminder of the article is for the person: it waits for him, and nobody else has it in hand.
func (c Charge) concerns(a Article, p Staff) bool {
	return IsTurnOf(a, p) && (len(c.Holders) == 0 || c.HeldBy(p.ID))
}

// isFull reports whether as many have the step in hand as it still needs.
func (c Charge) isFull(a Article) bool {
	return len(c.Holders) >= Facts{Article: a}.step().needs()-len(a.Agreed)
}

// mayStep returns why the person may not take the awaited step of the article, whatever its text is like.
func mayStep(a Article, actor Staff) error {
	f := Facts{Article: a, Actor: actor, Do: Do{Action: Approve}}
	t, ok := rowFor(a, Approve)
	if !ok {
		return wrongState(f)
	}
	return barred(f, t.who)
}

// MayClaim returns why the person may not take the awaited step in hand, nil where he may.
func MayClaim(a Article, c Charge, actor Staff) error {
	if err := mayStep(a, actor); err != nil {
		return err
	}
	switch {
	case c.HeldBy(actor.ID):
		return Errorf(Invalid, nil, "task.held", "Number", string(a.Number), "Name", actor.Name)
	case c.isFull(a):
		return Errorf(Forbidden, nil, "task.taken", "Number", string(a.Number), "Name", c.Holders[0].Name)
	}
	return nil
}

// MayPutBack returns why the person may not give the step back to all who may take it, nil where he may.
func MayPutBack(a Article, c Charge, actor Staff) error {
	if !c.HeldBy(actor.ID) {
		return Errorf(Forbidden, nil, "task.not_held", "Number", string(a.Number), "Name", actor.Name)
	}
	return nil
}

// MayGive returns why the person may not hand the step over to anybody, nil where he may: he has it in hand, it is free and he may take it, or he is a
// chief.
func MayGive(a Article, c Charge, actor Staff) error {
	switch {
	case a.State != InReview:
		return wrongState(Facts{Article: a, Do: Do{Action: Approve}})
	case c.HeldBy(actor.ID) || actor.Has(Chief):
		return nil
	}
	return MayClaim(a, c, actor)
}

// MayHandOver returns why the person may not hand the step over to that colleague, nil where he may: the colleague has to be one who may take it.
func MayHandOver(a Article, c Charge, actor, to Staff) error {
	if err := MayGive(a, c, actor); err != nil {
		return err
	}
	switch {
	case to.Removed:
		return Errorf(Forbidden, nil, "error.person_removed", "Name", to.Name)
	case to.ID == actor.ID:
		return Errorf(Invalid, nil, "task.self", "Name", to.Name)
	case c.HeldBy(to.ID):
		return Errorf(Invalid, nil, "task.held", "Number", string(a.Number), "Name", to.Name)
	}
	return mayStep(a, to)
}

// MayAsk returns why the person may not ask that colleague for an opinion on an article in review, nil where he may: the step is his to take or he is a
// chief. A colleague has no vote by it, so that anybody else can be asked.
func MayAsk(a Article, actor, to Staff) error {
	if a.State != InReview || !actor.Has(Chief) {
		if err := mayStep(a, actor); err != nil {
			return err
		}
	}
	switch {
	case to.Removed:
		return Errorf(Forbidden, nil, "error.person_removed", "Name", to.Name)
	case to.ID == actor.ID:
		return Errorf(Invalid, nil, "task.self", "Name", to.Name)
	}
	return nil
}
