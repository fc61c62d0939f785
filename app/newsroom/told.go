package newsroom

import (
	"context"
	"slices"

	"galley/assets/catalogue"
)

// Note is what another said to a person about an article: he handed it over to him, reminded him of it, or named him in a comment.
type Note struct {
	Article Article
	Kind    NoteKind
	Seq     int // of the act or of the comment: with Article and Kind it names the note
	By      StaffID
	Name    string // of that person then
	Text    string
}

// NoteKind says what sort of note it is.
type NoteKind string

// The kinds.
const (
	Handed    NoteKind = "handed"
	Reminded  NoteKind = "reminded"
	Mentioned NoteKind = "mentioned" // in a comment that he has not seen
)

// Notes returns what others said to the person: what was handed over to him and what he was reminded of as long as it waits for him, and the comments
// that name him as long as he has not seen them. None is of his own.
func (n *Newsroom) Notes(ctx context.Context, actor Staff) ([]Note, error) {
	var out []Note
	acts, err := n.store.FindStanding(ctx)
	if err != nil {
		return nil, err
	}
	said, err := n.store.FindMentions(ctx, actor.ID)
	if err != nil || len(acts)+len(said) == 0 {
		return nil, err
	}
	of := map[ArticleID][]TaskAct{}
	var order []ArticleID
	for _, t := range acts {
		if of[t.Article] == nil {
			order = append(order, t.Article)
		}
		of[t.Article] = append(of[t.Article], t)
	}
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range order {
		a, err := n.store.FindArticle(ctx, id)
		if err != nil {
			return nil, err
		}
		c := working(ChargeOf(a, of[id]), staff)
		if !c.concerns(a, actor) {
			continue
		}
		for _, t := range of[id] {
			switch {
			case t.By == actor.ID || !t.Since.Equal(a.Since):
			case t.Kind == HandOver && t.To == actor.ID && c.HeldBy(actor.ID):
				out = append(out, Note{a, Handed, t.Seq, t.By, t.Name, t.Reason})
			case t.Kind == Remind:
				out = append(out, Note{a, Reminded, t.Seq, t.By, t.Name, t.Reason})
			}
		}
	}
	for _, act := range said {
		a, err := n.store.FindArticle(ctx, act.Article)
		if err != nil {
			return nil, err
		}
		out = append(out, Note{a, Mentioned, int(act.Comment), act.By, act.Name, act.Text})
	}
	return slices.Clip(out), nil
}

// noteKey names a note.
type noteKey struct {
	id   ArticleID
	kind NoteKind
	seq  int
}

// Hear returns what is new among the notes to the person: each once. What was there when he sat down he sees in the lists.
func (x *Alerts) Hear(notes []Note) []Note {
	first := !x.listened
	x.listened = true
	var out []Note
	for _, o := range notes {
		key := noteKey{o.Article.ID, o.Kind, o.Seq}
		if !x.heard[key] && !first && o.By != x.me {
			out = append(out, o)
		}
		x.heard[key] = true
	}
	return out
}

// SaidText returns what happened, for the person whom it concerns.
func SaidText(o Note) catalogue.Text {
	return catalogue.T("note."+string(o.Kind), "Name", o.Name, "Number", string(o.Article.Number))
}
