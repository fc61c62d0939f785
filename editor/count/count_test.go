package count_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/editor/count"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, text                       string
		length, asian, characters, blank int
	}{
		{"nothing", "", 0, 0, 0, 0},
		{"Han", "示例大学", 4, 4, 4, 0},
		{"Han beyond the basic plane", "𠮷𬱖", 2, 2, 2, 0},
		{"marks count", "你好，世界。", 6, 6, 6, 0},
		{"quotation marks, dashes and dots", "“好”——……", 7, 7, 7, 0},
		{"Latin words", "open day", 2, 0, 7, 1},
		{"marks stay with Latin words", "Hello, world! (It's fine.)", 4, 0, 23, 3},
		{"a number is one", "3.14 20% 2026-11-23", 3, 0, 17, 2},
		{"mixed", "2026年11月23日", 6, 3, 11, 0},
		{"Latin in Han", "使用AI技术", 5, 4, 6, 0},
		{"spaces", "  示 例　大学 ", 4, 4, 4, 5},
		{"ends of lines", "one\ntwo", 2, 0, 6, 0},
		{"full-width forms", "ＡＢＣ１２３", 6, 6, 6, 0},
		{"kana", "ひらがなカタカナ", 8, 8, 8, 0},
		{"combining marks", "cafe\u0301 e\u0301cole", 2, 0, 9, 1},
		{"a variation selector", "葛\U000E0100城", 2, 2, 2, 0},
		{"what cannot be seen", "示\u200b例\u00ad", 2, 2, 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := count.Text(c.text)
			if got.Length() != c.length || got.Asian != c.asian || got.Characters != c.characters || got.Blanks != c.blank {
				t.Errorf("%+v of length %d", got, got.Length())
			}
			if got.WithBlanks() != c.characters+c.blank {
				t.Errorf("%d with blanks", got.WithBlanks())
			}
		})
	}
}

func TestReading(t *testing.T) {
	if got := (count.Count{Asian: 2000}).Reading(); got != 5*time.Minute {
		t.Errorf("2,000 characters take %v", got)
	}
	if got := (count.Count{Words: 119}).Reading(); got != 30*time.Second {
		t.Errorf("119 words take %v", got)
	}
}

func TestArticle(t *testing.T) {
	doc, tags := build.Tagged("kicker(引题) headline(标题) subtitle(副题) abstract(摘要) p(一<a>二[strong 三]) fig=one(图注) table(tr(td(p(四)) td(p(五六)))) quote(p(o[em n]e[br]t<b>wo))")
	if got := count.Article(doc).Length(); got != 2+3+2+3+2 {
		t.Errorf("an article of %d", got)
	}
	if got := count.Between(doc, tags["a"], tags["b"]).Length(); got != 2+2+3+2 {
		t.Errorf("%d between", got)
	}
}

// TestTally edits random documents and wants the counts of a new document.
func TestTally(t *testing.T) {
	for seed := range uint64(200) {
		r := build.Rand(seed)
		s := state.NewState(build.Random(r, 4))
		tally := count.NewTally(s.Doc())
		calls := []string{fmt.Sprintf("seed %d: %s", seed, build.Format(s.Doc()))}
		for range 15 {
			a, b := model.Pos(r.IntN(s.Doc().ContentSize()+1)), model.Pos(r.IntN(s.Doc().ContentSize()+1))
			commands := []state.Command{state.InsertText(build.RandomText(r, 3)), state.DeleteRange(min(a, b), max(a, b)), state.SplitBlock,
				state.InsertPlain("大会\nabc"), state.ToggleQuote}
			i := r.IntN(len(commands))
			calls = append(calls, fmt.Sprintf("caret at %d, command %d to %d", a, i, b))
			for _, c := range []state.Command{state.Select(state.Near(s.Doc(), a)), commands[i]} {
				c(s, func(tr *state.Transaction) {
					var err error
					if s, err = s.Apply(tr); err != nil {
						t.Fatal(err)
					}
				})
			}
			tally = tally.Refresh(s.Doc())
			if got, want := tally.Count(), count.Article(s.Doc()); got != want {
				t.Fatalf("got %+v, want %+v after\n\t%s", got, want, strings.Join(calls, "\n\t"))
			}
		}
	}
}

// BenchmarkTally counts again after a character was typed in a text of 1,000,000.
func BenchmarkTally(b *testing.B) {
	paragraphs := make([]*model.Node, 10_000)
	for i := range paragraphs {
		paragraphs[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(strings.Repeat("字", 100)))
	}
	doc := model.NewDoc()
	doc = doc.With(append(slices.Clone(doc.Children()[:4]), model.New(model.Body, model.Attrs{}, paragraphs...))...)
	tally := count.NewTally(doc)
	s := state.NewState(doc)
	state.Select(state.Caret(model.Pos(doc.ContentSize()/2)))(s, func(tr *state.Transaction) { s, _ = s.Apply(tr) })
	state.InsertText("新")(s, func(tr *state.Transaction) { s, _ = s.Apply(tr) })
	for b.Loop() {
		if got := tally.Refresh(s.Doc()).Count().Length(); got != 1_000_001 {
			b.Fatal(got)
		}
	}
}
