package intake_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/editor/intake"
	"galley/editor/model"
)

// lead and end stand around the case in the article of a small page, so that there is an article to find.
const (
	lead = "各位老师、同学：根据学校安排，现将本学期期末考试有关事项通知如下，请各单位认真组织，确保考试平稳有序。"
	end  = "请各学院于本周五前将名单报教务处，逾期不予受理。联系人见校内电话簿，办公地点为行政楼三楼。"
)

func page(inside string) string {
	return `<!doctype html><html><head><meta charset="utf-8"><title>期末考试通知_某某大学</title>
<style>.ghost{position:absolute;left:-9999px} .tab{display:none} .tab.on{display:block} #gone{display:none} @media print{.txt{display:none}}</style></head>
<body><div class="nav"><a href="/">首页</a><a href="/n/">新闻</a></div><h1>期末考试通知</h1><div class="txt"><p>` + lead + `</p>` + inside + `<p>` + end + `</p></div>
<div class="footer">版权所有 某某大学</div></body></html>`
}

func readPage(t testing.TB, html string) intake.Article {
	t.Helper()
	a, err := intake.Read(context.Background(), intake.Source{Data: []byte(html), Name: "page.html", Address: "https://news.example.edu.cn/n/1.html", Location: shanghai})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Doc.Check(); err != nil {
		t.Fatal(err)
	}
	return a
}

// between returns the blocks between lead and end.
func between(t testing.TB, a intake.Article) []*model.Node {
	t.Helper()
	b := a.Doc.Part(model.Body).Children()
	if len(b) < 2 || b[0].PlainText() != lead || b[len(b)-1].PlainText() != end {
		t.Fatalf("the article is not whole:\n%s", show(b))
	}
	return b[1 : len(b)-1]
}

