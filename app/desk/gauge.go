package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
)

// stoppable shows a card over work that can be stopped, by its button or Escape: ctx ends then. end takes the card away.
func (f *frame) stoppable(title string, body fyne.CanvasObject) (ctx context.Context, end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	card := f.show(chrome.Card(title, dialogWidth, body, chrome.NewButton(f.d.S("batch.stop"), chrome.Plain, cancel)), cancel)
	below := card.OnClose
	card.OnClose = func() {
		cancel()
		below()
	}
	return ctx, card.Close
}

// gauge is a card that shows how far work is that can be stopped. at may be called from any goroutine.
func (f *frame) gauge(title string, total int, words func(done int) string) (ctx context.Context, at func(done int), end func()) {
	const inner = dialogWidth - 48
	line := chrome.NewProse(words(0), chrome.Style{Width: inner})
	bar := widget.NewProgressBar()
	bar.TextFormatter = func() string { return "" }
	bar.Max = float64(total)
	ctx, end = f.stoppable(title, chrome.Column(12, line, chrome.Fixed(inner, 8, bar)))
	return ctx, func(done int) {
		fyne.Do(func() {
			line.SetText(words(done))
			bar.SetValue(float64(done))
		})
	}, end
}
