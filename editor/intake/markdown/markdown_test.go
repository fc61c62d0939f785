package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"galley/editor/intake/markdown"
	"galley/editor/model"
)

var none model.Attrs

func text(s string, marks ...model.Mark) *model.Node { return model.NewText(s, marks...) }
func para(content ...*model.Node) *model.Node        { return model.New(model.Paragraph, none, content...) }
func heading(level uint8, content ...*model.Node) *model.Node {
	return model.New(model.Heading, model.Attrs{Level: level}, content...)
}

func show(blocks []*model.Node) string {
	var b strings.Builder
	for _, n := range blocks {
		data, err := n.MarshalJSON()
		if err != nil {
			return err.Error()
		}
		fmt.Fprintf(&b, "%s\n", data)
	}
	return b.String()
}

func equal(a, b []*model.Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Equal(b[i]) {
			return false
		}
	}
	return true
}

func TestMarkdown(t *testing.T) {
	strong, em, strike := model.Mark{Kind: model.Strong}, model.Mark{Kind: model.Emphasis}, model.Mark{Kind: model.Strike}
	link := model.Mark{Kind: model.Link, Href: "https://example.edu/a"}
	item := func(content ...*model.Node) *model.Node { return model.New(model.ListItem, none, content...) }
	cell := func(head bool, s string) *model.Node {
		return model.New(model.TableCell, model.Attrs{Header: head, ColSpan: 1, RowSpan: 1}, para(text(s)))
	}
	for _, c := range []struct {
		name, in string
		want     []*model.Node
	}{
		{"nothing", "", []*model.Node{para()}},
		{"lines in Chinese are paragraphs", "第一段。\n第二段。\n\n　　第三段。", []*model.Node{para(text("第一段。")), para(text("第二段。")), para(text("第三段。"))}},
		{"lines in Latin are joined", "one line\nand another", []*model.Node{para(text("one line and another"))}},
		{"headings", "# 一\n## 二\n##### 五", []*model.Node{heading(1, text("一")), heading(2, text("二")), heading(3, text("五"))}},
		{"marks", "甲**乙***丙*~~丁~~3~5天", []*model.Node{para(text("甲"), text("乙", strong), text("丙", em), text("丁", strike), text("3~5天"))}},
		{"link", "见[通知](https://example.edu/a)。", []*model.Node{para(text("见"), text("通知", link), text("。"))}},
		{"autolink", "<https://example.edu/a>", []*model.Node{para(text("https://example.edu/a", link))}},
		{"script link", "[x](javascript:alert(1))", []*model.Node{para(text("x"))}},
		{"tags", "H<sub>2</sub>O<br><u>线</u>", []*model.Node{para(text("H"), text("2", model.Mark{Kind: model.Subscript}), text("O"), model.NewBreak(), text("线", model.Mark{Kind: model.Underline}))}},
		{"other tags are text", "a <div>b</div> <u>c", []*model.Node{para(text("a <div>b</div> "), text("c", model.Mark{Kind: model.Underline}))}},
		{"code is text", "    四格\n\n```\n`x`\n```", []*model.Node{para(text("四格")), para(text("``` `x` ```"))}},
		{"list", "- 一\n- 二\n\n3. 三\n4. 四", []*model.Node{
			model.New(model.BulletList, none, item(para(text("一"))), item(para(text("二")))),
			model.New(model.NumberedList, model.Attrs{Start: 3}, item(para(text("三"))), item(para(text("四"))))}},
		{"quote and rule", "> 引\n\n---", []*model.Node{model.New(model.Quote, none, para(text("引"))), model.New(model.Rule, none)}},
		{"table", "| 甲 | 乙 |\n|---|---|\n| 1 | a\\|b |", []*model.Node{model.New(model.Table, none,
			model.New(model.TableRow, none, cell(true, "甲"), cell(true, "乙")), model.New(model.TableRow, none, cell(false, "1"), cell(false, "a|b")))}},
		{"escapes", `\# 一 \*二\* &#65; &amp; \&#65;`, []*model.Node{para(text("# 一 *二* A &amp; &#65;"))}},
		{"no reference", "[甲]: http://x/\n[甲]", []*model.Node{para(text("[甲]: http://x/ [甲]"))}},
		{"a row too long", "|甲|乙|\n|-|-|\n|1|2|3|", []*model.Node{para(text("|甲|乙| |-|-| |1|2|3|"))}},
		{"footnotes", "甲[^1]乙[^b]丙[^c]\n\n[^1]: 见[页](https://a.cn/x)，\n    *又*一行\n\n    又一段\n[^b]: 注[^d]\n\n[^d]: 丁\n[^e]: 戊", []*model.Node{
			para(text("甲"), model.NewFootnote("见页 https://a.cn/x ，\n又一行\n又一段"), text("乙"), model.NewFootnote("注[^d]"), text("丙[^c]")),
			para(text("[^e]: 戊")), para(text("[^d]: 丁"))}},
		{"titles and names", "<cite>呐喊</cite><name>鲁迅</name>", []*model.Node{para(text("呐喊", model.Mark{Kind: model.BookTitle}), text("鲁迅", model.Mark{Kind: model.ProperName}))}},
		{"html is text", "<div>\n甲\n\n<br>", []*model.Node{para(text("<div>")), para(text("甲")), para(model.NewBreak())}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := markdown.Read(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if !equal(got, c.want) {
				t.Errorf("got\n%swant\n%s", show(got), show(c.want))
			}
		})
	}
}

