package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/editor/intake"
	"galley/editor/intake/markdown"
	"galley/editor/model"
	"galley/editor/transform"
)

// as gives a verb the flag --as, which it cannot do without, and returns who it names, signed in where accounts are on, once the newsroom
// is open.
func (c *call) as(cmd *cobra.Command) func(context.Context) (newsroom.Staff, error) {
	name := cmd.Flags().String("as", "", c.say("command.flag.as"))
	require(cmd, "as")
	return func(ctx context.Context) (newsroom.Staff, error) { return c.signIn(ctx, *name) }
}

// articleJSON is an article in --json.
type articleJSON struct {
	Number     newsroom.Number   `json:"number"`
	Headline   string            `json:"headline"`
	State      newsroom.State    `json:"state"`
	Step       string            `json:"step,omitempty"`
	Column     string            `json:"column,omitempty"`
	Kind       string            `json:"kind"`
	Author     string            `json:"author"`
	Characters int               `json:"characters"`
	Revision   newsroom.Revision `json:"revision"`
	Version    int               `json:"version,omitempty"`
	Hash       newsroom.Hash     `json:"hash,omitempty"`
	Permalink  string            `json:"permalink,omitempty"`
	Updated    time.Time         `json:"updated"`
}

func asJSON(a newsroom.Article) articleJSON {
	return articleJSON{
		Number: a.Number, Headline: a.Digest.Headline, State: a.State, Step: a.Awaits(), Column: a.Digest.Column, Kind: a.Digest.Kind,
		Author: a.Digest.Author, Characters: a.Digest.Characters, Revision: a.Revision, Version: int(a.Version), Hash: a.Hash,
		Permalink: a.Permalink, Updated: a.Updated,
	}
}

func numberLine(a newsroom.Article) string { return string(a.Number) + "\t" + a.Digest.Headline }

func (c *call) importing() *cobra.Command {
	cmd := &cobra.Command{Use: "import FILE... --as NAME", Short: c.say("command.import"), Args: cobra.MinimumNArgs(1)}
	actor := c.as(cmd)
	cmd.RunE = c.in(func(ctx context.Context, files []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		// Everything is read before anything is kept, so that a bad file in the middle leaves no half of an import behind.
		found := make([]intake.Article, len(files))
		for i, f := range files {
			if found[i], err = c.read(ctx, f); err != nil {
				return err
			}
		}
		out := []articleJSON{}
		for i, in := range found {
			a, err := c.room.TakeIn(ctx, who, in)
			if err != nil {
				return err
			}
			if err := c.report(files[i], in.Report); err != nil {
				return err
			}
			if out = append(out, asJSON(a)); !c.json {
				if err := c.print(nil, numberLine(a)); err != nil {
					return err
				}
			}
		}
		if c.json {
			return c.print(out)
		}
		return nil
	})
	return cmd
}

// read reads one file into an article that is not in the newsroom yet.
func (c *call) read(ctx context.Context, file string) (intake.Article, error) {
	data, err := readFile(file, intake.Limit(file))
	if err != nil {
		return intake.Article{}, err
	}
	s, err := c.room.Settings(ctx)
	if err != nil {
		return intake.Article{}, err
	}
	loc, err := s.Location()
	if err != nil {
		return intake.Article{}, err
	}
	return intake.Read(ctx, intake.Source{Data: data, Name: filepath.Base(file), Location: loc})
}

// readFile reads a file of at most limit bytes; a larger one is refused without being read to its end.
func readFile(file string, limit int) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, newsroom.Errorf(newsroom.NotFound, err, "error.cannot_read", "File", file, "Cause", press.Cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Invalid, err, "error.cannot_read", "File", file, "Cause", press.Cause(err))
	}
	if len(data) > limit {
		return nil, newsroom.Errorf(newsroom.Invalid, nil, "error.file_too_large", "File", file, "Limit", strconv.Itoa(limit>>20)+" MiB")
	}
	return data, nil
}

// report says on standard error what was left out of an import and why.
func (c *call) report(file string, r intake.Report) error {
	_, err := fmt.Fprintln(c.Stderr, c.say("command.report", "File", file, "Encoding", r.Encoding, "Count", len(r.Dropped)))
	for _, d := range r.Dropped {
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Stderr, "  - %s\t%s\n", c.text(newsroom.ReasonText(d)), oneLine(d.Text))
	}
	for _, note := range r.Notes {
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Stderr, "  * %s\n", c.text(newsroom.NoteText(note)))
	}
	return err
}

// oneLine returns the text on one line, at most 60 characters of it.
func oneLine(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > 60 {
		r = append(r[:59], '…')
	}
	return string(r)
}

