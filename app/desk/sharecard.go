package desk

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/press"
	"galley/export/page/card"
	"galley/export/qr"
)

// cardShare is the share window's card.
type cardShare struct {
	s      *sharing
	job    press.CardJob
	made   press.ShareCard
	failed error // why there is no card
	turn   int

	report *fyne.Container
	saves  []*chrome.Button
}

func cardDesigns() []card.Design { return card.Designs() }

// recall takes the design that was chosen last on this computer.
func (c *cardShare) recall() {
	c.job.Source = "wechat"
	c.job.Design = cardDesigns()[0]
	if d, err := press.ParseDesign(c.s.d.Preferences.String(prefDesign)); err == nil {
		c.job.Design = d
	}
}

// set makes the card; of several settings the last one counts. What is shown stays until then.
func (c *cardShare) set() {
	d := c.s.d
	c.turn++
	turn, job, a := c.turn, c.job, c.s.article
	job.Fonts = d.ownFonts()
	var made press.ShareCard
	d.work(func(ctx context.Context) (err error) {
		made, err = d.Press.Card(ctx, a, job)
		return err
	}, func(err error) {
		if turn != c.turn {
			return
		}
		pictures := len(c.made.Pictures)
		c.made, c.failed = made, err
		if len(made.Pictures) != pictures {
			c.s.fill() // there is a choice of pictures now
			return
		}
		c.s.show()
	})
}

// setDesign changes the design.
func (c *cardShare) setDesign(design card.Design) {
	c.job.Design = design
	c.s.d.Preferences.SetString(prefDesign, string(design))
	c.s.fill()
	c.set()
}

// shown is the picture and what stands under it.
func (c *cardShare) shown() (image.Image, []fyne.CanvasObject) {
	d := c.s.d
	if c.failed != nil || c.made.Image == nil {
		return nil, nil
	}
	size := c.made.Image.Rect.Size()
	known := chrome.Text(d.S("share.card.verified", "Width", size.X, "Height", size.Y), chrome.Style{Size: 13, Token: theme.Green})
	return c.made.Image, c.s.under(qr.ReadableAddress(c.made.Address), known)
}

// allow lets files be saved while there is a card, and says what is to be known of it.
func (c *cardShare) allow() {
	d := c.s.d
	for _, b := range c.saves {
		b.Allow(c.made.Image != nil && c.failed == nil)
	}
	if c.report == nil {
		return
	}
	c.report.Objects = nil
	r := c.made.Report
	if len(r.Missing) > 0 {
		c.report.Add(chrome.Notice(chrome.Mine, shareInner, d.S("pdf.missing", "Characters", missing(r.Missing))))
	}
	if len(r.Replaced) > 0 {
		c.report.Add(chrome.Notice(chrome.Alert, shareInner, d.S("pdf.replaced", "Characters", replaced(r.Replaced))))
	}
	for _, n := range r.Notes {
		c.report.Add(chrome.Notice(chrome.News, shareInner, d.Words.Say(n)))
	}
	c.report.Refresh()
}

// content is the side of the window.
func (c *cardShare) content() fyne.CanvasObject {
	d := c.s.d
	designs := cardDesigns()
	labels := make([]string, len(designs))
	for i, name := range designs {
		labels[i] = d.Label(press.DesignText(name))
	}
	c.report = chrome.Column(6)
	png, jpg := chrome.NewButton("PNG", chrome.Primary, func() { c.save("png") }), chrome.NewButton("JPEG", chrome.Plain, func() { c.save("jpg") })
	c.saves = []*chrome.Button{png, jpg}
	parts := []fyne.CanvasObject{
		c.s.group("share.card.design", chrome.Segments(labels, slices.Index(designs, c.job.Design), shareInner, func(i int) { c.setDesign(designs[i]) })),
		c.s.group("share.place", c.s.placeChoice()),
	}
	if len(c.made.Pictures) > 0 {
		parts = append(parts, c.s.group("share.card.picture", chrome.Row(0, c.pictureChoice())))
	}
	return chrome.Column(0, append(parts, c.s.group("share.save", chrome.Row(8, png, jpg)), c.s.group("share.web", c.s.online()), c.report)...)
}

// pictureChoice chooses the picture of the card.
func (c *cardShare) pictureChoice() fyne.CanvasObject {
	d := c.s.d
	say := func(n int) string {
		if n < 1 || n > len(c.made.Pictures) {
			return d.S("print.picture_none")
		}
		return d.S("print.picture_of", "Number", n, "Caption", c.made.Pictures[n-1])
	}
	at := c.job.Picture
	if at == 0 {
		at = 1
	}
	return chrome.NewMenuButton(chrome.Cut(say(at), shareInner-60, chrome.Style{}), chrome.Plain, func() []chrome.Option {
		var out []chrome.Option
		add := func(n int) {
			out = append(out, chrome.Option{Label: chrome.Cut(say(n), 360, chrome.Style{}), Chosen: n == at, Action: func() {
				c.job.Picture = n
				c.s.fill()
				c.set()
			}})
		}
		for n := range c.made.Pictures {
			add(n + 1)
		}
		out = append(out, chrome.Option{Rule: true})
		add(-1)
		return out
	})
}

// file returns what makes a file of the card that is shown, and whether there is one.
func (c *cardShare) file(ending string) (func(context.Context) ([]byte, error), bool) {
	made := c.made
	return func(context.Context) ([]byte, error) { return press.CardFile(made, "."+ending) }, made.Image != nil && c.failed == nil
}

func (c *cardShare) png() (func(context.Context) ([]byte, error), bool) { return c.file("png") }

// save makes a file and asks where it should go.
func (c *cardShare) save(ending string) {
	s := c.s
	make, ok := c.file(ending)
	if !ok {
		return
	}
	s.saveMade(make, s.d.S("share.save."+ending), press.FileName(s.article)+"."+ending)
}