func TestMarkdownRefusesDamage(t *testing.T) {
	for _, s := range []string{"<!--galley {\"kind\":\"table\"}-->", "<!--galley x-->", "<!--galley {\"kind\":\"doc\"}-->", "![a](picture:abc?width=2000)"} {
		if got, err := markdown.Read(s); err == nil {
			t.Errorf("%s gave\n%s", s, show(got))
		}
	}
}

func TestWriteMarkdown(t *testing.T) {
	strong := model.Mark{Kind: model.Strong}
	for _, c := range []struct {
		name   string
		blocks []*model.Node
		want   string
	}{
		{"empty body", []*model.Node{para()}, ""},
		{"paragraphs", []*model.Node{para(text("第一段（3~5天）：“好”。")), para(text("第二段 a_b [摘要] 100%!"))}, "第一段（3~5天）：“好”。\n\n第二段 a_b [摘要] 100%!\n"},
		{"signs at the head", []*model.Node{para(text("1. x")), para(text("# x")), para(text("- ")), para(text("> q"))}, "1\\. x\n\n\\# x\n\n\\-&#32;\n\n\\> q\n"},
		{"strong between letters", []*model.Node{para(text("甲"), text("乙", strong), text("丙"))}, "甲**乙**丙\n"},
		{"strong with quotes", []*model.Node{para(text("甲"), text("“乙”", strong), text("丙"))}, "甲<strong>“乙”</strong>丙\n"},
		{"footnotes", []*model.Node{para(text("甲"), model.NewFootnote("1. 注\n[^1]"), text("[^2]")), para(model.NewFootnote("二"), model.NewFootnote("1. 注\n[^1]"))},
			"甲[^1]\\[^2]\n\n[^2][^1]\n\n[^1]: 1\\. 注<br>\\[^1]\n[^2]: 二\n"},
		{"empty paragraph", []*model.Node{para(), para(text("甲"))}, "<p></p>\n\n甲\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := markdown.Write(c.blocks)
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if back, err := markdown.Read(got); err != nil || !equal(back, c.blocks) {
				t.Errorf("read back, %v:\n%swant\n%s", err, show(back), show(c.blocks))
			}
		})
	}
}

// drawText draws a text that is full of the characters that Markdown cares about.
var drawText = rapid.StringOfN(rapid.SampledFrom([]rune("甲乙^，。“”「a b1.*_`~#-+>|<&;\\[]()!:/\"= 　\u00a0\t𠮷é\u200b\u2003")), 1, 12, -1)

var drawMarks = rapid.Custom(func(t *rapid.T) []model.Mark {
	var out []model.Mark
	for _, k := range rapid.SliceOfN(rapid.IntRange(1, 12), 0, 3).Draw(t, "marks") {
		switch {
		case k < 7:
			out = append(out, model.Mark{Kind: model.MarkKind(k)})
		case k < 10 && k > 7:
			out = append(out, model.Mark{Kind: model.MarkKind(k)})
		case k == 7:
			out = append(out, model.Mark{Kind: model.Link, Href: rapid.SampledFrom([]string{"https://a.cn/x_(y)*z?q=1&amp;r=%20", "http://b/<a>\\(甲", "mailto:a@b.c"}).Draw(t, "href")})
		}
	}
	return out
})

