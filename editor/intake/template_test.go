package intake_test

import (
	"context"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"pgregory.net/rapid"

	"galley/editor/intake"
	"galley/editor/model"
)

// letters are what random paragraphs are made of.
var letters = []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严")

var marksOfText = []string{"，", "、", "；", "：", "“校训”", "《条例》", "（试行）", "——", " A4 ", "2022", "3.5%", "GB/T 15834", "<b>", "&amp;", "&", "\"", "'", "…", "𠮷", "·", "C++", "a_b", "x*y", "http://a.cn/?a=1&b=2", "①", "[1]", "-", "|"}

func sentence(t *rapid.T, least, most int, end string) string {
	var b strings.Builder
	n := rapid.IntRange(least, most).Draw(t, "length")
	seed := rapid.Uint32().Draw(t, "seed")
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range n {
		if i > 0 && i < n-1 && next(9) == 0 {
			b.WriteString(marksOfText[next(len(marksOfText))])
		}
		b.WriteRune(letters[next(len(letters))])
	}
	return b.String() + end
}

// drawArticle draws a headline and paragraphs: at least one that reads like a paragraph first, then long and short ones.
func drawArticle(t *rapid.T) (headline string, paragraphs []string) {
	headline = sentence(t, 8, 30, "")
	headline = strings.NewReplacer("<b>", "", "|", "", "-", "", "_", "").Replace(headline)
	paragraphs = append(paragraphs, sentence(t, 40, 200, "。"))
	if rapid.IntRange(0, 5).Draw(t, "notice") == 0 { // one paragraph that reads like one, and a greeting and a closing
		return headline, []string{sentence(t, 4, 8, "："), paragraphs[0], sentence(t, 4, 6, "。")}
	}
	for range rapid.IntRange(1, 6).Draw(t, "more") {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			paragraphs = append(paragraphs, sentence(t, 2, 15, rapid.SampledFrom([]string{"", "：", "。", "！"}).Draw(t, "end")))
		default:
			paragraphs = append(paragraphs, sentence(t, 30, 300, rapid.SampledFrom([]string{"。", "。", "！", "”"}).Draw(t, "end")))
		}
	}
	return headline, append(paragraphs, sentence(t, 40, 100, "。"))
}

// furniture that stands before or after the article in a template.
var (
	beforeArticle = []string{
		`<div class="top">欢迎访问某某教育网！</div>`,
		`<div class="nav"><a href="/">首页</a><a href="/a/">校园新闻</a><a href="/b/">通知公告</a></div>`,
		`<ul id="menu"><li><a href="/">首页</a></li><li><a href="/a">新闻</a></li></ul>`,
		`<div class="wz">您现在的位置：<a href="/">某某教育网</a> &gt; <a href="/x/">校园新闻</a> &gt; 正文</div>`,
		`<form action="/s"><input name="q" value="搜索"><button>搜索</button></form>`,
		`<div style="display:none"><a href="http://a.invalid">娱乐城注册送彩金</a></div>`,
		`<div class="t3"><h3>图片新闻</h3><a href="/6"><p>我校召开教育教学工作会议，部署本学期各项工作，要求各单位认真落实，确保取得实效。</p></a></div>`,
		`<script>var a = "<p>文字</p>";</script>`,
	}
	afterArticle = []string{
		`<div class="share">分享到：<a href="#">微信</a></div>`,
		`<div class="pn">上一篇：<a href="/1">关于召开会议的通知</a><br>下一篇：<a href="/2">关于放假的通知</a></div>`,
		`<div class="side"><h3>热点新闻</h3><ul><li><a href="/3">校运动会圆满闭幕</a></li><li><a href="/4">图书馆开放时间调整</a></li></ul></div>`,
		`<div class="r1"><h3>推荐</h3><ul><li><a href="/3">校运动会圆满闭幕</a></li><li><a href="/4">图书馆开放时间调整</a></li><li><a href="/5">新生报到须知</a></li></ul></div>`,
		`<div class="foot">版权所有 某某教育网 苏ICP备05000000号</div>`,
		`<div><a href="http://a.invalid/">在线看片免费观看</a> | <a href="http://b.invalid/">彩票开奖</a> | <a href="http://c.invalid/">时时彩计划</a></div>`,
		`<div class="comment"><h4>网友评论</h4><p>写得好！</p><button>发表</button></div>`,
		`<iframe src="http://ad.invalid/"></iframe>`,
	}
)

