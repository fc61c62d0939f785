package newsroom

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"galley/editor/anchor"
)

// CommentID numbers the comments of one article from 1, in the order in which they were made.
type CommentID int

// CommentKind is something that a person does with comments.
type CommentKind string

// The kinds.
const (
	BeginThread   CommentKind = "begin" // a comment on a selection or on the whole article
	Reply         CommentKind = "reply"
	EditComment   CommentKind = "edit"
	DeleteComment CommentKind = "delete"
	ResolveThread CommentKind = "resolve"
	ReopenThread  CommentKind = "reopen"
)

// CommentAct is one thing done with the comments of an article. It is kept for ever and audited like a decision: what is shown follows from
// all of them, and what somebody took back or wrote anew is shown to nobody and stays on record.
type CommentAct struct {
	Article  ArticleID
	Seq      int // from 1
	Kind     CommentKind
	Comment  CommentID // that it makes or is about
	Thread   CommentID // the comment that began the thread
	By       StaffID
	Name     string // of the person at that time
	At       time.Time
	Text     string         // of a beginning, a reply and an edit
	Mentions []StaffID      // whom Text names with an @
	Revision Revision       // that the article was at
	Anchor   *anchor.Anchor // of the beginning of a thread on a selection: the selection in the text of that revision
}

// CommentDo is a request to do something with comments.
type CommentDo struct {
	Kind     CommentKind
	Comment  CommentID // edited or deleted; of Reply, ResolveThread and ReopenThread any of the thread
	Text     string
	Anchor   *anchor.Anchor // of BeginThread: the selection; nil for the whole article
	Revision Revision       // that Anchor is in
}

// Comment is one comment as it stands now.
type Comment struct {
	ID       CommentID
	By       StaffID
	Name     string
	At       time.Time
	Text     string
	Mentions []StaffID
	Edited   time.Time // of the last edit; zero for none
	Deleted  bool      // taken back: it has no text and keeps its place before the replies
	Unread   bool      // said by somebody else since the person looked last

	said int // the act that its text is of
}

// Resolution says who settled a thread and when.
type Resolution struct {
	By   StaffID
	Name string
	At   time.Time
}

// Thread is a comment and the replies to it.
type Thread struct {
	Article  ArticleID
	Anchor   *anchor.Anchor // what it is about in the newest text; nil for the whole article
	Revision Revision       // that it was begun at
	Head     Revision       // that Anchor is in; 0 where there is none
	Comments []Comment      // at least one
	Resolved *Resolution    // nil while it is open
	Last     int            // the newest act on it; see [Newsroom.MarkRead]
	Unread   int            // of Comments

	id    CommentID
	place anchor.Anchor // in the text of Revision
}

// ID returns the number of the comment that began the thread.
func (t Thread) ID() CommentID { return t.id }

// commentRule is one condition of what a person may do with comments.
type commentRule func(actor Staff, a Article, t Thread, c Comment, do CommentDo) *Error

// commentRules say what bars each kind. Whoever is on the staff reads everything and may say something to it, in every state of the article: a
// comment changes no word of it.
var commentRules = map[CommentKind][]commentRule{
	BeginThread:   {saysSomething},
	Reply:         {saysSomething},
	EditComment:   {ownComment, notTakenBack, saysSomething},
	DeleteComment: {ownComment, notTakenBack},
	ResolveThread: {concerned, isOpen},
	ReopenThread:  {concerned, isResolved},
}

// MayComment returns why the person may not do that with the comments of the article now, nil where he may. threads are those of
// [Newsroom.Comments].
func MayComment(actor Staff, a Article, threads []Thread, do CommentDo) error {
	rules, ok := commentRules[do.Kind]
	if !ok {
		return Errorf(Invalid, nil, "bar.unknown_action", "Action", string(do.Kind))
	}
	t, c, ok := findComment(threads, do.Comment)
	if !ok && do.Kind != BeginThread {
		return Errorf(NotFound, nil, "comment.none", "N", int(do.Comment), "Number", string(a.Number))
	}
	for _, rule := range rules {
		if err := rule(actor, a, t, c, do); err != nil {
			return err
		}
	}
	return nil
}

func findComment(threads []Thread, id CommentID) (Thread, Comment, bool) {
	for _, t := range threads {
		for _, c := range t.Comments {
			if c.ID == id {
				return t, c, true
			}
		}
	}
	return Thread{}, Comment{}, false
}

func saysSomething(_ Staff, _ Article, _ Thread, _ Comment, do CommentDo) *Error {
	if isBlank(do.Text) {
		return Errorf(Invalid, nil, "comment.empty")
	}
	if !printable(strings.NewReplacer("\n", "", "\t", "").Replace(do.Text)) || utf8.RuneCountInString(do.Text) > maxWords {
		return Errorf(Invalid, nil, "error.property_text", "Text", abridged(do.Text))
	}
	return nil
}

func ownComment(actor Staff, _ Article, _ Thread, c Comment, _ CommentDo) *Error {
	if c.By != actor.ID {
		return Errorf(Forbidden, nil, "comment.not_own", "N", int(c.ID), "Name", c.Name)
	}
	return nil
}

func notTakenBack(_ Staff, _ Article, _ Thread, c Comment, _ CommentDo) *Error {
	if c.Deleted {
		return Errorf(Forbidden, nil, "comment.taken_back", "N", int(c.ID))
	}
	return nil
}

