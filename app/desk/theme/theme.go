// Package theme is how Galley looks: colours by what they are for, sizes, and faces.
//
// An editor's table: warm paper, black ink, one red pencil. Every colour is a [Token] of one table with a light and a dark column
// (tokens.go); a test holds every text at 4.5 : 1 or more against its ground (WCAG 2.2, 1.4.3). Widgets never name a colour; they ask for a
// token with [Color], which follows the theme of the running application.
//
// The interface is set in the Hei face; manuscripts are set in the Song face, which [Song] and [SongBold] give as resources for
// canvas.Text.FontSource, since Fyne ignores a bold style there.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Sizes of text in the interface, in device-independent pixels.
const (
	TextSize     float32 = 14 // rows and fields
	MetaSize     float32 = 12 // meta lines, chips, hints
	HeadlineSize float32 = 15 // headlines in lists
	TitleSize    float32 = 16 // titles of dialogs
	DisplaySize  float32 = 22 // the first words of an empty window
)

// Theme is Galley's Fyne theme in one of its two columns. The zero value is the light one.
type Theme struct{ Dark bool }

var _ fyne.Theme = Theme{}

// Color returns the token's colour in the theme of the running application, and the light one before there is any.
func Color(t Token) color.Color {
	if app := fyne.CurrentApp(); app != nil {
		if th, ok := app.Settings().Theme().(Theme); ok {
			return th.Token(t)
		}
	}
	return light[t]
}

// Token returns the colour of a token.
func (t Theme) Token(k Token) color.Color {
	if t.Dark {
		return dark[k]
	}
	return light[k]
}

// names gives Fyne's colour names a token.
var names = map[fyne.ThemeColorName]Token{
	fynetheme.ColorNameBackground: Panel, fynetheme.ColorNameButton: Paper, fynetheme.ColorNameDisabledButton: Panel,
	fynetheme.ColorNameDisabled: Faint, fynetheme.ColorNameError: Red, fynetheme.ColorNameFocus: Hover, fynetheme.ColorNameForeground: Ink,
	fynetheme.ColorNameForegroundOnError: OnRed, fynetheme.ColorNameForegroundOnPrimary: OnRed, fynetheme.ColorNameForegroundOnSuccess: OnRed,
	fynetheme.ColorNameForegroundOnWarning: OnRed, fynetheme.ColorNameHeaderBackground: Panel, fynetheme.ColorNameHover: Hover,
	fynetheme.ColorNameHyperlink: Blue, fynetheme.ColorNameInputBackground: Paper, fynetheme.ColorNameInputBorder: Edge,
	fynetheme.ColorNameMenuBackground: Paper, fynetheme.ColorNameOverlayBackground: Panel, fynetheme.ColorNamePlaceHolder: Faint,
	fynetheme.ColorNamePressed: Line, fynetheme.ColorNamePrimary: Red, fynetheme.ColorNameScrollBar: Edge,
	fynetheme.ColorNameSelection: BlueWash, fynetheme.ColorNameSeparator: Line, fynetheme.ColorNameShadow: Shadow,
	fynetheme.ColorNameSuccess: Green, fynetheme.ColorNameWarning: Amber,
}

// Color implements fyne.Theme. The variant of the system is not asked: the person chooses light or dark in Galley.
func (t Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if k, ok := names[name]; ok {
		return t.Token(k)
	}
	if name == fynetheme.ColorNameScrollBarBackground {
		return color.Transparent
	}
	return fynetheme.DefaultTheme().Color(name, t.variant())
}

func (t Theme) variant() fyne.ThemeVariant {
	if t.Dark {
		return fynetheme.VariantDark
	}
	return fynetheme.VariantLight
}

// Font implements fyne.Theme with the Hei face, which has no slanted form.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return fynetheme.DefaultSymbolFont()
	case style.Bold:
		return HeiBold()
	}
	return Hei()
}

// Icon implements fyne.Theme with Fyne's own icons, which only file lists and check boxes use.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// sizes are Fyne's measures in Galley.
var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameText: TextSize, fynetheme.SizeNameCaptionText: MetaSize, fynetheme.SizeNameHeadingText: DisplaySize,
	fynetheme.SizeNameSubHeadingText: TitleSize, fynetheme.SizeNamePadding: 4, fynetheme.SizeNameInnerPadding: 6,
	fynetheme.SizeNameInlineIcon: 16, fynetheme.SizeNameLineSpacing: 4, fynetheme.SizeNameSeparatorThickness: 1,
	fynetheme.SizeNameInputBorder: 1, fynetheme.SizeNameInputRadius: 5, fynetheme.SizeNameButtonRadius: 5, fynetheme.SizeNameMenuRadius: 6,
	fynetheme.SizeNamePopupRadius: 8, fynetheme.SizeNameDialogRadius: 8, fynetheme.SizeNameSelectionRadius: 0, fynetheme.SizeNameScrollBar: 10,
	fynetheme.SizeNameScrollBarSmall: 4, fynetheme.SizeNameScrollBarRadius: 3, fynetheme.SizeNameSplitThickness: 1,
	fynetheme.SizeNameModalBlurRadius: 0,
}

// Size implements fyne.Theme.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	if v, ok := sizes[name]; ok {
		return v
	}
	return fynetheme.DefaultTheme().Size(name)
}