func TestBlocks(t *testing.T) {
	strong, em, under, strike := model.Mark{Kind: model.Strong}, model.Mark{Kind: model.Emphasis}, model.Mark{Kind: model.Underline}, model.Mark{Kind: model.Strike}
	sup, sub := model.Mark{Kind: model.Superscript}, model.Mark{Kind: model.Subscript}
	link := func(href string) model.Mark { return model.Mark{Kind: model.Link, Href: href} }
	item := func(content ...*model.Node) *model.Node { return model.New(model.ListItem, none, content...) }
	cell := func(a model.Attrs, content ...*model.Node) *model.Node {
		return model.New(model.TableCell, a, content...)
	}
	one := model.Attrs{ColSpan: 1, RowSpan: 1}
	head := model.Attrs{ColSpan: 1, RowSpan: 1, Header: true}
	row := func(cells ...*model.Node) *model.Node { return model.New(model.TableRow, none, cells...) }
	for _, c := range []struct {
		name, in string
		want     []*model.Node
	}{
		{"indent is layout", "<p>　　第一。</p><p>&nbsp;&nbsp;&emsp;第二。&nbsp;</p>", []*model.Node{para(text("第一。")), para(text("第二。"))}},
		{"white space of the source", "<p>会议\n  要求 A\n  B 组\t\t完成</p>", []*model.Node{para(text("会议要求 A B 组 完成"))}},
		{"inner blanks stay", "<p>张&nbsp;三　李四&ensp;x</p>", []*model.Node{para(text("张\u00a0三　李四\u2002x"))}},
		{"entities", "<p>&lt;甲&gt; &amp;amp; &#x4e59;&hellip;&#1;</p>", []*model.Node{para(text("<甲> &amp; 乙…"))}},
		{"empty paragraphs", "<p>&nbsp;</p><p></p><div><br></div><p>甲。</p>", []*model.Node{para(text("甲。"))}},
		{"break", "<p>甲<br>乙</p>", []*model.Node{para(text("甲"), model.NewBreak(), text("乙"))}},
		{"two breaks part", "<p>甲<br><br>乙</p>", []*model.Node{para(text("甲")), para(text("乙"))}},
		{"break and indent part", "<p>甲<br>　　乙</p>", []*model.Node{para(text("甲")), para(text("乙"))}},
		{"paragraphs are divisions", "<div>甲。</div><div><span>乙</span>丙。</div>", []*model.Node{para(text("甲。")), para(text("乙丙。"))}},
		{"lines in a division", "<div>甲乙丙。<br>丁戊己。<br>庚</div>", []*model.Node{para(text("甲乙丙。")), para(text("丁戊己。")), para(text("庚"))}},
		{"headings", "<h2>一、时间</h2><h5>（一）上午</h5>", []*model.Node{heading(2, text("一、时间")), heading(3, text("（一）上午"))}},
		{"marks", "<p><b>粗<i>斜</i></b><u>线</u><del>删</del>x<sup>2</sup>H<sub>2</sub></p>",
			[]*model.Node{para(text("粗", strong), text("斜", strong, em), text("线", under), text("删", strike), text("x"), text("2", sup), text("H"), text("2", sub))}},
		{"block inside inline", "<b><p>甲</p><p>乙</p></b>", []*model.Node{para(text("甲", strong)), para(text("乙", strong))}},
		{"links", `<p>见<a href="/f/1.doc">附件</a>和<a href="mailto:a@b.cn">信箱</a><a href="javascript:x()">脚本</a><a>锚</a></p>`,
			[]*model.Node{para(text("见"), text("附件", link("https://news.example.edu.cn/f/1.doc")), text("和"), text("信箱", link("mailto:a@b.cn")), text("脚本锚"))}},
		{"link to another site", `<p>详见<a href="https://www.moe.gov.cn/a">教育部网站</a>。</p>`, []*model.Node{para(text("详见"), text("教育部网站", link("https://www.moe.gov.cn/a")), text("。"))}},
		{"lists", `<ul><li>甲<ul><li>乙</li></ul></li></ul><ol start="3"><li><p>丙</p></li></ol>`, []*model.Node{
			model.New(model.BulletList, none, item(para(text("甲")), model.New(model.BulletList, none, item(para(text("乙")))))),
			model.New(model.NumberedList, model.Attrs{Start: 3}, item(para(text("丙"))))}},
		{"quote and rule", "<blockquote><p>引。</p></blockquote><hr>", []*model.Node{model.New(model.Quote, none, para(text("引。"))), model.New(model.Rule, none)}},
		{"table", `<table><tr><th>甲</th><th>乙</th></tr><tr><td colspan=2 rowspan=9>1</td></tr></table>`, []*model.Node{model.New(model.Table, none,
			row(cell(head, para(text("甲"))), cell(head, para(text("乙")))), row(cell(model.Attrs{ColSpan: 2, RowSpan: 1}, para(text("1")))))}},
		{"table with blocks in cells", `<table><tr><td><h3>甲</h3></td><td><ul><li>乙</li></ul></td></tr><tr><td></td><td><blockquote>丙</blockquote></td></tr></table>`, []*model.Node{model.New(model.Table, none,
			row(cell(one, para(text("甲"))), cell(one, model.New(model.BulletList, none, item(para(text("乙")))))),
			row(cell(one, para()), cell(one, para(text("丙")))))}},
		{"table for layout", `<table><tr><td><p>甲。</p><p>乙。</p></td></tr></table>`, []*model.Node{para(text("甲。")), para(text("乙。"))}},
		{"pre", "<pre>甲  乙\n丙</pre>", []*model.Node{para(text("甲  乙"), model.NewBreak(), text("丙"))}},
		{"small and odd elements", "<p><font color=red>甲</font><custom-x>乙</custom-x><ruby>丙<rt>bing</rt></ruby></p>", []*model.Node{para(text("甲乙丙bing"))}},
		{"comment and nul", "<p>甲<!-- 注 -->乙\x00丙\x01</p>", []*model.Node{para(text("甲乙丙"))}},
		{"supplementary planes", "<p>𠮷野家、𬱖</p>", []*model.Node{para(text("𠮷野家、𬱖"))}},
		{"class shown by script", `<div class="tab on"><p>甲。</p></div>`, []*model.Node{para(text("甲。"))}},
		{"labels of a notice", "<p>时间：2022年3月21日14:30</p><p>地点：行政楼</p><p>来源：甲</p>", []*model.Node{para(text("时间：2022年3月21日14:30")), para(text("地点：行政楼")), para(text("来源：甲"))}},
		{"a paragraph about spam", "<p>警方提醒：网络赌博、娱乐城、六合彩都是骗局，切勿点击代开发票、小额贷款等链接。</p>", []*model.Node{para(text("警方提醒：网络赌博、娱乐城、六合彩都是骗局，切勿点击代开发票、小额贷款等链接。"))}},
		{"a paragraph in a box with an unlucky name", `<div class="banner-top"><p>会议强调，要进一步提高政治站位，把各项工作落到实处，确保取得实效。</p></div>`, []*model.Node{para(text("会议强调，要进一步提高政治站位，把各项工作落到实处，确保取得实效。"))}},
		{"an attachment", `<p><a href="/f/1.doc">附件：报名表.doc</a></p>`, []*model.Node{para(text("附件：报名表.doc", link("https://news.example.edu.cn/f/1.doc")))}},
		{"a heading about spam", "<h3>防范网络赌博和网贷</h3>", []*model.Node{heading(3, text("防范网络赌博和网贷"))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := between(t, readPage(t, page(c.in))); !equal(got, c.want) {
				t.Errorf("got\n%swant\n%s", show(got), show(c.want))
			}
		})
	}
}

