package newsroom

import (
	"cmp"
	"context"
	"slices"
	"time"

	"galley/editor/anchor"
	"galley/editor/model"
)

// ThreadFilter chooses threads.
type ThreadFilter string

// The filters.
const (
	AllThreads       ThreadFilter = "all"
	OpenThreads      ThreadFilter = "open"
	ResolvedThreads  ThreadFilter = "resolved"
	MineThreads      ThreadFilter = "mine"      // the person took part
	MentionedThreads ThreadFilter = "mentioned" // somebody named the person
)

// ThreadFilters returns every filter in the order in which they are offered.
func ThreadFilters() []ThreadFilter {
	return []ThreadFilter{OpenThreads, AllThreads, MineThreads, MentionedThreads, ResolvedThreads}
}

var threadFilters = map[ThreadFilter]func(Thread, StaffID) bool{
	AllThreads:      func(Thread, StaffID) bool { return true },
	OpenThreads:     func(t Thread, _ StaffID) bool { return t.Resolved == nil },
	ResolvedThreads: func(t Thread, _ StaffID) bool { return t.Resolved != nil },
	MineThreads: func(t Thread, who StaffID) bool {
		return slices.ContainsFunc(t.Comments, func(c Comment) bool { return c.By == who && !c.Deleted })
	},
	MentionedThreads: func(t Thread, who StaffID) bool {
		return slices.ContainsFunc(t.Comments, func(c Comment) bool { return slices.Contains(c.Mentions, who) })
	},
}

// Choose returns the threads that the filter chooses for the person, in their order.
func (f ThreadFilter) Choose(threads []Thread, who StaffID) []Thread {
	var chosen []Thread
	for _, t := range threads {
		if choose, ok := threadFilters[f]; ok && choose(t, who) {
			chosen = append(chosen, t)
		}
	}
	return chosen
}

// UnreadFirst puts the threads with something that the person has not seen before the others.
func UnreadFirst(threads []Thread) []Thread {
	return slices.SortedStableFunc(slices.Values(threads), func(a, b Thread) int { return cmp.Compare(min(b.Unread, 1), min(a.Unread, 1)) })
}

// threadsOf returns what the acts lead to, in the order in which the threads were begun. seq is the first act that cannot have followed from
// those before it, 0 where each can. Threads of which nothing is left are not among them.
func threadsOf(acts []CommentAct) (threads []Thread, seq int) {
	made := CommentID(0)
	for i, act := range acts {
		t := slices.IndexFunc(threads, func(t Thread) bool { return t.id == act.Thread })
		begins := act.Kind == BeginThread
		adds := begins || act.Kind == Reply
		if act.Seq != i+1 || begins != (t < 0) || begins != (act.Comment == act.Thread && adds) || adds && act.Comment != made+1 {
			return nil, i + 1
		}
		if begins {
			t = len(threads)
			threads = append(threads, Thread{Article: act.Article, Revision: act.Revision, id: act.Comment})
			if act.Anchor != nil {
				a := *act.Anchor
				threads[t].place, threads[t].Anchor = a, &a
			}
		}
		if adds {
			made++
		}
		if !threads[t].do(act) {
			return nil, i + 1
		}
	}
	live := threads[:0]
	for _, t := range threads {
		for len(t.Comments) > 0 && t.Comments[len(t.Comments)-1].Deleted {
			t.Comments = t.Comments[:len(t.Comments)-1]
		}
		if len(t.Comments) > 0 {
			live = append(live, t)
		}
	}
	return live, 0
}

// do carries out an act on the thread. It reports whether that is possible.
func (t *Thread) do(act CommentAct) bool {
	t.Last = act.Seq
	switch act.Kind {
	case BeginThread, Reply:
		t.Resolved = nil // who still has something to say does not think it settled
		t.Comments = append(t.Comments, Comment{
			ID: act.Comment, By: act.By, Name: act.Name, At: act.At, Text: act.Text, Mentions: act.Mentions, said: act.Seq,
		})
		return true
	case ResolveThread:
		if t.Resolved != nil {
			return false
		}
		t.Resolved = &Resolution{act.By, act.Name, act.At}
		return true
	case ReopenThread:
		open := t.Resolved == nil
		t.Resolved = nil
		return !open
	}
	i := slices.IndexFunc(t.Comments, func(c Comment) bool { return c.ID == act.Comment && c.By == act.By && !c.Deleted })
	if i < 0 {
		return false
	}
	c := &t.Comments[i]
	switch act.Kind {
	case EditComment:
		c.Text, c.Mentions, c.Edited, c.said = act.Text, act.Mentions, act.At, act.Seq
	case DeleteComment:
		c.Text, c.Mentions, c.Edited, c.Deleted = "", nil, time.Time{}, true
	default:
		return false
	}
	return true
}

