package view

import (
	"image/color"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/assets/fonts"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/typeset"
	"galley/editor/view/layout"
)

var faces = sync.OnceValue(func() layout.Faces {
	open := func(f fonts.Face) *typeset.Face {
		face, err := typeset.OpenFace(f.String(), f.Data())
		if err != nil {
			panic(err)
		}
		return face
	}
	return layout.Faces{Song: open(fonts.Song), SongBold: open(fonts.SongBold), Hei: open(fonts.Hei), HeiBold: open(fonts.HeiBold), Kai: open(fonts.Kai)}
})

func rgb(v uint32) color.NRGBA { return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255} }

var light = Colors{
	Ground: rgb(0xF3F1EC), Paper: rgb(0xFFFFFF), Border: rgb(0xDEDAD1), Ink: rgb(0x22252A), Soft: rgb(0x63676E), Faint: rgb(0x9A9DA3),
	Link: rgb(0x2B5FA8), Line: rgb(0xCFCABF), Wash: rgb(0xFAF9F6), Red: rgb(0xB4232A), Selection: rgb(0xCFE0F5), Idle: rgb(0xE7E4DD),
	Caret: rgb(0xB4232A), Bar: rgb(0xCFCABF),
}

var dark = Colors{
	Ground: rgb(0x17181A), Paper: rgb(0x26282C), Border: rgb(0x34373C), Ink: rgb(0xE8E5DE), Soft: rgb(0xA5A8AD), Faint: rgb(0x74777D),
	Link: rgb(0x7FAFEF), Line: rgb(0x45494F), Wash: rgb(0x1F2124), Red: rgb(0xF0616A), Selection: rgb(0x2F4A6E), Idle: rgb(0x3A3D42),
	Caret: rgb(0xF0616A), Bar: rgb(0x45494F),
}

// clock is a clock that a test moves.
type clock struct{ now time.Time }

func newClock() *clock { return &clock{time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

var zhHints = map[model.Kind]string{
	model.Kicker: "引题", model.Headline: "标题", model.Subtitle: "副题", model.Abstract: "摘要写在这里", model.Paragraph: "正文从这里开始",
}

// open shows a document in a window of the test driver, with the keyboard in it.
func open(t testing.TB, doc *model.Node, width, height float32, change ...func(*Options)) (*Editor, fyne.Window) {
	c := newClock()
	o := Options{Faces: faces(), Colors: light, Hints: zhHints, Label: "摘要", Now: func() time.Time { return c.now },
		Later: func(f func()) { f() }, Go: func(f func()) { f() }}
	for _, f := range change {
		f(&o)
	}
	e := New(state.NewState(doc, history.Field{}), o)
	e.OnError = func(err error) { t.Error(err) }
	w := test.NewTempWindow(t, e)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	w.Canvas().Focus(e)
	return e, w
}
