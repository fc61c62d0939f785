package script_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/script"
	"galley/editor/transform"
)

// TestOpenCC converts what OpenCC tests itself with (test/testcases/testcases.json of 1.4.1).
func TestOpenCC(t *testing.T) {
	data, err := os.ReadFile("testdata/opencc.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct {
			ID, Input string
			Expected  map[string]string
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	ways := map[string][2]script.Variant{
		"s2t": {script.Simplified, script.Traditional}, "s2twp": {script.Simplified, script.Taiwan}, "s2hkp": {script.Simplified, script.HongKong},
		"t2s": {script.Traditional, script.Simplified}, "tw2sp": {script.Taiwan, script.Simplified}, "hk2sp": {script.HongKong, script.Simplified},
	}
	tried := 0
	for _, c := range file.Cases {
		for name, want := range c.Expected {
			way, ok := ways[name]
			if !ok {
				continue
			}
			tried++
			if got, err := script.Convert(c.Input, way[0], way[1]); err != nil || got != want {
				t.Errorf("%s, %s: %q becomes %q, wanted %q, %v", c.ID, name, c.Input, got, want, err)
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d cases were tried", tried)
	}
}

// converted applies the steps of a conversion one after the other.
func converted(tb testing.TB, doc *model.Node, from, to script.Variant) (*model.Node, int) {
	tb.Helper()
	steps, err := script.Steps(doc, from, to)
	if err != nil {
		tb.Fatal(err)
	}
	tr := transform.New(doc)
	for _, s := range steps {
		if err := tr.Step(s); err != nil {
			tb.Fatal(err)
		}
	}
	if err := tr.Doc().Check(); err != nil {
		tb.Fatal(err)
	}
	return tr.Doc(), len(steps)
}

// TestSteps: words are one whatever their marks, structure stays, and what is not Chinese stays as it is.
func TestSteps(t *testing.T) {
	doc := build.Doc("headline(网络安全) p(头[strong 发]和[strong 发]展，U盘) ul(li(p(面[em 条])))")
	got, n := converted(t, doc, script.Simplified, script.Taiwan)
	want := build.Doc("headline(網路安全) p(頭[strong 髮]和[strong 發]展，隨身碟) ul(li(p(麵[em 條])))")
	if !got.Equal(want) || n != 7 {
		t.Errorf("%v in %d steps, wanted %v", got.PlainText(), n, want.PlainText())
	}
	if _, err := script.Steps(doc, script.Taiwan, script.HongKong); err == nil {
		t.Error("there is a way from Taiwan to Hong Kong")
	}
	if _, n := converted(t, build.Doc("p(Plain English text, 123.)"), script.Simplified, script.HongKong); n != 0 {
		t.Errorf("%d steps where there is no Chinese", n)
	}
}

// TestStepsAreTheConversion: on random texts with random marks and blocks, the steps give what converting each block's words gives, and marks
// stay where no word changed its length.
func TestStepsAreTheConversion(t *testing.T) {
	atoms := []string{"网络", "软件", "头发", "发展", "后", "皇后", "面", "a", "，", "U盘", "里", "公里", "𠮷", "😀", "出租车", "台"}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 6))
		var blocks []*model.Node
		for range 1 + r.IntN(4) {
			var texts []*model.Node
			for range r.IntN(12) {
				var marks []model.Mark
				if r.IntN(3) == 0 {
					marks = append(marks, model.Mark{Kind: model.Strong})
				}
				texts = append(texts, model.NewText(atoms[r.IntN(len(atoms))], marks...))
			}
			blocks = append(blocks, model.New(model.Paragraph, model.Attrs{}, texts...))
		}
		doc := build.Doc("p()")
		parts := append([]*model.Node{}, doc.Children()...)
		parts[len(parts)-1] = parts[len(parts)-1].With(blocks...)
		doc = doc.With(parts...)
		for _, to := range []script.Variant{script.Traditional, script.Taiwan, script.HongKong} {
			got, _ := converted(t, doc, script.Simplified, to)
			for i, b := range blocks {
				want, err := script.Convert(b.PlainText(), script.Simplified, to)
				if err != nil {
					t.Fatal(err)
				}
				if said := got.Part(model.Body).Child(i).PlainText(); said != want {
					t.Fatalf("seed %d: %q becomes %q, wanted %q", seed, b.PlainText(), said, want)
				}
			}
		}
	}
}

// FuzzPieces: the pieces are the text, whatever it is, and what comes out is valid where what went in was.
func FuzzPieces(f *testing.F) {
	f.Add("网络软件，头发\xff发展")
	f.Fuzz(func(t *testing.T, text string) {
		for _, to := range []script.Variant{script.Traditional, script.Taiwan, script.HongKong} {
			pieces, err := script.Pieces(text, script.Simplified, to)
			if err != nil {
				t.Fatal(err)
			}
			var from strings.Builder
			for _, p := range pieces {
				from.WriteString(p.From)
			}
			if from.String() != text {
				t.Fatalf("%q was parted into %q", text, from.String())
			}
		}
	})
}

// BenchmarkSteps converts an article of 20,000 characters.
func BenchmarkSteps(b *testing.B) {
	var blocks []*model.Node
	for range 100 {
		blocks = append(blocks, model.New(model.Paragraph, model.Attrs{}, model.NewText(strings.Repeat("网络软件的发展要求我们后面的工作更加扎实，", 10))))
	}
	doc := build.Doc("p()")
	parts := doc.Children()
	parts = append(append([]*model.Node{}, parts[:len(parts)-1]...), parts[len(parts)-1].With(blocks...))
	doc = doc.With(parts...)
	for b.Loop() {
		if _, err := script.Steps(doc, script.Simplified, script.Taiwan); err != nil {
			b.Fatal(err)
		}
	}
}
