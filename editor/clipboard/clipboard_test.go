package clipboard_test

import (
	"strings"
	"testing"

	"galley/editor/clipboard"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
)

func TestCopy(t *testing.T) {
	for _, c := range []struct{ name, text, plain, html string }{
		{"a phrase", "p(甲<a>乙[strong 丙]<b>丁)", "乙丙", "乙<strong>丙</strong>"},
		{"paragraphs", "p(甲<a>乙) p(丙<b>丁)", "乙\n丙", "<p>乙</p><p>丙</p>"},
		{"a line break", "p(<a>甲[br]乙<b>)", "甲\n乙", "甲<br>乙"},
		{"marks", `p(<a>[em 甲[link=https://a.example/?a=1&b=2 乙]][sup 2][sub 3][u 4][s 5]\<6<b>)`, "甲乙2345<6",
			`<em>甲</em><em><a href="https://a.example/?a=1&amp;b=2">乙</a></em><sup>2</sup><sub>3</sub><u>4</u><s>5</s>&lt;6`},
		{"a list", "<a> ol(li(p(甲)) li(p(乙[br]又) ul(li(p(丙))))) <b>", "1. 甲\n2. 乙\n   又\n   • 丙",
			`<ol start="1"><li><p>甲</p></li><li><p>乙<br>又</p><ul><li><p>丙</p></li></ul></li></ol>`},
		{"part of a list", "ol=5(li(p(甲)) li(p(<a>乙)) li(p(丙<b>)))", "6. 乙\n7. 丙", `<ol start="6"><li><p>乙</p></li><li><p>丙</p></li></ol>`},
		{"part of a list and on", "quote(ol(li(p(甲)) li(p(<a>乙))) p(丙<b>))", "2. 乙\n丙", `<ol start="2"><li><p>乙</p></li></ol><p>丙</p>`},
		{"part of an inner list", "ul(li(p(甲) ol(li(p(乙)) li(p(<a>丙)))) li(p(丁<b>)))", "• 2. 丙\n• 丁",
			`<ul><li><ol start="2"><li><p>丙</p></li></ol></li><li><p>丁</p></li></ul>`},
		{"a table", "<a> table(tr(th(p(甲)) th(p(乙))) tr(td=2x1(p(丙) p(丁)))) <b>", "甲\t乙\n丙 丁",
			`<table><tr><th><p>甲</p></th><th><p>乙</p></th></tr><tr><td colspan="2"><p>丙</p><p>丁</p></td></tr></table>`},
		{"cells", "table(tr(td(p(<a>甲)) td(p(乙<b>))))", "甲\t乙", `<table><tr><td><p>甲</p></td><td><p>乙</p></td></tr></table>`},
		{"a figure and a rule", "<a> fig=x(图注) hr() quote(h2(题)) <b>", "图注\n———\n题",
			"<figure><figcaption>图注</figcaption></figure><hr><blockquote><h2>题</h2></blockquote>"},
		{"the article", "<a>kicker() headline(题) abstract(要) p(甲<b>)", "题\n要\n甲", "<p></p><h1>题</h1><p></p><p>要</p><p>甲</p>"},
		{"nothing", "p(甲<a><b>)", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := c.text
			whole := strings.HasPrefix(text, "<a>kicker")
			doc, tags := build.Tagged(strings.TrimPrefix(text, "<a>kicker()"))
			from := tags["a"]
			if whole {
				from = 0
			}
			got, err := clipboard.Copy(doc, from, tags["b"])
			if err != nil {
				t.Fatal(err)
			}
			if got.Text != c.plain {
				t.Errorf("text %q, want %q", got.Text, c.plain)
			}
			_, html, _ := strings.Cut(got.HTML, ">")
			html = html[:strings.LastIndex(html, "</")]
			if html != c.html {
				t.Errorf("HTML %s, want %s", html, c.html)
			}
		})
	}
}

