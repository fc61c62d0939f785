package motion_test

import (
	"slices"
	"testing"

	"github.com/rivo/uniseg"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state/motion"
)

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		name string
		unit motion.Unit
		// text has <a> where it starts and <b> where it goes; <A> and <B> stand before a block that is the stop. Forward, and backward when
		// both is set.
		text string
		both bool
	}{
		{"a character", motion.Character, "p(甲<a>乙<b>丙)", true},
		{"a letter with its mark", motion.Character, "p(a<a>e\u0301<b>b)", true},
		{"a family", motion.Character, "p(<a>👩\u200d👩\u200d👧<b>人)", true},
		{"a flag after flags", motion.Character, "p(🇨🇳🇫🇷<a>🇩🇪<b>)", true},
		{"a cluster across marks", motion.Character, "p(甲<a>e[strong \u0301]<b>乙)", true},
		{"a line break", motion.Character, "p(甲<a>[br]<b>乙)", true},
		{"between line breaks", motion.Character, "p([br]<a>[br]<b>[br])", true},
		{"from paragraph to paragraph", motion.Character, "p(甲<a>) p(<b>乙)", true},
		{"into a list", motion.Character, "p(甲<a>) ul(li(quote(p(<b>乙))))", true},
		{"out of the head", motion.Character, "abstract(要<a>) p(<b>甲)", true},
		{"to an empty part", motion.Character, "kicker(<b>) headline(<a>主) p()", false},
		{"to a figure", motion.Character, "p(甲<a>) <B> fig=x(图) p(乙)", true},
		{"into a caption", motion.Character, "p(甲) <A> fig=x(<b>图) p(乙)", true},
		{"out of a caption", motion.Character, "fig=x(图<a>) p(<b>乙)", true},
		{"to a rule", motion.Character, "p(甲<a>) <B> hr() p(乙)", true},
		{"from rule to rule", motion.Character, "p(甲) <A> hr() <B> hr()", true},
		{"between cells", motion.Character, "table(tr(td(p(甲<a>)) td(p(<b>乙))))", true},
		{"between rows", motion.Character, "table(tr(td(p(甲<a>))) tr(td(p(<b>乙))))", true},
		{"out of a table", motion.Character, "table(tr(td(p(甲<a>)))) p(<b>乙)", true},

		{"a Latin word", motion.Word, "p(the <a>open<b> day)", true},
		{"a word and the blanks before it", motion.Word, "p(the<a> open<b> day)", false},
		{"a Chinese word", motion.Word, "p(学校<a>举行<b>典礼)", true},
		{"punctuation", motion.Word, "p(你好<a>，“<b>世界)", true},
		{"the rest of a word", motion.Word, "p(举<a>行<b>典礼)", false},
		{"blanks at the end", motion.Word, "p(甲<a> 　<b>)", false},
		{"a word over a mark", motion.Word, "p(<a>举[strong 行]<b>典礼)", true},
		{"on to the next paragraph", motion.Word, "p(甲<a>) p(<b>乙)", true},

		{"the next paragraph", motion.Paragraph, "p(甲<a>乙) p(<b>丙)", false},
		{"from start to start", motion.Paragraph, "p(<a>甲乙) p(<b>丙)", true},
		{"over a rule", motion.Paragraph, "p(<a>甲) hr() p(<b>丙)", true},
		{"to a caption", motion.Paragraph, "p(<a>甲) fig=x(<b>丙)", true},
		{"to the end", motion.Paragraph, "p(<a>甲乙<b>)", false},

		{"the document", motion.Document, "kicker(<a>) p(甲) p(乙<b>)", true},
		{"to a last rule", motion.Document, "kicker(<a>) <B> hr()", true},

		{"text over a rule", motion.Text(motion.Character), "p(甲<a>) hr() p(<b>乙)", true},
		{"text into a caption", motion.Text(motion.Character), "p(甲<a>) fig=x(<b>图)", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.text)
			stop := func(text, block string) motion.Stop {
				if pos, ok := tags[block]; ok {
					return motion.Stop{Pos: pos, Block: true}
				}
				return motion.Stop{Pos: tags[text]}
			}
			a, b := stop("a", "A"), stop("b", "B")
			if c.name == "to an empty part" {
				if got, ok := c.unit(doc, a, motion.Backward); !ok || got != b {
					t.Errorf("goes back to %v, want %v", got, b)
				}
				return
			}
			if got, ok := c.unit(doc, a, motion.Forward); !ok || got != b {
				t.Errorf("goes to %v, want %v", got, b)
			}
			if !c.both {
				return
			}
			if got, ok := c.unit(doc, b, motion.Backward); !ok || got != a {
				t.Errorf("goes back to %v, want %v", got, a)
			}
		})
	}
}

func TestEnds(t *testing.T) {
	doc, tags := build.Tagged("kicker(<a>引) p(甲<b>)")
	for _, unit := range []motion.Unit{motion.Character, motion.Word, motion.Paragraph, motion.Document} {
		if to, ok := unit(doc, motion.Stop{Pos: tags["a"]}, motion.Backward); ok {
			t.Errorf("goes before the start to %v", to)
		}
		if to, ok := unit(doc, motion.Stop{Pos: tags["b"]}, motion.Forward); ok {
			t.Errorf("goes behind the end to %v", to)
		}
	}
}

func TestWordAt(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"inside", "p(学校<a>举<c>行<b>典礼)"},
		{"before", "p(学校<a><c>举行<b>典礼)"},
		{"at the end", "p(学校<a>举行<b><c>)"},
		{"a word before a mark", "p(<a>你好<b><c>，)"},
		{"marks alone", "p(你好 <a>，<c>，<b> 世界)"},
		{"a blank", "p(，<a> <c> <b>，)"},
		{"nothing", "p(<a><b><c>)"},
		{"over marks of text", "p(<a>o[em p<c>e]n<b> day)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.text)
			if from, to := motion.WordAt(doc, tags["c"]); from != tags["a"] || to != tags["b"] {
				t.Errorf("%d to %d, want %d to %d", from, to, tags["a"], tags["b"])
			}
		})
	}
}

