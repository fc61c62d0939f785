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
	return container.NewThemeOverride(e, t)
}
