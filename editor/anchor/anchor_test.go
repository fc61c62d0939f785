package anchor_test

import (
	"strings"
	"testing"

	"galley/editor/anchor"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

func TestMap(t *testing.T) {
	for _, c := range []struct {
		name, doc string
		edit      func(*transform.Transform, build.Tags) error
		want      string // the words that it stands on; empty when they are gone
	}{
		{"typing before it", "p(<x>通<a>知各<b>单位)", insert("x"), "知各"},
		{"typing at its start", "p(通<x><a>知各<b>单位)", insert("x"), "知各"},
		{"typing in it", "p(通<a>知<x>各<b>单位)", insert("x"), "知新各"},
		{"typing at its end", "p(通<a>知各<b><x>单位)", insert("x"), "知各"},
		{"deleting a part", "p(通<a>知<x>各<b>单<y>位)", remove, "知"},
		{"deleting it", "p(通<x><a>知各<b>单<y>位)", remove, ""},
		{"deleting its paragraph", "p(通) <x>p(<a>知各<b>单)<y> p(位)", remove, ""},
		{"splitting it", "p(通<a>知<x>各<b>单位)", func(tr *transform.Transform, g build.Tags) error { return tr.Split(g["x"], 1) }, "知\n各"},
		{"a heading", "p(通<a><x>知各<b>单位)", func(tr *transform.Transform, g build.Tags) error {
			return tr.SetBlockKind(g["x"], g["x"], transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 1}})
		}, "知各"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.doc)
			a, err := anchor.New(doc, tags["a"], tags["b"])
			if err != nil {
				t.Fatal(err)
			}
			tr := transform.New(doc)
			if err := c.edit(tr, tags); err != nil {
				t.Fatal(err)
			}
			got := a
			for i, s := range tr.Steps() {
				after := tr.Doc()
				if i+1 < len(tr.Docs()) {
					after = tr.Docs()[i+1]
				}
				got = got.Map(s.StepMap(), after)
			}
			if text := tr.Doc().TextBetween(got.From, got.To); text != c.want || got.Lost != (c.want == "") || got.Quote != "知各" {
				t.Errorf("stands on %q as %+v, want %q", text, got, c.want)
			}
			// Undone, it stands where it stood.
			for i := len(tr.Steps()) - 1; i >= 0; i-- {
				inverse, err := tr.Steps()[i].Invert(tr.Docs()[i])
				if err != nil {
					t.Fatal(err)
				}
				got = got.Map(inverse.StepMap(), tr.Docs()[i])
			}
			if c.want == "" && got != a {
				t.Errorf("undone it is %+v, want %+v", got, a)
			}
		})
	}
}

func insert(at string) func(*transform.Transform, build.Tags) error {
	return func(tr *transform.Transform, g build.Tags) error { return tr.InsertText(g[at], "新", nil) }
}

func remove(tr *transform.Transform, g build.Tags) error {
	return tr.Step(transform.ReplaceStep{From: g["x"], To: g["y"]})
}

// TestSurvivors edits a text of different characters at random: what is left of the quoted ones is inside the anchor, and nothing else of the
// first text.
func TestSurvivors(t *testing.T) {
	for seed := range uint64(500) {
		r := build.Rand(seed)
		text := make([]rune, 60)
		for i := range text {
			text[i] = rune(0x4E00 + i)
		}
		doc := build.Doc("p(" + string(text[:30]) + ") p(" + string(text[30:]) + ")")
		start := model.Pos(doc.ContentSize() - doc.Part(model.Body).Size() + 2)
		from := start + model.Pos(r.IntN(28))
		a, err := anchor.New(doc, from, from+1+model.Pos(r.IntN(25)))
		if err != nil {
			t.Fatal(err)
		}
		tr := transform.New(doc)
		for range 12 {
			done := len(tr.Steps())
			p := start + model.Pos(r.IntN(tr.Doc().ContentSize()-int(start)))
			q := min(model.Pos(tr.Doc().ContentSize()), p+model.Pos(r.IntN(8)))
			switch r.IntN(4) {
			case 0:
				err = tr.InsertText(p, "abc"[:1+r.IntN(2)], nil)
			case 1:
				err = tr.Split(p, 1)
			default:
				err = tr.Delete(p, q)
			}
			if err != nil {
				continue
			}
			for i := done; i < len(tr.Steps()); i++ {
				after := tr.Doc()
				if i+1 < len(tr.Docs()) {
					after = tr.Docs()[i+1]
				}
				a = a.Map(tr.Steps()[i].StepMap(), after)
			}
			inside := tr.Doc().TextBetween(a.From, a.To)
			for _, c := range tr.Doc().PlainText() {
				if c >= 0x4E00 && strings.ContainsRune(a.Quote, c) != strings.ContainsRune(inside, c) {
					t.Fatalf("seed %d: %q is inside %q: %v; quoted %q in %s", seed, c, inside, strings.ContainsRune(inside, c), a.Quote, build.Format(tr.Doc()))
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	doc, tags := build.Tagged("p(通知<a>各单位) p(各<b>单位[br]的通知) p(新<c>各单位)")
	for _, c := range []struct {
		quote string
		near  string
		want  string // tag before the place, empty for none
	}{
		{"各单位", "a", "a"}, {"各单位", "c", "c"}, {"单位\n的通", "a", "b"}, {"没有", "a", ""}, {"", "a", ""},
	} {
		a, ok := anchor.Find(doc, c.quote, tags[c.near])
		if ok != (c.want != "") || ok && a.From != tags[c.want] {
			t.Errorf("%q near %s is found at %+v (%v), want %s at %d", c.quote, c.near, a, ok, c.want, tags[c.want])
		}
	}
}

func TestNewRefuses(t *testing.T) {
	doc := build.Doc("p(通知) hr()")
	for _, c := range [][2]model.Pos{{-1, 3}, {10, 10}, {11, 10}, {0, 99}, {0, 2}} {
		if a, err := anchor.New(doc, c[0], c[1]); err == nil {
			t.Errorf("%v is %+v", c, a)
		}
	}
}
