package newsroom

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/export"
)

// Template is a text to begin with. An article made from it has its words and its properties; a snippet is put into an article at the caret.
type Template struct {
	Name       string
	Snippet    bool       // of which the body counts and nothing else
	Manuscript Manuscript // with words to be filled in; see [Filled]
	Every      Recurrence // of an article that is written again and again
	Begun      time.Time  // when one was last begun from it; zero for never
	By         StaffID    // who saved it last
	At         time.Time
}

// Recurrence says when an article is due again.
type Recurrence struct {
	Unit Unit `json:"unit,omitempty"`
	Day  int  `json:"day,omitempty"` // of the week from Monday 1; of the month, its last one where it has fewer; of the year as month × 100 + day
}

// Unit is how often an article comes back.
type Unit string

// The units.
const (
	Never   Unit = ""
	Weekly  Unit = "week"
	Monthly Unit = "month"
	Yearly  Unit = "year"
)

// Units returns all of them.
func Units() []Unit { return []Unit{Never, Weekly, Monthly, Yearly} }

// check refuses a day that never comes.
func (r Recurrence) check() error {
	ok := false
	switch r.Unit {
	case Never:
		ok = r.Day == 0
	case Weekly:
		ok = 1 <= r.Day && r.Day <= 7
	case Monthly:
		ok = 1 <= r.Day && r.Day <= 31
	case Yearly: // of a year with a 29th of February
		day := time.Date(2028, time.Month(r.Day/100), r.Day%100, 0, 0, 0, 0, time.UTC)
		ok = r.Day >= 101 && int(day.Month()) == r.Day/100 && day.Day() == r.Day%100
	}
	if !ok {
		return Errorf(Invalid, nil, "error.recurrence", "Unit", string(r.Unit), "Day", r.Day)
	}
	return nil
}

// weekdays are their names in the catalogue, Monday first.
var weekdays = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// Text says when an article comes back. The recurrence is one that [Newsroom.SaveTemplate] took.
func (r Recurrence) Text() catalogue.Text {
	switch r.Unit {
	case Weekly:
		return catalogue.T("template.weekly", "Day", catalogue.T("template."+weekdays[r.Day-1]))
	case Monthly:
		return catalogue.T("template.monthly", "Day", r.Day)
	case Yearly:
		return catalogue.T("template.yearly", "Month", r.Day/100, "Day", r.Day%100)
	}
	return catalogue.T("template.once")
}

// last returns the start of the last day that the article was due on, up to the day of now, in the zone of now. It is asked only of a
// recurrence that comes.
func (r Recurrence) last(now time.Time) time.Time {
	y, m, d := now.Date()
	on := func(y int, m time.Month, d int) time.Time {
		if end := time.Date(y, m+1, 0, 0, 0, 0, 0, now.Location()); d > end.Day() {
			return end
		}
		return time.Date(y, m, d, 0, 0, 0, 0, now.Location())
	}
	switch r.Unit {
	case Weekly:
		today := int(now.Weekday()+6)%7 + 1
		return on(y, m, d).AddDate(0, 0, -((today - r.Day + 7) % 7))
	case Monthly:
		if t := on(y, m, r.Day); !t.After(now) {
			return t
		}
		first := time.Date(y, m-1, 1, 0, 0, 0, 0, now.Location())
		return on(first.Year(), first.Month(), r.Day)
	default:
		if t := on(y, time.Month(r.Day/100), r.Day%100); !t.After(now) {
			return t
		}
		return on(y-1, time.Month(r.Day/100), r.Day%100)
	}
}

// Due returns since which day an article is to be begun from the template, in the zone of now. It reports false where none is: the template does not come back, or the
// last one was begun, or the template was saved, on that day or after it.
func (t Template) Due(now time.Time) (since time.Time, due bool) {
	if t.Every.Unit == Never || t.Snippet {
		return time.Time{}, false
	}
	since = t.Every.last(now)
	return since, t.Begun.Before(since) && t.At.Before(since)
}

// placeholders are the words in braces that are filled in when an article is begun.
var placeholders = []struct {
	word string
	says func(time.Time) string
}{
	{"{年}", func(t time.Time) string { return strconv.Itoa(t.Year()) }},
	{"{月}", func(t time.Time) string { return strconv.Itoa(int(t.Month())) }},
	{"{日}", func(t time.Time) string { return strconv.Itoa(t.Day()) }},
	{"{星期}", func(t time.Time) string {
		return [...]string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()]
	}},
	{"{year}", func(t time.Time) string { return strconv.Itoa(t.Year()) }},
	{"{month}", func(t time.Time) string { return t.Month().String() }},
	{"{day}", func(t time.Time) string { return strconv.Itoa(t.Day()) }},
	{"{weekday}", func(t time.Time) string { return t.Weekday().String() }},
}

// Placeholders returns the words that [Filled] fills in.
func Placeholders() []string {
	out := make([]string, len(placeholders))
	for i, p := range placeholders {
		out[i] = p.word
	}
	return out
}

// Filled returns a manuscript in whose text, keywords and particulars the placeholders say the day of a time. Marks stay as they are.
func Filled(m Manuscript, now time.Time) Manuscript {
	var pairs []string
	for _, p := range placeholders {
		pairs = append(pairs, p.word, p.says(now))
	}
	fill := strings.NewReplacer(pairs...).Replace
	m.Doc = filledNode(m.Doc, fill)
	m.Properties.Keywords = slices.Clone(m.Properties.Keywords)
	for i, k := range m.Properties.Keywords {
		m.Properties.Keywords[i] = fill(k)
	}
	for _, p := range m.Properties.Particulars {
		m.Properties = m.Properties.WithParticular(p.Field, fill(p.Text))
	}
	return m
}

