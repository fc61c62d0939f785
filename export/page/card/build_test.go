package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"sync"
	"testing"
	"time"

	"galley/assets/catalogue"
	"galley/assets/fonts"
	"galley/editor/model"
	"galley/export"
	"galley/export/page"
	"galley/export/page/label"
	"galley/export/qr"
)

var houseFonts = sync.OnceValues(func() (page.Fonts, error) { return page.OpenFonts(fonts.Face.Data) })

func testFonts(t testing.TB) page.Fonts {
	t.Helper()
	f, err := houseFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func node(k model.Kind, content ...*model.Node) *model.Node {
	return model.New(k, model.Attrs{}, content...)
}

func text(s string) []*model.Node {
	if s == "" {
		return nil
	}
	return []*model.Node{model.NewText(s)}
}

// photograph is a JPEG with the light and shade of a landscape.
func photograph(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			hill := 0.55 + 0.12*math.Sin(float64(x)/float64(w)*7) + 0.05*math.Sin(float64(x)/float64(w)*31)
			v := float64(y) / float64(h)
			c := color.RGBA{uint8(140 + 90*v), uint8(175 + 50*v), uint8(215 - 30*v), 0xff}
			if v > hill {
				d := (v - hill) * 2
				c = color.RGBA{uint8(60 + 90*d), uint8(95 + 70*d), uint8(70 + 20*d), 0xff}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withPicture gives a piece a figure.
func withPicture(p export.Piece, data []byte) export.Piece {
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	fig := model.New(model.Figure, model.Attrs{Picture: hash, Alt: "远山", Credit: "摄影：王五", Rights: "© 2026 校报", Width: 1000}, text("开幕式现场")...)
	var parts []*model.Node
	for _, c := range p.Doc.Children() {
		if c.Kind() == model.Body {
			c = node(model.Body, fig)
		}
		parts = append(parts, c)
	}
	p.Doc = node(model.Doc, parts...)
	p.Pictures = func(h string) ([]byte, error) {
		if h != hash {
			return nil, fmt.Errorf("no picture %s", h)
		}
		return data, nil
	}
	return p
}

func piece(lang catalogue.Lang, kicker, headline, subtitle, abstract string) export.Piece {
	return export.Piece{
		Doc: node(model.Doc, node(model.Kicker, text(kicker)...), node(model.Headline, text(headline)...), node(model.Subtitle, text(subtitle)...),
			node(model.Abstract, text(abstract)...), node(model.Body, node(model.Paragraph))),
		Language: lang, Site: "彭城教育网", Column: "校闻速递", Source: "融媒体中心", Published: time.Date(2026, 11, 23, 16, 30, 0, 0, time.FixedZone("", 8*3600)),
		Permalink: "https://news.example.edu/xwsd/2026/00017.html",
	}
}

// codeOf is a piece's share code.
func codeOf(t testing.TB, p export.Piece) (label.Code, qr.Drawing) {
	t.Helper()
	code, err := qr.New(p.Permalink, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	d, err := code.Dress(qr.Plain)
	if err != nil {
		t.Fatal(err)
	}
	var rects [][4]int
	for _, r := range code.Rects() {
		rects = append(rects, [4]int{r.X, r.Y, r.W, r.H})
	}
	return label.Code{Size: code.Size(), Rects: rects, Light: page.White, Address: p.Permalink}, d
}

const abstract = "为深入学习贯彻党的教育方针，展示学校技能人才培养成果，第十二届技能文化节于11月23日开幕。本届文化节历时30天，共有12个学院、3600余名学生参加，设技能竞赛、作品展、专家讲座等42项活动。"

// pieces are what cards are made of in tests.
func pieces(t testing.TB) map[string]export.Piece {
	usual := piece(catalogue.ZhHans, "技能成就梦想", "某某学院举办“匠心·青春”技能文化节暨2026年学生创新作品展", "", abstract)
	english := piece(catalogue.En, "", "Call for Papers: The Third International Symposium on Chinese Typography and Newspaper Production", "Xuzhou, 18–20 May 2027",
		"The symposium brings together type designers, typesetters and editors. Papers on line breaking, punctuation and mixed scripts are welcome until the end of January.")
	english.Site, english.Column, english.Source = "Pengcheng Education News", "Notices", "Office of International Affairs"
	traditional := piece(catalogue.ZhHant, "", "關於舉辦第十二屆技能文化節暨學生創新作品展的通知", "——從一間實訓室到一座城市", "本屆文化節歷時30天，共有12個學院參加，設技能競賽、作品展、專家講座等活動。")
	traditional.Site, traditional.Column, traditional.Source = "彭城教育網", "校聞速遞", "融媒體中心"
	return map[string]export.Piece{
		"1-usual":       withPicture(usual, photograph(t, 1600, 1000)),
		"2-bare":        piece(catalogue.ZhHans, "", "校庆公告", "", ""),
		"3-long":        withPicture(piece(catalogue.ZhHans, "落实立德树人根本任务", "中共某某市委教育工作领导小组关于进一步加强和改进新时代全市大中小学思想政治理论课建设若干措施的通知暨2026年度重点任务分工方案", "（试行）", abstract+abstract), photograph(t, 1200, 800)),
		"4-english":     english,
		"5-traditional": withPicture(traditional, photograph(t, 1600, 900)),
		"6-upright":     withPicture(piece(catalogue.ZhHans, "", "王𠮷先生向图书馆赠书", "", "11月20日，王𠮷先生将毕生藏书 2,300 册赠予学校图书馆。"), photograph(t, 900, 1400)),
		"7-small":       withPicture(piece(catalogue.ZhHans, "", "活动预告：周五音乐会", "", "本周五晚七点，风雨操场。"), photograph(t, 320, 240)),
		"8-long-strip":  withPicture(piece(catalogue.ZhHans, "", "长图一张", "", ""), photograph(t, 500, 4000)),
	}
}
