package command

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

// deskJSON is an article on the review desk in --json.
type deskJSON struct {
	articleJSON
	Due     *time.Time `json:"due,omitempty"`
	Overdue bool       `json:"overdue,omitempty"`
	Holders []string   `json:"holders,omitempty"` // names of who has the step in hand
	Writer  string     `json:"writer,omitempty"`  // name of who writes on it
}

// review is the review desk: its lists, and what reviewers do about a step besides deciding on it.
func (c *call) review() *cobra.Command {
	cmd := &cobra.Command{Use: "review", Short: c.say("command.review"), Args: cobra.NoArgs}
	cmd.AddCommand(c.reviewList(), c.reviewDo("claim", newsroom.Claim), c.reviewDo("put-back", newsroom.PutBack), c.reviewDo("hand-over", newsroom.HandOver),
		c.reviewDo("remind", newsroom.Remind), c.reviewAsk(), c.reviewNotes(), c.reviewAgain())
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// reviewList lists what waits for a person, what he sent, or everything in review by its steps.
func (c *call) reviewList() *cobra.Command {
	cmd := &cobra.Command{Use: "list [--as NAME [--sent]]", Short: c.say("command.review.list"), Args: cobra.NoArgs}
	as := cmd.Flags().String("as", "", c.say("command.flag.as"))
	sent := cmd.Flags().Bool("sent", false, c.say("command.flag.review_sent"))
	cmd.RunE = c.in(func(ctx context.Context, _ []string) error {
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		who, err := c.signIn(ctx, *as)
		if err != nil {
			return err
		}
		if *sent && who.ID == "" {
			return newsroom.Errorf(newsroom.Forbidden, nil, "error.name_yourself")
		}
		var list []newsroom.Article
		switch {
		case *sent:
			var all []newsroom.Article
			all, err = c.room.Articles(ctx, newsroom.Filter{Creator: who.ID})
			for _, a := range all {
				if newsroom.IsSent(a, who) {
					list = append(list, a)
				}
			}
			list = s.ByDue(list)
		case who.ID != "":
			list, err = c.room.MyTurn(ctx, who)
			list = s.ByDue(list)
		default:
			list, err = c.room.Articles(ctx, newsroom.Filter{States: []newsroom.State{newsroom.InReview}})
			list = s.ByStep(list)
		}
		if err != nil {
			return err
		}
		return c.printDesk(ctx, s, list)
	})
	return cmd
}

// printDesk prints articles with the step that each waits for, when it is due, who has it in hand and who writes on it.
func (c *call) printDesk(ctx context.Context, s newsroom.Settings, list []newsroom.Article) error {
	standing, err := c.room.Standing(ctx)
	if err != nil {
		return err
	}
	zone, err := s.Location()
	if err != nil {
		return err
	}
	now := c.Now()
	out, lines := []deskJSON{}, []string(nil)
	for _, a := range list {
		j := deskJSON{articleJSON: asJSON(a), Overdue: s.IsLate(a, now), Writer: standing.Writers[a.ID].Name}
		fields := []string{string(a.Number), c.text(newsroom.StandingText(a))}
		if due, ok := s.Due(a); ok {
			j.Due = &due
			words := c.say("review.due", "At", due.In(zone).Format("2006-01-02 15:04"))
			if j.Overdue {
				words = c.say("review.overdue", "At", due.In(zone).Format("2006-01-02 15:04"))
			}
			fields = append(fields, words)
		}
		for _, h := range standing.Charges[a.ID].Holders {
			j.Holders = append(j.Holders, h.Name)
		}
		if len(j.Holders) > 0 {
			fields = append(fields, c.say("review.held", "Name", strings.Join(j.Holders, "、")))
		}
		if j.Writer != "" {
			fields = append(fields, c.say("review.writes", "Name", j.Writer))
		}
		out = append(out, j)
		lines = append(lines, strings.Join(append(fields, a.Digest.Headline), "\t"))
	}
	if len(lines) == 0 {
		lines = append(lines, c.say("review.none"))
	}
	return c.print(out, lines...)
}

// reviewDo does something about the steps that articles wait for.
func (c *call) reviewDo(verb string, kind newsroom.TaskKind) *cobra.Command {
	use, args := verb+" NUMBER --as NAME", cobra.ExactArgs(1)
	if kind == newsroom.HandOver {
		use, args = verb+" NUMBER TO --reason TEXT --as NAME", cobra.ExactArgs(2)
	}
	cmd := &cobra.Command{Use: use, Short: c.say("command.review." + string(kind)), Args: args}
	actor := c.as(cmd)
	var reason string
	if kind == newsroom.HandOver || kind == newsroom.Remind {
		cmd.Flags().StringVar(&reason, "reason", "", c.say("command.flag.review_reason"))
	}
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		do := newsroom.TaskDo{Kind: kind, Reason: reason}
		if kind == newsroom.HandOver {
			to, err := c.room.FindStaff(ctx, args[1])
			if err != nil {
				return err
			}
			do.To = to.ID
		}
		if _, err := c.room.Attend(ctx, who, a.ID, do); err != nil {
			return err
		}
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		return c.printDesk(ctx, s, []newsroom.Article{a})
	})
	return cmd
}

