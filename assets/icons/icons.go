// Package icons is Galley's own pictures: the mark of the application and the line icons of its windows.
//
// A line icon is an SVG of 24 × 24 units with lines 1.75 wide, inside a margin of 2, in the colour currentColor. The drawings are the strokes in
// line/; beside this file stand their outlines, filled, because Fyne neither scales the width of a stroke with its picture nor recolours it.
// `go test -run Outlines -update` makes the outlines from the strokes again.
package icons

import (
	"embed"
	"fmt"
	"image/color"
	"strings"
)

//go:embed *.svg
var files embed.FS

//go:embed galley.png
var app []byte

// App returns the application's mark as a PNG of 512 × 512 pixels. Treat it as read-only.
func App() []byte { return app }

// Icon is a line icon, by the name of its file without ".svg".
type Icon string

// The icons.
const (
	New      Icon = "new"
	Import   Icon = "import"
	Search   Icon = "search"
	Share    Icon = "share"
	Print    Icon = "print"
	Send     Icon = "send" // submit for review
	Approve  Icon = "approve"
	Return   Icon = "return"
	Publish  Icon = "publish"
	Withdraw Icon = "withdraw"
	Person   Icon = "person"
	Column   Icon = "column"
	History  Icon = "history"
	Settings Icon = "settings"
	Back     Icon = "back"
	Close    Icon = "close"
	Warning  Icon = "warning"
	OK       Icon = "ok"
	Copy     Icon = "copy"
	Save     Icon = "save"
	Open     Icon = "open"
	Theme    Icon = "theme"
	Language Icon = "language"
)

// blank is what an icon that there is not draws: nothing.
const blank = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"></svg>`

// Data returns the icon's SVG; that of an empty picture for a name without a file.
func (i Icon) Data() []byte {
	data, err := files.ReadFile(string(i) + ".svg")
	if err != nil {
		return []byte(blank)
	}
	return data
}

// In returns the icon's SVG in the colour c.
func (i Icon) In(c color.Color) []byte {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	paint := fmt.Sprintf(`"#%02x%02x%02x"`, n.R, n.G, n.B)
	if n.A != 0xff {
		paint += fmt.Sprintf(` fill-opacity="%.3f"`, float64(n.A)/0xff)
	}
	return []byte(strings.ReplaceAll(string(i.Data()), `"currentColor"`, paint))
}
