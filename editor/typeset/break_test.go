package typeset

import (
	"strings"
	"testing"

	"galley/assets/fonts"
)

// shown returns the lines of a paragraph between bars.
func shown(p Paragraph) string {
	var out []string
	for _, l := range p.Lines {
		out = append(out, p.Text[l.Start:l.End])
	}
	return strings.Join(out, "|")
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		ems        Length
		o          Options
		want       string
	}{
		{"no text", "", 10, Options{}, ""},
		{"one line", "通知", 10, Options{}, "通知"},
		{"a full line", "甲乙丙丁", 4, Options{}, "甲乙丙丁"},
		{"indent", "甲乙丙丁戊己", 4, Options{FirstIndent: 2 * em}, "甲乙|丙丁戊己"},
		{"a mark starts no line", "甲乙丙丁。戊己庚", 4, Options{}, "甲乙丙|丁。戊己|庚"},
		{"it does without rules", "甲乙丙丁。戊己庚", 4, Options{Level: None}, "甲乙丙丁|。戊己庚"},
		{"an opening mark ends no line", "甲乙丙（丁戊）己", 4, Options{}, "甲乙丙|（丁戊）己"},
		{"pushed in", "甲，乙，丙丁。戊己庚辛壬", 6, Options{}, "甲，乙，丙丁。|戊己庚辛壬"},
		{"a dash is not parted", "甲乙丙——丁戊", 4, Options{}, "甲乙丙|——丁戊"},
		{"a dash may start a line", "甲乙丙丁——戊", 4, Options{}, "甲乙丙丁|——戊"},
		{"and starts none where it is strict", "甲乙丙丁——戊", 4, Options{Level: Strict}, "甲乙丙|丁——戊"},
		{"a solidus may end a line", "甲乙丙／丁戊", 4, Options{}, "甲乙丙／|丁戊"},
		{"a solidus ends no line", "甲乙丙／丁戊", 4, Options{Level: GB}, "甲乙|丙／丁戊"},
		{"a word is not parted", "在某某某office里", 6, Options{}, "在某某某|office里"},
		{"a hyphen parts", "在well-known里", 5, Options{Align: Start}, "在well-|known里"},
		{"half-width marks are marks", "甲乙丙丁,戊己", 4, Options{}, "甲乙丙|丁,戊己"},
		{"upright quotation marks", "甲乙丙\"丁戊\"己", 4, Options{Align: Start}, "甲乙丙|\"丁戊\"己"},
		{"spaces go", "甲乙 丙丁", 2, Options{}, "甲乙 |丙丁"},
		{"a line feed", "甲\n乙\n\n丙", 9, Options{}, "甲\n|乙\n|\n|丙"},
		{"carriage return and line feed", "甲\r\n乙", 9, Options{}, "甲\r\n|乙"},
		{"a line feed at the end", "甲\n", 9, Options{}, "甲\n"},
		{"an address", "见https://a.example.edu/news/2026/17.html。", 8, Options{Align: Start}, "见https://a.|example.edu/|news/2026/17.|html。"},
		{"one long word", "aaaaaaaaaaaaaaaaaaaa", 4, Options{}, "aaaaaa|aaaaaaa|aaaaaaa"},
		{"a measure below one character", "甲乙", 1, Options{Hang: em / 2}, "甲|乙"},
		{"a runt is avoided", strings.Repeat("甲乙丙丁戊己庚辛壬癸", 4) + "终", 20, Options{}, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬|癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬|癸终"},
		{"balanced", "甲乙丙丁戊己庚辛壬癸子丑", 10, Options{Align: Centre, Balance: true}, "甲乙丙丁戊己|庚辛壬癸子丑"},
		{"balanced, quotation kept whole", "某某学院举办“匠心·青春”技能文化节暨作品展", 15, Options{Align: Centre, Balance: true}, "某某学院举办“匠心·青春”|技能文化节暨作品展"},
		{"balanced, number kept whole", "某某学院举办技能文化2026年学生创新作品展", 15, Options{Align: Centre, Balance: true}, "某某学院举办技能文化|2026年学生创新作品展"},
		{"a number stays with its unit (GB 3101-93, 3.3)", "全程一共12 km长的路", 6, Options{Align: Start}, "全程一共|12 km长|的路"},
		{"and with its percent sign", "增长了约30 %。", 5, Options{Align: Start}, "增长了约|30 %。"},
		{"and with what leads it", "甲乙丙丁戊№ 3号", 7, Options{Align: Start}, "甲乙丙丁戊|№ 3号"},
		{"not with a word", "今年是2026年的事", 6, Options{Align: Start}, "今年是2026|年的事"},
		{"a word is no unit", "一共有12 offices", 7, Options{Align: Start}, "一共有12 |offices"},
		{"full-width digits stay together", "甲乙丙２０２６", 5, Options{Align: Start}, "甲乙丙|２０２６"},
		{"a mailbox", "写信news@example.edu.cn", 9, Options{Align: Start}, "写信news@|example.edu.cn"},
		{"an address parts at its signs in a full line", "见https://news.example.edu.cn/2026/notice.html", 15, Options{}, "见https://news.example.edu.|cn/2026/notice.html"},
		{"a word is parted", "在international里", 7, Options{Hyphens: everyThird}, "在internati|onal里"},
		{"not in a headline", "某某某某某某某某某international", 14, Options{Hyphens: everyThird, Balance: true, Align: Start}, "某某某某某某某某|某international"},
		{"a soft hyphen is asked first", "在inter\u00adnational里", 6, Options{Hyphens: everyThird, Align: Start}, "在inter\u00ad|national里"},
		{"an abbreviation is not parted", "在某地方的一些学校里ABCDEFGHI里", 14, Options{Hyphens: everyThird, Align: Start}, "在某地方的一些学校里|ABCDEFGHI里"},
		{"kept together", "甲乙丙丁戊己庚", 5, Options{Keep: []Range{{9, 18}}}, "甲乙丙|丁戊己庚"},
		{"kept stretches that overlap", "甲乙丙丁戊己庚", 5, Options{Keep: []Range{{12, 18}, {9, 15}}}, "甲乙丙|丁戊己庚"},
		{"kept but too long", "甲乙丙丁戊己庚", 3, Options{Keep: []Range{{0, 21}}}, "甲乙丙|丁戊己|庚"},
		{"first fit", "甲乙丙丁。戊己庚", 4, Options{FirstFit: true}, "甲乙丙|丁。戊己|庚"},
		{"first fit pushes in", "甲，乙，丙丁。戊己庚辛壬", 6, Options{FirstFit: true}, "甲，乙，丙丁。|戊己庚辛壬"},
		{"first fit at a line feed", "甲乙\n丙", 4, Options{FirstFit: true}, "甲乙\n|丙"},
		{"a percent sign stays", "甲乙丙3％", 4, Options{}, "甲乙丙|3％"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.Measure = c.ems * em
			if got := shown(setText(t, c.text, c.o)); got != c.want {
				t.Errorf("%s", got)
			}
		})
	}
}

