package command

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/editor/anchor"
)

// threadJSON is a thread in --json.
type threadJSON struct {
	Quote    string        `json:"quote,omitempty"` // empty for the whole article
	Lost     bool          `json:"lost,omitempty"`  // the quoted words are no longer in the text
	Resolved string        `json:"resolved,omitempty"`
	Comments []commentJSON `json:"comments"`
}

type commentJSON struct {
	N        newsroom.CommentID `json:"n"`
	By       string             `json:"by"` // a name
	At       time.Time          `json:"at"`
	Text     string             `json:"text"`
	Mentions []string           `json:"mentions,omitempty"` // names
	Edited   time.Time          `json:"edited,omitzero"`
	Deleted  bool               `json:"deleted,omitempty"`
	Unread   bool               `json:"unread,omitempty"`
}

// comments lists the comments on an article, and adds, answers and settles them.
func (c *call) comments() *cobra.Command {
	cmd := &cobra.Command{Use: "comments NUMBER [TEXT] [--add TEXT [--on QUOTE] | --reply N | --edit N | --delete N | --resolve N | --reopen N] [--open] [--as NAME]",
		Short: c.say("command.comments"), Args: cobra.RangeArgs(1, 2)}
	f := cmd.Flags()
	add := f.String("add", "", c.say("command.flag.comment_add"))
	on := f.String("on", "", c.say("command.flag.comment_on"))
	about := map[newsroom.CommentKind]*int{
		newsroom.Reply:         f.Int("reply", 0, c.say("command.flag.comment_reply")),
		newsroom.EditComment:   f.Int("edit", 0, c.say("command.flag.comment_edit")),
		newsroom.DeleteComment: f.Int("delete", 0, c.say("command.flag.comment_delete")),
		newsroom.ResolveThread: f.Int("resolve", 0, c.say("command.flag.comment_resolve")),
		newsroom.ReopenThread:  f.Int("reopen", 0, c.say("command.flag.comment_reopen")),
	}
	open := f.Bool("open", false, c.say("command.flag.comment_open"))
	as := f.String("as", "", c.say("command.flag.as"))
	cmd.MarkFlagsMutuallyExclusive("add", "reply", "edit", "delete", "resolve", "reopen")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		do := newsroom.CommentDo{Text: strings.Join(args[1:], "")}
		for kind, n := range about {
			if f.Changed(string(kind)) {
				do.Kind, do.Comment = kind, newsroom.CommentID(*n)
			}
		}
		if f.Changed("add") {
			do.Kind, do.Text = newsroom.BeginThread, *add
		}
		if do.Kind == newsroom.BeginThread && *on != "" {
			m, r, err := c.room.Manuscript(ctx, a.ID)
			if err != nil {
				return err
			}
			found, ok := anchor.Find(m.Doc, *on, 0)
			if !ok {
				return newsroom.Errorf(newsroom.NotFound, nil, "comment.no_quote", "Quote", *on)
			}
			do.Anchor, do.Revision = &found, r
		}
		var who newsroom.Staff
		if *as != "" || do.Kind != "" {
			if who, err = c.signIn(ctx, *as); err != nil {
				return err
			}
		}
		if do.Kind != "" {
			if _, err := c.room.Discuss(ctx, who, a.ID, do); err != nil {
				return err
			}
		}
		return c.listComments(ctx, who, a, *open)
	})
	return cmd
}

// listComments prints the threads. To a person who is named those that he has not seen come first, and are seen with it.
func (c *call) listComments(ctx context.Context, who newsroom.Staff, a newsroom.Article, open bool) error {
	all, err := c.room.Comments(ctx, who, a.ID)
	if err != nil {
		return err
	}
	staff, err := c.room.Staff(ctx)
	if err != nil {
		return err
	}
	s, err := c.room.Settings(ctx)
	if err != nil {
		return err
	}
	loc, err := s.Location()
	if err != nil {
		return err
	}
	shown, count := all, len(newsroom.OpenThreads.Choose(all, who.ID))
	if open {
		shown = newsroom.OpenThreads.Choose(all, who.ID)
	}
	if who.ID != "" {
		shown = newsroom.UnreadFirst(shown)
	}
	threads := []threadJSON{}
	lines := []string{c.say("comment.count", "Open", count, "Count", len(all))}
	for _, t := range shown {
		out := threadJSON{}
		head := c.text(newsroom.AboutText(t))
		if t.Anchor != nil {
			out.Quote, out.Lost = t.Anchor.Quote, t.Anchor.Lost
		}
		if t.Resolved != nil {
			out.Resolved = t.Resolved.Name
			head += "\t" + c.say("comment.is_resolved", "Name", t.Resolved.Name)
		}
		lines = append(lines, head)
		for _, o := range t.Comments {
			j := commentJSON{N: o.ID, By: o.Name, At: o.At, Text: o.Text, Edited: o.Edited, Deleted: o.Deleted, Unread: o.Unread && who.ID != ""}
			for _, m := range staff {
				for _, id := range o.Mentions {
					if m.ID == id {
						j.Mentions = append(j.Mentions, m.Name)
					}
				}
			}
			out.Comments = append(out.Comments, j)
			lines = append(lines, c.commentLine(j, loc))
		}
		threads = append(threads, out)
		if who.ID != "" && t.Unread > 0 {
			if err := c.room.MarkRead(ctx, who, t); err != nil {
				return err
			}
		}
	}
	return c.print(struct {
		Open    int          `json:"open"`
		Threads []threadJSON `json:"threads"`
	}{count, threads}, lines...)
}

func (c *call) commentLine(j commentJSON, loc *time.Location) string {
	mark := " "
	if j.Unread {
		mark = "•"
	}
	fields := []string{mark + strconv.Itoa(int(j.N)), j.By, j.At.In(loc).Format("2006-01-02 15:04")}
	switch {
	case j.Deleted:
		fields = append(fields, c.say("comment.deleted"))
	case !j.Edited.IsZero():
		fields = append(fields, oneLineWords(j.Text), c.say("comment.edited"))
	default:
		fields = append(fields, oneLineWords(j.Text))
	}
	return strings.Join(fields, "\t")
}