func filledNode(n *model.Node, fill func(string) string) *model.Node {
	if n.Kind() == model.Text {
		return model.NewText(fill(n.Text()), n.Marks()...)
	}
	children := n.Children()
	if len(children) == 0 {
		return n
	}
	next := make([]*model.Node, len(children))
	for i, c := range children {
		next[i] = filledNode(c, fill)
	}
	return n.With(next...)
}

// maxTemplateName bounds the name of a template in characters.
const maxTemplateName = 60

// Templates returns the templates and snippets, each sorted by name.
func (n *Newsroom) Templates(ctx context.Context) ([]Template, error) {
	return n.store.FindTemplates(ctx)
}

// TemplateNamed returns a template. NotFound.
func (n *Newsroom) TemplateNamed(ctx context.Context, name string, snippet bool) (Template, error) {
	all, err := n.Templates(ctx)
	if err != nil {
		return Template{}, err
	}
	if i := slices.IndexFunc(all, func(t Template) bool { return t.Name == name && t.Snippet == snippet }); i >= 0 {
		return all[i], nil
	}
	return Template{}, Errorf(NotFound, nil, "error.template_unknown", "Name", name)
}

// SaveTemplate keeps a template for everybody, in the place of the one of its name. What belongs to one article only (number and date of an
// official document, plans, bylines, corrections) is left out. Invalid: the name, the text or the recurrence cannot be used. Forbidden: the
// actor does not write, or the one that is there is another person's and he is neither a chief nor an administrator.
func (n *Newsroom) SaveTemplate(ctx context.Context, actor Staff, t Template) error {
	actor, err := n.mayTemplate(ctx, actor, t.Name, t.Snippet)
	if err != nil {
		return err
	}
	if isBlank(t.Name) || strings.TrimSpace(t.Name) != t.Name || !printable(t.Name) || strings.ContainsAny(t.Name, "\n") || utf8.RuneCountInString(t.Name) > maxTemplateName {
		return Errorf(Invalid, nil, "error.template_name", "Most", maxTemplateName)
	}
	if err := t.Every.check(); err != nil {
		return err
	}
	p := &t.Manuscript.Properties
	p.Authors, p.Editor, p.Reviewer, p.Origin, p.Correction = nil, "", "", "", ""
	p.PublishAt, p.Issued = time.Time{}, time.Time{}
	if p.Official != nil {
		o := *p.Official
		o.Number, o.Copy, o.Date, o.PrintedOn = export.NoticeNumber{}, "", export.Day{}, export.Day{}
		p.Official = &o
	}
	t.Manuscript.tracked = nil
	if err := t.Manuscript.Check(); err != nil {
		return err
	}
	if err := n.hasPictures(ctx, t.Manuscript, nil); err != nil {
		return err
	}
	t.By, t.At = actor.ID, instant(n.now())
	return n.store.SaveTemplate(ctx, t)
}

// DeleteTemplate takes a template away. NotFound. Forbidden as for [Newsroom.SaveTemplate].
func (n *Newsroom) DeleteTemplate(ctx context.Context, actor Staff, name string, snippet bool) error {
	if _, err := n.mayTemplate(ctx, actor, name, snippet); err != nil {
		return err
	}
	return n.store.DeleteTemplate(ctx, name, snippet)
}

// mayTemplate returns who the actor is, if he may change the template of that name.
func (n *Newsroom) mayTemplate(ctx context.Context, actor Staff, name string, snippet bool) (Staff, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return actor, err
	}
	if err := lacks(actor, WriteArticles); err != nil && !actor.May(ManageSettings) {
		return actor, err
	}
	t, err := n.TemplateNamed(ctx, name, snippet)
	switch {
	case CodeOf(err) == NotFound:
		return actor, nil
	case err != nil:
		return actor, err
	case t.By != actor.ID && !actor.May(EditAll) && !actor.May(ManageSettings):
		return actor, Errorf(Forbidden, nil, "bar.template", "Name", name)
	}
	return actor, nil
}

// Begin makes an article from a template, with today's day in its placeholders and the actor as its author, under another headline where one is
// given. Errors are those of [Newsroom.TemplateNamed] and [Newsroom.Create].
func (n *Newsroom) Begin(ctx context.Context, actor Staff, name, headline string) (Article, error) {
	t, err := n.TemplateNamed(ctx, name, false)
	if err != nil {
		return Article{}, err
	}
	s, err := n.Settings(ctx)
	if err != nil {
		return Article{}, err
	}
	loc, err := s.Location()
	if err != nil {
		return Article{}, err
	}
	now := n.now().In(loc)
	m := Filled(t.Manuscript, now)
	m.Properties.Authors = []string{actor.Name}
	if headline != "" {
		parts := slices.Clone(m.Doc.Children())
		for i, p := range parts {
			if p.Kind() == model.Headline {
				parts[i] = p.With(model.NewText(headline))
			}
		}
		m.Doc = m.Doc.With(parts...)
	}
	a, err := n.Create(ctx, actor, m)
	if err != nil {
		return Article{}, err
	}
	return a, n.store.BeginTemplate(ctx, name, now)
}
