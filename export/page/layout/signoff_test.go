package layout

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
	"galley/export"
	"galley/export/page"
	"galley/export/pdf"
	"galley/export/qr"
)

// story is the record of an article that was returned, mended, approved and published.
func story() export.SignOff {
	hash := func(n int) string { return fmt.Sprintf("%x", sha256.Sum256([]byte{byte(n)})) }
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 7, 0, zone) }
	r := export.SignOff{
		Format: export.SignOffFormat, Site: "彭城教育网", Language: catalogue.ZhHans, Number: "2026-00017", State: "published", Created: at(19, 10, 2),
		Manuscript: export.Manuscript{
			Version: 2, Hash: hash(2), Kicker: "技能成就梦想", Headline: "某某学院举办“匠心·青春”技能文化节暨2026年学生创新作品展", Subtitle: "——从一间实训室到一座城市",
			Kind: "news", Column: "校闻速递", Characters: 1812, Pictures: 3, Abstract: "本届文化节历时30天，共有12个学院参加，展出学生作品460件，其中智能制造类作品占四成；开幕式上，学校与六家企业签订了共建实训基地的协议。",
			Keywords: []string{"技能", "文化节", "创新作品"}, Authors: []string{"赵宁", "周敏"}, Editor: "李婉婷", Reviewer: "组织宣传处", Source: "融媒体中心", Planned: at(23, 9, 0),
		},
		Steps: []export.ReviewStep{{Name: "初审", Role: "reviewer"}, {Name: "复审", Role: "reviewer"}, {Name: "终审", Role: "chief"}},
	}
	act := func(round int, action, step, name, role, opinion, reason string, when time.Time, version int) {
		r.Decisions = append(r.Decisions, export.Decision{
			Seq: len(r.Decisions) + 1, Round: round, Action: action, Step: step, From: "in_review", To: "in_review", Name: name, Role: role, Opinion: opinion, Reason: reason,
			At: when, Version: version, Hash: hash(version),
		})
	}
	act(1, "submit", "", "赵宁", "writer", "", "", at(20, 9, 12), 1)
	act(1, "approve", "初审", "李婉婷", "reviewer", "事实、数字已核对。", "", at(20, 11, 3), 1)
	act(1, "return", "复审", "周承志", "reviewer", "", "第三段企业名称应为“徐工集团”；签约企业的数目与新闻通稿不一致，请核实后再送。", at(20, 15, 40), 1)
	act(2, "submit", "", "赵宁", "writer", "企业名称已改，签约企业为六家，附通稿。", "", at(21, 8, 30), 2)
	act(2, "approve", "初审", "李婉婷", "reviewer", "已改正。", "", at(21, 9, 15), 2)
	act(2, "approve", "复审", "周承志", "reviewer", "同意。", "", at(21, 14, 20), 2)
	act(2, "approve", "终审", "韩立", "chief", "同意签发，23日上午发布。", "", at(22, 17, 5), 2)
	act(2, "publish", "", "陈立", "publisher", "", "", at(23, 9, 0), 2)
	r.Versions = []export.Frozen{
		{Seq: 1, Name: "赵宁", At: at(20, 9, 12), Headline: "某某学院举办“匠心·青春”技能文化节", Characters: 1790, Hash: hash(1)},
		{Seq: 2, Name: "赵宁", At: at(21, 8, 30), Headline: r.Manuscript.Headline, Characters: 1812, Hash: hash(2)},
	}
	r.Release = &export.Release{At: at(23, 9, 0), Name: "陈立", Address: permalink}
	return r
}

// reviewing is the same article before its last review.
func reviewing() export.SignOff {
	r := story()
	r.State, r.Decisions, r.Release = "in_review", r.Decisions[:6], nil
	return r
}

func withdrawn() export.SignOff {
	r := story()
	d := r.Decisions[7]
	d.Seq, d.Action, d.Reason, d.Name, d.Role, d.At = 9, "withdraw", "第二段把学校名称写错，影响较大，先行撤下。", "韩立", "chief", d.At.Add(50*time.Minute)
	r.Decisions = append(r.Decisions, d)
	r.State, r.Withdrawal = "withdrawn", &export.Withdrawal{At: d.At, Name: d.Name, Reason: d.Reason}
	r.Manuscript.Origin = "https://edu.example.cn/news/2026/11/18/12345.html"
	return r
}

