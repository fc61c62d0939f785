// Command play shows an editor in a window of its own and writes its text to a file whenever it changes, for plays on a real display.
//
//	play [-ime] [-doc TEXT] [-repeat N] [-text FILE]
package main

import (
	"context"
	"flag"
	"fmt"
	"image/color"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/assets/fonts"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/typeset"
	"galley/editor/view"
	"galley/editor/view/ime"
	"galley/editor/view/layout"
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

func face(f fonts.Face) *typeset.Face {
	t, err := typeset.OpenFace(f.String(), f.Data())
	if err != nil {
		panic(err)
	}
	return t
}

func every(d time.Duration, f func()) func() {
	t := time.NewTicker(d)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-t.C:
				fyne.Do(func() {
					select {
					case <-done:
					default:
						f()
					}
				})
			case <-done:
				return
			}
		}
	}()
	return func() { t.Stop(); close(done) }
}

func main() {
	out := flag.String("text", "", "file that the text is written to")
	in := flag.String("doc", "p()", "the document")
	reach := flag.Bool("ime", false, "speak to the input method over D-Bus, as the application does")
	repeat := flag.Int("repeat", 1, "how often the body stands in it")
	flag.Parse()
	start := time.Now()
	doc := build.Doc(*in)
	if *repeat > 1 {
		body := doc.Part(model.Body)
		var all []*model.Node
		for range *repeat {
			for _, n := range body.Children() {
				all = append(all, n.With(n.Children()...))
			}
		}
		parts := append([]*model.Node{}, doc.Children()[:4]...)
		doc = doc.With(append(parts, body.With(all...))...)
	}
	var method ime.Method
	if *reach {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		m, err := ime.Reach(ctx, ime.Environment{Getenv: os.Getenv, ReadFile: os.ReadFile}, fyne.Do)
		if err != nil {
			panic(err)
		}
		if err := os.Setenv("XMODIFIERS", "@im=none"); err != nil {
			panic(err)
		}
		method = m
	}
	a := app.New()
	w := a.NewWindow("play")
	e := view.New(state.NewState(doc, history.Field{}), view.Options{
		Faces: layout.Faces{Song: face(fonts.Song), SongBold: face(fonts.SongBold), Hei: face(fonts.Hei), HeiBold: face(fonts.HeiBold), Kai: face(fonts.Kai)},
		Colors: view.Colors{
			Ground: rgb(0xF3F1EC), Paper: rgb(0xFFFFFF), Border: rgb(0xDEDAD1), Ink: rgb(0x22252A), Soft: rgb(0x63676E), Faint: rgb(0x9A9DA3),
			Link: rgb(0x2B5FA8), Line: rgb(0xCFCABF), Wash: rgb(0xFAF9F6), Red: rgb(0xB4232A), Selection: rgb(0xCFE0F5), Idle: rgb(0xE7E4DD),
			Caret: rgb(0xB4232A), Bar: rgb(0xCFCABF),
		},
		Hints: map[model.Kind]string{model.Kicker: "引题", model.Headline: "标题", model.Subtitle: "副题", model.Abstract: "摘要", model.Paragraph: "正文"},
		Label: "摘要", Now: time.Now, Every: every,
		Method: method, Held: a.Driver().(desktop.Driver).CurrentKeyModifiers,
	})
	e.OnChange = func(_ *state.Transaction, s state.State) {
		if *out == "" {
			return
		}
		text := strings.TrimLeft(s.Doc().PlainText(), "\n")
		if err := os.WriteFile(*out, []byte(text), 0o600); err != nil {
			panic(err)
		}
	}
	w.SetPadded(false)
	w.SetContent(e)
	w.Resize(fyne.NewSize(1000, 800))
	w.Canvas().Focus(e)
	e.Act(view.DocumentEnd)
	fmt.Println("made in", time.Since(start))
	w.ShowAndRun()
}