func (c *call) new() *cobra.Command {
	var title, kind, column, body, template string
	cmd := &cobra.Command{Use: "new --title T [--kind K] [--column C] [--body FILE] --as NAME, new --template NAME --as NAME", Short: c.say("command.new"), Args: cobra.NoArgs}
	actor := c.as(cmd)
	cmd.Flags().StringVar(&title, "title", "", c.say("command.flag.title"))
	cmd.Flags().StringVar(&kind, "kind", newsroom.Kinds()[0], c.say("command.flag.kind"))
	cmd.Flags().StringVar(&column, "column", "", c.say("command.flag.column"))
	cmd.Flags().StringVar(&body, "body", "", c.say("command.flag.body"))
	cmd.Flags().StringVar(&template, "template", "", c.say("command.flag.template"))
	cmd.MarkFlagsOneRequired("title", "template")
	for _, flag := range []string{"kind", "column", "body"} {
		cmd.MarkFlagsMutuallyExclusive("template", flag)
	}
	cmd.RunE = c.in(func(ctx context.Context, _ []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		if template != "" {
			return c.begin(ctx, who, template, title)
		}
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		blocks := []*model.Node{model.New(model.Paragraph, model.Attrs{})}
		if body != "" {
			data, err := readFile(body, intake.MaxBytes)
			if err != nil {
				return err
			}
			if blocks, err = intake.Body(filepath.Base(body), data); err != nil {
				return err
			}
		}
		m := newsroom.NewManuscript(s, title, blocks)
		m.Properties.Kind, m.Properties.Column = kind, column
		a, err := c.room.Create(ctx, who, m)
		if err != nil {
			return err
		}
		return c.print(asJSON(a), numberLine(a))
	})
	return cmd
}

// begin makes an article from a template, under a headline of its own where one is given.
func (c *call) begin(ctx context.Context, who newsroom.Staff, template, title string) error {
	a, err := c.room.Begin(ctx, who, template, title)
	if err != nil {
		return err
	}
	return c.print(asJSON(a), numberLine(a))
}

func (c *call) list() *cobra.Command {
	var state, column, query string
	cmd := &cobra.Command{Use: "list [--state S] [--column C] [--search T]", Short: c.say("command.list"), Args: cobra.NoArgs}
	cmd.Flags().StringVar(&state, "state", "", c.say("command.flag.state"))
	cmd.Flags().StringVar(&column, "column", "", c.say("command.flag.column"))
	cmd.Flags().StringVar(&query, "search", "", c.say("command.flag.search"))
	cmd.RunE = c.in(func(ctx context.Context, _ []string) error {
		f := newsroom.Filter{Column: column, Query: query}
		if state != "" {
			s, err := newsroom.ParseState(state)
			if err != nil {
				return err
			}
			f.States = []newsroom.State{s}
		}
		articles, err := c.room.Articles(ctx, f)
		if err != nil {
			return err
		}
		if c.json {
			out := make([]articleJSON, len(articles))
			for i, a := range articles {
				out[i] = asJSON(a)
			}
			return c.print(out)
		}
		var b strings.Builder
		for _, a := range articles {
			fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", a.Number, c.text(newsroom.StandingText(a)), a.Digest.Column, a.Digest.Headline)
		}
		_, err = io.WriteString(c.Stdout, b.String())
		return err
	})
	return cmd
}

// find returns the article that an argument names. What people write is forgiven: 2026-17 is 2026-00017.
func (c *call) find(ctx context.Context, number string) (newsroom.Article, error) {
	n, err := newsroom.ParseNumber(number)
	if err != nil {
		return newsroom.Article{}, err
	}
	return c.room.Article(ctx, n)
}

// showJSON is the whole of an article in --json.
type showJSON struct {
	articleJSON
	Properties newsroom.Properties `json:"properties"`
	Document   *model.Node         `json:"document"`
}

func (c *call) show() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "show NUMBER [--format text|json]", Short: c.say("command.show"), Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVar(&format, "format", "text", c.say("command.flag.format"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		switch format {
		case "json":
			c.json = true
		case "text":
		default:
			return newsroom.Errorf(newsroom.Invalid, nil, "error.format_unknown", "Format", format)
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		m, _, err := c.room.Manuscript(ctx, a.ID)
		if err != nil {
			return err
		}
		return c.print(showJSON{asJSON(a), m.Properties, m.Doc}, c.sheet(a, m)...)
	})
	return cmd
}

