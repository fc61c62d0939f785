package model_test

import (
	"strings"
	"testing"

	"galley/editor/model"
)

// long returns a document of n paragraphs of the given number of characters.
func long(n, characters int) *model.Node {
	paragraphs := make([]*model.Node, n)
	for i := range paragraphs {
		paragraphs[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(strings.Repeat("字", characters)))
	}
	doc := model.NewDoc()
	parts := append([]*model.Node(nil), doc.Children()[:4]...)
	return doc.With(append(parts, model.New(model.Body, model.Attrs{}, paragraphs...))...)
}

// BenchmarkResolve resolves a position in the middle of a body of 10,000 paragraphs.
func BenchmarkResolve(b *testing.B) {
	doc := long(10000, 100)
	pos := model.Pos(doc.ContentSize() / 2)
	for b.Loop() {
		if _, err := doc.Resolve(pos); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReplace types one character in the middle of a body of 10,000 paragraphs.
func BenchmarkReplace(b *testing.B) {
	doc := long(10000, 100)
	pos := model.Pos(doc.ContentSize() / 2)
	s := model.NewSlice(model.NewText("新"))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := doc.Replace(pos, pos, s); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReplaceAcross joins two paragraphs in the middle of a body of 10,000.
func BenchmarkReplaceAcross(b *testing.B) {
	doc := long(10000, 100)
	pos := bodyStart(doc) + 102*5000 - 20
	b.ReportAllocs()
	for b.Loop() {
		if _, err := doc.Replace(pos, pos+40, model.Slice{}); err != nil {
			b.Fatal(err)
		}
	}
}
