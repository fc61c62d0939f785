package typeset

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode"
)

// atoms are what random paragraphs are made of, the frequent ones more than once.
var atoms = strings.Split("的 一 是 了 我 有 学 校 工 作 议 会 疫 情 防 控 的 一 是 了 我 有 学 校 工 作 议 会 疫 情 防 控 "+
	"， 。 、 ； ： ？ ！ ， 。 “ ” ‘ ’ （ ） 《 》 「 」 【 】 · —— …… — … ～ － ／ ％ ℃ ￥ "+
	"a to the office University international 12 km 30 % inter\u00adnation\u00adal ２０２６ ① someone@example.edu 3 20 2026 3.14 30% -5 A-level https://news.example.edu/a/b?c=1 e-mail don’t ( ) [ ] , . ; : ! ? \" ' / & "+
	"𠮷 𬱖 😀 👨‍👩‍👧 e\u0301 葛\U000E0100 ① Ⅳ ａ か\u3099 한 \u200b \u00a0 \u3000 \t \n", " ")

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(160) {
		if r.IntN(12) == 0 {
			b.WriteByte(' ')
		}
		b.WriteString(atoms[r.IntN(len(atoms))])
	}
	return b.String()
}

// The laws of a paragraph, on random text at all levels, regions and measures from 6 to 60 em.
func TestLaws(t *testing.T) {
	n := uint64(1500)
	if testing.Short() {
		n = 200
	}
	for seed := range n {
		checkLaws(t, seed)
		if t.Failed() {
			return
		}
	}
}

func FuzzLaws(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(checkLaws)
}

// Whatever the text, Break gives lines that say it, or an error.
func FuzzBreak(f *testing.F) {
	for _, s := range atoms {
		f.Add(s+s, uint8(40), uint16(0))
	}
	f.Add("好\xe4\xbd", uint8(40), uint16(0))
	f.Add("e\u0305 \u0301", uint8(40), uint16(0)) // a space that bears an accent
	f.Add("ffi-\u00ad\u00ad-\u2028👨\u200d(", uint8(1), uint16(0xffff))
	f.Fuzz(func(t *testing.T, text string, half uint8, bits uint16) {
		o := Options{
			Measure: em * Length(half) / 2, Align: Align(bits & 3), Level: Level(bits >> 2 & 3), Region: Region(bits >> 4 & 1), Style: Style((bits >> 5 & 3) % 3),
			Shape: Shape(bits >> 7 & 3), Balance: bits>>9&1 > 0, Hanging: bits>>10&1 > 0, FirstFit: bits>>11&1 > 0, Hyphens: everyThird,
		}
		if bits>>12&1 > 0 {
			o.Align = Distribute
		}
		if bits>>13&1 > 0 {
			o.Keep = []Range{{len(text) / 3, len(text) / 2}}
		}
		p, err := Break([]Span{{Text: text, Family: song(t), Size: em}}, o)
		if err == nil {
			checkText(p, o, t.Errorf)
		}
	})
}

func checkLaws(t *testing.T, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	o := Options{
		Measure: em * Length(12+r.IntN(109)) / 2, Level: Level(r.IntN(4)), Region: Region(r.IntN(2)), Align: Align(r.IntN(4)), Balance: r.IntN(5) == 0,
	}
	o.Align, o.Style, o.Shape = Align(r.IntN(5)), Style(r.IntN(3)), Shape(r.IntN(4))
	o.Hanging, o.FirstFit = r.IntN(3) == 0, r.IntN(4) == 0
	if r.IntN(2) == 0 {
		o.Hyphens = everyThird
	}
	if r.IntN(2) == 0 {
		o.FirstIndent = 2 * em
	}
	if r.IntN(4) == 0 {
		o.Hang = em
	}
	var spans []Span
	for range 1 + r.IntN(3) {
		s := Span{Text: randomText(r), Family: song(t), Size: em}
		if r.IntN(4) == 0 {
			s.Size, s.Rise = em*2/3, em/3
		}
		spans = append(spans, s)
	}
	if size := sizeOf(spans); r.IntN(3) == 0 && size > 0 {
		for range 1 + r.IntN(5) {
			at := r.IntN(size)
			o.Keep = append(o.Keep, Range{at, at + r.IntN(min(size-at, 30)+1)})
		}
	}
	p, err := Break(spans, o)
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("law broken: %s\nto repeat: checkLaws(t, %d)\noptions %s\ntext %q\nlines %s", fmt.Sprintf(format, args...), seed, named(o), p.Text, shown(p))
	}
	if err != nil {
		fail("error %v", err)
		return
	}
	again, err := Break(spans, o)
	if err != nil || !reflect.DeepEqual(p.Lines, again.Lines) {
		fail("the same input gave other lines, or %v", err)
	}
	text, clusters, _ := collect(spans)
	resolve(clusters)
	set, err := itemise(text, clusters, spans, o)
	if err != nil {
		fail("%v", err)
		return
	}
	items := set.items
	checkText(p, o, fail)
	checkEdges(p, o, spans, clusters, items, fail)
	checkMeasure(p, o, clusters, items, fail)
}

