package transform_test

import (
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/transform"
)

// long returns a document of the given number of Han characters in paragraphs of 100.
func long(characters int) *model.Node {
	doc := model.NewDoc()
	paragraphs := make([]*model.Node, characters/100)
	for i := range paragraphs {
		paragraphs[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(strings.Repeat("字", 100)))
	}
	parts := append([]*model.Node(nil), doc.Children()[:4]...)
	return doc.With(append(parts, model.New(model.Body, model.Attrs{}, paragraphs...))...)
}

// BenchmarkApplyReplace types one character in the middle.
func BenchmarkApplyReplace(b *testing.B) {
	for _, size := range []struct {
		name       string
		characters int
	}{{"10k", 10_000}, {"200k", 200_000}, {"1M", 1_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			doc := long(size.characters)
			pos := model.Pos(doc.ContentSize() / 2)
			step := transform.ReplaceStep{From: pos, To: pos, Slice: model.NewSlice(model.NewText("新"))}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := step.Apply(doc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCompare compares a document of 200,000 characters with the one that differs in one of them and shares nothing with it.
func BenchmarkCompare(b *testing.B) {
	before, after := long(200_000), long(200_000)
	pos := model.Pos(before.ContentSize() / 2)
	after, err := after.Replace(pos, pos, model.NewSlice(model.NewText("新")))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := transform.Compare(before, after); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMarshalStep writes and reads the step of one typed character.
func BenchmarkMarshalStep(b *testing.B) {
	step := transform.ReplaceStep{From: 1000, To: 1000, Slice: model.NewSlice(model.NewText("新"))}
	for b.Loop() {
		data, err := transform.MarshalStep(step)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := transform.UnmarshalStep(data); err != nil {
			b.Fatal(err)
		}
	}
}
