package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"galley/editor/model"
	"galley/editor/state"
)

// Clipboard is the clipboard of the system. HTML is "" where there is none or it cannot be had.
type Clipboard interface {
	Read() (text, html string)
	Write(text, html string) error
}

// SetClipboard replaces the clipboard of Fyne, which has text only.
func (e *Editor) SetClipboard(c Clipboard) { e.clipboard = c }

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
	if err := e.clipboard.Write(e.state.Doc().TextBetween(s.From(), s.To()), ""); err != nil {
		if e.OnError != nil {
			e.OnError(err)
		}
		return false
	}
	return true
}

// paste puts what is on the clipboard in the place of what is selected.
func (e *Editor) paste(bool) bool {
	text, _ := e.clipboard.Read()
	if text == "" {
		return false
	}
	return e.do(pasteText(text))
}

func pasteText(text string) state.Command {
	return func(s state.State, dispatch func(*state.Transaction)) bool {
		var nodes []*model.Node
		for _, l := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
			if l = strings.TrimSpace(l); l != "" {
				nodes = append(nodes, model.New(model.Paragraph, model.Attrs{}, model.NewText(l)))
			}
		}
		sl := model.NewSlice(nodes...)
		sl.OpenStart, sl.OpenEnd = 1, 1
		tr := s.Begin()
		from, to := s.Selection().From(), s.Selection().To()
		if tr.Replace(from, to, sl) != nil {
			return false
		}
		if dispatch != nil {
			dispatch(tr)
		}
		return true
	}
}
