package desk

import (
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
	if !alone { // the toolkit may take the size of the screen for that of the window
		w.win.Resize(w.around.size)
	}
	w.noticed = "" // its width is another one
	w.showState()
	w.focus(w.page)
	w.page.Reveal()
}
