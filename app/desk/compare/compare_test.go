package compare

import (
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/sheet"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/track"
	"galley/editor/view"
)

// between is a view of what became of one text in another, in a window; chosen has the changes that it said it showed.
func between(t testing.TB, before, after *model.Node) (v *View, chosen *[]int) {
	t.Helper()
	of := func(doc *model.Node) newsroom.Manuscript {
		return newsroom.Manuscript{Doc: doc, Properties: newsroom.Properties{Kind: "news", Language: catalogue.ZhHans}}
	}
	d, err := newsroom.CompareManuscripts(of(before), of(after))
	if err != nil {
		t.Fatal(err)
	}
	chosen = new([]int)
	v = New(d, Params{
		Page: func(doc *model.Node) *view.Editor {
			e := view.New(state.NewState(doc), view.Options{
				Faces: sheet.Faces(), Colors: view.Colors{Ground: color.NRGBA{A: 0xFF}, Paper: color.NRGBA{R: 0xFF, A: 0xFF}},
				Now: func() time.Time { return time.Time{} }, Later: func(f func()) { f() }, Go: func(f func()) { f() },
			})
			e.Disable()
			return e
		},
		Names: [2]string{"1", "2"}, Legend: [4]string{"deleted", "inserted", "moved", "formed"},
		Chosen: func(i int) { *chosen = append(*chosen, i) },
	})
	w := test.NewTempWindow(t, v.Object())
	w.Resize(fyne.NewSize(1000, 700))
	t.Cleanup(v.Close)
	return v, chosen
}

// looks returns the decorations of a page that stand for a change.
func looks(p *view.Editor, change int) (out []view.Decoration) {
	for _, d := range p.Decorations(view.Changes) {
		if d.Key == change {
			out = append(out, d)
		}
	}
	return out
}

const head = "headline(题) "

// TestStep goes from change to change and round at the ends, on one page and on two, and stays where it is when the mode changes.
func TestStep(t *testing.T) {
	test.NewTempApp(t)
	v, chosen := between(t, build.Doc(head+"p(甲说好) p(乙来了) p(丙)"), build.Doc(head+"p(甲说很好) p(乙走了) p(丙) p(丁)"))
	n := len(v.d.Changes)
	if n < 3 || v.At() != -1 {
		t.Fatalf("%d changes, at %d", n, v.At())
	}
	v.Step(true)
	v.SetMode(Sides)
	if v.At() != 0 || v.Mode() != Sides {
		t.Fatalf("in mode %d at %d", v.Mode(), v.At())
	}
	for range n {
		v.Step(true)
	}
	v.Step(false)
	*chosen = nil
	v.Step(false)
	v.SetMode(Inline)
	if v.At() != n-2 || !slices.Equal(*chosen, []int{n - 2, n - 2}) {
		t.Errorf("at %d of %d, said %v", v.At(), n, *chosen)
	}
	c := v.d.Changes[v.At()]
	if sel := v.pages[0].State().Selection(); sel.From() < c.From || sel.To() > c.To {
		t.Errorf("%d to %d is selected of a change from %d to %d", sel.From(), sel.To(), c.From, c.To)
	}
	same, _ := between(t, build.Doc(head+"p(甲)"), build.Doc(head+"p(甲)"))
	if same.Step(true) || same.Step(false) || same.At() != -1 {
		t.Error("there is a change between a text and itself")
	}
}

