package chrome

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/theme"
)

func newApp(t testing.TB) fyne.App {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.Theme{})
	return app
}

func TestWrap(t *testing.T) {
	newApp(t)
	em := Width("国", Style{})
	for _, c := range []struct {
		name, text string
		ems        float32
		want       string
	}{
		{"between characters", "一二三四五六", 4, "一二三四/五六"},
		{"no pause begins a line", "一二三四，五六", 4, "一二三/四，五六"},
		{"no opening bracket ends a line", "一二三（四五六", 4, "一二三/（四五六"},
		{"words stay whole", "the quick brown fox", 6, "the quick/brown fox"},
		{"a word wider than the line is cut", "mmmmmmmm", 3, "mmm/mmm/mm"},
		{"lines of the text", "一\n二", 4, "一/二"},
		{"nothing", "", 4, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(Wrap(c.text, c.ems*em+0.5, Style{}), "/"); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Wrapping loses no character but the spaces at line ends, whatever the text and the width, and no line is wider than it may be.
func TestWrapKeepsTheText(t *testing.T) {
	newApp(t)
	runes := []rune("国家的一（《“”》），。、！ab c12 -/")
	for seed := range int64(300) {
		r := rand.New(rand.NewSource(seed))
		text := ""
		for range r.Intn(60) {
			text += string(runes[r.Intn(len(runes))])
		}
		width := 20 + 200*r.Float32()
		lines := Wrap(text, width, Style{})
		strip := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if strip(strings.Join(lines, "")) != strip(text) {
			t.Fatalf("seed %d: Wrap(%q, %v) is %q", seed, text, width, lines)
		}
		for _, l := range lines {
			if w := Width(l, Style{}); w > width+0.01 && len([]rune(l)) > 1 {
				t.Errorf("seed %d: Wrap(%q, %v) has a line of %v: %q", seed, text, width, w, l)
			}
		}
	}
}

func TestCut(t *testing.T) {
	newApp(t)
	for _, c := range []struct {
		text string
		ems  float32
		want string
	}{{"一二三四", 5, "一二三四"}, {"一二三四五六", 4, "一二三…"}, {"", 1, ""}} {
		if got := Cut(c.text, c.ems*Width("国", Style{}), Style{}); got != c.want {
			t.Errorf("%q in %v ems is %q, not %q", c.text, c.ems, got, c.want)
		}
	}
}

// label is a row that says its number.
func numbered(t testing.TB, n int) (*Rows, fyne.Window, *[]int) {
	newApp(t)
	l := NewRows()
	var chosen []int
	l.Make = func() fyne.CanvasObject { return canvas.NewText("", theme.Color(theme.Ink)) }
	l.Update = func(i int, o fyne.CanvasObject, _ bool) { o.(*canvas.Text).Text = fmt.Sprint(i) }
	l.Height = func(i int, _ float32) float32 { return float32(30 + i%3*10) }
	l.OnSelect = func(i int) { chosen = append(chosen, i) }
	l.CanSelect = func(i int) bool { return i != 2 }
	l.Set(n, -1)
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 400))
	return l, w, &chosen
}

func TestRowsDrawOnlyWhatIsSeen(t *testing.T) {
	l, _, _ := numbered(t, 10_000)
	if n := len(l.body.cells); n == 0 || n > 15 {
		t.Errorf("%d rows are drawn", n)
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if l.Selected() != 9_999 {
		t.Fatalf("End selects %d", l.Selected())
	}
	if n := len(l.body.cells); n == 0 || n > 15 {
		t.Errorf("at the end %d rows are drawn", n)
	}
	last := l.body.shown[9_999]
	if last == nil {
		t.Fatal("the selected row is not drawn")
	}
	if bottom := last.Position().Y + last.Size().Height - l.scroll.Offset.Y; bottom > l.Size().Height+0.5 {
		t.Errorf("the selected row ends at %v of %v", bottom, l.Size().Height)
	}
}

func TestRowsByKey(t *testing.T) {
	l, _, chosen := numbered(t, 5)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp, fyne.KeyHome, fyne.KeyUp} {
		l.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if got, want := fmt.Sprint(*chosen), "[0 1 3 4 3 1 0]"; got != want { // 2 cannot be selected
		t.Errorf("selected %s, want %s", got, want)
	}
	opened := -1
	l.OnOpen = func(i int) { opened = i }
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != 0 {
		t.Errorf("Return opened %d", opened)
	}
}

func TestRowsByPointer(t *testing.T) {
	l, w, chosen := numbered(t, 5)
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 40)) // rows are 30, 40, 50 … high
	if l.Selected() != 1 || len(*chosen) != 1 {
		t.Errorf("a click at 40 selects %d", l.Selected())
	}
	if !l.Focused() {
		t.Error("a click does not give the list the keyboard")
	}
}

func TestModal(t *testing.T) {
	newApp(t)
	below := NewButton("下面", Plain, nil)
	w := test.NewTempWindow(t, below)
	w.Canvas().Focus(below)
	pressed, closed := 0, 0
	m := Show(w.Canvas(), Card("问", 300, NewProse("吗", Style{}), NewButton("好", Primary, func() { pressed++ })), func() { pressed++ })
	m.OnClose = func() { closed++ }
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	m.Press()
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	m.Close()
	if pressed != 2 || closed != 1 {
		t.Errorf("pressed %d times, closed %d times", pressed, closed)
	}
	if w.Canvas().Focused() != fyne.Focusable(below) {
		t.Error("the keyboard did not go back")
	}
	if w.Canvas().OnTypedKey() != nil {
		t.Error("the card still takes keys")
	}
}

func TestButtonByKey(t *testing.T) {
	newApp(t)
	n := 0
	b := NewButton("好", Plain, func() { n++ })
	w := test.NewTempWindow(t, b)
	escaped := false
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { escaped = k.Name == fyne.KeyEscape })
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeySpace, fyne.KeyEscape} {
		b.TypedKey(&fyne.KeyEvent{Name: k})
	}
	b.Disable()
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n != 2 || !escaped {
		t.Errorf("pressed %d times, Escape passed on: %v", n, escaped)
	}
}

func TestProseIsAsHighAsItsLines(t *testing.T) {
	newApp(t)
	em := Width("国", Style{})
	p := NewProse(strings.Repeat("国", 30), Style{Width: 10*em + 1})
	if h := p.MinSize().Height; h != 3*LineHeight(Style{}) {
		t.Errorf("30 characters at 10 a line are %v high", h)
	}
	p.Resize(fyne.NewSize(15*em+1, 10))
	if h := p.MinSize().Height; h != 2*LineHeight(Style{}) {
		t.Errorf("30 characters at 15 a line are %v high", h)
	}
	cut := NewProse(strings.Repeat("国", 30), Style{Width: 10*em + 1, Lines: 2})
	if cut.MinSize().Height != 2*LineHeight(Style{}) || !strings.HasSuffix(cut.lines[1], "…") || cut.Text() != strings.Repeat("国", 30) {
		t.Errorf("cut to two lines: %q, %v high", cut.lines, cut.MinSize().Height)
	}
}

func BenchmarkRowsMeasure(b *testing.B) {
	l, _, _ := numbered(b, 10_000)
	head := "关于转发《关于进一步加强和改进新时代职业院校学生思想政治工作的若干意见》的通知"
	l.Height = func(_ int, w float32) float32 { return float32(len(Wrap(head, w, Style{Size: 15}))) * 22 }
	for b.Loop() {
		l.Set(10_000, -1)
	}
}