// everyThird parts a word of ASCII letters wherever it can.
func everyThird(word string) (at []int) {
	for i := 3; i+3 <= len(word); i += 3 {
		if word[i] < 0x80 && word[i-1] < 0x80 {
			at = append(at, i)
		}
	}
	return at
}

func sizeOf(spans []Span) (n int) {
	for _, s := range spans {
		n += len(s.Text)
	}
	return n
}

// named prints options without the address of a function.
func named(o Options) string {
	hyphens := o.Hyphens != nil
	o.Hyphens = nil
	return fmt.Sprintf("%+v, hyphens %v", o, hyphens)
}

// Every byte is in one line, and the glyphs of a line say what it shows but for the spaces at its end.
func checkText(p Paragraph, o Options, fail func(string, ...any)) {
	at := 0
	for i, l := range p.Lines {
		if l.Start != at || l.End <= l.Start {
			fail("line %d is bytes %d to %d after byte %d", i, l.Start, l.End, at)
		}
		at = l.End
		var said strings.Builder
		var x Length
		for _, r := range l.Runs {
			if r.X < x {
				fail("line %d: a run starts at %d before %d", i, r.X, x)
			}
			x = r.X + r.Width
			var advance Length
			for j, g := range r.Glyphs {
				said.WriteString(g.Text)
				if j == 0 {
					advance = g.X
				}
				if g.X != advance {
					fail("line %d: a glyph is at %d, the advances before it lead to %d", i, g.X, advance)
				}
				advance += g.Advance
			}
			if advance != r.Width {
				fail("line %d: the advances of a run add up to %d of %d", i, advance, r.Width)
			}
		}
		over := Length(0)
		if shown := []rune(strings.TrimRightFunc(said.String(), unicode.IsSpace)); o.Hanging && len(shown) > 0 && contains(hanging, shown[len(shown)-1]) {
			over = em
		}
		if x > l.Width+over {
			fail("line %d is %d wide and its runs reach to %d", i, l.Width, x)
		}
		rest, ok := strings.CutPrefix(p.Text[l.Start:l.End], said.String())
		if !ok || strings.TrimFunc(rest, func(r rune) bool { return classOf(r) == Space || classOf(r) == Newline || classOf(r) == ignorable }) != "" {
			fail("line %d shows %q of %q", i, said.String(), p.Text[l.Start:l.End])
		}
	}
	if at != len(p.Text) {
		fail("the lines end at byte %d of %d", at, len(p.Text))
	}
}

// No line starts or ends with a mark that may not, unless the chain that it is in is longer than the measure.
func checkEdges(p Paragraph, o Options, spans []Span, clusters []cluster, items []item, fail func(string, ...any)) {
	raised := func(c *cluster) bool { return spans[c.span].Rise != 0 }
	index := map[int]int{}
	for i, c := range clusters {
		index[c.start] = i
	}
	for n, l := range p.Lines[:max(0, len(p.Lines)-1)] {
		start := index[l.End]
		end := start - 1
		for end > 0 && clusters[end].class == Space {
			end--
		}
		if end < 0 || clusters[end].class == Newline || clusters[start].class == Newline || clusters[end].class == Space {
			continue
		}
		before, after := &clusters[end], &clusters[start]
		broken := !mayEnd[o.Level][before.class] || !mayStart[o.Level][after.class]
		if o.Level != None && after.class == Western && before.class != Western && strings.ContainsRune(",.;:!?)]%", after.r) {
			broken = true
		}
		if o.Level != None && before.class == Western && after.class != Western && strings.ContainsRune("([", before.r) && end == start-1 {
			broken = true
		}
		pair := (before.class == Dash || before.class == Ellipsis) && after.class == before.class && before.r == after.r && before.span == after.span && partOfPair(clusters, start)
		if pair {
			fail("line %d parts a pair of %q", n, before.r)
		}
		broken = broken || raised(after) && !raised(before) && end == start-1 || isFullDigit(before.r) && isFullDigit(after.r) && end == start-1
		if broken && !chained(items, start, o) {
			fail("line %d ends with %q and the next starts with %q", n, before.r, after.r)
		}
	}
}