// TestDrops holds every kind of thing that is left out: the text around it stays, and the report names it.
func TestDrops(t *testing.T) {
	for _, c := range []struct {
		name, in string
		why      intake.Reason
		text     string // in the report
		rest     string // what stays of the case
	}{
		{"hidden by style", `<p>甲<span style="display: none">暗字</span>乙。</p>`, intake.Hidden, "暗字", "甲乙。"},
		{"hidden attribute", `<p hidden>暗字</p>`, intake.Hidden, "暗字", ""},
		{"hidden by aria", `<div aria-hidden="true">暗字</div>`, intake.Hidden, "暗字", ""},
		{"hidden by class", `<div class="ghost">暗字</div>`, intake.Hidden, "暗字", ""},
		{"hidden by id", `<div id="gone">暗字</div>`, intake.Hidden, "暗字", ""},
		{"off the screen", `<div style="position:absolute;top:-5000px">暗字</div>`, intake.Hidden, "暗字", ""},
		{"no height", `<div style="height:0;overflow:hidden">暗字</div>`, intake.Hidden, "暗字", ""},
		{"hidden spam", `<div style="display:none">娱乐城注册送彩金</div>`, intake.SpamGambling, "娱乐城注册送彩金", ""},
		{"marquee", `<marquee height=1 width=4>时时彩计划软件</marquee>`, intake.SpamLottery, "时时彩计划软件", ""},
		{"spam link in a paragraph", `<p>会议要求<a href="http://x.invalid/">澳门新葡京娱乐城</a>，落实责任。</p>`, intake.SpamGambling, "澳门新葡京娱乐城", "会议要求，落实责任。"},
		{"line of spam links", `<p><a href="http://x.invalid/">代开发票</a> | <a href="http://y.invalid/">更多</a></p>`, intake.SpamInvoices, "| 更多", ""},
		{"line of spam", `<p>在线看片免费观看网 | 棋牌游戏平台下载 | 传奇私服</p>`, intake.SpamPiracy, "在线看片免费观看网 | 棋牌游戏平台下载 | 传奇私服", ""},
		{"run of links away", `<div><a href="http://a.invalid/">甲网</a> <a href="http://b.invalid/">乙网</a> <a href="http://c.invalid/">丙网</a></div>`, intake.SpamLinks, "甲网 乙网 丙网", ""},
		{"script", `<script>alert("弹")</script>`, intake.Script, `alert("弹")`, ""},
		{"share bar", `<div class="bdsharebuttonbox">分享到：微信 微博</div>`, intake.Sharing, "分享到：微信 微博", ""},
		{"button", `<button>点赞</button>`, intake.Tools, "点赞", ""},
		{"picture elsewhere", `<p><img src="/p/1.jpg" alt="会场"></p>`, intake.PictureElsewhere, "会场", ""},
		{"figure elsewhere", `<figure><img src="/p/1.jpg"><figcaption>会场一角</figcaption></figure>`, intake.PictureElsewhere, "会场一角", ""},
		{"damaged picture", `<p><img src="data:image/png;base64,AAAA" alt="会场"></p>`, intake.PictureDamaged, "会场", ""},
		{"related list", `<div class="related"><a href="/n/2.html">另一篇</a></div>`, intake.Related, "另一篇", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := readPage(t, page(c.in))
			var rest []string
			for _, b := range between(t, a) {
				rest = append(rest, b.PlainText())
			}
			if strings.Join(rest, "\n") != c.rest {
				t.Errorf("%q stays, want %q", rest, c.rest)
			}
			if !slices.ContainsFunc(a.Report.Dropped, func(d intake.Dropped) bool { return d.Why == c.why && d.Text == c.text }) {
				t.Errorf("the report has no %v %q: %+v", c.why, c.text, a.Report.Dropped)
			}
		})
	}
}

