package track

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"equal", "p(通知)", "p(通知)", ""},
		{"Chinese by characters", "p(关于召开大会的通知)", "p(关于举行大会的通告)", "deletion 召开-, insertion -举行, deletion 知-, insertion -告"},
		{"Latin by words", "p(The colour is red)", "p(The color is red)", "deletion colour-, insertion -color"},
		{"a headline and a body", "headline(大会) p(甲)", "headline(大会召开) p(乙)", "insertion -召开, deletion 甲-, insertion -乙"},
		{"a moved paragraph", "p(第一段的话) p(另外说) p(第三段) p(末)", "p(另外说) p(第三段) p(第一段的话) p(末)", "move 第一段的话\n-第一段的话\n"},
		{"a moved paragraph between corrected ones", "p(搬走的一段) p(今年在北京召开的会) p(去年在上海的会)", "p(今年在北京召开的大会) p(搬走的一段) p(去年在上海大会)",
			"move 搬走的一段\n-搬走的一段\n, insertion -大, deletion 的-, insertion -大"},
		{"a mark", "p(通知)", "p([strong 通]知)", "format 通-通"},
		{"attributes of a picture", "fig=a(图)", "fig=b(图)", "block -"},
		{"an item", "ul(li(p(甲)) li(p(乙)))", "ul(li(p(甲)) li(p(新)) li(p(乙)))", "insertion -新\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr, err := Compare(build.Doc(c.before), build.Doc(c.after), "li", at(0))
			if err != nil {
				t.Fatal(err)
			}
			if got := said(tr.Changes()); got != c.want {
				t.Errorf("changes are %q, want %q", got, c.want)
			}
			laws(t, tr, func() string { return c.name })
		})
	}
}

// TestCompareAny compares documents that have nothing to do with each other, and edited ones.
func TestCompareAny(t *testing.T) {
	for seed := range uint64(400) {
		r := build.Rand(seed)
		a, b := build.Random(r, 3), build.Random(r, 3)
		if seed%2 == 0 {
			edits := transform.New(a)
			for range 6 {
				edit1(r, edits)
			}
			b = edits.Doc()
		}
		tr, err := Compare(a, b, "li", at(0))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		repeat := func() string { return fmt.Sprintf("seed %d: Compare(%q, %q)", seed, build.Format(a), build.Format(b)) }
		laws(t, tr, repeat)
		for len(tr.Changes()) > 0 { // one by one, until nothing is open
			changes := tr.Changes()
			n := r.IntN(len(changes))
			tr = carry(t, tr, []Verdict{Accept, Reject}[r.IntN(2)], changes[n:n+1], func(f string, args ...any) {
				t.Helper()
				t.Fatalf("%s\n%s\n%s\n%s", fmt.Sprintf(f, args...), repeat(), build.Format(tr.base), build.Format(tr.doc))
			})
		}
		if !tr.base.Equal(tr.doc) {
			t.Fatalf("everything is decided and the documents differ\n%s", repeat())
		}
	}
}

// versions returns two versions of a text of paragraphs: the second with so many places changed, and how many characters were changed.
func versions(r *rand.Rand, characters, places int) (before, after *model.Node, changed int) {
	paragraphs := func(text [][]rune) *model.Node {
		var b []*model.Node
		for _, p := range text {
			b = append(b, model.New(model.Paragraph, model.Attrs{}, model.NewText(string(p))))
		}
		doc := build.Doc("headline(标题) p()")
		return doc.With(append(append([]*model.Node{}, doc.Children()[:4]...), model.New(model.Body, model.Attrs{}, b...))...)
	}
	han := func(n int) []rune {
		out := make([]rune, n)
		for i := range out {
			out[i] = rune(0x4E00 + r.IntN(3000))
		}
		return out
	}
	var text [][]rune
	for n := 0; n < characters; n += 150 {
		text = append(text, han(150))
	}
	before = paragraphs(text)
	next := make([][]rune, len(text))
	for i := range text {
		next[i] = append([]rune(nil), text[i]...)
	}
	for range places {
		p := &next[r.IntN(len(next))]
		i, n := r.IntN(len(*p)-4), 1+r.IntN(3)
		fresh := han(r.IntN(4))
		*p = append(append(append([]rune(nil), (*p)[:i]...), fresh...), (*p)[i+n:]...)
		changed += n + len(fresh)
	}
	return before, paragraphs(next), changed
}

// TestFewest holds the comparison to the number of characters that were really changed, which the fewest cannot be more than.
func TestFewest(t *testing.T) {
	for seed := range uint64(5) {
		before, after, changed := versions(build.Rand(seed), 20_000, 500)
		tr, err := Compare(before, after, "li", at(0))
		if err != nil {
			t.Fatal(err)
		}
		if found := extentOf(tr); found > changed*110/100 {
			t.Errorf("seed %d: %d characters are said to be changed, and %d were", seed, found, changed)
		}
	}
}

// TestEffort takes documents that are too different to look for every difference.
func TestEffort(t *testing.T) {
	a := tokensOf(build.Doc("p("+strings.Repeat("甲", 300)+")"), 8, 310)
	b := tokensOf(build.Doc("p("+strings.Repeat("乙", 300)+")"), 8, 310)
	if h := differences(a, b, 10); len(h) != 1 {
		t.Errorf("%d hunks, want one", len(h))
	}
}

func BenchmarkCompare(b *testing.B) {
	before, after, _ := versions(build.Rand(1), 20_000, 500)
	for b.Loop() {
		tr, err := Compare(before, after, "li", at(0))
		if err != nil || tr.Settled() {
			b.Fatal(err, "or no change")
		}
	}
}

// BenchmarkApply types into 200,000 characters with many open changes, and without following.
func BenchmarkApply(b *testing.B) {
	before, after, _ := versions(build.Rand(1), 200_000, 1000)
	tr, err := Compare(before, after, "li", at(0))
	if err != nil {
		b.Fatal(err)
	}
	pos := model.Pos(after.ContentSize() / 2)
	b.Run("plain", func(b *testing.B) {
		doc := after
		for i := 0; b.Loop(); i++ {
			doc, err = transform.ReplaceStep{From: pos, To: pos, Slice: model.NewSlice(model.NewText("新"))}.Apply(doc)
			if i%1000 == 999 {
				doc = after
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, t := range map[string]Tracked{"tracked": New(after), "tracked/1000": tr} {
		b.Run(name, func(b *testing.B) {
			now := t
			for i := 0; b.Loop(); i++ {
				if now, err = now.Apply(transform.ReplaceStep{From: pos, To: pos, Slice: model.NewSlice(model.NewText("新"))}, "wang", at(0)); err != nil {
					b.Fatal(err)
				}
				if i%1000 == 999 {
					now = t
				}
			}
		})
	}
}

func BenchmarkDecide(b *testing.B) {
	before, after, _ := versions(build.Rand(1), 200_000, 3000)
	tr, err := Compare(before, after, "li", at(0))
	if err != nil {
		b.Fatal(err)
	}
	changes := tr.Changes()
	b.Logf("%d changes", len(changes))
	for _, v := range []Verdict{Accept, Reject} {
		for name, chosen := range map[string][]Change{"all": changes, "one": changes[len(changes)/2 : len(changes)/2+1]} {
			b.Run(fmt.Sprintf("%s/%s", v, name), func(b *testing.B) {
				for b.Loop() {
					d, err := tr.Decide(v, chosen...)
					if err == nil {
						_, err = tr.Carry(d)
					}
					if err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
