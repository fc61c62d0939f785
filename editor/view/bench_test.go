package view

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"galley/editor/model"
	"galley/editor/state"
)

const prose = "各学院、各部门：经研究决定，学校定于 2026 年 11 月 23 日上午 9:00 在图书馆报告厅召开 Galley 编辑系统培训会，请负责新闻发布的同志准时参加。会议由党委宣传部主持，内容包括：稿件的起草、三审三校、签发与归档；"

// long returns a document of so many characters in paragraphs of about a hundred.
func long(characters int) *model.Node {
	doc := model.NewDoc()
	n := len([]rune(prose))
	var body []*model.Node
	for i := 0; i*n < characters; i++ {
		body = append(body, model.New(model.Paragraph, model.Attrs{}, model.NewText(fmt.Sprintf("%d、%s", i, prose))))
	}
	parts := slices.Clone(doc.Children())
	parts[1] = parts[1].With(model.NewText("关于召开编辑系统培训会的通知"))
	parts[4] = parts[4].With(body...)
	return doc.With(parts...)
}

var lengths = []struct {
	name       string
	characters int
}{{"10k", 10_000}, {"50k", 50_000}, {"200k", 200_000}, {"1M", 1_000_000}}

// times runs f and reports the median, the 99th percentile and the worst of its processor times; what comes between is not counted.
func times(b *testing.B, between func(i int), f func(i int)) time.Duration {
	b.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	all := make([]time.Duration, 0, b.N)
	b.ResetTimer()
	for i := range b.N {
		if between != nil {
			b.StopTimer()
			between(i)
			b.StartTimer()
		}
		start := cpuTime()
		f(i)
		all = append(all, cpuTime()-start)
	}
	b.StopTimer()
	slices.Sort(all)
	median := all[len(all)/2]
	b.ReportMetric(float64(median.Microseconds()), "median-µs")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(all[len(all)-1].Microseconds()), "worst-µs")
	b.ReportMetric(0, "ns/op")
	return median
}

// openLong shows a document as the application does: what is not seen is laid out in idle time, which is over when this returns.
func openLong(b *testing.B, characters int) (*Editor, fyne.Window) {
	b.Helper()
	e, w := open(b, long(characters), 1000, 800, func(o *Options) { o.Every = func(time.Duration, func()) func() { return func() {} } })
	for !e.lay.Settle(1 << 20) {
	}
	runtime.GC()
	return e, w
}

// middle puts the caret in the middle of the document.
func middle(b *testing.B, e *Editor) {
	b.Helper()
	doc := e.State().Doc()
	if !e.Do(state.Select(state.Near(doc, model.Pos(doc.ContentSize()/2)))) {
		b.Fatal("no caret in the middle")
	}
}

var runes = []rune("经研究决定，在图书馆召开 Galley 培训会。")

// BenchmarkTypeRune is the handler of one key: model, history, layout and what is to be drawn, without the painter.
func BenchmarkTypeRune(b *testing.B) {
	for _, c := range lengths {
		b.Run(c.name, func(b *testing.B) {
			test.NewTempApp(b)
			e, _ := openLong(b, c.characters)
			middle(b, e)
			median := times(b, nil, func(i int) { e.TypedRune(runes[i%len(runes)]) })
			if c.characters <= 50_000 {
				b.ReportMetric(float64(entryKey(b, c.characters))/float64(median), "entry-ratio")
			}
		})
	}
}

