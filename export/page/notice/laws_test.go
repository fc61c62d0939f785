package notice_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/notice"
)

// alphabet has what breaks and what does not.
var alphabet = []rune("学校通知关于举办各单位要认真落实安全管理工作一二三，。；：、“”《》（）——……2026ABCabc % ")

type random struct{ *rand.Rand }

func (r random) text(least, most int) string {
	n := least + r.IntN(most-least+1)
	out := []rune{'甲'}
	for len(out) < n {
		out = append(out, alphabet[r.IntN(len(alphabet))])
	}
	return strings.TrimSpace(string(out[:len(out)-1])) + "乙"
}

func (r random) name(most int) string {
	n := 2 + r.IntN(most-1)
	out := make([]rune, n)
	for i := range out {
		out[i] = alphabet[r.IntN(24)]
	}
	return string(out)
}

func (r random) names(least, most, length int) []string {
	out := make([]string, least+r.IntN(most-least+1))
	for i := range out {
		out[i] = fmt.Sprintf("%s%c", r.name(length), '甲'+rune(i)) // no two alike
	}
	return out
}

func (r random) official() export.Official {
	o := export.Official{
		Organs: r.names(1, 4, 14), Number: export.NoticeNumber{Code: r.name(6), Year: 2026, Serial: 1 + r.IntN(999)}, Sealed: r.IntN(2) == 0,
		Date: export.Day{Year: 2026, Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)}, Recipients: r.names(0, 5, 10), Copies: r.names(0, 6, 12),
	}
	if r.IntN(3) == 0 {
		o.Format = export.LetterFormat
	}
	if r.IntN(5) == 0 {
		o.Sealed, o.Posts = false, r.names(1, 3, 24)
	}
	if r.IntN(3) == 0 {
		o.Copy, o.Secrecy, o.Urgency = "000123", "机密", "特急"
	}
	if r.IntN(3) == 0 && o.Format == export.DocumentFormat {
		o.Signers = []string{"王建国", "李平明", "赵大"}[:1+r.IntN(3)]
	}
	for i, name := range r.names(0, 3, 40) {
		o.Attachments = append(o.Attachments, export.Attachment{Name: name})
		if i == 0 && r.IntN(2) == 0 {
			o.Attachments[0].Text = r.text(5, 300)
		}
	}
	if r.IntN(2) == 0 {
		o.Remark = "联系人" + r.name(20)
	}
	if r.IntN(2) == 0 {
		o.PrintedBy, o.PrintedOn = r.name(12)+"办公室", export.Day{Year: 2027, Month: 1, Day: 1}
	}
	return o
}

func (r random) body() []*model.Node {
	out := []*model.Node{para(r.text(3, 120))}
	for range r.IntN(14) {
		switch r.IntN(6) {
		case 0:
			out = append(out, model.New(model.Heading, model.Attrs{Level: uint8(1 + r.IntN(3))}, model.NewText(r.text(3, 20))))
		case 1:
			out = append(out, para([]string{"一、", "（二）", "3.", "（4）"}[r.IntN(4)]+r.text(3, 40)))
		case 2:
			var rows []*model.Node
			for range 1 + r.IntN(30) {
				rows = append(rows, node(model.TableRow, model.New(model.TableCell, model.Attrs{ColSpan: 1, RowSpan: 1}, para(r.text(2, 30)))))
			}
			out = append(out, node(model.Table, rows...))
		default:
			out = append(out, para(r.text(3, 400)))
		}
	}
	return out
}

// TestLaws: on random documents nothing is outside the sheet's type area, no text is lost or doubled, the grid is kept below tables, the first
// page has text of the body, and the check finds nothing to object to.
func TestLaws(t *testing.T) {
	for seed := range uint64(150) {
		r := random{rand.New(rand.NewPCG(seed, 9704))}
		title := r.text(4, 50)
		p := piece(r.official(), title, r.body()...)
		d, report := lay(t, p, notice.Options{OneSided: r.IntN(2) == 0})
		if fit, err := notice.Measure(p, testFonts(t), notice.Options{OneSided: true}); err != nil || fit.Lines < 0 || fit.Left < 0 || fit.Lines+fit.Left > 22 {
			t.Fatalf("seed %d: %+v, %v", seed, fit, err)
		}
		bad := func(format string, args ...any) {
			t.Helper()
			t.Fatalf("seed %d: %s\n%+v", seed, fmt.Sprintf(format, args...), *p.Official)
		}
		for _, s := range unmet(report) {
			if strings.Contains(s, "标题") { // random words have no good shape
				continue
			}
			bad("%s", s)
		}
		got := count(said(d))
		for ch, n := range count(title + p.Doc.Part(model.Body).PlainText()) {
			if got[ch] < n {
				bad("%q is there %d times and was written %d times", ch, got[ch], n)
			}
		}
		for _, paragraph := range strings.Split(p.Doc.Part(model.Body).PlainText(), "\n") {
			if n := strings.Count(squeezed(said(d)), squeezed(paragraph)); n < 1 {
				bad("%q is there %d times", paragraph, n)
			}
		}
		for i, pg := range d.Pages {
			for _, f := range pg.Frames {
				for _, m := range f.Marks {
					g, ok := m.(page.Glyphs)
					if !ok || f.Role == page.Artifact {
						continue
					}
					low, high := typeset.Millimetres(37), typeset.Millimetres(262)
					if i == 0 && p.Official.Format == export.LetterFormat {
						low, high = typeset.Millimetres(29), typeset.Millimetres(277)
					}
					if g.Y < low || g.Y > high || g.X < typeset.Millimetres(19.9) || g.X+g.Run.Width > typeset.Millimetres(190.1) {
						bad("page %d: text at %v, %v", i+1, g.X.Points(), g.Y.Points())
					}
				}
			}
		}
	}
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func count(s string) map[rune]int {
	out := map[rune]int{}
	for _, r := range squeezed(s) {
		out[r]++
	}
	return out
}

func TestStrict(t *testing.T) {
	_, _, err := notice.Layout(piece(sampleOfficial(), sampleTitle), testFonts(t), notice.Options{Strict: true})
	missing, ok := err.(*notice.MissingFaces)
	if !ok || missing.Error() != "notice: no face of the categories Fangsong, Title Song" {
		t.Fatalf("strict without 仿宋 and 小标宋: %v", err)
	}
	f := testFonts(t)
	f.FangSong, f.XiaoBiaoSong = f.Kai, f.SongBold
	if _, r, err := notice.Layout(piece(sampleOfficial(), sampleTitle), f, notice.Options{Strict: true}); err != nil || len(r.Notes) > 0 {
		t.Errorf("strict with every category: %v, %v", err, r.Notes)
	}
}