// A chain of marks that is longer than the measure is parted, since nothing else can be done.
func TestDesperate(t *testing.T) {
	p := setText(t, "好"+strings.Repeat("！", 20), Options{Measure: 4 * em, Level: Strict})
	if len(p.Lines) < 3 || p.Overfull != 0 {
		t.Errorf("%s, %d too wide", shown(p), p.Overfull)
	}
}

func TestOverfull(t *testing.T) {
	p := setText(t, "甲乙", Options{Measure: em / 2})
	if shown(p) != "甲|乙" || p.Overfull != 2 {
		t.Errorf("%s, %d too wide", shown(p), p.Overfull)
	}
}

func TestAlign(t *testing.T) {
	for _, c := range []struct {
		align Align
		left  [2]Length
	}{{Justify, [2]Length{0, 0}}, {Start, [2]Length{0, 0}}, {Centre, [2]Length{em / 4, em}}, {End, [2]Length{em / 2, 2 * em}}} {
		p := setText(t, "甲乙丙丁。戊己。", Options{Measure: 5 * em, Align: c.align})
		if len(p.Lines) != 2 {
			t.Fatalf("%s", shown(p))
		}
		for i, l := range p.Lines {
			want := c.left[i]
			if c.align != Justify && c.align != Start {
				want = (5*em - l.Width) / 2
				if c.align == End {
					want = 5*em - l.Width
				}
			}
			if l.Left != want {
				t.Errorf("align %d, line %d starts at %v pt, want %v", c.align, i, l.Left.Points(), want.Points())
			}
		}
	}
}