func some(t *rapid.T, label string, list []string) string {
	var out []string
	for i, s := range list {
		if rapid.Bool().Draw(t, fmt.Sprint(label, i)) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n")
}

// layouts write paragraphs as sites do.
var layouts = map[string]func([]string) string{
	"p": func(ps []string) string { return `<div class="txt">` + wrap(ps, "<p>　　", "</p>\n") + `</div>` },
	"word": func(ps []string) string {
		return `<div class="txt">` + wrap(ps, `<p class="MsoNormal" style="text-indent:2em"><span lang="EN-US">&nbsp;&nbsp;&nbsp;&nbsp;</span><font face="仿宋">`, "</font></p>\n") + `</div>`
	},
	"div": func(ps []string) string {
		return `<div class="c1">` + wrap(ps, "<div>&emsp;&emsp;", "</div>\n") + `</div>`
	},
	"br": func(ps []string) string { return `<div id="zoom">` + wrap(ps, "　　", "<br>\n<br>\n") + `</div>` },
	"br1": func(ps []string) string {
		return `<div id="zoom">` + wrap(ps, "&nbsp;&nbsp;&nbsp;&nbsp;", "<br />") + `</div>`
	},
	"td": func(ps []string) string { return `<table><tr><td>` + wrap(ps, "<p>", "</p>") + `</td></tr></table>` },
	"td br": func(ps []string) string {
		return `<table width=100%><tr><td>` + wrap(ps, "　　", "<br>") + `</td></tr></table>`
	},
	"deep": func(ps []string) string {
		return `<div><div><section><div class="content">` + wrap(ps, "<p><span><span>", "</span></span></p>") + `</div></section></div></div>`
	},
	"sections": func(ps []string) string {
		half := len(ps) / 2
		return `<div class="detail"><section>` + wrap(ps[:half], "<p>", "</p>") + `</section><section>` + wrap(ps[half:], "<p>", "</p>") + `</section></div>`
	},
	"parts": func(ps []string) string {
		half := (len(ps) + 1) / 2
		return `<div class="detail"><div class="a1">` + wrap(ps[:half], "<p>", "</p>") + `</div><div class="a2">` + wrap(ps[half:], "<p>", "</p>") + `</div></div>`
	},
	"boxes": func(ps []string) string {
		return `<div class="x7">` + wrap(ps, "<div><div><p>", "</p></div></div>") + `</div>`
	},
	"article": func(ps []string) string { return `<article>` + wrap(ps, "<p>\n\t", "\n</p>") + `</article>` },
}

func wrap(ps []string, before, after string) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(before + html.EscapeString(p) + after)
	}
	return b.String()
}

func check(t *rapid.T, a intake.Article, headline string, paragraphs []string, source string) {
	var body []string
	for _, b := range a.Doc.Part(model.Body).Children() {
		body = append(body, b.PlainText())
	}
	if !slices.Equal(body, paragraphs) {
		t.Fatalf("read %s\n%q\nwrote\n%q\ndropped %+v\nfrom\n%s", a.Report.How, body, paragraphs, a.Report.Dropped, source)
	}
	if h := a.Doc.Part(model.Headline).PlainText(); h != headline {
		t.Fatalf("headline %q, want %q, from\n%s", h, headline, source)
	}
}

// TestTemplates puts random articles into random pages in random encodings: they come back character for character.
func TestTemplates(t *testing.T) {
	names := make([]string, 0, len(layouts))
	for name := range layouts {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		headline, paragraphs := drawArticle(t)
		layout := rapid.SampledFrom(names).Draw(t, "layout")
		if layout == "parts" && len(paragraphs) < 4 {
			layout = "p" // nothing could tell the closing of a short notice, in a box of its own, from anything else
		}
		code := rapid.SampledFrom([]string{"utf-8", "gbk", "big5", "utf-16le"}).Draw(t, "encoding")
		declared := rapid.SampledFrom([]string{`<meta charset="` + code + `">`, `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`, ""}).Draw(t, "declared")
		info := rapid.SampledFrom([]string{"", `<div class="info">来源：教务处　发布时间：2022-03-21 16:32　点击：<span>35</span></div>`}).Draw(t, "info")
		credits := rapid.SampledFrom([]string{"", `<p>编辑：张三　审核：李四</p>`}).Draw(t, "credits")
		inner := `<h1>` + html.EscapeString(headline) + `</h1>` + info + layouts[layout](paragraphs) + credits
		if rapid.Bool().Draw(t, "boxed") {
			inner = `<div class="main">` + inner + `</div>`
		}
		source := `<html><head>` + declared + `<title>` + html.EscapeString(headline) + `_某某教育网</title></head><body>` +
			some(t, "before", beforeArticle) + inner + some(t, "after", afterArticle) + `</body></html>`
		data, err := encoding.HTMLEscapeUnsupported(encoderOf(code)).String(source)
		if err != nil {
			t.Fatal(err)
		}
		a, err := intake.Read(context.Background(), intake.Source{Data: []byte(data), Name: "a.html", Location: shanghai})
		if err != nil {
			t.Fatalf("%v, from\n%s", err, source)
		}
		check(t, a, headline, paragraphs, source)
	})
}

// TestScraped does the same with the text that such pages give when they are scraped.
func TestScraped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		headline, paragraphs := drawArticle(t)
		gap := rapid.SampledFrom([]string{"\n", "\n\n", "\r\n", "\n　　", "\n    "}).Draw(t, "gap")
		head := rapid.SampledFrom([]string{
			"欢迎访问某某教育网\n当前位置：某某教育网 > 校园新闻 > " + headline + "\n" + headline + "\n来源：教务处  时间：2022-03-21\n",
			"首页\n新闻\n" + headline + "\n发布时间：2022-03-21 16:32  来源：教务处  浏览：35\n",
			headline + "\n发布时间：2022年3月21日\n",
		}).Draw(t, "head")
		tail := rapid.SampledFrom([]string{"", "\n编辑：张三\n审核：李四\n扫一扫，分享本页\n热点新闻\n• 校运动会圆满闭幕\n", "\n上一篇：关于放假的通知\n版权所有 某某教育网\n",
			"\n责任编辑：张三\n在线看片免费观看 | 时时彩计划 | 娱乐城"}).Draw(t, "tail")
		source := head + strings.Join(paragraphs, gap) + tail
		a, err := intake.Read(context.Background(), intake.Source{Data: []byte(source), Name: "a.txt", Location: shanghai})
		if err != nil {
			t.Fatalf("%v, from\n%s", err, source)
		}
		check(t, a, headline, paragraphs, source)
	})
}
