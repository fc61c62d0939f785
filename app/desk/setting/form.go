// Package setting draws the pages of the settings window: the site, its columns, its working hours and holidays, and a page for each review policy.
//
//	f := setting.New(voice, input)
//	f.Draft = settings.Clone()
//	box.Objects = []fyne.CanvasObject{f.Page(setting.Place{Kind: setting.Policies, Policy: 0})}
//
// Every page writes what is typed straight into one draft of the settings and calls Changed. A page that has another form after that, as with
// one more step, calls Redraw: its owner asks for the page again. Nothing here asks or changes a newsroom, and no rule stands here: whether
// the draft can be used is [newsroom.Settings.Check], and [Form.Where] tells which page a refusal is about.
package setting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// Kind is one of the pages.
type Kind int

// The pages in order. There are as many pages of policies as policies.
const (
	Site Kind = iota
	Columns
	Hours
	Policies
)

// Place is a page.
type Place struct {
	Kind   Kind
	Policy int // of the draft, for the pages of policies
}

// Width is how wide a page is.
const Width float32 = 784

// Form is what the pages have in common.
type Form struct {
	*voice.Voice
	Draft   newsroom.Settings
	Stored  newsroom.Settings    // what the draft was made from
	Changed func()               // the draft says something else
	Redraw  func()               // the page has another form
	Focus   func(fyne.Focusable) // gives a field the keyboard

	input    *field.Input
	place    Place
	step     int // of the policy that is shown
	column   int // that was written in last
	year     int // on the page of the hours
	days     *year
	sum      *canvas.Text // of its working days
	misspelt string       // hours as they were typed, while they cannot be read
	notice   *field.Entry // of the holidays, pasted
	misread  *chrome.Prose
	goal     string       // what the keyboard goes to when the page is drawn
	first    *field.Entry // that, once it is drawn
	named    bool         // the chosen step names people, though none yet
}

// New returns a form whose callbacks do nothing.
func New(v *voice.Voice, in *field.Input) *Form {
	return &Form{Voice: v, input: in, Changed: func() {}, goal: goalPage, Redraw: func() {}, Focus: func(fyne.Focusable) {}}
}

// Page draws a page of the draft.
func (f *Form) Page(p Place) fyne.CanvasObject {
	if p != f.place {
		f.step, f.named, f.column, f.goal = 0, false, 0, goalPage
	}
	f.first, f.place = nil, p
	defer func() { f.goal = "" }()
	switch {
	case p.Kind == Columns:
		return f.columns()
	case p.Kind == Hours:
		return f.hours()
	case p.Kind == Policies && p.Policy < len(f.Draft.Policies):
		return f.policy(p.Policy)
	}
	return f.site()
}

// What the keyboard goes to when a page is drawn anew: its first field, the name of its open step, or an item that was added to a checklist.
const (
	goalPage = "page"
	goalStep = "step"
)

// aim makes a field the one that the keyboard goes to where it is the goal.
func (f *Form) aim(goal string, e *field.Entry) {
	if f.goal == goal {
		f.first = e
	}
}

// First returns the field that the keyboard goes to on a page that was just drawn, nil for none.
func (f *Form) First() fyne.Focusable {
	if f.first == nil {
		return nil
	}
	return f.first
}

// Places returns every page of the draft in order.
func (f *Form) Places() []Place {
	out := []Place{{Kind: Site}, {Kind: Columns}, {Kind: Hours}}
	for i := range f.Draft.Policies {
		out = append(out, Place{Kind: Policies, Policy: i})
	}
	return out
}

// Where returns the page that a refusal is about, and opens the step that it names there.
func (f *Form) Where(t catalogue.Text) Place {
	p, step := f.about(t)
	f.place, f.step, f.named, f.goal = p, step, false, goalPage
	if p.Kind == Policies {
		f.goal = goalStep
	}
	return p
}

// About returns the page that a refusal is about.
func (f *Form) About(t catalogue.Text) Place {
	p, _ := f.about(t)
	return p
}

func (f *Form) about(t catalogue.Text) (p Place, step int) {
	switch about := strings.Split(t.ID, "."); {
	case strings.HasPrefix(about[len(about)-1], "column"):
		return Place{Kind: Columns}, 0
	case strings.HasPrefix(about[len(about)-1], "calendar"):
		return Place{Kind: Hours}, 0
	case strings.HasPrefix(about[len(about)-1], "policy_") || about[len(about)-1] == "role_unknown":
		for i, p := range f.Draft.Policies {
			if p.Name != fmt.Sprint(t.Args["Name"]) {
				continue
			}
			for j, s := range p.Steps {
				if named := fmt.Sprint(t.Args["Step"]); named == s.Name || named == fmt.Sprint(newsroom.StepText(s.Name)) {
					step = j
				}
			}
			return Place{Kind: Policies, Policy: i}, step
		}
		return Place{Kind: Policies}, 0
	}
	return Place{Kind: Site}, 0
}

