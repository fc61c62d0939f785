package sheet

import (
	"math"
	"math/rand"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/theme"
	"galley/editor/model"
)

func paragraph(text string, marks ...model.Mark) *model.Node {
	return model.New(model.Paragraph, model.Attrs{}, model.NewText(text, marks...))
}

func document(headline string, blocks ...*model.Node) *model.Node {
	doc := model.NewDoc()
	parts := append([]*model.Node{}, doc.Children()...)
	parts[1] = parts[1].With(model.NewText(headline))
	parts[4] = parts[4].With(blocks...)
	return doc.With(parts...)
}

// read returns the words of a sheet in the order they were set.
func (p *placed) read() string {
	var b strings.Builder
	for _, r := range p.rows {
		for _, run := range r.Line().Runs {
			for _, c := range run.Glyphs {
				b.WriteString(c.Text)
			}
		}
	}
	return b.String()
}

// Whatever the width, a sheet shows every character of the document in its order, and nothing stands outside the paper.
func TestSheetShowsTheText(t *testing.T) {
	const alphabet = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严，。、；：？！“”（）《》——……ABC 2026 "
	runes := []rune(alphabet)
	for seed := range int64(40) {
		r := rand.New(rand.NewSource(seed))
		var blocks []*model.Node
		want := "题"
		for range 1 + r.Intn(4) {
			var b strings.Builder
			for range 1 + r.Intn(160) {
				b.WriteRune(runes[r.Intn(len(runes))])
			}
			if text := strings.TrimSpace(b.String()); text != "" {
				blocks = append(blocks, paragraph(text))
				want += text
			}
		}
		if len(blocks) == 0 {
			continue
		}
		width := 320 + 500*r.Float64()
		l := layOut(Content{Doc: document("题", blocks...)}, width, nil)
		if got := solid(l.read()); got != solid(want) {
			t.Fatalf("seed %d, width %v: the sheet says\n%s\nnot\n%s", seed, width, got, solid(want))
		}
		for _, r := range l.rows {
			left := l.left + (r.X + r.Line().Left).Points()
			if right := left + r.Line().Width.Points(); left < 0 || right > width+1 {
				t.Errorf("seed %d, width %v: a line stands from %.1f to %.1f", seed, width, left, right)
			}
		}
	}
}

// Every full line of a paragraph ends at the same edge.
func TestLinesAreJustified(t *testing.T) {
	l := layOut(Content{Doc: document("题", paragraph(strings.Repeat("3 月 20 日，省人力资源和社会保障厅召开“专题”工作会议。", 12)))}, sheetMost, nil)
	for _, r := range l.rows[1 : len(l.rows)-1] {
		end := l.left + (r.X + r.Line().Left + r.Line().Width).Points()
		if want := float64(sheetMost+mostMeasure) / 2; math.Abs(end-want) > 0.5 {
			t.Errorf("the line at %v ends at %.2f, not %.2f", r.y, end, want)
		}
	}
}

func TestEveryKindOfBlock(t *testing.T) {
	item := func(s string) *model.Node { return model.New(model.ListItem, model.Attrs{}, paragraph(s)) }
	cell := func(s string) *model.Node {
		return model.New(model.TableCell, model.Attrs{ColSpan: 1, RowSpan: 1}, paragraph(s))
	}
	doc := document("题",
		model.New(model.Heading, model.Attrs{Level: 1}, model.NewText("一级")),
		model.New(model.Quote, model.Attrs{}, paragraph("引文")),
		model.New(model.NumberedList, model.Attrs{Start: 3}, item("甲"), item("乙")),
		model.New(model.BulletList, model.Attrs{}, item("丙")),
		model.New(model.Table, model.Attrs{}, model.New(model.TableRow, model.Attrs{}, cell("左"), cell("右"))),
		model.New(model.Rule, model.Attrs{}),
		model.New(model.Figure, model.Attrs{Picture: strings.Repeat("0", 64)}, model.NewText("图注")),
		paragraph("着重", model.Mark{Kind: model.Emphasis}), paragraph("链接", model.Mark{Kind: model.Link, Href: "https://a.example"}),
		model.New(model.Paragraph, model.Attrs{}, model.NewText("正文"), model.NewFootnote("注文")),
	)
	l := layOut(Content{Doc: doc, NoImage: "无图", Meta: []string{"来源", "时间"}, Credits: "编辑"}, 600, nil)
	for _, want := range []string{"一级", "引文", "甲", "3.", "乙", "4.", "丙", "•", "左右", "无图", "图注", "着重", "链接", "正文1", "编辑", "1\u3000注文", "来源"} {
		if !strings.Contains(solid(l.read()), solid(want)) {
			t.Errorf("%q is not on the sheet: %s", want, l.read())
		}
	}
}

// A strip is the same picture whether it is drawn alone or as part of a longer one: text that crosses its edge is not lost.
func TestStripsMeet(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Theme{})
	l := layOut(Content{Doc: document("题目很长的一个标题", paragraph(strings.Repeat("国", 200)))}, 500, nil)
	whole := l.draw(500, 400, 0, 400)
	for y := 0; y < 400; y += 50 {
		part := l.draw(500, 50, float64(y), 50)
		for py := range 50 {
			for x := range 500 {
				if part.At(x, py) != whole.At(x, y+py) {
					t.Fatalf("the strip at %d differs at %d, %d", y, x, py)
				}
			}
		}
	}
}

func TestSheetFollowsItsWidth(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Theme{})
	s := New(Content{Doc: document("题", paragraph(strings.Repeat("国", 400)))})
	wide := s.MinSize().Height
	s.Resize(fyne.NewSize(400, 100))
	if s.MinSize().Height <= wide {
		t.Errorf("the sheet is %v high at 400, %v at %d", s.MinSize().Height, wide, sheetMost)
	}
}

func BenchmarkLayOut(b *testing.B) {
	doc := document("题", paragraph(strings.Repeat("顾潮副厅长指出，当前疫情形势严峻，全国出现多点多元多发态势。", 70)))
	Warm()
	b.ReportAllocs()
	for b.Loop() {
		layOut(Content{Doc: doc}, sheetMost, nil)
	}
}

func BenchmarkDrawStrip(b *testing.B) {
	l := layOut(Content{Doc: document("题", paragraph(strings.Repeat("顾潮副厅长指出，当前疫情形势严峻。", 70)))}, sheetMost, nil)
	b.ReportAllocs()
	for b.Loop() {
		l.draw(sheetMost, stripHeight, 100, stripHeight)
	}
}

func solid(s string) string { return strings.Join(strings.Fields(s), "") }
