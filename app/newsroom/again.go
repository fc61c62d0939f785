package newsroom

import "context"

// SinceApproval returns the person's last approval of an article in review, and whether the text that he approved differs from the one under review only
// in approved ways: everything that changed it since came with an approval of another reviewer (改后通过). decisions are all of the article.
func SinceApproval(a Article, actor Staff, decisions []Decision) (Decision, bool) {
	var mine Decision
	var known Hash // the text that he approved, with what was approved since
	for i, d := range decisions {
		switch {
		case d.By == actor.ID && d.Approves():
			mine, known = d, d.Hash
		case mine.Seq > 0 && d.Action == ApproveCorrected && decisions[i-1].Hash == known:
			known = d.Hash
		}
	}
	return mine, mine.Seq > 0 && a.State == InReview && known == a.Hash
}

// Repeat is an article that waits for a person who has approved its text before.
type Repeat struct {
	Article  Article
	Approved Decision // his last approval
	Err      error    // why he may not approve it again just so, nil where he may
}

// Repeats returns of the articles that wait for the person those in review whose text differs only in approved ways since he last approved it, those
// that are due sooner first.
func (n *Newsroom) Repeats(ctx context.Context, actor Staff) ([]Repeat, error) {
	turn, err := n.MyTurn(ctx, actor)
	if err != nil {
		return nil, err
	}
	s, err := n.Settings(ctx)
	if err != nil {
		return nil, err
	}
	var out []Repeat
	for _, a := range s.ByDue(turn) {
		if a.State != InReview {
			continue
		}
		past, err := n.store.FindDecisions(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		mine, same := SinceApproval(a, actor, past)
		if !same {
			continue
		}
		out = append(out, Repeat{Article: a, Approved: mine, Err: n.wouldApprove(ctx, actor, a.ID)})
	}
	return out, nil
}

// wouldApprove returns why an approval without more to say would be refused.
func (n *Newsroom) wouldApprove(ctx context.Context, actor Staff, id ArticleID) error {
	t, err := n.take(ctx, actor, id, Do{Action: Approve})
	if err == nil {
		_, err = Decide(t.facts)
	}
	return err
}

// ApproveAgain approves several articles whose text differs only in approved ways since the person last approved it, each by a decision of its own with
// its own signature. It returns what came of each, in their order: what is refused for one says nothing about the next. The error is the one for which
// it stopped before the end: that of the context.
func (n *Newsroom) ApproveAgain(ctx context.Context, actor Staff, ids []ArticleID, opinion string) ([]Done, error) {
	var out []Done
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		a, err := n.approveAgain(ctx, actor, id, opinion)
		out = append(out, Done{id, a, err})
	}
	return out, nil
}

func (n *Newsroom) approveAgain(ctx context.Context, actor Staff, id ArticleID, opinion string) (Article, error) {
	t, err := n.take(ctx, actor, id, Do{Action: Approve, Opinion: opinion})
	if err != nil {
		return Article{}, err
	}
	a := t.facts.Article
	past, err := n.store.FindDecisions(ctx, id)
	if err != nil {
		return Article{}, err
	}
	if mine, same := SinceApproval(a, t.facts.Actor, past); !same && a.State == InReview {
		why := "again.other_text"
		if mine.Seq == 0 {
			why = "again.first"
		}
		return Article{}, Errorf(Forbidden, nil, why, "Number", string(a.Number), "Name", t.facts.Actor.Name)
	}
	after, err := n.carryOut(ctx, t)
	if err != nil {
		return Article{}, err
	}
	return after, nil
}