// TestMovedBlock: a block that stands elsewhere has the colour of moves in both places, and is neither deleted nor inserted. On one page a ghost
// of that colour stands where it was.
func TestMovedBlock(t *testing.T) {
	test.NewTempApp(t)
	const moved = "操场上的三百名同学站成了一个很大的圆圈。"
	before := build.Doc(head + "p(" + moved + ") p(第二段说天气晴朗，看台上坐满了从各个年级来的家长。) p(第三段说比赛开始，发令枪响了以后没有人再说话。)")
	after := build.Doc(head + "p(第二段说天气晴朗，看台上坐满了从各个年级来的家长。) p(第三段说比赛开始，发令枪响了以后没有人再说话。) p(" + moved + ")")
	v, _ := between(t, before, after)
	i := slices.IndexFunc(v.d.Changes, func(c track.Change) bool { return c.Kind == track.Move })
	if i < 0 || len(v.d.Changes) != 1 {
		t.Fatalf("%+v", v.d.Changes)
	}
	amber := tint(theme.Amber)
	bars := func(p *view.Editor) (text string) {
		for _, d := range looks(p, i) {
			if d.Color != amber && d.Color != tint(theme.AmberWash) || d.Shape == view.Struck || d.Shape == view.Underlined {
				t.Errorf("a moved block looks like %+v", d)
			}
			if d.Shape == view.MarginBar {
				text += p.State().Doc().TextBetween(d.From, d.To)
			}
		}
		return text
	}
	if got := bars(v.pages[0]); got != moved {
		t.Errorf("marked as moved here is %q", got)
	}
	var ghosts []view.Ghost
	for _, s := range v.spots {
		ghosts = append(ghosts, view.Ghosts(s.From, s.Old, amber)...)
	}
	at := slices.IndexFunc(looks(v.pages[0], i), func(d view.Decoration) bool { return d.Shape == view.MarginBar })
	if len(ghosts) != 1 || ghosts[0].Text != moved+"¶" || ghosts[0].At >= looks(v.pages[0], i)[at].From {
		t.Errorf("where it was stands %+v", ghosts)
	}
	v.SetMode(Sides)
	if later, earlier := bars(v.pages[0]), bars(v.pages[1]); later != moved || earlier != moved {
		t.Errorf("marked as moved are %q and %q", earlier, later)
	}
	v.Step(true)
	for side, p := range v.pages {
		sel := p.State().Selection()
		if got := p.State().Doc().TextBetween(sel.From(), sel.To()); got != moved {
			t.Errorf("on page %d %q is shown", side, got)
		}
	}
}

// TestEveryChangeIsSeen, on random documents: beside each other every change is marked on one of the pages at least, every mark stands within its page,
// a page says a position of the other for every position of its own, and stepping round meets every change once.
func TestEveryChangeIsSeen(t *testing.T) {
	test.NewTempApp(t)
	for seed := range uint64(40) {
		r := build.Rand(seed)
		before := build.Random(r, 4)
		after := build.Random(r, 4)
		v, chosen := between(t, before, after)
		v.SetMode(Sides)
		for i := range v.d.Changes {
			if len(looks(v.pages[0], i))+len(looks(v.pages[1], i)) == 0 {
				t.Errorf("seed %d: the change %+v is not to be seen", seed, v.d.Changes[i])
			}
		}
		for side, p := range v.pages {
			size := model.Pos(p.State().Doc().ContentSize())
			for _, d := range p.Decorations(view.Changes) {
				if d.From < 0 || d.From > d.To || d.To > size {
					t.Errorf("seed %d: a mark from %d to %d on a page of %d", seed, d.From, d.To, size)
				}
			}
			other := model.Pos(v.pages[1-side].State().Doc().ContentSize())
			for pos := range size + 1 {
				if at := v.there(pos, side == 1); at < 0 || at > other {
					t.Fatalf("seed %d: beside %d stands %d of %d", seed, pos, at, other)
				}
			}
		}
		*chosen = nil
		for range v.d.Changes {
			v.Step(true)
		}
		for i, c := range *chosen {
			if c != i {
				t.Fatalf("seed %d: step %d shows change %d", seed, i, c)
			}
		}
	}
}

// TestBesideUnchangedText: text that did not change stands beside itself, before, between and after what did.
func TestBesideUnchangedText(t *testing.T) {
	test.NewTempApp(t)
	before, after := build.Doc(head+"p(甲乙丙丁) p(不变的一段) p(尾)"), build.Doc(head+"p(甲乙新的话丙丁) p(不变的一段) p(尾)")
	v, _ := between(t, before, after)
	v.SetMode(Sides)
	grown := model.Pos(after.ContentSize() - before.ContentSize())
	end := model.Pos(before.ContentSize())
	for _, c := range []struct{ before, after model.Pos }{{2, 2}, {end - 8, end - 8 + grown}, {end, end + grown}} {
		if got := v.there(c.before, true); got != c.after {
			t.Errorf("beside %d of the earlier text stands %d, want %d", c.before, got, c.after)
		}
		if got := v.there(c.after, false); got != c.before {
			t.Errorf("beside %d of the later text stands %d, want %d", c.after, got, c.before)
		}
	}
}
