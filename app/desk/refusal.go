package desk

import (
	"errors"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

const dialogWidth float32 = 480

// refuse shows why something was not done, in the newsroom's words, and offers what to do next. Actions come before the button that
// closes; the first of them is what Return does.
func (f *frame) refuse(err error, actions ...chrome.Option) {
	d := f.d
	code := newsroom.CodeOf(err)
	body := []fyne.CanvasObject{chrome.NewProse(d.Words.Say(newsroom.TextOf(err)), chrome.Style{Width: dialogWidth - 48})}
	if code == newsroom.Conflict || code == newsroom.NotFound {
		actions = append(actions, chrome.Option{Label: d.S("refused.refresh"), Action: d.refresh})
	}
	if cause := causeOf(err); cause != "" && (code == newsroom.Internal || code == newsroom.Corrupt) {
		body = append(body, chrome.NewProse(cause, chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: dialogWidth - 48, Lines: 6}))
	}
	var m *chrome.Modal
	buttons := []fyne.CanvasObject{chrome.NewButton(d.S("close"), chrome.Plain, func() { m.Close() })}
	primary := func() { m.Close() }
	for i, a := range actions {
		kind := chrome.Plain
		press := func() {
			m.Close()
			a.Action()
		}
		if i == 0 {
			kind, primary = chrome.Primary, press
		}
		buttons = append(buttons, chrome.NewButton(a.Label, kind, press))
	}
	m = f.show(chrome.Card(d.S("refused."+string(code)), dialogWidth, chrome.Column(10, body...), buttons...), primary)
}

// causeOf is what went wrong below a refusal, for whoever helps the person.
func causeOf(err error) string {
	var e *newsroom.Error
	if errors.As(err, &e) && e.Cause != nil {
		return e.Cause.Error()
	}
	return ""
}

// tell shows a sentence that needs no answer.
func (f *frame) tell(title, sentence string, actions ...chrome.Option) {
	var m *chrome.Modal
	buttons := []fyne.CanvasObject{chrome.NewButton(f.d.S("close"), chrome.Plain, func() { m.Close() })}
	primary := func() { m.Close() }
	for i, a := range actions {
		kind := chrome.Plain
		press := func() {
			m.Close()
			a.Action()
		}
		if i == 0 {
			kind, primary = chrome.Primary, press
		}
		buttons = append(buttons, chrome.NewButton(a.Label, kind, press))
	}
	m = f.show(chrome.Card(title, dialogWidth, chrome.NewProse(sentence, chrome.Style{Width: dialogWidth - 48}), buttons...), primary)
}
