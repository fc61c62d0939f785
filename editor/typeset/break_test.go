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
		{"all hang", Span{"好", f, em, 0}, Options{Measure: em, Hang: 2 * em}, "no room"},
	} {
		if _, err := Break([]Span{c.span}, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