// TestWholePages are articles that a rule too eager would cut.
func TestWholePages(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"a notice that begins with its time", `<h1>开会</h1><div class="txt"><p>时间：2022年3月21日14:30</p><p>地点：行政楼三楼</p><p>请各单位负责人准时参加，不得无故缺席，有事须书面请假。</p></div>`,
			[]string{"时间：2022年3月21日14:30", "地点：行政楼三楼", "请各单位负责人准时参加，不得无故缺席，有事须书面请假。"}},
		{"an article inside a box that calls itself a side column", `<h1>开会</h1><div class="side-main"><div class="txt"><p>各位老师：</p><p>请各单位负责人准时参加，不得无故缺席，有事须书面请假。</p><p>特此通知。</p></div></div>`,
			[]string{"各位老师：", "请各单位负责人准时参加，不得无故缺席，有事须书面请假。", "特此通知。"}},
		{"one sentence", `<h1>开会</h1><p>明天停电。</p>`, []string{"明天停电。"}},
		{"signed and dated", `<h1>开会</h1><div class="txt"><p>请各单位负责人准时参加，不得无故缺席，有事须书面请假。</p><p>教务处</p><p>2022年3月21日</p></div>`,
			[]string{"请各单位负责人准时参加，不得无故缺席，有事须书面请假。", "教务处", "2022年3月21日"}},
		{"a poem with its author", `<h1>静夜思</h1><div class="txt"><p>床前明月光，疑是地上霜。举头望明月，低头思故乡。这首诗是李白在客居时写的。</p><p>来源于生活</p><p>作者是李白</p></div>`,
			[]string{"床前明月光，疑是地上霜。举头望明月，低头思故乡。这首诗是李白在客居时写的。", "来源于生活", "作者是李白"}},
		{"a page laid out in a table", `<table><tr><td><a href="/1">新闻</a></td><td><h1>开会</h1></td></tr><tr><td><ul><li><a href="/2">要闻</a></li></ul></td><td><p>` + strings.Repeat("会议强调，要把各项工作落到实处。", 20) + `</p><p>特此通知。</p></td></tr></table>`,
			[]string{strings.Repeat("会议强调，要把各项工作落到实处。", 20), "特此通知。"}},
		{"no headline in the page", `<p>请各单位负责人准时参加，不得无故缺席，有事须书面请假。</p><p>特此通知。</p>`,
			[]string{"请各单位负责人准时参加，不得无故缺席，有事须书面请假。", "特此通知。"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := readPage(t, `<html><head><title>开会</title></head><body><ul class="nav"><li><a href="/">首页</a></ul>`+c.in+`<div class="footer">版权所有</div></body></html>`)
			var got []string
			for _, b := range a.Doc.Part(model.Body).Children() {
				got = append(got, b.PlainText())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q\ndropped %+v", got, c.want, a.Report.Dropped)
			}
		})
	}
}