// sheet is an article as lines: its labels, then its words.
func (c *call) sheet(a newsroom.Article, m newsroom.Manuscript) []string {
	var lines []string
	label := func(id, value string) {
		if value != "" {
			lines = append(lines, c.say(id)+"\t"+value)
		}
	}
	p := m.Properties
	label("label.number", string(a.Number))
	label("label.state", c.text(newsroom.StandingText(a)))
	label("label.kind", c.text(newsroom.KindText(p.Kind)))
	label("label.column", p.Column)
	label("label.source", p.Source)
	label("label.authors", strings.Join(p.Authors, "、"))
	label("label.editor", p.Editor)
	label("label.reviewer", p.Reviewer)
	label("label.keywords", strings.Join(p.Keywords, "、"))
	label("label.place", p.Place)
	if !p.PublishAt.IsZero() {
		label("label.publish_at", p.PublishAt.Format("2006-01-02 15:04"))
	}
	if !p.Issued.IsZero() {
		label("label.issued", p.Issued.Format("2006-01-02 15:04"))
	}
	for _, f := range newsroom.KindOf(p.Kind).Particulars {
		if text := p.Particular(f.ID); text != "" {
			lines = append(lines, c.text(newsroom.ParticularText(f.ID))+"\t"+text)
		}
	}
	label("label.permalink", a.Permalink)
	label("label.hash", string(a.Hash))
	for _, k := range []model.Kind{model.Kicker, model.Headline, model.Subtitle, model.Abstract} {
		label("label."+k.String(), m.Doc.Part(k).PlainText())
	}
	return append(lines, "", markdown.Write(m.Doc.Part(model.Body).Children()))
}

func (c *call) history() *cobra.Command {
	return &cobra.Command{
		Use: "history NUMBER", Short: c.say("command.history"), Args: cobra.ExactArgs(1),
		RunE: c.in(func(ctx context.Context, args []string) error {
			a, err := c.find(ctx, args[0])
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
			decisions, err := c.room.History(ctx, a.ID)
			if err != nil {
				return err
			}
			lines := make([]string, len(decisions))
			out := make([]decisionJSON, len(decisions))
			for i, d := range decisions {
				lines[i], out[i] = c.decisionLine(d, loc), decisionJSON(d)
			}
			return c.print(out, lines...)
		}),
	}
}

// decisionJSON is a decision in --json.
type decisionJSON struct {
	Article newsroom.ArticleID  `json:"article"`
	Seq     int                 `json:"seq"`
	Action  newsroom.Action     `json:"action"`
	From    newsroom.State      `json:"from"`
	To      newsroom.State      `json:"to"`
	Round   int                 `json:"round"`
	Step    string              `json:"step,omitempty"`
	SentTo  string              `json:"sent_to,omitempty"`
	By      newsroom.StaffID    `json:"by"`
	Name    string              `json:"name"`
	Role    newsroom.Role       `json:"role"`
	At      time.Time           `json:"at"`
	Opinion string              `json:"opinion,omitempty"`
	Reason  string              `json:"reason,omitempty"`
	Version newsroom.VersionSeq `json:"version"`
	Hash    newsroom.Hash       `json:"hash"`
	Detail  *newsroom.Detail    `json:"detail,omitempty"`
}

// decisionLine is one decision: when, who, at which step, what, where to, why, and on which text.
func (c *call) decisionLine(d newsroom.Decision, loc *time.Location) string {
	step := c.text(newsroom.RoleText(d.Role))
	if d.Step != "" {
		step = c.text(newsroom.StepText(d.Step))
	}
	to := c.text(newsroom.StateText(d.To))
	if d.SentTo != "" {
		to = c.text(newsroom.StepText(d.SentTo))
	}
	fields := []string{d.At.In(loc).Format("2006-01-02 15:04:05"), d.Name, step, c.text(newsroom.ActionText(d.Action)), "→ " + to, d.Opinion, d.Reason,
		c.say("command.on_version", "Version", int(d.Version), "Hash", string(d.Hash[:min(12, len(d.Hash))]))}
	kept := fields[:0]
	for _, f := range fields {
		if f != "" {
			kept = append(kept, oneLineWhole(f))
		}
	}
	return strings.Join(kept, " ")
}

func oneLineWhole(s string) string { return strings.Join(strings.Fields(s), " ") }

