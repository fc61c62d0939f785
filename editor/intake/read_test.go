package intake_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"galley/editor/intake"
	"galley/editor/model"
)

func TestWrittenText(t *testing.T) {
	for _, c := range []struct {
		name, in, headline, body string
		editor                   string
	}{
		{"headline and paragraphs", "关于放假的通知\n\n各位老师：\n　　明天放假。\n特此通知。\n", "关于放假的通知", "各位老师：\n明天放假。\n特此通知。", ""},
		{"one line", "明天放假", "", "明天放假", ""},
		{"first line is a sentence", "明天放假。\n请互相转告。", "", "明天放假。\n请互相转告。", ""},
		{"credits", "关于放假的通知\n明天放假，后天上班，请互相转告，注意安全。\n编辑：张三", "关于放假的通知", "明天放假，后天上班，请互相转告，注意安全。", "张三"},
		{"inner blanks and odd characters", "甲\t乙  丙\n<b>&amp;</b>\x00\u202e丁", "甲\t乙  丙", "<b>&amp;</b>\u202e丁", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", "", []byte(c.in))
			if h, b := a.Doc.Part(model.Headline).PlainText(), a.Doc.Part(model.Body).PlainText(); h != c.headline || b != c.body || a.Properties.Editor != c.editor {
				t.Errorf("headline %q, editor %q, body %q", h, a.Properties.Editor, b)
			}
		})
	}
}

func TestMarkdownFile(t *testing.T) {
	a := read(t, "a.md", "", []byte("# 关于放假的通知\n\n明天**放假**。\n\n## 注意\n"))
	if h := a.Doc.Part(model.Headline).PlainText(); h != "关于放假的通知" || a.Report.How != "markdown" {
		t.Errorf("headline %q, read as %s", h, a.Report.How)
	}
	want := []*model.Node{para(text("明天"), text("放假", model.Mark{Kind: model.Strong}), text("。")), heading(2, text("注意"))}
	if got := a.Doc.Part(model.Body).Children(); !equal(got, want) {
		t.Errorf("got\n%s", show(got))
	}
}

func TestLanguage(t *testing.T) {
	for in, want := range map[string]string{"明天放假，请互相转告。": "zh-Hans", "明天放假，請互相轉告。": "zh-Hant", "The school is closed tomorrow.": "en", "GB/T 15834 标准": "zh-Hans"} {
		if got := read(t, "a.txt", "", []byte(in)).Properties.Language; got != want {
			t.Errorf("%s is %s", in, got)
		}
	}
}

func TestBody(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []*model.Node
	}{
		{"a.txt", "# 甲\n**乙**", []*model.Node{para(text("# 甲")), para(text("**乙**"))}},
		{"a.md", "# 甲\n**乙**", []*model.Node{heading(1, text("甲")), para(text("乙", model.Mark{Kind: model.Strong}))}},
		{"body", "来源：甲\n编辑：乙", []*model.Node{para(text("来源：甲")), para(text("编辑：乙"))}},
	} {
		if got, err := intake.Body(c.name, []byte(c.in)); err != nil || !equal(got, c.want) {
			t.Errorf("%s: %v\n%s", c.name, err, show(got))
		}
	}
	if _, err := intake.Body("a.md", []byte("%PDF-1.4")); !errors.Is(err, intake.ErrNotText) {
		t.Errorf("a PDF: %v", err)
	}
	if _, err := intake.Body("a.txt", []byte("放假\xff通知，明天放假，请互相转告。")); !errors.Is(err, intake.ErrEncoding) {
		t.Errorf("a broken text: %v", err)
	}
}

func TestNeedsZone(t *testing.T) {
	if _, err := intake.Read(context.Background(), intake.Source{Data: []byte("甲")}); err == nil {
		t.Error("read without a zone")
	}
}

func TestReasonsHaveNames(t *testing.T) {
	for why := intake.Label; why <= intake.SpamLinks; why++ {
		if why.String() == "" {
			t.Errorf("reason %d has no name", why)
		}
	}
	for k := intake.EncodingDiffers; k <= intake.TableSimplified; k++ {
		if k.String() == "" {
			t.Errorf("note %d has no name", k)
		}
	}
}

func ExampleRead() {
	loc := shanghai
	a, err := intake.Read(context.Background(), intake.Source{
		Name: "notice.txt", Location: loc,
		Data: []byte("首页 > 通知公告 > 关于放假的通知\n关于放假的通知\n来源：教务处  发布时间：2022-03-21 16:32\n　　明天放假，后天上班。\n编辑：张三\n上一篇：开学"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Doc.Part(model.Headline).PlainText(), a.Properties.Column, a.Properties.Source, a.Properties.Editor)
	fmt.Println(a.Doc.Part(model.Body).PlainText())
	for _, d := range a.Report.Dropped {
		fmt.Println(d.Why, d.Fields, d.Text)
	}
	// Output:
	// 关于放假的通知 通知公告 教务处 张三
	// 明天放假，后天上班。
	// breadcrumb [] 首页 > 通知公告 > 关于放假的通知
	// headline-copy [] 关于放假的通知
	// label [Source Published] 来源：教务处  发布时间：2022-03-21 16:32
	// label [Editor] 编辑：张三
	// related [] 上一篇：开学
}
