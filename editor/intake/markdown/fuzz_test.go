package markdown_test

import (
	"strings"
	"testing"

	"galley/editor/intake/markdown"
	"galley/editor/model"
)

func FuzzMarkdown(f *testing.F) {
	f.Add("# 一\n\n- a\n  - b\n\n1. c\n\n> d\n\n|a|b|\n|-|-|\n|c|d|\n\n**e***f*~~g~~[h](http://i)<u>j</u><br>![k](picture:l?width=3)")
	f.Add("<!--galley {\"kind\":\"paragraph\"}-->\n<p></p>\n&#60;\\&#9;\n\t- \t甲")
	f.Add("[[[[](](<>)![](![](\n`~~~\n***___---\n+\t\t1)")
	f.Fuzz(func(t *testing.T, s string) {
		blocks, err := markdown.Read(s)
		if err != nil {
			return
		}
		body := model.New(model.Body, none, blocks...)
		if err := body.Check(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(s, "<!--galley") && !strings.Contains(s, "&#") {
			for _, c := range body.PlainText() {
				if c != '\n' && c != ' ' && c != '\ufffd' && !strings.ContainsRune(s, c) {
					t.Fatalf("%q is in the document and not in the text", c)
				}
			}
			// No word is lost: the Han characters are the same, in the same order, but for addresses of links.
			if !strings.Contains(s, "](") && !strings.Contains(s, "<") && han(s) != han(body.PlainText()) {
				t.Fatalf("%q became %q", s, body.PlainText())
			}
		}
		back, err := markdown.Read(markdown.Write(blocks))
		if err != nil || !equal(back, blocks) {
			t.Fatalf("%v: wrote %q\nread %swrote %s", err, markdown.Write(blocks), show(back), show(blocks))
		}
	})
}

func han(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 0x4e00 && c < 0xa000 {
			return c
		}
		return -1
	}, s)
}

// BenchmarkWriteRead writes and reads a body of seven long paragraphs.
func BenchmarkWriteRead(b *testing.B) {
	blocks := make([]*model.Node, 7)
	for i := range blocks {
		blocks[i] = para(text(strings.Repeat("會議要求，要落實工作舉措（3~5天），“日報告”。", 15)), text("重點", model.Mark{Kind: model.Strong}))
	}
	for b.Loop() {
		if _, err := markdown.Read(markdown.Write(blocks)); err != nil {
			b.Fatal(err)
		}
	}
}
