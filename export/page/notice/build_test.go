package notice_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"galley/assets/catalogue"
	"galley/assets/fonts"
	"galley/editor/model"
	"galley/export"
	"galley/export/page"
	"galley/export/page/notice"
	"galley/export/pdf"
)

var (
	update   = flag.Bool("update", false, "write the golden files anew")
	pictures = flag.String("pictures", "", "folder that PDFs of all cases are written into")
)

var houseFonts = sync.OnceValues(func() (page.Fonts, error) { return page.OpenFonts(fonts.Face.Data) })

func testFonts(tb testing.TB) page.Fonts {
	tb.Helper()
	f, err := houseFonts()
	must(tb, err)
	return f
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func lay(tb testing.TB, p export.Piece, o notice.Options) (page.Document, export.Report) {
	tb.Helper()
	d, r, err := notice.Layout(p, testFonts(tb), o)
	must(tb, err)
	return d, r
}

func node(k model.Kind, content ...*model.Node) *model.Node {
	return model.New(k, model.Attrs{}, content...)
}

func para(s string) *model.Node {
	if s == "" {
		return node(model.Paragraph)
	}
	return node(model.Paragraph, model.NewText(s))
}

func piece(o export.Official, title string, body ...*model.Node) export.Piece {
	head := node(model.Headline)
	if title != "" {
		head = node(model.Headline, model.NewText(title))
	}
	if len(body) == 0 {
		body = []*model.Node{para("")}
	}
	return export.Piece{
		Doc: node(model.Doc, node(model.Kicker), head, node(model.Subtitle), node(model.Abstract), node(model.Body, body...)), Language: catalogue.ZhHans,
		Official: &o,
	}
}

// sampleBody is the body of testdata/sample.txt, a paragraph a line.
func sampleBody(tb testing.TB) []*model.Node {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "sample.txt"))
	must(tb, err)
	var out []*model.Node
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, para(line))
		}
	}
	return out
}

const sampleTitle = "徐州彭城职业学院关于举办2026年技能文化节暨校园媒体作品展的通知"

func sampleOfficial() export.Official {
	return export.Official{
		Organs: []string{"徐州彭城职业学院"}, Number: export.NoticeNumber{Code: "彭职院", Year: 2026, Serial: 17},
		Recipients:  []string{"各二级学院、各处室、各直属单位"},
		Attachments: []export.Attachment{{Name: "技能文化节日程安排表", Text: "一、开幕式\n时间：2026年12月7日上午9时。地点：图书馆报告厅。\n二、作品展\n时间：2026年12月7日至12日。地点：校史馆一层。"}, {Name: "校园媒体作品展参展作品报送要求及作品登记表填写说明（2026年版）"}},
		Date:        export.Day{Year: 2026, Month: 11, Day: 23}, Remark: "联系人：李婉婷，电话：0516-83880000",
		Copies: []string{"市教育局", "各兄弟院校"}, PrintedBy: "徐州彭城职业学院办公室", PrintedOn: export.Day{Year: 2026, Month: 11, Day: 24},
	}
}

// cases are all cases of the layout, each with a golden.
func cases(tb testing.TB) []struct {
	name  string
	piece export.Piece
	o     notice.Options
} {
	type change func(*export.Official)
	with := func(changes ...change) export.Official {
		o := sampleOfficial()
		for _, c := range changes {
			c(&o)
		}
		return o
	}
	body := sampleBody(tb)
	short := body[:2]
	type item = struct {
		name  string
		piece export.Piece
		o     notice.Options
	}
	return []item{
		{"document", piece(sampleOfficial(), sampleTitle, body...), notice.Options{}},
		{"sealed", piece(with(func(o *export.Official) { o.Sealed, o.Attachments = true, nil }), sampleTitle, short...), notice.Options{OneSided: true}},
		{"secret", piece(with(func(o *export.Official) {
			o.Copy, o.Secrecy, o.Term, o.Urgency, o.Attachments = "000012", "机密", "1年", "特急", o.Attachments[:1]
		}), "关于做好考试保密工作的通知", short...), notice.Options{}},
		{"upward", piece(with(func(o *export.Official) {
			o.Organs, o.Signers, o.Recipients, o.Copies = []string{"徐州彭城职业学院"}, []string{"王建国", "李平", "欧阳明月"}, []string{"省教育厅"}, nil
		}), "徐州彭城职业学院关于申请增设融媒体技术与运营专业的请示", short...), notice.Options{OneSided: true}},
		{"joint", piece(with(func(o *export.Official) {
			o.Organs, o.Sealed, o.Attachments = []string{"徐州彭城职业学院", "徐州市教育局", "共青团徐州市委员会"}, true, nil
		}), sampleTitle, body...), notice.Options{}},
		{"joint unsealed", piece(with(func(o *export.Official) {
			o.Organs, o.Remark = []string{"教务处", "学生工作处"}, ""
		}), "关于期末考试安排的通知", short...), notice.Options{OneSided: true}},
		{"stamped", piece(with(func(o *export.Official) {
			o.Signatories, o.Posts, o.Attachments = nil, []string{"徐州彭城职业学院院长"}, nil
		}), "关于表彰优秀学生的决定", short...), notice.Options{OneSided: true}},
		{"joint stamped", piece(with(func(o *export.Official) {
			o.Signatories, o.Organs, o.Posts, o.Remark = nil, []string{"教务处", "学生工作处"}, []string{"教务处处长", "中国共产主义青年团徐州彭城职业学院委员会书记兼学生工作处处长"}, ""
		}), "关于期末考试安排的通知", short...), notice.Options{OneSided: true}},
		{"letter", piece(with(func(o *export.Official) {
			o.Format, o.Attachments, o.Sealed = export.LetterFormat, nil, true
		}), "关于商请协助拍摄校园专题片的函", short...), notice.Options{}},
		{"letter full", piece(with(func(o *export.Official) {
			o.Format, o.Copy, o.Secrecy, o.Urgency = export.LetterFormat, "000012", "秘密", "加急"
		}), sampleTitle, body...), notice.Options{}},
		{"many recipients", piece(with(func(o *export.Official) {
			o.Recipients = nil
			for i := range 50 {
				o.Recipients = append(o.Recipients, fmt.Sprintf("第%d实验中学附属信息中心", i+1))
			}
		}), sampleTitle, body...), notice.Options{}},
		{"bare", piece(export.Official{}, "通知", para("正文。")), notice.Options{}},
	}
}

// said returns the texts of the glyphs of a document in the order of its frames, artifacts left out, and one line for each block.
func said(d page.Document) string {
	var b strings.Builder
	block := -1
	for _, p := range d.Pages {
		for _, f := range p.Frames {
			if f.Role == page.Artifact {
				continue
			}
			if f.Block != block {
				b.WriteByte('\n')
				block = f.Block
			}
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok {
					for _, glyph := range g.Run.Glyphs {
						b.WriteString(glyph.Text)
					}
				}
			}
		}
	}
	return strings.TrimPrefix(b.String(), "\n")
}

func write(tb testing.TB, d page.Document) []byte {
	tb.Helper()
	data, err := pdf.Write(d, pdf.Options{Creator: "Galley", Producer: "Galley"})
	must(tb, err)
	return data
}