func TestPicture(t *testing.T) {
	const png = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGNgGAWDEwAAAcgAAeS3RUkAAAAASUVORK5CYII="
	a := readPage(t, page(`<figure><img src="data:image/png;base64,`+png+`" alt="会场"><figcaption>会场<b>一角</b></figcaption></figure>
		<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">`))
	got := between(t, a)
	if len(got) != 1 || got[0].Kind() != model.Figure || got[0].Attrs().Alt != "会场" || got[0].PlainText() != "会场一角" {
		t.Fatalf("got\n%s", show(got))
	}
	if len(a.Pictures) != 1 || len(a.Pictures[got[0].Attrs().Picture]) == 0 {
		t.Errorf("pictures: %v", a.Pictures)
	}
}

func TestProperties(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		name, before, after string
		want                intake.Properties
	}{
		{"simplified", `<div>当前位置：<a href="/">首页</a> &gt; <a>新闻</a> &gt; <a>校园新闻</a> &gt; 正文</div>`, `<p>【编辑：张三】</p>`,
			intake.Properties{Column: "校园新闻", Editor: "张三"}},
		{"column is last", `<div class="crumbs">首页 » 通知公告</div>`, "", intake.Properties{Column: "通知公告"}},
		{"info line", `<div>来源：教务处 | 作者：李四、王五 | 发布时间：2022年3月21日 16:32 | 浏览次数：<span id="n"></span></div>`, "",
			intake.Properties{Source: "教务处", Authors: []string{"李四", "王五"}, Published: at("2022-03-21T16:32:00+08:00")}},
		{"no separators", `<div>稿源:教务处作者:李四发布日期:2022/3/21点击量:1,234次</div>`, "",
			intake.Properties{Source: "教务处", Authors: []string{"李四"}, Published: at("2022-03-21T00:00:00+08:00"), Reads: 1234}},
		{"bare time", `<div>2022-03-21 09:05:06</div>`, "", intake.Properties{Published: at("2022-03-21T09:05:06+08:00")}},
		{"time with a zone", `<div>发布时间：2022-03-21T09:05:06Z 来源：甲</div>`, "", intake.Properties{Published: at("2022-03-21T09:05:06Z"), Source: "甲"}},
		{"afternoon", `<div>时间：2022.3.21 下午3:05 来源：甲</div>`, "", intake.Properties{Published: at("2022-03-21T15:05:00+08:00"), Source: "甲"}},
		{"spaced labels", `<div>作　者：李四　　编 辑：张三</div>`, "", intake.Properties{Authors: []string{"李四"}, Editor: "张三"}},
		{"three reviewers", "", `<p>责任编辑：张三　初审：甲　复审：乙　终审：丙</p>`, intake.Properties{Editor: "张三", Reviewer: "甲、乙、丙"}},
		{"writers and pictures", "", `<p>（文/李四 图/王五）</p>`, intake.Properties{Authors: []string{"李四", "王五"}}},
		{"keywords", `<div>关键词：考试；通知, 教务</div>`, "", intake.Properties{Keywords: []string{"考试", "通知", "教务"}}},
		{"traditional, full width", `<div>稿源：中央社　發佈時間：2022-03-21</div>`, `<p>責任編輯：陳小姐　審稿：林先生</p>`,
			intake.Properties{Source: "中央社", Editor: "陳小姐", Reviewer: "林先生", Published: at("2022-03-21T00:00:00+08:00")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := strings.Replace(page(c.after), "<h1>", c.before+"<h1>", 1)
			if strings.Contains(c.before, "来源") || c.name == "bare time" {
				html = strings.Replace(page(c.after), `</h1>`, "</h1>"+c.before, 1)
			}
			// The credits close the article.
			html = strings.Replace(html, c.after+"<p>"+end+"</p>", "<p>"+end+"</p>"+c.after, 1)
			a := readPage(t, html)
			if got := between(t, a); len(got) > 0 {
				t.Errorf("left in the article:\n%s", show(got))
			}
			p := a.Properties
			if !p.Published.Equal(c.want.Published) || p.Column != c.want.Column || p.Source != c.want.Source || p.Editor != c.want.Editor || p.Reviewer != c.want.Reviewer ||
				p.Reads != c.want.Reads || !slices.Equal(p.Authors, c.want.Authors) || !slices.Equal(p.Keywords, c.want.Keywords) {
				t.Errorf("got  %+v\nwant %+v", p, c.want)
			}
			if h := a.Doc.Part(model.Headline).PlainText(); h != "期末考试通知" {
				t.Errorf("headline %q", h)
			}
			if p.Site != "某某大学" {
				t.Errorf("site %q", p.Site)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, file, data string
		want             error
	}{
		{"pdf", "a.html", "%PDF-1.7 ...", intake.ErrNotText},
		{"a damaged Word file", "a.docx", "PK\x03\x04....", intake.ErrDamaged},
		{"an old Word file", "a.wps", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", intake.ErrOldFormat},
		{"rich text", "a.rtf", `{\rtf1\ansi\ansicpg936 \'cd\'a8}`, intake.ErrOldFormat},
		{"machine code", "a.txt", strings.Repeat("\x7fELF\x02\x00\x00\x00", 50), intake.ErrNotText},
		{"nothing", "a.txt", "", intake.ErrEmpty},
		{"blanks", "a.txt", " \r\n　\u00a0\ufeff", intake.ErrEmpty},
		{"empty page", "a.html", "<html><head><title>x</title></head><body></body></html>", intake.ErrNoArticle},
		{"frames", "a.html", "<html><frameset><frame src=a></frameset></html>", intake.ErrNoArticle},
		{"only links", "a.html", "<html><body><ul><li><a href=/1>第一条新闻的标题</a><li><a href=/2>第二条新闻的标题</a><li><a href=/3>第三条</a></ul></body></html>", intake.ErrNoArticle},
		{"only spam", "a.txt", "在线看片免费观看网 | 彩票开奖结果直播 | 棋牌游戏平台下载", intake.ErrNoArticle},
		{"only hidden", "a.html", "<html><body><div hidden>正文正文。</div></body></html>", intake.ErrNoArticle},
		{"too many bytes", "a.html", strings.Repeat("<p>正文。</p>", intake.MaxBytes/10), intake.ErrTooLarge},
		{"too deep", "a.html", "<html><body>" + strings.Repeat("<div>", 100000) + "x", intake.ErrTooLarge},
		{"too many elements", "a.html", "<html><body>" + strings.Repeat("<i>", 3_000_000), intake.ErrTooLarge},
		{"quotes in quotes", "a.md", strings.Repeat(">", 100000) + "甲", intake.ErrTooLarge},
		{"lists in lists", "a.md", strings.Repeat("- ", 100000) + "甲", intake.ErrTooLarge},
		{"one paragraph of links", "a.html", "<html><body><div>" + strings.Repeat("<a href=/x>正</a>", 100000), intake.ErrNoArticle},
		{"formatting bomb", "a.html", "<html><body>" + func() string {
			var b strings.Builder
			for i := range 400 {
				b.WriteString("<b id=" + strings.Repeat("x", i+1) + ">")
			}
			return b.String() + strings.Repeat("<p>x", 100000)
		}(), intake.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := intake.Read(context.Background(), intake.Source{Data: []byte(c.data), Name: c.file, Location: shanghai})
			var e *intake.Error
			if !errors.Is(err, c.want) || !errors.As(err, &e) || e.Name != c.file || !strings.Contains(err.Error(), c.file) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := intake.Read(ctx, intake.Source{Data: []byte(page("")), Name: "a.html", Location: shanghai}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