// endless is a record that takes many pages.
func endless(rounds int) export.SignOff {
	r := story()
	first := r.Decisions[:3]
	r.Decisions, r.Versions, r.Release, r.State = nil, nil, nil, "returned"
	for i := range rounds {
		for _, d := range first {
			d.Seq, d.Round, d.Version = len(r.Decisions)+1, i+1, i+1
			d.Reason = strings.Repeat(d.Reason, 1+i%4)
			r.Decisions = append(r.Decisions, d)
		}
		v := story().Versions[0]
		v.Seq = i + 1
		r.Versions = append(r.Versions, v)
	}
	r.Manuscript.Version = 0
	return r
}

// codeOf is the code that a record's sheet carries.
func codeOf(t testing.TB, r export.SignOff) *ShareCode {
	t.Helper()
	text, err := r.CodeText()
	if err != nil {
		t.Fatal(err)
	}
	return codeFor(t, text)
}

func codeFor(t testing.TB, text string) *ShareCode {
	t.Helper()
	c, err := qr.New(text, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	out := &ShareCode{Size: c.Size(), Address: text, Shown: text}
	for _, r := range c.Rects() {
		out.Rects = append(out.Rects, [4]int{r.X, r.Y, r.W, r.H})
	}
	return out
}

// keep writes a document as PDF where -pdf asks for it.
func keep(t *testing.T, name string, d page.Document) {
	t.Helper()
	if *printed == "" {
		return
	}
	data, err := pdf.Write(d, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*printed, name+".pdf"), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSignOffs(t *testing.T) {
	english, hant := story(), withdrawn()
	english.Language, hant.Language = catalogue.En, catalogue.ZhHant
	day := time.Date(2026, 11, 24, 9, 5, 0, 0, zone)
	for _, c := range []struct {
		name   string
		record export.SignOff
		bare   bool
		pages  int
	}{
		{"signoff", story(), false, 2},
		{"signoff-reviewing", reviewing(), false, 2},
		{"signoff-withdrawn", withdrawn(), false, 2},
		{"signoff-traditional", hant, false, 2},
		{"signoff-english", english, false, 2},
		{"signoff-rounds", endless(12), false, 6},
		{"signoff-empty", export.SignOff{Language: catalogue.ZhHans, State: "draft"}, true, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := SignOff{Printed: day}
			if c.bare {
				o.Printed = time.Time{}
			} else {
				o.Code = codeOf(t, c.record)
			}
			d, report, err := o.Lay(c.record, testFonts(t))
			if err != nil {
				t.Fatal(err)
			}
			if report.Pages != len(d.Pages) || len(d.Pages) != c.pages || len(report.Missing)+len(report.Notes) > 0 {
				t.Errorf("%d pages, report %+v", len(d.Pages), report)
			}
			checkSheet(t, c.record, o, d)
			golden(t, c.name, page.Dump(d))
			keep(t, c.name, d)
		})
	}
}

// checkSheet holds a sheet to the laws of pages, and to the record: nothing that it says is missing.
func checkSheet(t *testing.T, r export.SignOff, o SignOff, d page.Document) {
	t.Helper()
	fail := func(format string, args ...any) { t.Helper(); t.Errorf(format, args...) }
	for n, sheet := range d.Pages {
		for _, f := range sheet.Frames {
			for _, m := range f.Marks {
				x0, y0, x1, y1 := extent(m)
				if x0 < 0 || y0 < 0 || x1 > sheet.Width || y1 > sheet.Height {
					fail("page %d: %T from %v,%v to %v,%v", n+1, m, x0.Points(), y0.Points(), x1.Points(), y1.Points())
				}
				if f.Role != page.Artifact && y1 > sheetHeight-21*72*1024*10/254 {
					fail("page %d: %v ends at %v pt", n+1, f.Role, y1.Points())
				}
			}
		}
	}
	text := blocksOf(d)
	count := map[string]int{}
	want := func(parts ...string) {
		for _, p := range parts {
			for _, line := range strings.Split(strings.ReplaceAll(p, "\t", " "), "\n") {
				if line = strings.ReplaceAll(line, " ", ""); line != "" {
					count[line]++
				}
			}
		}
	}
	m := r.Manuscript
	want(r.Site, r.Number, m.Kicker, m.Headline, m.Subtitle, m.Column, m.Abstract, m.Editor, m.Reviewer, m.Source, m.Origin, m.Hash, moment(r.Created), moment(m.Planned), moment(o.Printed))
	want(m.Authors...)
	want(m.Keywords...)
	for _, x := range r.Decisions {
		want(x.Name, x.Opinion, x.Reason, x.At.Format("15:04:05 -0700"), fmt.Sprintf("%.8s", x.Hash))
	}
	for _, v := range r.Versions {
		want(v.Name, v.Headline, v.Hash, v.At.Format("15:04:05 -0700"))
	}
	if r.Release != nil {
		want(r.Release.Name, r.Release.Address, moment(r.Release.At))
	}
	if w := r.Withdrawal; w != nil {
		want(w.Name, w.Reason, moment(w.At))
	}
	for s, n := range count {
		if strings.Count(text, s) < n {
			fail("%q is there %d times, at least %d are wanted", s, strings.Count(text, s), n)
		}
	}
}

// blocksOf returns the text of a document without spaces, which end lines, block by block: a cell that goes over pages is one block.
func blocksOf(d page.Document) string {
	text := map[int]string{}
	last := 0
	for _, sheet := range d.Pages {
		for _, f := range sheet.Frames {
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok && f.Role != page.Artifact {
					for _, glyph := range g.Run.Glyphs {
						text[f.Block] += strings.ReplaceAll(glyph.Text, " ", "")
					}
					last = max(last, f.Block)
				}
			}
		}
	}
	var b strings.Builder
	for i := range last + 1 {
		b.WriteString(text[i] + "\n")
	}
	return b.String()
}