// partOfPair reports whether the cluster is the second of two that never part: the number of its like before it is odd.
func partOfPair(clusters []cluster, i int) bool {
	n := 0
	for j := i - 1; j >= 0 && clusters[j].class == clusters[i].class && clusters[j].r == clusters[i].r && clusters[j].span == clusters[i].span; j-- {
		n++
	}
	return n%2 == 1
}

// chained reports whether the boxes around the break before a cluster cannot part and are together wider than the measure.
func chained(items []item, cluster int, o Options) bool {
	at := 0
	for items[at].first < cluster {
		at++
	}
	if items[at-1].penalty != desperate {
		return false
	}
	from, to := at-1, at
	for from > 0 && items[from-1].penalty == desperate {
		from--
	}
	for items[to].penalty == desperate {
		to++
	}
	var width Length
	for i := from; i <= to; i++ {
		width += items[i].width
		if i < to {
			width += items[i].glue.width - items[i].glue.shrink
		}
	}
	return width > o.Measure-max(o.FirstIndent, o.Hang)
}

// No line is wider than the measure but those counted, and every justified line that has a gap is as wide as it.
func checkMeasure(p Paragraph, o Options, clusters []cluster, items []item, fail func(string, ...any)) {
	wide := 0
	for n, l := range p.Lines {
		indent := o.Hang
		if n == 0 {
			indent = o.FirstIndent
		}
		measure := o.Measure - indent
		if l.Width > measure {
			wide++
		}
		if o.Align != Distribute && (o.Align != Justify || n == len(p.Lines)-1 || strings.IndexFunc(p.Text[l.Start:l.End], func(r rune) bool { return classOf(r) == Newline }) >= 0) {
			continue
		}
		gaps := 0
		var last item
		for _, it := range items {
			if it.first == len(clusters) {
				continue
			}
			if start := clusters[it.first].start; start >= l.Start && start < l.End {
				if last.glue.even || last.glue.stretch > 0 && last.glue.even {
					gaps++
				}
				last = it
			}
		}
		if d := (l.Width - measure).Points(); gaps > 0 && l.Width <= measure && d < -0.01 {
			fail("line %d is %.3f pt short of the measure", n, -d)
		}
	}
	if wide != p.Overfull {
		fail("%d lines are too wide, %d are counted", wide, p.Overfull)
	}
}

// The room that a line has over is shared by the gaps: none is wider than another of its kind by more than a unit.
func TestEvenGaps(t *testing.T) {
	p := setText(t, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", Options{Measure: 5*em + em/2})
	for n, l := range p.Lines[:len(p.Lines)-1] {
		g := l.Runs[0].Glyphs
		for i := range g[:len(g)-1] {
			if d := g[i].Advance - g[0].Advance; d > 1 || d < -1 {
				t.Errorf("line %d: gaps differ by %d", n, d)
			}
		}
	}
}

func BenchmarkBreak(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 7))
	var text strings.Builder
	for n := 0; n < 70_000; n++ {
		switch k := r.IntN(100); {
		case k < 10:
			text.WriteString([]string{"，", "。", "、", "：", "“", "”"}[r.IntN(6)])
		case k < 12:
			text.WriteString([]string{"2026", "office", "AI"}[r.IntN(3)])
		default:
			for {
				if c := rune(0x4e00 + r.IntN(0x5000)); unicode.Is(unicode.Han, c) {
					text.WriteRune(c)
					break
				}
			}
		}
	}
	spans := []Span{{Text: text.String(), Family: song(b), Size: em}}
	for _, ems := range []Length{18, 28, 37} {
		b.Run(fmt.Sprint(ems, "em"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Break(spans, Options{Measure: ems * em, FirstIndent: 2 * em}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("37em first fit", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Break(spans, Options{Measure: 37 * em, FirstIndent: 2 * em, FirstFit: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
