package field

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Place is a part of an article that is written on the sheet.
type Place int

// The places of the sheet.
const (
	Kicker Place = iota
	Headline
	Subtitle
	Abstract
	Body
)

// paperTheme sets a field in the size of its place and takes its box away: on paper there are no boxes.
type paperTheme struct {
	fyne.Theme
	size, spacing float32
}

var places = map[Place]paperTheme{
	Kicker: {size: 16, spacing: 4}, Headline: {size: 27, spacing: 4}, Subtitle: {size: 18, spacing: 4},
	Abstract: {size: 15, spacing: 6}, Body: {size: 17.5, spacing: 8},
}

// Size gives the place's size and no border.
func (t paperTheme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case fynetheme.SizeNameText:
		return t.size
	case fynetheme.SizeNameLineSpacing:
		return t.spacing
	case fynetheme.SizeNameInputBorder:
		return 0
	}
	return t.Theme.Size(n)
}

// Color leaves the ground to the paper.
func (t paperTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == fynetheme.ColorNameInputBackground || n == fynetheme.ColorNameInputBorder {
		return color.Transparent
	}
	return t.Theme.Color(n, v)
}

// OnPaper shows a field as a part of the sheet.
func OnPaper(e *Entry, p Place) fyne.CanvasObject {
	t := places[p]
	t.Theme = fyne.CurrentApp().Settings().Theme()
	e.TextStyle = fyne.TextStyle{Monospace: true, Bold: p == Headline} // the Song face; see theme.Theme.Font
	if !e.whole {
		return container.NewThemeOverride(e, t)
	}
	g := &growing{entry: e, size: t.size, rows: 1}
	c := &fyne.Container{Layout: g, Objects: []fyne.CanvasObject{container.NewThemeOverride(e, t)}}
	e.grow = func() {
		if g.fit(c.Size().Width) {
			c.Refresh()
			if e.OnGrow != nil {
				e.OnGrow()
			}
		}
	}
	return c
}

// growing makes a field as many rows high as its text needs at its width.
type growing struct {
	entry *Entry
	size  float32
	rows  int
}

// fit counts the rows at a width; it reports whether there are more or fewer than before.
func (g *growing) fit(width float32) bool {
	inner := width - 4*g.entry.Theme().Size(fynetheme.SizeNameInnerPadding)
	if inner <= 0 {
		return false
	}
	rows, used := 1, float32(0)
	for _, r := range g.entry.Text {
		w := fyne.MeasureText(string(r), g.size, g.entry.TextStyle).Width
		if used+w > inner && used > 0 {
			rows, used = rows+1, 0
		}
		used += w
	}
	if rows = min(rows, mostRows); rows == g.rows {
		return false
	}
	g.rows = rows
	g.entry.SetMinRowsVisible(rows)
	return true
}

// mostRows is how high a headline may grow before it scrolls.
const mostRows = 4

// Layout gives the field all of the room.
func (g *growing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	g.fit(size.Width)
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize is that of the field with its rows.
func (g *growing) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