// A dash of two characters is one stroke, in faces with a two-em dash and without.
func TestDashesMeet(t *testing.T) {
	p := setText(t, "甲——乙", Options{Measure: 9 * em})
	g := p.Lines[0].Runs[0].Glyphs
	if len(g) != 3 || g[1].Text != "——" {
		t.Fatalf("%d glyphs", len(g))
	}
	bare, err := OpenFace("bare", without(t, fonts.Song.Data()))
	if err != nil {
		t.Fatal(err)
	}
	two, _ := bare.Glyph('⸺')
	bare.quick['⸺'] = 0
	bare.loca, bare.long, bare.glyf = open(t, fonts.Song).loca, open(t, fonts.Song).long, open(t, fonts.Song).glyf
	q, err := Break([]Span{{Text: "甲——乙", Family: &Family{Faces: []*Face{bare}}, Size: em}}, Options{Measure: 9 * em})
	if err != nil {
		t.Fatal(err)
	}
	g = q.Lines[0].Runs[0].Glyphs
	if len(g) != 4 || g[1].ID == two {
		t.Fatalf("%d glyphs", len(g))
	}
	_, right, _ := bare.ink(g[1].ID)
	left, _, _ := bare.ink(g[2].ID)
	if end, start := g[1].X+bare.scale(right, em), g[2].X+bare.scale(left, em); end < start || end > start+em/10 {
		t.Errorf("the first stroke ends at %v pt and the second begins at %v pt", end.Points(), start.Points())
	}
}

func TestSubstitutions(t *testing.T) {
	p := setText(t, "王𠮷😀𠮷葛\U000E0100", Options{Measure: 20 * em})
	var got []string
	for _, s := range p.Substitutions {
		used := "none"
		if s.Used != nil {
			used = s.Used.Name()
		}
		got = append(got, s.Text+" "+s.Asked.Name()+" "+used)
	}
	if want := "𠮷 Noto Serif SC Regular Galley Kai Regular; 😀 Noto Serif SC Regular none"; strings.Join(got, "; ") != want {
		t.Errorf("%s", strings.Join(got, "; "))
	}
	var text strings.Builder
	for _, r := range p.Lines[0].Runs {
		for _, g := range r.Glyphs {
			text.WriteString(g.Text)
		}
	}
	if text.String() != p.Text {
		t.Errorf("the glyphs say %q", text.String())
	}
}

// Superscripts are glyphs of another run, on a higher baseline, with no room before them.
func TestRise(t *testing.T) {
	p, err := Break([]Span{
		{Text: "面积", Family: song(t), Size: em}, {Text: "2", Family: song(t), Size: em / 2, Rise: em / 3}, {Text: "整", Family: song(t), Size: em},
	}, Options{Measure: 9 * em})
	if err != nil {
		t.Fatal(err)
	}
	runs := p.Lines[0].Runs
	if len(runs) != 3 || runs[1].Rise != em/3 || runs[1].Span != 1 || runs[1].X != 2*em || runs[2].X != runs[1].X+runs[1].Width {
		t.Errorf("%d runs", len(runs))
	}
}

