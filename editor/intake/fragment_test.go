package intake_test

import (
	"testing"

	"galley/editor/intake"
	"galley/editor/model"
	"galley/editor/model/build"
)

func TestFragment(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"text alone", "通知", "p(通知)"},
		{"a phrase of a page", `<meta charset='utf-8'><span style="color: rgb(0, 0, 0);">新闻<b>学院</b></span>`, "p(新闻[strong 学院])"},
		{"blocks", "<h2>标题</h2><p>甲</p><ul><li>乙</li></ul>", "h2(标题) p(甲) ul(li(p(乙)))"},
		{"what a page would lose", "<nav>首页</nav><p>上一篇：甲</p>", "p(首页) p(上一篇：甲)"},
		{"Windows", "Version:0.9\r\nStartHTML:00000097\r\n<html><body><!--StartFragment--><p>甲</p><!--EndFragment--></body></html>", "p(甲)"},
		{"Google Docs", `<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700;">甲</span><span style="font-style:italic">乙</span></p></b>`,
			"p([strong 甲][em 乙])"},
		{"marks of styles", `<span style="text-decoration: line-through underline">甲</span><span style="vertical-align:super">2</span><font style="font-weight:bold">乙</font>`,
			"p([u [s 甲]][sup 2][strong 乙])"},
		{"a link is not underlined", `<a href="https://a.example/"><span style="text-decoration:underline">甲</span></a>`, "p([link=https://a.example/ 甲])"},
		{"a list of Word", `<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span></span><![endif]>甲<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>乙</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·</span>丙</p>
<p class=MsoNormal>丁</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>3.</span>戊</p>`,
			"ol(li(p(甲)) li(p(乙) ul(li(p(丙))))) p(丁) ol=3(li(p(戊)))"},
		{"a picture of elsewhere", `<p>甲<img src="https://a.example/a.png"></p>`, "p(甲)"},
		{"nothing", "<p>&nbsp;</p>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			blocks, _, err := intake.Fragment(c.html)
			if err != nil {
				t.Fatal(err)
			}
			if c.want == "" {
				if len(blocks) > 0 {
					t.Errorf("got %s", build.FormatSlice(model.NewSlice(blocks...)))
				}
				return
			}
			if want := build.Doc(c.want).Part(model.Body); !model.New(model.Body, model.Attrs{}, blocks...).Equal(want) {
				t.Errorf("got %s", build.FormatSlice(model.NewSlice(blocks...)))
			}
		})
	}
}

func FuzzFragment(f *testing.F) {
	f.Add(`<p style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>1.</span>甲</p><b style="font-weight:normal"><table><tr><td>乙`)
	f.Fuzz(func(t *testing.T, text string) {
		blocks, _, err := intake.Fragment(text)
		if err != nil || len(blocks) == 0 {
			return
		}
		if err := model.NewSlice(blocks...).Check(); err != nil {
			t.Fatal(err)
		}
	})
}