func TestParagraphAt(t *testing.T) {
	doc, tags := build.Tagged("p(甲) ul(li(p(<a>乙<c>丙<b>)))")
	if from, to := motion.ParagraphAt(doc, tags["c"]); from != tags["a"] || to != tags["b"] {
		t.Errorf("%d to %d", from, to)
	}
}

func TestNextCell(t *testing.T) {
	doc, tags := build.Tagged("table(tr(td(p(<a>甲<b>)) td(p(<c>) p(<d>))) tr(td(ul(li(p(<e>丙<f>))))))")
	cells := [][2]model.Pos{{tags["a"], tags["b"]}, {tags["c"], tags["d"]}, {tags["e"], tags["f"]}}
	for i := range cells[1:] {
		if from, to, ok := motion.NextCell(doc, cells[i][1], motion.Forward); !ok || from != cells[i+1][0] || to != cells[i+1][1] {
			t.Errorf("after %v: %d to %d", cells[i], from, to)
		}
		if from, to, ok := motion.NextCell(doc, cells[i+1][0], motion.Backward); !ok || from != cells[i][0] || to != cells[i][1] {
			t.Errorf("before %v: %d to %d", cells[i+1], from, to)
		}
	}
	for _, dir := range []motion.Direction{motion.Forward, motion.Backward} {
		if from, to, ok := motion.NextCell(doc, cells[2*int(dir+1)/2][0], dir); ok {
			t.Errorf("outside: %d to %d", from, to)
		}
		if _, _, ok := motion.NextCell(doc, 1, dir); ok {
			t.Error("a cell after the kicker")
		}
	}
}

// TestStops goes through random documents: forward and backward come by the same stops, which are all the clusters and no place inside of
// one.
func TestStops(t *testing.T) {
	for seed := range uint64(300) {
		doc := build.Random(build.Rand(seed), 4)
		var want []motion.Stop
		doc.Walk(func(n *model.Node, at model.Pos) bool {
			if n.Kind() == model.Rule || n.Kind() == model.Figure {
				want = append(want, motion.Stop{Pos: at, Block: true})
			}
			if !n.Kind().IsTextblock() {
				return true
			}
			text := ""
			for _, c := range n.Children() {
				if c.Kind() == model.Break {
					text += "\n"
				}
				if c.Kind() == model.Footnote {
					text += "\ufffc"
				}
				text += c.Text()
			}
			pos := at + 1
			want = append(want, motion.Stop{Pos: pos})
			for rest, state := text, -1; rest != ""; {
				var cluster string
				cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
				pos += model.Pos(len([]rune(cluster)))
				want = append(want, motion.Stop{Pos: pos})
			}
			return false
		})
		forth := chain(doc, want[0], motion.Character, motion.Forward)
		back := chain(doc, want[len(want)-1], motion.Character, motion.Backward)
		slices.Reverse(back)
		if !slices.Equal(forth, want) || !slices.Equal(back, want) {
			t.Fatalf("seed %d: %s\nforward  %v\nbackward %v\nwant     %v", seed, build.Format(doc), forth, back, want)
		}
		for _, unit := range []motion.Unit{motion.Word, motion.Paragraph, motion.Text(motion.Character)} {
			for _, s := range slices.Concat(chain(doc, want[0], unit, motion.Forward), chain(doc, want[len(want)-1], unit, motion.Backward)) {
				if !slices.Contains(want, s) {
					t.Fatalf("seed %d: %s\nstops at %v", seed, build.Format(doc), s)
				}
			}
		}
		for pos := range model.Pos(doc.ContentSize() + 1) {
			r, err := doc.Resolve(pos)
			if err != nil || !r.Parent().Kind().IsTextblock() {
				continue
			}
			for _, dir := range []motion.Direction{motion.Backward, motion.Forward} {
				at := pos
				for !slices.Contains(want, motion.Stop{Pos: at}) {
					at += model.Pos(dir)
				}
				if got := motion.Snap(doc, pos, dir); got != at {
					t.Fatalf("seed %d: %s\n%d snaps to %d (%d), want %d", seed, build.Format(doc), pos, got, dir, at)
				}
			}
		}
	}
}

func chain(doc *model.Node, from motion.Stop, unit motion.Unit, dir motion.Direction) []motion.Stop {
	out := []motion.Stop{from}
	for {
		to, ok := unit(doc, from, dir)
		if !ok || len(out) > doc.ContentSize()+2 {
			return out
		}
		out, from = append(out, to), to
	}
}

// BenchmarkCharacter goes one character on and back in a paragraph of 1,000 in a document of 1,000,000.
func BenchmarkCharacter(b *testing.B) {
	text := make([]rune, 1000)
	for i := range text {
		text[i] = '字'
	}
	paragraphs := make([]*model.Node, 1000)
	for i := range paragraphs {
		paragraphs[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(string(text)))
	}
	doc := model.NewDoc()
	doc = doc.With(append(slices.Clone(doc.Children()[:4]), model.New(model.Body, model.Attrs{}, paragraphs...))...)
	at := motion.Stop{Pos: model.Pos(doc.ContentSize() / 2)}
	for b.Loop() {
		to, ok := motion.Character(doc, at, motion.Forward)
		if back, backOK := motion.Character(doc, to, motion.Backward); !ok || !backOK || back != at {
			b.Fatalf("%v, %v, %v", at, to, back)
		}
	}
}