// A hash stands on one line.
func TestSignOffHashesAreWhole(t *testing.T) {
	for _, language := range catalogue.Langs() {
		for n := range 24 {
			r := story()
			r.Language, r.Manuscript.Hash = language, fmt.Sprintf("%x", sha256.Sum256([]byte{byte(n)}))
			for i := range r.Versions {
				r.Versions[i].Hash = r.Manuscript.Hash
			}
			d, _, err := SignOff{}.Lay(r, testFonts(t))
			if err != nil {
				t.Fatal(err)
			}
			lines := 0
			for _, sheet := range d.Pages {
				for _, f := range sheet.Frames {
					if strings.Contains(said(page.Document{Pages: []page.Page{{Frames: []page.Frame{f}}}}), r.Manuscript.Hash) {
						lines++
					}
				}
			}
			if lines != 3 {
				t.Errorf("%s: %s fills a line %d times, want 3", language, r.Manuscript.Hash, lines)
			}
		}
	}
}

// The heads of the long table are shown again on every page that it goes on to.
func TestSignOffHeadsAreRepeated(t *testing.T) {
	d, _, err := SignOff{}.Lay(endless(20), testFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	heads := 0
	for _, sheet := range d.Pages {
		for _, f := range sheet.Frames {
			text := ""
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok && f.Role == page.Artifact {
					for _, glyph := range g.Run.Glyphs {
						text += glyph.Text
					}
				}
			}
			if strings.Contains(text, "意见和理由") {
				heads++
			}
		}
	}
	if heads < 3 {
		t.Errorf("heads are shown again %d times on %d pages", heads, len(d.Pages))
	}
}

// Records of any length and shape are laid out within their pages, whole, and equal ones alike.
func TestSignOffLaws(t *testing.T) {
	n := uint64(30)
	if testing.Short() {
		n = 8
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(seed, 5))
		words := func(most int) string {
			return strings.Repeat([...]string{"同意。", "See https://news.example.edu/a/b ", "请核实“数字”\n", "撤"}[r.IntN(4)], r.IntN(most))
		}
		x := endless(1 + r.IntN(8))
		x.Language = catalogue.Langs()[r.IntN(3)]
		x.Manuscript.Headline, x.Manuscript.Abstract, x.Manuscript.Source = words(30), words(300), words(3)
		for i := range x.Decisions {
			x.Decisions[i].Opinion, x.Decisions[i].Reason, x.Decisions[i].Name = words(6), words(40), words(3)
			if r.IntN(40) == 0 {
				x.Decisions[i].Reason = strings.Repeat("理由很长，", 900)
			}
		}
		o := SignOff{Code: codeOf(t, x)}
		d, _, err := o.Lay(x, testFonts(t))
		if err != nil {
			t.Fatal(err)
		}
		checkSheet(t, x, o, d)
		if again, _, err := o.Lay(x, testFonts(t)); err != nil || page.Dump(again) != page.Dump(d) {
			t.Errorf("the same record gave other pages, %v", err)
		}
		if t.Failed() {
			t.Fatalf("to repeat: seed %d", seed)
		}
	}
}