// mark says what of the thread the person has not seen, who saw the act of that number last.
func (t *Thread) mark(who StaffID, seen int) {
	t.Unread = 0
	for i := range t.Comments {
		c := &t.Comments[i]
		if c.Unread = c.By != who && !c.Deleted && c.said > seen; c.Unread {
			t.Unread++
		}
	}
}

// place gives the threads their anchors in the newest text and puts them in its order.
func (n *Newsroom) place(ctx context.Context, id ArticleID, threads []Thread) error {
	first := Revision(-1)
	for _, t := range threads {
		if t.Anchor != nil && (first < 0 || t.Revision < first) {
			first = t.Revision
		}
	}
	if first >= 0 {
		changes, err := n.store.FindChanges(ctx, id, first)
		if err != nil {
			return err
		}
		for i := range threads {
			if threads[i].Anchor != nil {
				threads[i].Head = first + Revision(len(changes))
			}
		}
		// An anchor needs the text only to see that words which were deleted came back.
		if lost, err := mapThreads(threads, changes, nil); err != nil {
			return err
		} else if lost {
			doc, err := n.docAt(ctx, id, first)
			if err != nil {
				return err
			}
			if _, err := mapThreads(threads, changes, doc); err != nil {
				return err
			}
		}
	}
	slices.SortStableFunc(threads, func(a, b Thread) int {
		at := func(t Thread) model.Pos {
			if t.Anchor == nil {
				return -1
			}
			return t.Anchor.From
		}
		return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a.id, b.id))
	})
	return nil
}

// docAt returns the document at a revision.
func (n *Newsroom) docAt(ctx context.Context, id ArticleID, r Revision) (*model.Node, error) {
	m, err := n.store.FindFirst(ctx, id)
	if err != nil || r == 0 {
		return m.Doc, err
	}
	changes, err := n.store.FindChanges(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	doc := m.Doc
	for _, c := range changes[:min(int(r), len(changes))] {
		for _, s := range c.Steps() {
			if doc, err = s.Apply(doc); err != nil {
				return nil, Errorf(Corrupt, err, "check.change", "Revision", int64(c.Revision), "Cause", err.Error())
			}
		}
	}
	return doc, nil
}

// mapThreads maps the anchors of the threads, each from the revision that it was made at, over the changes. doc is the document before the first
// of them; without it an anchor that loses its words is left there. lost reports whether one lost them.
func mapThreads(threads []Thread, changes []StoredChange, doc *model.Node) (lost bool, err error) {
	for i := range threads {
		if threads[i].Anchor != nil {
			a := threads[i].place
			threads[i].Anchor = &a
		}
	}
	for _, c := range changes {
		for _, s := range c.Steps() {
			if doc != nil {
				if doc, err = s.Apply(doc); err != nil {
					return false, Errorf(Corrupt, err, "check.change", "Revision", int64(c.Revision), "Cause", err.Error())
				}
			}
			m := s.StepMap()
			for i := range threads {
				t := &threads[i]
				if t.Anchor == nil || t.Revision >= c.Revision || doc == nil && t.Anchor.Lost {
					continue
				}
				a := t.Anchor.Map(m, doc)
				t.Anchor = &a
				lost = lost || a.Lost
			}
		}
	}
	return lost, nil
}

// carry returns the anchor on a selection, which was made in the text of a revision, in the newest text, and the revision of that.
func (n *Newsroom) carry(ctx context.Context, a Article, selected anchor.Anchor, made Revision) (*anchor.Anchor, Revision, error) {
	m, head, err := n.store.FindManuscript(ctx, a.ID)
	if err != nil {
		return nil, 0, err
	}
	if made < head {
		changes, err := n.store.FindChanges(ctx, a.ID, max(made, 0))
		if err != nil {
			return nil, 0, err
		}
		one := []Thread{{Anchor: &selected, Revision: made, place: selected}}
		if _, err := mapThreads(one, changes, nil); err != nil {
			return nil, 0, err
		}
		if selected = *one[0].Anchor; selected.Lost {
			return nil, 0, Errorf(Conflict, nil, "comment.gone", "Quote", abridged(selected.Quote))
		}
	}
	// The quote is taken from the text: it is what was commented on, whatever the caller says.
	on, err := anchor.New(m.Doc, selected.From, selected.To)
	if err != nil {
		return nil, 0, Errorf(Invalid, err, "comment.no_words")
	}
	return &on, head, nil
}