// act is a verb of the review.
func (c *call) act(name string, action newsroom.Action) *cobra.Command {
	do := newsroom.Do{Action: action}
	cmd := &cobra.Command{Use: name + " NUMBER --as NAME", Short: c.say("command." + name), Args: cobra.ExactArgs(1)}
	if action == newsroom.Approve {
		cmd.Use, cmd.Args = name+" NUMBER... --as NAME, "+name+" NUMBER --correct FILE --as NAME", cobra.MinimumNArgs(1)
	}
	actor := c.as(cmd)
	cmd.Flags().StringVar(&do.Opinion, "opinion", "", c.say("command.flag.opinion"))
	cmd.Flags().StringVar(&do.Reason, "reason", "", c.say("command.flag.reason"))
	c.requestFlags(cmd, &do)
	if action == newsroom.Return {
		cmd.Flags().StringVar(&do.To, "to", "", c.say("command.flag.to"))
	}
	var correction, corrected string
	if action == newsroom.Approve {
		cmd.Flags().StringVar(&corrected, "correct", "", c.say("command.flag.correct"))
	}
	if action == newsroom.Submit {
		cmd.Flags().StringVar(&correction, "correction", "", c.say("command.flag.correction"))
	}
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		if len(args) > 1 && corrected != "" {
			return newsroom.Errorf(newsroom.Invalid, nil, "error.correct_one")
		}
		if len(args) > 1 {
			return c.actOnAll(ctx, who, args, do)
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		if correction != "" {
			if err := c.noteCorrection(ctx, who, a.ID, correction); err != nil {
				return err
			}
		}
		if corrected != "" {
			a, err = c.approveCorrected(ctx, who, a, corrected, do)
		} else {
			a, err = c.room.Act(ctx, who, a.ID, do)
		}
		if err != nil {
			return err
		}
		return c.print(asJSON(a), string(a.Number)+"\t"+c.text(newsroom.StandingText(a)))
	})
	return cmd
}

// approveCorrected approves an article with the body that a file has: what differs are the reviewer's own corrections.
func (c *call) approveCorrected(ctx context.Context, who newsroom.Staff, a newsroom.Article, file string, do newsroom.Do) (newsroom.Article, error) {
	data, err := readFile(file, intake.MaxBytes)
	if err != nil {
		return a, err
	}
	blocks, err := intake.Body(filepath.Base(file), data)
	if err != nil {
		return a, err
	}
	m, base, err := c.room.Manuscript(ctx, a.ID)
	if err != nil {
		return a, err
	}
	parts := slices.Clone(m.Doc.Children())
	for i, p := range parts {
		if p.Kind() == model.Body {
			parts[i] = p.With(blocks...)
		}
	}
	steps, err := transform.Compare(m.Doc, m.Doc.With(parts...))
	if err != nil {
		return a, err
	}
	changes := make([]newsroom.Change, len(steps))
	for i, s := range steps {
		changes[i] = newsroom.Change{Step: s}
	}
	return c.room.ApproveCorrected(ctx, who, a.ID, base, changes, do)
}

// doneJSON is what came of one of several requests.
type doneJSON struct {
	Number  newsroom.Number `json:"number"`
	State   newsroom.State  `json:"state,omitempty"`
	Step    string          `json:"step,omitempty"`
	Refused string          `json:"refused,omitempty"`
	Unmet   []unmetJSON     `json:"unmet,omitempty"`
}

// actOnAll asks for the same of several articles and says what came of each. Its error says how many were refused.
func (c *call) actOnAll(ctx context.Context, who newsroom.Staff, numbers []string, do newsroom.Do) error {
	var ids []newsroom.ArticleID
	named := map[newsroom.ArticleID]newsroom.Number{}
	for _, n := range numbers {
		a, err := c.find(ctx, n)
		if err != nil {
			return err
		}
		if _, twice := named[a.ID]; !twice {
			ids, named[a.ID] = append(ids, a.ID), a.Number
		}
	}
	done, stopped := c.room.ActOnAll(ctx, who, ids, do)
	refused := 0
	out := make([]doneJSON, len(done))
	lines := make([]string, len(done))
	for i, d := range done {
		out[i] = doneJSON{Number: named[d.ID], State: d.Article.State, Step: d.Article.Awaits()}
		if d.Err == nil {
			lines[i] = string(named[d.ID]) + "\t" + c.text(newsroom.StandingText(d.Article))
			continue
		}
		refused++
		out[i].Refused, out[i].Unmet = c.message(d.Err), c.unmet(d.Err)
		lines[i] = string(named[d.ID]) + "\t" + c.say("command.refused", "Why", out[i].Refused)
	}
	if err := c.print(out, lines...); err != nil || stopped != nil {
		return errors.Join(err, stopped)
	}
	if refused > 0 {
		return newsroom.Errorf(newsroom.Forbidden, nil, "error.some_refused", "Count", refused, "Total", len(done))
	}
	return nil
}

// noteCorrection puts what readers are told of a correction into the article's properties.
func (c *call) noteCorrection(ctx context.Context, who newsroom.Staff, id newsroom.ArticleID, note string) error {
	m, base, err := c.room.Manuscript(ctx, id)
	if err != nil {
		return err
	}
	p := m.Properties
	if p.Correction == note {
		return nil
	}
	p.Correction = note
	_, err = c.room.Append(ctx, who, id, base, []newsroom.Change{{Properties: &p}})
	return err
}