// TestCopyAndPaste copies any part of random documents; by the HTML, and by the text of what was copied last, the same slice comes back,
// and it goes into another document.
func TestCopyAndPaste(t *testing.T) {
	for seed := range uint64(500) {
		r := build.Rand(seed)
		doc := build.Random(r, 4)
		from := model.Pos(r.IntN(doc.ContentSize()))
		to := from + 1 + model.Pos(r.IntN(doc.ContentSize()-int(from)))
		c, err := clipboard.Copy(doc, from, to)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Slice.Check(); err != nil {
			t.Fatalf("seed %d: %d to %d of %s: %v in %s", seed, from, to, build.Format(doc), err, build.FormatSlice(c.Slice))
		}
		p, err := clipboard.Paste("<html>\n<body>"+c.HTML+"</body></html>", "", clipboard.Content{})
		if err != nil || !p.Slice.Equal(c.Slice) {
			t.Fatalf("seed %d: %d to %d of %s: %v, %s became %s", seed, from, to, build.Format(doc), err, build.FormatSlice(c.Slice), build.FormatSlice(p.Slice))
		}
		if p, err = clipboard.Paste("", strings.ReplaceAll(c.Text, "\n", "\r\n"), c); c.Text != "" && (err != nil || !p.Slice.Equal(c.Slice)) {
			t.Fatalf("seed %d: %v, %s by text became %s", seed, err, build.FormatSlice(c.Slice), build.FormatSlice(p.Slice))
		}
		s := state.NewState(build.Doc("p(甲乙)"))
		applied := false
		for _, command := range []state.Command{state.Select(state.Caret(11)), state.InsertSlice(c.Slice)} {
			applied = command(s, func(tr *state.Transaction) {
				if s, err = s.Apply(tr); err != nil {
					t.Fatal(err)
				}
			})
		}
		if !applied {
			t.Fatalf("seed %d: %s does not go in", seed, build.FormatSlice(c.Slice))
		}
		if err := s.Doc().Check(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPaste(t *testing.T) {
	for _, c := range []struct{ name, html, text, want string }{
		{"a line", "", "通知", "1|p(通知)|1"},
		{"lines", "", "甲\r\n\r\n乙\n", "1|p(甲)p(乙)|1"},
		{"half-blank indents", "", "　　甲\n  乙\n\t丙　\n", "1|p(甲)p(乙)p(丙)|1"},
		{"blank lines that are not empty", "", "甲\n　 \u00a0\u200b\n乙", "1|p(甲)p(乙)|1"},
		{"nothing", "", " \n\u200b", "0||0"},
		{"paragraphs", "<p>甲</p><p>&nbsp;</p><p>　　乙</p>", "", "1|p(甲)p(乙)|1"},
		{"a heading alone", "<h1>题</h1>", "", "1|h1(题)|1"},
		{"a heading with text", "<h1>题</h1><p>甲</p>", "", "0|h1(题)p(甲)|1"},
		{"a list with an empty item", "<ul><li>甲</li><li>&nbsp;</li></ul>", "", "0|ul(li(p(甲)))|0"},
		{"a table with an empty cell", "<table><tr><td>甲</td><td>&nbsp;</td></tr><tr><td>乙</td><td>丙</td></tr></table>", "",
			"0|table(tr(td(p(甲)) td(p())) tr(td(p(乙)) td(p(丙))))|0"},
		{"a link", `<a href="https://a.example/">甲</a> 乙`, "", "1|p([link=https://a.example/ 甲]乙)|1"},
		{"HTML without text", `<img src="https://a.example/a.png">`, "图", "1|p(图)|1"},
		{"a slice that was damaged", `<p data-galley-slice="{&quot;open">甲</p>`, "", "1|p(甲)|1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := clipboard.Paste(c.html, c.text, clipboard.Content{})
			if err != nil {
				t.Fatal(err)
			}
			if got := build.FormatSlice(p.Slice); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(c.want, " ", "") {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestRules has a case for each rule of cleaning, as text.
func TestRules(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"controls", "通\x00\x07知\x1b\ufffd\ufffc", "通知"},
		{"zero-width spaces and marks of order", "\ufeff示\u200b例\u2060大\u200e学\u202a\u202c\u00ad", "示例大学"},
		{"joiners of emoji stay", "甲\u200d乙👩🏽\u200d🎓❤\ufe0f\u200d🔥", "甲乙👩🏽\u200d🎓❤\ufe0f\u200d🔥"},
		{"no-break and other spaces", "open\u00a0day\u2003at\t9\u202fam", "open day at 9 am"},
		{"radicals", "⼤学⽣", "大学生"},
		{"ends of lines", " 　甲　 ", "甲"},
		{"runs of spaces", "open    day", "open day"},
		{"spaces between Chinese characters", "示 例 大 学", "示例大学"},
		{"spaces beside Chinese marks", "甲 ， 乙 。 “ 丙 ” 丁 —— 戊", "甲，乙。“丙”丁——戊"},
		{"spaces beside Latin words stay", "使用 AI 技术 2026 年", "使用 AI 技术 2026 年"},
		{"U+3000 in a name stays", "张　三", "张　三"},
		{"half-width marks stay", "甲,乙(丙).", "甲,乙(丙)."},
	} {
		t.Run(c.name, func(t *testing.T) {
			slice := clipboard.FromText(c.text)
			got := ""
			for _, n := range slice.Content {
				got += n.PlainText()
			}
			if got != c.want {
				t.Errorf("got %+q, want %+q", got, c.want)
			}
		})
	}
	p, err := clipboard.Paste("<p><br>甲<br><br> <br>乙 <b> 丙</b><br></p>", "", clipboard.Content{})
	if got := build.FormatSlice(p.Slice); err != nil || got != "1|p(甲) p(乙[strong 丙])|1" && got != "1|p(甲)p(乙[strong 丙])|1" {
		t.Errorf("breaks: %s, %v", got, err)
	}
}

func FuzzPaste(f *testing.F) {
	f.Add("<p>甲 乙</p><ul><li>&nbsp;<table><tr><td>", "甲\r\n　乙\u200d")
	f.Add(`<div data-galley-slice="{&quot;content&quot;:[{&quot;type&quot;:&quot;paragraph&quot;}],&quot;openStart&quot;:1}">`, "")
	f.Fuzz(func(t *testing.T, page, text string) {
		for _, html := range []string{page, ""} {
			p, err := clipboard.Paste(html, text, clipboard.Content{})
			if err != nil {
				continue
			}
			if err := p.Slice.Check(); err != nil {
				t.Fatal(err)
			}
			if p.Slice.IsEmpty() {
				continue
			}
			s := state.NewState(build.Doc("p(甲乙)"))
			for _, c := range []state.Command{state.Select(state.Caret(11)), state.InsertSlice(p.Slice)} {
				c(s, func(tr *state.Transaction) {
					if s, err = s.Apply(tr); err != nil {
						t.Fatal(err)
					}
				})
			}
			if err := s.Doc().Check(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