// shown is the policy on the page, nil where the page is another.
func (f *Form) shown() *newsroom.Policy {
	if f.place.Kind != Policies || f.place.Policy >= len(f.Draft.Policies) {
		return nil
	}
	return &f.Draft.Policies[f.place.Policy]
}

// entry is a field of one line that writes into the draft.
func (f *Form) entry(text string, set func(string)) *field.Entry {
	e := field.NewEntry(f.input)
	e.SetText(text)
	e.OnChanged = func(s string) {
		set(s)
		f.Changed()
	}
	return e
}

// number is a field for a number; what is none becomes -1, which the newsroom refuses by name.
func (f *Form) number(n int, hint string, set func(int)) *field.Entry {
	text := ""
	if n != 0 {
		text = strconv.Itoa(n)
	}
	e := f.entry(text, func(s string) {
		s = strings.TrimSpace(s)
		v, err := strconv.Atoi(s)
		if err != nil && s != "" {
			v = -1
		}
		set(v)
	})
	e.SetPlaceHolder(hint)
	return e
}

// ticks is a choice of any number of things.
func (f *Form) ticks(labels []string, width float32, on func(int) bool, set func(int, bool)) fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, l := range labels {
		c := widget.NewCheck(l, nil)
		c.SetChecked(on(i))
		c.OnChanged = func(yes bool) {
			set(i, yes)
			f.Changed()
		}
		all = append(all, c)
	}
	return chrome.Flow(8, width, all...)
}

// toggled returns the list with or without the value.
func toggled[T comparable](list []T, v T, on bool) []T {
	out := slices.DeleteFunc(slices.Clone(list), func(o T) bool { return o == v })
	if on {
		out = append(out, v)
	}
	return out
}

// heading is a line over a part of a page.
func heading(text string, more ...fyne.CanvasObject) fyne.CanvasObject {
	spring := chrome.Spring()
	return chrome.GrowingRow(8, spring, append([]fyne.CanvasObject{chrome.Text(text, chrome.Style{Size: theme.HeadlineSize, Bold: true}), spring}, more...)...)
}

// soften is the style of a sentence under a heading or a field.
var soften = chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: Width}

// soft is a sentence under a heading or a field.
func soft(text string, width float32) fyne.CanvasObject {
	style := soften
	style.Width = width
	return chrome.NewProse(text, style)
}

// labelled is a field of a fixed width with its name above it.
func labelled(label string, width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return chrome.Row(0, chrome.Fixed(width, 0, chrome.Labelled(label, o)))
}

// checklist edits the items of a checklist: what each says, and whether it is required.
// The list has a name, by which what is added to it gets the keyboard.
func (f *Form) checklist(list string, items []newsroom.Check, width float32, set func([]newsroom.Check)) fyne.CanvasObject {
	out := chrome.Column(6)
	for i, c := range items {
		text := f.entry(c.Text, func(s string) {
			items[i].Text = s
			set(items)
		})
		text.SetPlaceHolder(f.S("setting.check.hint"))
		f.aim(list+" "+c.ID, text)
		required := chrome.NewMenuButton(f.need(c.Required), chrome.Plain, nil)
		required.OnTap = func() {
			chrome.PopUp(required, f.needs(items[i].Required, func(yes bool) {
				items[i].Required = yes
				set(items)
				required.SetLabel(f.need(yes))
				f.Changed()
			}))
		}
		remove := chrome.NewButton("×", chrome.Ghost, func() {
			set(slices.Delete(slices.Clone(items), i, i+1))
			f.restructured()
		})
		out.Add(chrome.Fixed(width, 0, chrome.GrowingRow(8, text, text, chrome.Fixed(104, 0, required), remove)))
	}
	out.Add(chrome.Row(0, chrome.NewButton("＋ "+f.S("setting.check.add"), chrome.Plain, func() {
		id := fresh("check", func(id string) bool {
			return slices.ContainsFunc(items, func(c newsroom.Check) bool { return c.ID == id })
		})
		set(append(slices.Clone(items), newsroom.Check{ID: id}))
		f.goal = list + " " + id
		f.restructured()
	})))
	return out
}

func (f *Form) need(required bool) string {
	if required {
		return f.S("setting.required")
	}
	return f.S("setting.advised")
}

func (f *Form) needs(now bool, set func(bool)) []chrome.Option {
	return []chrome.Option{
		{Label: f.S("setting.required"), Chosen: now, Action: func() { set(true) }},
		{Label: f.S("setting.advised"), Chosen: !now, Action: func() { set(false) }},
	}
}

// restructured tells that the draft says something else and the page has another form.
func (f *Form) restructured() {
	f.Changed()
	f.Redraw()
}

// fresh returns the first of name-1, name-2 … that is not taken.
func fresh(name string, taken func(string) bool) string {
	for n := 1; ; n++ {
		if id := name + "-" + strconv.Itoa(n); !taken(id) {
			return id
		}
	}
}