// entryKey returns the median time of a key in widget.Entry with as many characters, in the same run.
func entryKey(b *testing.B, characters int) time.Duration {
	b.Helper()
	var text []string
	for _, n := range long(characters).Part(model.Body).Children() {
		text = append(text, n.PlainText())
	}
	en := widget.NewMultiLineEntry()
	en.Wrapping = fyne.TextWrapBreak
	w := test.NewTempWindow(b, en)
	w.Resize(fyne.NewSize(1000, 800))
	en.SetText(strings.Join(text, "\n"))
	en.CursorRow = len(text) / 2
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var all []time.Duration
	for i := range 5 {
		start := cpuTime()
		en.TypedRune(runes[i])
		all = append(all, cpuTime()-start)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// BenchmarkPaintLine paints one line that changed by Fyne's software painter: the drawing of its picture, and the painter's own work on a
// window of its size.
func BenchmarkPaintLine(b *testing.B) {
	for _, scale := range []int{1, 2} {
		b.Run(fmt.Sprintf("%dx", scale), func(b *testing.B) {
			test.NewTempApp(b)
			e, _ := openLong(b, 10_000)
			middle(b, e)
			var line *linePicture
			for _, p := range e.r.lines {
				if line == nil || p.line.Width > line.line.Width {
					line = p
				}
			}
			c := software.NewCanvas()
			c.SetPadded(false)
			c.SetScale(float32(scale))
			c.SetContent(canvas.NewRaster(line.raster.Generator))
			c.Resize(line.raster.Size())
			drawn := e.r.drawn
			times(b, nil, func(int) { c.Capture() })
			if e.r.drawn == drawn {
				b.Fatal("nothing drawn")
			}
		})
	}
}

// BenchmarkPaintText is the same line as a canvas.Text, for comparison.
func BenchmarkPaintText(b *testing.B) {
	test.NewTempApp(b)
	t := canvas.NewText(string([]rune(prose)[:36]), light.Ink)
	t.TextSize = bodySize
	t.FontSource = fyne.NewStaticResource("song.ttf", faces().Song.Data())
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(t)
	times(b, nil, func(i int) {
		t.Text = string([]rune(prose)[i%10 : i%10+36])
		c.Capture()
	})
}

// BenchmarkFrame paints the whole window with Fyne's software painter after a key; nothing of it is kept between frames, as a GPU would.
func BenchmarkFrame(b *testing.B) {
	test.NewTempApp(b)
	e, w := openLong(b, 200_000)
	middle(b, e)
	times(b, func(i int) { e.TypedRune(runes[i%len(runes)]) }, func(int) { w.Canvas().Capture() })
}

// at200k runs an action on 200,000 characters, and undoes it in between where it says so.
func at200k(b *testing.B, f func(*Editor), undo bool) {
	test.NewTempApp(b)
	e, _ := openLong(b, 200_000)
	middle(b, e)
	times(b, func(i int) {
		if undo && i > 0 {
			e.Act(Undo)
		}
	}, func(int) { f(e) })
}

func BenchmarkReturn(b *testing.B) { at200k(b, func(e *Editor) { e.Act(Return) }, true) }

// BenchmarkJoin is BackSpace at the start of a paragraph.
func BenchmarkJoin(b *testing.B) {
	test.NewTempApp(b)
	e, _ := openLong(b, 200_000)
	times(b, func(int) {
		middle(b, e)
		e.Act(Return)
	}, func(int) { e.Act(DeleteBack) })
}

// memory is a clipboard of the test.
type memory struct{ text, html string }

func (m *memory) Read() (string, string) { return m.text, m.html }
func (m *memory) Write(text, html string) error {
	m.text, m.html = text, html
	return nil
}

// paste100k is 100 kB of text in paragraphs.
func paste100k() string {
	var b strings.Builder
	for b.Len() < 100_000 {
		b.WriteString(prose + "\n")
	}
	return b.String()
}

func BenchmarkPaste100kB(b *testing.B) {
	at200k(b, func(e *Editor) {
		e.SetClipboard(&memory{text: paste100k()})
		e.Act(PastePlain)
	}, true)
}

func BenchmarkUndoPaste100kB(b *testing.B) {
	test.NewTempApp(b)
	e, _ := openLong(b, 200_000)
	middle(b, e)
	e.SetClipboard(&memory{text: paste100k()})
	times(b, func(int) { e.Act(PastePlain) }, func(int) { e.Act(Undo) })
}

func BenchmarkPageDown(b *testing.B) {
	test.NewTempApp(b)
	e, _ := openLong(b, 200_000)
	times(b, func(i int) {
		if i%200 == 0 {
			e.Act(DocumentStart)
		}
	}, func(int) { e.Act(PageDown) })
}

func BenchmarkJumpToEnd(b *testing.B) {
	test.NewTempApp(b)
	e, _ := openLong(b, 200_000)
	times(b, func(int) { e.Act(DocumentStart) }, func(int) { e.Act(DocumentEnd) })
}

// BenchmarkOpen200k is a new editor on 200,000 characters up to the first frame, with the rest of the document left to idle time, and the
// memory that it takes.
func BenchmarkOpen200k(b *testing.B) {
	test.NewTempApp(b)
	faces()
	empty, _ := openLong(b, 1)
	empty.sync()
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / (1 << 20)
	}
	every := func(time.Duration, func()) func() { return func() {} }
	before := heap()
	doc := long(200_000)
	e := New(state.NewState(doc), Options{Faces: faces(), Colors: light, Every: every})
	e.Resize(fyne.NewSize(1000, 800))
	for !e.lay.Settle(1 << 20) {
	}
	mb := heap() - before
	runtime.KeepAlive(e)
	times(b, nil, func(int) {
		e := New(state.NewState(doc), Options{Faces: faces(), Colors: light, Every: every})
		w := test.NewWindow(e)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(1000, 800))
		w.Canvas().Capture()
		w.Close()
	})
	b.ReportMetric(mb, "MB")
}
