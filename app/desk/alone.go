package desk

import (
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
)

// around is what stands in the writing window beside the status line and the outline.
type around struct {
	bar, sheet, side fyne.CanvasObject
	size             fyne.Size // of the window before the page had the whole screen
}

// arrange lays the window out: everything, or only the page and the status line.
func (w *writer) arrange() {
	if w.alone {
		w.win.SetContent(chrome.Dock(chrome.Gap(0, 0), w.status.object, w.around.sheet))
		return
	}
	w.win.SetContent(chrome.Dock(w.around.bar, w.status.object, chrome.After(outlineWidth, w.outline.object, chrome.Beside(inspectorWidth, w.around.sheet, w.around.side))))
}

// wmTime is how long a window manager takes to give a window its frame back.
const wmTime = 300 * time.Millisecond

// resize gives the window the size that it had before the page had the whole screen. The toolkit may take the size of the screen for it, when it
// hears of that after it has left, and the window manager then follows the toolkit.
func (w *writer) resize() {
	if !w.alone && w.d.writers[w.Article.ID] == w && w.win.Canvas().Size() != w.around.size {
		w.win.Resize(w.around.size)
	}
}

// setAlone gives the page the whole screen without anything that distracts, or takes it back.
func (w *writer) setAlone(alone bool) {
	if w.alone == alone {
		return
	}
	if alone {
		w.keepSize()
		w.around.size = w.win.Canvas().Size()
	}
	w.alone = alone
	w.win.SetFullScreen(alone)
	w.arrange()
	if !alone {
		w.resize()
		w.d.After(wmTime, func() { fyne.Do(w.resize) })
	}
	w.noticed = "" // its width is another one
	w.showState()
	w.focus(w.page)
	w.page.Reveal()
}
