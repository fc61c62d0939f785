package view

import (
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/assets/fonts"
	"galley/editor/model"
	"galley/editor/model/build"
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

func save(t *testing.T, w fyne.Window, name string) {
	dir := os.Getenv("GALLEY_PICTURES")
	if dir == "" {
		dir = t.TempDir()
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

const sampleText = `kicker(疫情防控在行动) headline(江苏省徐州技师学院参加省人力资源和社会保障厅疫情防控专题工作视频会议)
abstract(3 月 20 日，省人力资源和社会保障厅召开疫情防控专题工作视频会议，学校疫情防控领导小组成员参加会议。)
p(3 月 20 日，[s 省厅][u 省人力资源和社会保障厅]召开疫情防控专题工作视频会议，学校疫情防控领导小组成员参加会议。省人力资源和社会保障厅副厅长顾潮作重要讲话。会议由[em 职业能力建设处]处长[strong 李建方]主持。)
h1(一、会议要求)
p(顾潮副厅长指出，当前疫情形势严峻，全国出现多点多元多发态势，是 2020 年以来波及最广的一次疫情。学校师生流动性大，防控任务艰巨，疫情防控的成效直接关系到师生生命安全和身体健康，详见[link=https://example.org/ 有关通知]，H[sub 2]O 与 x[sup 2]。)
ol(li(p(压实责任，严格执行“日报告”“零报告”制度；)) li(p(加强管理：) ul(li(p(校门)) li(p(宿舍)))) li(p(做好宣传。)))
quote(p(把好门、管好人、守好位。))
h2(二、再部署)
table(tr(th(p(项目)) th(p(负责人)) th(p(时间与地点))) tr(td(p(晨检)) td(p(王二)) td(p(每天早上七点半，教学楼一层大厅))) tr(td(p(消毒)) td(p(李婉婷)) td(p(晚八点))))
hr()
h3(三、书记讲话)
p(English words mix with 中文 in one line, and “quotes” too——那是破折号……)
fig=a(图为会议现场)
p()`

func TestShowsAPage(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		name   string
		colors Colors
		scale  float32
	}{{"light", light, 1}, {"dark", dark, 1}, {"light2", light, 2}} {
		e, w := open(t, build.Doc(sampleText), 900, 1400, func(o *Options) { o.Colors = c.colors })
		if c.scale != 1 {
			w.Canvas().(interface{ SetScale(float32) }).SetScale(c.scale)
		}
		e.SetDecorations(Comments, []Decoration{{From: 140, To: 160, Color: rgb(0xFFF3C9)}})
		e.SetDecorations(Findings, []Decoration{{From: 200, To: 206, Shape: Squiggle, Color: rgb(0xB4232A)}})
		e.SetDecorations(Changes, []Decoration{{From: 120, To: 160, Shape: MarginBar, Color: rgb(0xB4232A)}})
		e.Act(Down)
		e.Act(Down)
		save(t, w, c.name)
	}
}
