package view

import (
	"fyne.io/fyne/v2"

	"galley/editor/clipboard"
	"galley/editor/state"
)

// Clipboard is the clipboard of the system. HTML is "" where there is none or it cannot be had.
type Clipboard interface {
	Read() (text, html string)
	Write(text, html string) error
}

// SetClipboard replaces the clipboard of Fyne, which has text only.
func (e *Editor) SetClipboard(c Clipboard) { e.system = c }

// textClipboard is the clipboard of Fyne.
type textClipboard struct{}

// Read returns the text of the clipboard.
func (textClipboard) Read() (text, html string) {
	return fyne.CurrentApp().Clipboard().Content(), ""
}

// Write puts text on the clipboard.
func (textClipboard) Write(text, _ string) error {
	fyne.CurrentApp().Clipboard().SetContent(text)
	return nil
}

// copy puts what is selected on the clipboard.
func (e *Editor) copy() bool {
	s := e.state.Selection()
	if s.From() == s.To() {
		return false
	}
	var c clipboard.Content
	var err error
	if table, ok := state.SelectedCells(e.state); ok {
		c, err = clipboard.CopyTable(table)
	} else {
		c, err = clipboard.Copy(e.state.Doc(), s.From(), s.To())
	}
	if err == nil {
		err = e.system.Write(c.Text, c.HTML)
	}
	if err != nil {
		e.fail(err)
		return false
	}
	e.copied = c
	return true
}

// paste puts what is on the clipboard in the place of what is selected; plain leaves what it looked like.
func (e *Editor) paste(plain bool) bool {
	text, html := e.system.Read()
	if text == "" && html == "" {
		return false
	}
	if plain {
		return e.do(state.InsertSlice(clipboard.FromText(text)))
	}
	p, err := clipboard.Paste(html, text, e.copied)
	if err == nil && len(p.Pictures) > 0 && e.OnPictures != nil {
		err = e.OnPictures(p.Pictures)
	}
	if err != nil {
		e.fail(err)
		return false
	}
	return e.do(state.InsertSlice(p.Slice))
}

func (e *Editor) fail(err error) {
	if e.OnError != nil {
		e.OnError(err)
	}
}