// reviewAsk asks a colleague for an opinion.
func (c *call) reviewAsk() *cobra.Command {
	cmd := &cobra.Command{Use: "ask NUMBER WHOM TEXT --as NAME", Short: c.say("command.review.ask"), Args: cobra.ExactArgs(3)}
	actor := c.as(cmd)
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		to, err := c.room.FindStaff(ctx, args[1])
		if err != nil {
			return err
		}
		if _, err := c.room.Ask(ctx, who, a.ID, to.ID, args[2]); err != nil {
			return err
		}
		return c.listComments(ctx, who, a, false)
	})
	return cmd
}

// noteJSON is a note in --json.
type noteJSON struct {
	Number newsroom.Number   `json:"number"`
	Kind   newsroom.NoteKind `json:"kind"`
	By     string            `json:"by"` // a name
	Text   string            `json:"text,omitempty"`
}

// reviewNotes lists what others said to a person.
func (c *call) reviewNotes() *cobra.Command {
	cmd := &cobra.Command{Use: "notes --as NAME", Short: c.say("command.review.notes"), Args: cobra.NoArgs}
	actor := c.as(cmd)
	cmd.RunE = c.in(func(ctx context.Context, _ []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		notes, err := c.room.Notes(ctx, who)
		if err != nil {
			return err
		}
		out, lines := []noteJSON{}, []string(nil)
		for _, o := range notes {
			out = append(out, noteJSON{o.Article.Number, o.Kind, o.Name, o.Text})
			lines = append(lines, strings.Join([]string{string(o.Article.Number), c.text(newsroom.SaidText(o)), oneLine(o.Text), o.Article.Digest.Headline}, "\t"))
		}
		if len(lines) == 0 {
			lines = append(lines, c.say("review.no_notes"))
		}
		return c.print(out, lines...)
	})
	return cmd
}

// againJSON is what came of an approval again, or would come of it, in --json.
type againJSON struct {
	articleJSON
	Approved time.Time `json:"approved"`          // when the person approved it last; of the list
	Refused  string    `json:"refused,omitempty"` // why not
}

// reviewAgain lists the articles that differ only in approved ways since a person last approved them, and approves them together.
func (c *call) reviewAgain() *cobra.Command {
	cmd := &cobra.Command{Use: "again [NUMBER... | --all] [--opinion TEXT] --as NAME", Short: c.say("command.review.again")}
	actor := c.as(cmd)
	all := cmd.Flags().Bool("all", false, c.say("command.flag.review_all"))
	opinion := cmd.Flags().String("opinion", "", c.say("command.flag.opinion"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		repeats, err := c.room.Repeats(ctx, who)
		if err != nil {
			return err
		}
		chosen, err := c.findAll(ctx, args)
		if err != nil {
			return err
		}
		if !*all && len(chosen) == 0 {
			return c.printRepeats(ctx, repeats)
		}
		if *all {
			chosen = nil
			for _, r := range repeats {
				chosen = append(chosen, r.Article)
			}
		}
		var ids []newsroom.ArticleID
		for _, a := range chosen {
			ids = append(ids, a.ID)
		}
		done, err := c.room.ApproveAgain(ctx, who, ids, *opinion)
		if err != nil {
			return err
		}
		out, lines := []againJSON{}, []string(nil)
		var refused error
		for i, d := range done {
			j := againJSON{articleJSON: asJSON(d.Article)}
			words := c.text(newsroom.StandingText(d.Article))
			if d.Err != nil {
				refused = newsroom.Errorf(newsroom.CodeOf(d.Err), d.Err, "review.some_refused")
				words = c.text(newsroom.TextOf(d.Err))
				j = againJSON{articleJSON: asJSON(chosen[i]), Refused: words}
			}
			out = append(out, j)
			lines = append(lines, string(chosen[i].Number)+"\t"+words)
		}
		if len(lines) == 0 {
			lines = append(lines, c.say("review.none_again"))
		}
		if err := c.print(out, lines...); err != nil {
			return err
		}
		return refused
	})
	return cmd
}

func (c *call) printRepeats(ctx context.Context, repeats []newsroom.Repeat) error {
	s, err := c.room.Settings(ctx)
	if err != nil {
		return err
	}
	zone, err := s.Location()
	if err != nil {
		return err
	}
	out, lines := []againJSON{}, []string(nil)
	for _, r := range repeats {
		j := againJSON{articleJSON: asJSON(r.Article), Approved: r.Approved.At}
		words := c.say("review.approved_at", "At", r.Approved.At.In(zone).Format("2006-01-02 15:04"))
		if r.Err != nil {
			j.Refused = c.text(newsroom.TextOf(r.Err))
			words = j.Refused
		}
		out = append(out, j)
		lines = append(lines, strings.Join([]string{string(r.Article.Number), words, r.Article.Digest.Headline}, "\t"))
	}
	if len(lines) == 0 {
		lines = append(lines, c.say("review.none_again"))
	}
	return c.print(out, lines...)
}
