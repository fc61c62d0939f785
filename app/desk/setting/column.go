package setting

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// Widths of a line of the table of columns.
const (
	columnName, columnSlug, columnPolicy float32 = 170, 150, 170
	columnButtons                        float32 = 108
	columnAliases                        float32 = Width - columnName - columnSlug - columnPolicy - columnButtons - 4*8
)

// columns draws the table of columns, in the order in which lists and the site have them.
func (f *Form) columns() fyne.CanvasObject {
	out := chrome.Column(8, heading(f.S("setting.columns"), chrome.NewButton("＋ "+f.S("setting.column.add"), chrome.Plain, f.AddColumn)),
		soft(f.S("setting.columns.text"), Width), chrome.Gap(0, 4))
	if len(f.Draft.Columns) == 0 {
		out.Add(chrome.Framed(theme.Paper, theme.Line, 8, chrome.Sized(Width, 120, chrome.Centre(chrome.Column(8,
			chrome.NewProse(f.S("setting.columns.none"), chrome.Style{Size: theme.TitleSize, Bold: true, Align: fyne.TextAlignCenter, Width: 480}),
			chrome.NewProse(f.S("setting.columns.none.text"), chrome.Style{Token: theme.Soft, Align: fyne.TextAlignCenter, Width: 480}))))))
		return out
	}
	head := func(id string, width float32) fyne.CanvasObject {
		return chrome.Fixed(width, 0, chrome.Text(f.S("setting.column."+id), chrome.Meta()))
	}
	out.Add(chrome.Row(8, head("name", columnName), head("aliases", columnAliases), head("slug", columnSlug), head("policy", columnPolicy)))
	for i := range f.Draft.Columns {
		out.Add(f.columnLine(i))
	}
	return out
}

func (f *Form) columnLine(i int) fyne.CanvasObject {
	c := &f.Draft.Columns[i]
	name := f.entry(c.Name, func(s string) { c.Name = strings.TrimSpace(s) })
	aliases := f.entry(strings.Join(c.Aliases, "、"), func(s string) { c.Aliases = listed(s) })
	slug := f.entry(c.Slug, func(s string) { c.Slug = strings.TrimSpace(s) })
	if i == f.column {
		f.first = name
	}
	for _, e := range []*field.Entry{name, aliases, slug} {
		e.OnFocus = func(on bool) {
			if on {
				f.column = i
			}
		}
	}
	label := f.S("setting.column.default")
	if p, ok := f.Draft.Policy(c.Policy); ok {
		label = p.Name
	} else if c.Policy != "" {
		label = c.Policy
	}
	policy := f.choice(chrome.Cut(label, columnPolicy-48, chrome.Style{}), func() []chrome.Option {
		out := []chrome.Option{{Label: f.S("setting.column.default"), Chosen: c.Policy == "", Action: func() { c.Policy = ""; f.restructured() }}}
		for _, p := range f.Draft.Policies {
			out = append(out, chrome.Option{Label: p.Name, Chosen: c.Policy == p.ID, Action: func() { c.Policy = p.ID; f.restructured() }})
		}
		return out
	})
	button := func(label string, kind chrome.Kind, ok bool, do func()) fyne.CanvasObject {
		b := chrome.NewButton(label, kind, func() {
			f.column = i
			do()
		})
		b.Allow(ok)
		return chrome.Fixed(columnButtons/3, 0, b)
	}
	return chrome.Row(8, chrome.Fixed(columnName, 0, name), chrome.Fixed(columnAliases, 0, aliases), chrome.Fixed(columnSlug, 0, slug), chrome.Fixed(columnPolicy, 0, policy),
		chrome.Row(0, button("↑", chrome.Ghost, i > 0, func() { f.MoveColumn(-1) }),
			button("↓", chrome.Ghost, i < len(f.Draft.Columns)-1, func() { f.MoveColumn(1) }), button("×", chrome.Ghost, true, f.RemoveColumn)))
}

// listed takes a list apart that a person wrote with any of the signs between.
func listed(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；; \t\u3000", r) })
}

// AddColumn puts a column after the others.
func (f *Form) AddColumn() {
	f.Draft.Columns = append(f.Draft.Columns, newsroom.Column{})
	f.column = len(f.Draft.Columns) - 1
	f.restructured()
}

// MoveColumn moves the column that was written in last by one place.
func (f *Form) MoveColumn(by int) {
	all := f.Draft.Columns
	if to := f.column + by; f.column < len(all) && to >= 0 && to < len(all) {
		all[f.column], all[to] = all[to], all[f.column]
		f.column = to
		f.restructured()
	}
}

// RemoveColumn takes the column that was written in last out of the draft. Articles of it keep its name.
func (f *Form) RemoveColumn() {
	if f.column < len(f.Draft.Columns) {
		f.Draft.Columns = slices.Delete(f.Draft.Columns, f.column, f.column+1)
		f.column = max(0, f.column-1)
		f.restructured()
	}
}