func TestBreakRefuses(t *testing.T) {
	f := song(t)
	for _, c := range []struct {
		name string
		span Span
		o    Options
		want string
	}{
		{"text that is not UTF-8", Span{"好\xe4\xbd", f, em, 0}, Options{Measure: em}, "UTF-8"},
		{"no family", Span{"好", nil, em, 0}, Options{Measure: em}, "no face"},
		{"no face", Span{"好", &Family{}, em, 0}, Options{Measure: em}, "no face"},
		{"no size", Span{"好", f, 0, 0}, Options{Measure: em}, "size"},
		{"no measure", Span{"好", f, em, 0}, Options{}, "no room"},
		{"all indent", Span{"好", f, em, 0}, Options{Measure: em, FirstIndent: em}, "no room"},
		{"keeping what is not there", Span{"好", f, em, 0}, Options{Measure: em, Keep: []Range{{0, 4}}}, "keeping"},
		{"all hang", Span{"好", f, em, 0}, Options{Measure: em, Hang: 2 * em}, "no room"},
	} {
		if _, err := Break([]Span{c.span}, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// The number of a note stays with the character that it is about, and with the mark behind it (CLREQ 3.1.7, annotation marks).
func TestNoteStays(t *testing.T) {
	f := song(t)
	p, err := Break([]Span{{Text: "甲乙丙丁", Family: f, Size: em}, {Text: "12", Family: f, Size: em / 2, Rise: em / 3}, {Text: "，戊己庚辛", Family: f, Size: em}}, Options{Measure: 4 * em})
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(p); got != "甲乙丙|丁12，戊|己庚辛" {
		t.Errorf("%s", got)
	}
}

// The marks of each style at the edges of a line, in the middle and beside each other (CLREQ 3.1.6.2), in thousandths of an em.
func TestStyles(t *testing.T) {
	for _, c := range []struct {
		text                string
		half, full, kaiming int
	}{
		{"甲，乙", 3000, 3000, 2500},
		{"甲。乙", 3000, 3000, 3000},
		{"甲，", 1500, 2000, 1500},
		{"甲。", 1500, 2000, 1500},
		{"（甲", 1500, 2000, 1500},
		{"甲（乙）丙", 5000, 5000, 4000},
		{"甲。”乙", 3500, 3500, 3500}, // two marks of 2 em take 1.5 em, and the room of a sentence's end is behind them
		{"甲·乙", 3000, 3000, 2500},
		{"甲——乙", 4000, 4000, 4000},
	} {
		for i, want := range []int{c.half, c.full, c.kaiming} {
			p := setText(t, c.text, Options{Measure: 99 * em, Style: Style(i)})
			if got := int((p.Lines[0].Width*1000 + em/2) / em); got != want {
				t.Errorf("%s in style %d is %d wide, want %d", c.text, i, got, want)
			}
		}
	}
}

// In full width the last mark keeps its half, unless the line is too long: then that is the first to go.
func TestFullWidthGives(t *testing.T) {
	for _, c := range []struct {
		ems  Length
		want string
		ink  Length // where the last glyph begins
	}{{5, "甲乙丙丁。|戊", 4 * em}, {9, "甲乙丙丁。戊", 5 * em}} {
		p := setText(t, "甲乙丙丁。戊", Options{Measure: c.ems * em, Style: FullWidth, FirstFit: true})
		g := p.Lines[0].Runs[0].Glyphs
		if shown(p) != c.want || g[len(g)-1].X != c.ink {
			t.Errorf("%s, the last glyph at %v em", shown(p), float64(g[len(g)-1].X)/float64(em))
		}
	}
	p := setText(t, "甲乙，丙，丁戊己", Options{Measure: 4*em + em/2, Style: FullWidth})
	if l := p.Lines[0]; shown(p) != "甲乙，丙，|丁戊己" || l.Width != 4*em+em/2 {
		t.Errorf("%s, %v em", shown(p), float64(l.Width)/float64(em))
	}
}

// 、，。 that do not fit hang over the measure; the rest of the line fills it (CLREQ 3.1.8).
func TestHanging(t *testing.T) {
	for _, c := range []struct {
		name, text string
		o          Options
		want       string
		over       Length
	}{
		{"a stop hangs", "甲乙丙丁。戊己庚辛", Options{Hanging: true}, "甲乙丙丁。|戊己庚辛", em / 2},
		{"a pause hangs", "甲乙丙丁，戊己庚辛", Options{Hanging: true}, "甲乙丙丁，|戊己庚辛", em / 2},
		{"what fits does not", "甲乙丙，戊己庚辛", Options{Hanging: true}, "甲乙丙，|戊己庚辛", 0},
		{"a semicolon does not", "甲乙丙丁；戊己庚辛", Options{Hanging: true}, "甲乙丙|丁；戊己|庚辛", 0},
		{"nor one of Taiwan", "甲乙丙丁。戊己庚辛", Options{Hanging: true, Region: Taiwan}, "甲乙丙|丁。戊己|庚辛", 0},
		{"nor without being asked", "甲乙丙丁。戊己庚辛", Options{}, "甲乙丙|丁。戊己|庚辛", 0},
	} {
		c.o.Measure = 4 * em
		p := setText(t, c.text, c.o)
		l := p.Lines[0]
		if over := l.Runs[0].Width - l.Width; shown(p) != c.want || over != c.over || l.Width != 4*em {
			t.Errorf("%s: %s, %v over %v", c.name, shown(p), over, l.Width)
		}
	}
}

// A drawn hyphen is a glyph without text at the end of its line.
func TestDrawnHyphen(t *testing.T) {
	p := setText(t, "在international里", Options{Measure: 7 * em, Hyphens: everyThird})
	g := p.Lines[0].Runs[0].Glyphs
	last, f := g[len(g)-1], song(t).Faces[0]
	if want := f.hyphen(em); last.Text != "" || last.ID != want.glyph || last.Advance != want.width || p.Lines[0].Width != 7*em {
		t.Errorf("the line ends with %+v, %v wide", last, p.Lines[0].Width)
	}
	whole := setText(t, "international", Options{Measure: 99 * em})
	parts := setText(t, "international", Options{Measure: 99 * em, Hyphens: everyThird})
	if whole.Lines[0].Width != parts.Lines[0].Width {
		t.Errorf("a word that could be parted is %v wide, not %v", parts.Lines[0].Width, whole.Lines[0].Width)
	}
}

func TestDistribute(t *testing.T) {
	p := setText(t, "某某局", Options{Measure: 9 * em, Align: Distribute})
	if l := p.Lines[0]; l.Left != 0 || l.Width != 9*em || l.Runs[0].Glyphs[1].X != 4*em {
		t.Errorf("%+v", l)
	}
	if l := setText(t, "某", Options{Measure: 9 * em, Align: Distribute}).Lines[0]; l.Left != 4*em {
		t.Errorf("one character stands at %v", l.Left)
	}
}

// Titles in the shapes of GB/T 9704-2012, 7.3.1, parted between words.
func TestShapes(t *testing.T) {
	words := strings.Fields("某某 大学 关于 印发 学生 宿舍 管理 办法 和 做好 新学期 安全 检查 工作 的 通知")
	var keep []Range
	at := 0
	for _, w := range words {
		keep = append(keep, Range{at, at + len(w)})
		at += len(w)
	}
	for _, c := range []struct {
		shape Shape
		ems   Length
		want  string
	}{
		{Even, 18, "某某大学关于印发学生宿舍管理办法|和做好新学期安全检查工作的通知"},
		{Trapezoid, 18, "某某大学关于印发学生宿舍管理办法|和做好新学期安全检查工作的通知"},
		{Inverted, 18, "某某大学关于印发学生宿舍管理|办法和做好新学期安全检查工作的通知"},
		{Trapezoid, 14, "某某大学关于印发学生宿舍|管理办法和做好新学期|安全检查工作的通知"},
		{Inverted, 14, "某某大学关于印发|学生宿舍管理办法和做好|新学期安全检查工作的通知"},
		{Diamond, 14, "某某大学关于印发学生|宿舍管理办法和做好新学期|安全检查工作的通知"},
	} {
		p := setText(t, strings.Join(words, ""), Options{Measure: c.ems * em, Align: Centre, Balance: true, Shape: c.shape, Keep: keep})
		if got := shown(p); got != c.want {
			t.Errorf("shape %d in %d em: %s", c.shape, c.ems, got)
		}
	}
}

// Spaces and marks of a ragged line keep their width: what fits only when it shrinks goes to the next line.
func TestRaggedKeepsItsSpaces(t *testing.T) {
	for _, text := range []string{"an open letter", "（甲乙），丙丁"} {
		natural := setText(t, text, Options{Measure: 99 * em}).Lines[0].Width
		for _, c := range []struct {
			align Align
			lines int
		}{{Justify, 1}, {Start, 2}, {Centre, 2}, {End, 2}} {
			if p := setText(t, text, Options{Measure: natural - em/20, Align: c.align}); len(p.Lines) != c.lines {
				t.Errorf("align %d: %s", c.align, shown(p))
			}
		}
	}
}
