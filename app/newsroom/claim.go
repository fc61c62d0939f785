package newsroom

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// Charge returns who has the step that an article waits for in hand. Who was removed has nothing in hand. NotFound.
func (n *Newsroom) Charge(ctx context.Context, a Article) (Charge, error) {
	acts, err := n.store.FindTasks(ctx, a.ID)
	if err != nil {
		return Charge{}, err
	}
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return Charge{}, err
	}
	return working(ChargeOf(a, acts), staff), nil
}

// working takes those who work here no more out of the charge, and names the others as they are called now.
func working(c Charge, staff []Staff) Charge {
	held := slices.Clone(c.Holders)
	c.Holders = nil
	for _, h := range held {
		if i := slices.IndexFunc(staff, func(s Staff) bool { return s.ID == h.By && !s.Removed }); i >= 0 {
			h.Name = staff[i].Name
			c.Holders = append(c.Holders, h)
		}
	}
	return c
}

// Attend does what the request says about the step that an article waits for, and returns who has it in hand then. It decides nothing. Forbidden: see
// [MayClaim], [MayPutBack], [MayHandOver] and [Settings.MayRemind]. Invalid: a colleague or a reason is missing. NotFound.
func (n *Newsroom) Attend(ctx context.Context, actor Staff, id ArticleID, do TaskDo) (Charge, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return Charge{}, err
	}
	s, err := n.Settings(ctx)
	if err != nil {
		return Charge{}, err
	}
	hand, err := n.hand(ctx, s, actor)
	if err != nil {
		return Charge{}, err
	}
	if do.Reason, err = reasonable(do.Reason); err != nil {
		return Charge{}, err
	}
	for {
		a, act, err := n.taskAct(ctx, s, actor, id, do)
		if err != nil {
			return Charge{}, err
		}
		// Of two who come at once the other's act is looked at, and the request then answered anew.
		if err = n.store.RecordTask(ctx, act, hand); err == nil {
			return n.Charge(ctx, a)
		}
		if CodeOf(err) != Conflict {
			return Charge{}, err
		}
	}
}

// reasonable returns the words without room around them. Invalid: they cannot be printed or are too long.
func reasonable(words string) (string, error) {
	do, err := Do{Reason: words}.cleaned()
	return do.Reason, err
}

// taskAct returns the act that the request leads to.
func (n *Newsroom) taskAct(ctx context.Context, s Settings, actor Staff, id ArticleID, do TaskDo) (Article, TaskAct, error) {
	a, err := n.store.FindArticle(ctx, id)
	if err != nil {
		return a, TaskAct{}, err
	}
	acts, err := n.store.FindTasks(ctx, id)
	if err != nil {
		return a, TaskAct{}, err
	}
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return a, TaskAct{}, err
	}
	c := working(ChargeOf(a, acts), staff)
	now := n.now()
	act := TaskAct{Article: id, Seq: len(acts) + 1, Kind: do.Kind, By: actor.ID, Name: actor.Name, At: instant(now), Since: a.Since}
	switch do.Kind {
	case Claim:
		err = MayClaim(a, c, actor)
	case PutBack:
		err = MayPutBack(a, c, actor)
	case HandOver:
		i := slices.IndexFunc(staff, func(p Staff) bool { return p.ID == do.To })
		if i < 0 {
			return a, act, Errorf(Invalid, nil, "task.no_colleague")
		}
		if err = MayHandOver(a, c, actor, staff[i]); err == nil && do.Reason == "" {
			err = Errorf(Invalid, nil, "task.no_reason").at(ToReason, "")
		}
		act.To, act.Reason = do.To, do.Reason
		switch {
		case c.HeldBy(actor.ID):
			act.From = actor.ID
		case c.isFull(a) && len(c.Holders) > 0:
			act.From = c.Holders[0].By
		}
	case Remind:
		err = s.MayRemind(a, c, actor, now)
		act.Reason = do.Reason
	default:
		err = Errorf(Invalid, nil, "bar.unknown_action", "Action", string(do.Kind))
	}
	return a, act, err
}

// Ask asks a colleague for an opinion: a comment on the whole article that mentions him. He answers it by a comment, and has no vote. Forbidden: see
// [MayAsk]. Invalid: nothing is asked.
func (n *Newsroom) Ask(ctx context.Context, actor Staff, id ArticleID, to StaffID, question string) (CommentID, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return 0, err
	}
	a, err := n.store.FindArticle(ctx, id)
	if err != nil {
		return 0, err
	}
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return 0, err
	}
	i := slices.IndexFunc(staff, func(p Staff) bool { return p.ID == to })
	if i < 0 {
		return 0, Errorf(Invalid, nil, "task.no_colleague")
	}
	if err := MayAsk(a, actor, staff[i]); err != nil {
		return 0, err
	}
	if question = strings.TrimSpace(question); question == "" {
		return 0, Errorf(Invalid, nil, "comment.empty")
	}
	if utf8.RuneCountInString(question) > maxWords-utf8.RuneCountInString(staff[i].Name)-2 {
		return 0, Errorf(Invalid, nil, "error.property_text", "Text", abridged(question))
	}
	return n.Discuss(ctx, actor, id, CommentDo{Kind: BeginThread, Text: "@" + staff[i].Name + " " + question})
}

// Standing says of articles who has each in hand and who writes on it, for a list of them.
type Standing struct {
	Charges map[ArticleID]Charge // of those that somebody has in hand or was reminded of
	Writers map[ArticleID]Staff
}

// Standing returns who has what in hand and who writes on what.
func (n *Newsroom) Standing(ctx context.Context) (Standing, error) {
	s := Standing{map[ArticleID]Charge{}, map[ArticleID]Staff{}}
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return s, err
	}
	leases, err := n.Leases(ctx)
	if err != nil {
		return s, err
	}
	for _, l := range leases {
		if i := slices.IndexFunc(staff, func(p Staff) bool { return p.ID == l.Holder }); i >= 0 { // added since the staff was read
			s.Writers[l.Article] = staff[i]
		}
	}
	acts, err := n.store.FindStanding(ctx)
	if err != nil || len(acts) == 0 {
		return s, err
	}
	of := map[ArticleID][]TaskAct{}
	for _, t := range acts {
		of[t.Article] = append(of[t.Article], t)
	}
	for id, done := range of {
		a, err := n.store.FindArticle(ctx, id)
		if err != nil {
			return s, err
		}
		s.Charges[id] = working(ChargeOf(a, done), staff)
	}
	return s, nil
}
