package layout

import (
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/export"
)

// A proof with comments numbers their words, in the order of the list, and says after the article what was said; without them it says nothing of it.
func TestProofComments(t *testing.T) {
	doc, at := build.Tagged("headline(会议通知) p(周三<a>上午<b>开会。) p(请准时<c>到场。)")
	piece := campus()
	piece.Doc = doc
	said1 := []Saying{{Name: "王一", At: piecesDay, Text: "是下午吗？"}, {Name: "李婉婷", At: piecesDay, Text: "是。"}}
	o := Proof{Comments: []Comment{
		{About: "全文", Said: []Saying{{Name: "王二", At: piecesDay, Text: "太长"}}},
		{Behind: at["b"], About: "「上午」", Said: said1},
		{Behind: at["b"], About: "「午」", Said: said1[:1]},
		{Behind: at["c"], About: "「准时」", Said: said1[:1]},
		{Behind: model.Pos(1), About: "「题」", Said: said1[:1]},                     // of an empty kicker
		{Behind: model.Pos(doc.ContentSize()) + 9, About: "「文」", Said: said1[:1]}, // out of the text
	}}
	print := func(o Proof, p export.Piece) string {
		t.Helper()
		d, _, err := o.Lay(p, testFonts(t))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(said(d)), "")
	}
	got := print(o, piece)
	for _, want := range []string{"上午[2][3]开会", "请准时[4]到场", "批注[1]全文王二", "[2]「上午」王一", "是下午吗？李婉婷", "[6]「文」王一"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	if plain := print(Proof{}, piece); strings.Contains(plain, "王一") || strings.Contains(plain, "[2]") || strings.Contains(plain, "批注") {
		t.Errorf("not asked for, and in %s", plain)
	}
	if piece.Doc != doc {
		t.Error("the piece has another text")
	}
}