var drawInline = rapid.Custom(func(t *rapid.T) []*model.Node {
	var out []*model.Node
	for range rapid.IntRange(0, 4).Draw(t, "runs") {
		if rapid.IntRange(0, 7).Draw(t, "break") == 0 {
			out = append(out, model.NewBreak())
			continue
		}
		if n := model.NewFootnote(drawText.Draw(t, "note")+"\n"+drawText.Draw(t, "note"), drawMarks.Draw(t, "note's marks")...); n != nil && rapid.IntRange(0, 5).Draw(t, "noted") == 0 {
			out = append(out, n)
			continue
		}
		out = append(out, model.NewText(drawText.Draw(t, "text"), drawMarks.Draw(t, "marks")...))
	}
	return out
})

func drawBlocks(t *rapid.T, depth int) []*model.Node {
	out := make([]*model.Node, rapid.IntRange(1, 4).Draw(t, "blocks"))
	for i := range out {
		kinds := 5
		if depth < 3 {
			kinds = 9
		}
		switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
		case 0, 1:
			out[i] = para(drawInline.Draw(t, "p")...)
		case 2:
			out[i] = heading(uint8(rapid.IntRange(1, 3).Draw(t, "level")), drawInline.Draw(t, "h")...)
		case 3:
			out[i] = model.New(model.Rule, none)
		case 4:
			out[i] = model.New(model.Figure, model.Attrs{Picture: strings.Repeat("ab", 32), Alt: drawText.Draw(t, "alt"), Width: uint16(rapid.IntRange(0, 1000).Draw(t, "width"))}, drawInline.Draw(t, "caption")...)
		case 5:
			out[i] = model.New(model.Quote, none, drawBlocks(t, depth+1)...)
		case 6, 7:
			items := make([]*model.Node, rapid.IntRange(1, 3).Draw(t, "items"))
			for k := range items {
				items[k] = model.New(model.ListItem, none, drawBlocks(t, depth+1)...)
			}
			if rapid.Bool().Draw(t, "numbered") {
				out[i] = model.New(model.NumberedList, model.Attrs{Start: int32(rapid.SampledFrom([]int{0, 1, 9, 99, 999999999, 2147483647}).Draw(t, "start"))}, items...)
			} else {
				out[i] = model.New(model.BulletList, none, items...)
			}
		case 8:
			columns := rapid.IntRange(1, 3).Draw(t, "columns")
			rows := make([]*model.Node, rapid.IntRange(1, 3).Draw(t, "rows"))
			span := uint8(rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(t, "span"))
			for k := range rows {
				cells := make([]*model.Node, columns)
				for j := range cells {
					cells[j] = model.New(model.TableCell, model.Attrs{Header: k == 0, ColSpan: 1, RowSpan: span}, para(drawInline.Draw(t, "cell")...))
				}
				rows[k] = model.New(model.TableRow, none, cells...)
			}
			out[i] = model.New(model.Table, none, rows...)
		}
	}
	return out
}

func TestMarkdownRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		blocks := drawBlocks(t, 0)
		s := markdown.Write(blocks)
		back, err := markdown.Read(s)
		if err != nil {
			t.Fatalf("%v in %q", err, s)
		}
		if !equal(back, blocks) {
			t.Fatalf("wrote %q\nread %swrote %s", s, show(back), show(blocks))
		}
	})
}

// TestMarkdownIsReadable holds the writer to Markdown for what Markdown can say: paragraphs, headings and lists of any text need no comment.
func TestMarkdownIsReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var blocks []*model.Node
		for range rapid.IntRange(1, 4).Draw(t, "blocks") {
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0, 1:
				blocks = append(blocks, para(drawInline.Draw(t, "p")...))
			case 2:
				blocks = append(blocks, heading(2, drawInline.Draw(t, "h")...))
			case 3:
				blocks = append(blocks, model.New(model.BulletList, none, model.New(model.ListItem, none, para(drawInline.Draw(t, "item")...))))
			}
		}
		if s := markdown.Write(blocks); strings.Contains(s, "<!--galley") {
			t.Fatalf("wrote %q\nfor %s", s, show(blocks))
		}
	})
}
