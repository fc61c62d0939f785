package app

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"galley/editor/view"
	"galley/editor/view/clip"
)

// clipboard is the clipboard of an X server with HTML beside text. Text is read by the toolkit, which may own it itself.
type clipboard struct {
	x    *clip.Clipboard
	text fyne.Clipboard
	app  fyne.App
}

// reachClipboard looks for a clipboard with HTML; nil where the toolkit's, which has text only, is what there is.
func reachClipboard(a fyne.App) *clipboard {
	name := os.Getenv("DISPLAY")
	if name == "" {
		return nil
	}
	x, err := clip.Open(name)
	if err != nil {
		return nil
	}
	return &clipboard{x, a.Clipboard(), a}
}

// forPage is what the page is given.
func (c *clipboard) forPage() view.Clipboard {
	if c == nil {
		return nil
	}
	return c
}

// forPictures puts a PNG on the clipboard; nil where that cannot be.
func (c *clipboard) forPictures() func(png []byte) error {
	if c == nil {
		return nil
	}
	return c.x.OfferPicture
}

// close leaves the server.
func (c *clipboard) close() {
	if c != nil {
		c.x.Close()
	}
}

// Read returns what is on the clipboard. HTML that cannot be had is none: the text is there.
func (c *clipboard) Read() (text, html string) {
	html, err := c.x.HTML(c.isToolkit)
	if err != nil {
		html = ""
	}
	return c.text.Content(), html
}

// Write puts text and HTML on the clipboard.
func (c *clipboard) Write(text, html string) error { return c.x.Offer(text, html) }

// isToolkit reports whether a client of the server is the toolkit, which answers on the goroutine that asks here. Where that cannot be known
// nobody is asked.
func (c *clipboard) isToolkit(client uint32) bool {
	is, known := false, false
	for _, w := range c.app.Driver().AllWindows() {
		if native, ok := w.(driver.NativeWindow); ok {
			native.RunNative(func(context any) {
				if x, ok := context.(driver.X11WindowContext); ok && x.WindowHandle != 0 {
					known, is = true, is || c.x.Client(uint32(x.WindowHandle)) == client
				}
			})
		}
	}
	return is || !known
}