// concerned holds for who took part in the thread, who wrote on the article, and who reviews articles.
func concerned(actor Staff, a Article, t Thread, _ Comment, _ CommentDo) *Error {
	if a.WrittenBy(actor.ID) || actor.Has(Reviewer, Chief) || slices.ContainsFunc(t.Comments, func(c Comment) bool { return c.By == actor.ID }) {
		return nil
	}
	return Errorf(Forbidden, nil, "comment.not_concerned", "Name", actor.Name)
}

func isOpen(_ Staff, _ Article, t Thread, _ Comment, _ CommentDo) *Error {
	if t.Resolved != nil {
		return Errorf(Forbidden, nil, "comment.resolved", "N", int(t.id), "Name", t.Resolved.Name)
	}
	return nil
}

func isResolved(_ Staff, _ Article, t Thread, _ Comment, _ CommentDo) *Error {
	if t.Resolved == nil {
		return Errorf(Forbidden, nil, "comment.is_open", "N", int(t.id))
	}
	return nil
}

// Comments returns the threads of an article in the order of its newest text, those on the whole article first. NotFound; Corrupt.
func (n *Newsroom) Comments(ctx context.Context, actor Staff, id ArticleID) ([]Thread, error) {
	acts, err := n.store.FindCommentActs(ctx, id)
	if err != nil {
		return nil, err
	}
	threads, seq := threadsOf(acts)
	if seq != 0 {
		return nil, Errorf(Corrupt, nil, "check.comment", "Seq", seq)
	}
	marks, err := n.store.FindCommentMarks(ctx, id, actor.ID)
	if err != nil {
		return nil, err
	}
	for i := range threads {
		threads[i].mark(actor.ID, marks[threads[i].id])
	}
	return threads, n.place(ctx, id, threads)
}

// Discuss does what the request says, if the person may, and returns the comment that it made or was about. It changes no word of the article
// and makes no version of it. NotFound; Forbidden; Invalid: there is nothing said, or the selection has no words. Conflict: the selected words
// were deleted meanwhile.
func (n *Newsroom) Discuss(ctx context.Context, actor Staff, id ArticleID, do CommentDo) (CommentID, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return 0, err
	}
	s, err := n.Settings(ctx)
	if err != nil {
		return 0, err
	}
	hand, err := n.hand(ctx, s, actor)
	if err != nil {
		return 0, err
	}
	do.Text = strings.TrimSpace(do.Text)
	for {
		act, err := n.commentAct(ctx, actor, id, do)
		if err != nil {
			return 0, err
		}
		// Somebody else may have said something at the same moment. What was asked for is then looked at again, not refused.
		if err = n.store.RecordComment(ctx, act, hand); CodeOf(err) != Conflict || err == nil {
			return act.Comment, err
		}
	}
}

// commentAct returns the act that the request leads to.
func (n *Newsroom) commentAct(ctx context.Context, actor Staff, id ArticleID, do CommentDo) (CommentAct, error) {
	a, err := n.store.FindArticle(ctx, id)
	if err != nil {
		return CommentAct{}, err
	}
	acts, err := n.store.FindCommentActs(ctx, id)
	if err != nil {
		return CommentAct{}, err
	}
	threads, seq := threadsOf(acts)
	if seq != 0 {
		return CommentAct{}, Errorf(Corrupt, nil, "check.comment", "Seq", seq)
	}
	if err := MayComment(actor, a, threads, do); err != nil {
		return CommentAct{}, err
	}
	act := CommentAct{
		Article: id, Seq: len(acts) + 1, Kind: do.Kind, Comment: do.Comment, By: actor.ID, Name: actor.Name, At: instant(n.now()),
		Revision: a.Revision,
	}
	t, _, _ := findComment(threads, do.Comment)
	act.Thread = t.id
	switch do.Kind {
	case BeginThread, Reply, EditComment:
		staff, err := n.store.FindStaff(ctx)
		if err != nil {
			return CommentAct{}, err
		}
		act.Text, act.Mentions = do.Text, mentions(do.Text, staff)
	}
	switch do.Kind {
	case BeginThread:
		act.Comment = newest(acts) + 1
		act.Thread = act.Comment
		if do.Anchor != nil {
			act.Anchor, act.Revision, err = n.carry(ctx, a, *do.Anchor, do.Revision)
		}
	case Reply:
		act.Comment = newest(acts) + 1
	case ResolveThread, ReopenThread:
		act.Comment = t.id
	}
	return act, err
}

// newest returns the number of the last comment that was made.
func newest(acts []CommentAct) CommentID {
	var last CommentID
	for _, act := range acts {
		last = max(last, act.Comment)
	}
	return last
}

// mentions returns the people whom a text names with an @ before their name, each once, in the order of the staff. Of two names that begin
// alike the longer is meant where it stands.
func mentions(text string, staff []Staff) []StaffID {
	named := map[StaffID]bool{}
	for _, after := range strings.Split(strings.ReplaceAll(text, "＠", "@"), "@")[1:] {
		var who Staff
		for _, s := range staff {
			if strings.HasPrefix(after, s.Name) && len(s.Name) > len(who.Name) {
				who = s
			}
		}
		if who.ID != "" {
			named[who.ID] = true
		}
	}
	return slices.Sorted(maps.Keys(named))
}

// MarkRead keeps that the person has seen a thread as it is given. What is said later is unread again.
func (n *Newsroom) MarkRead(ctx context.Context, actor Staff, t Thread) error {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return err
	}
	return n.store.MarkComments(ctx, t.Article, actor.ID, t.id, t.Last)
}
