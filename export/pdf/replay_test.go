package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/image/font/gofont/goregular"

	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/export/page"
)

// shown is a glyph as a reader of the file places it.
type shown struct {
	text  string
	x, y  float64 // of its origin, in points from the lower left corner
	size  float64
	color string
}

// replay reads a finished file back the way a viewer does: content streams by their operators, positions by the widths in the file, text by its
// ToUnicode tables.
func replay(t testing.TB, b []byte, pages int) [][]shown {
	t.Helper()
	objects, err := parseObjects(b)
	if err != nil {
		t.Fatal(err)
	}
	fonts := map[string]replayFont{}
	for _, m := range regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`).FindAllSubmatch(objects[2].dict, -1) {
		n, _ := strconv.Atoi(string(m[2]))
		fonts[string(m[1])] = newReplayFont(t, objects, n)
	}
	all := make([][]shown, pages)
	for i := range all {
		content := inflate(t, objects[int(pageObject(i))+1].stream)
		all[i] = replayPage(t, content, fonts)
	}
	return all
}

type replayFont struct {
	width map[uint16]float64 // in thousandths of an em
	text  map[uint16]string
}

func newReplayFont(t testing.TB, objects []object, n int) replayFont {
	t.Helper()
	f := replayFont{map[uint16]float64{}, map[uint16]string{}}
	follow := func(from int, key string) int {
		n, ok := integer(objects[from].dict, key)
		if !ok {
			t.Fatalf("object %d has no %s", from, key)
		}
		return n
	}
	for _, m := range regexp.MustCompile(`(\d+) \[([0-9.]+)\]`).FindAllSubmatch(objects[follow(n, "/DescendantFonts [")].dict, -1) {
		code, _ := strconv.Atoi(string(m[1]))
		w, _ := strconv.ParseFloat(string(m[2]), 64)
		f.width[uint16(code)] = w
	}
	for _, m := range regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>\n`).FindAllSubmatch(inflate(t, objects[follow(n, "/ToUnicode ")].stream), -1) {
		code, _ := hex.DecodeString(string(m[1]))
		raw, _ := hex.DecodeString(string(m[2]))
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = be.Uint16(raw[2*i:])
		}
		f.text[be.Uint16(code)] = string(utf16.Decode(units))
	}
	return f
}

func inflate(t testing.TB, b []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func replayPage(t testing.TB, content []byte, fonts map[string]replayFont) (out []shown) {
	t.Helper()
	var font replayFont
	var size, x, y float64
	color := "0 0 0"
	for _, line := range strings.Split(string(content), "\n") {
		words := strings.Fields(line)
		if n := len(words); n == 4 && words[3] == "rg" {
			color = strings.Join(words[:3], " ")
		}
		for i, w := range words {
			switch w {
			case "Tf":
				font, size = fonts[words[i-2][1:]], parse(t, words[i-1])
			case "Tm":
				x, y = parse(t, words[i-2]), parse(t, words[i-1])
			}
		}
		from, to := strings.Index(line, "Tm ["), strings.Index(line, "] TJ")
		if from < 0 || to < 0 {
			continue
		}
		for _, part := range strings.Split(line[from+4:to], "<")[1:] {
			codes, adjust, _ := strings.Cut(part, ">")
			raw, err := hex.DecodeString(codes)
			if err != nil {
				t.Fatal(err)
			}
			for ; len(raw) > 0; raw = raw[2:] {
				c := be.Uint16(raw)
				w, ok := font.width[c]
				if !ok {
					t.Fatalf("code %04X has no width", c)
				}
				out = append(out, shown{font.text[c], x, y, size, color})
				x += w / 1000 * size
			}
			if adjust != "" {
				x -= parse(t, adjust) / 1000 * size
			}
		}
	}
	return out
}

func parse(t testing.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Every glyph of a random document stands within 0.01 pt of where its frame has it, with its text, size and colour, however its advances
// were stretched.
func TestGlyphsStandWhereTheFramesHaveThem(t *testing.T) {
	faces := testFaces(t)
	for seed := range uint64(40) {
		r := newRand(seed)
		d := randomDocument(r, faces)
		b, err := Write(d, Options{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		got := replay(t, b, len(d.Pages))
		for i, p := range d.Pages {
			n := 0
			for _, f := range p.Frames {
				for _, m := range f.Marks {
					g, ok := m.(page.Glyphs)
					if !ok {
						continue
					}
					for _, want := range g.Run.Glyphs {
						if n == len(got[i]) {
							t.Fatalf("seed %d: page %d shows %d glyphs only", seed, i, n)
						}
						s := got[i][n]
						n++
						x, y := (g.X + want.X).Points(), (p.Height - g.Y + g.Run.Rise + want.Y).Points()
						if math.Abs(s.x-x) > 0.01 || math.Abs(s.y-y) > 0.01 || s.text != want.Text ||
							math.Abs(s.size-g.Run.Size.Points()) > 0.005001 || s.color != colorOperands(g.Color) {
							t.Fatalf("seed %d: page %d, glyph %d is %+v, not %q at %g, %g in %s", seed, i, n, s, want.Text, x, y, colorOperands(g.Color))
						}
					}
				}
			}
			if n != len(got[i]) {
				t.Fatalf("seed %d: page %d shows %d glyphs too many", seed, i, len(got[i])-n)
			}
		}
	}
}

// colorOperands is a colour as operands of rg.
func colorOperands(c page.Color) string {
	var words []string
	for _, v := range []page.Color{c >> 16, c >> 8, c} {
		words = append(words, strconv.FormatFloat(math.Round(float64(v&255)/255*1000)/1000, 'g', -1, 64))
	}
	return strings.Join(words, " ")
}

// testFaces opens two faces: one of 1,000 units to the em, and a small one of 2,048 units with instructions, where A to D are made
// of other glyphs, and D of made ones.
func testFaces(t testing.TB) []*typeset.Face {
	t.Helper()
	from, err := parseSFNT(goregular.TTF, 0)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := typeset.OpenFace("Go", goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	glyph := func(r rune) int {
		g, _ := plain.Glyph(r)
		return int(g)
	}
	composites := withOutlines(from, map[int][]byte{
		glyph('A'): composite(component{glyph: glyph('e')}, component{glyph: glyph('´'), dx: 90, dy: -5}),
		glyph('B'): composite(component{glyph: glyph('x'), form: componentScale}, component{glyph: glyph('o'), form: componentXY}),
		glyph('C'): composite(component{glyph: glyph('y'), form: componentMatrix}),
		glyph('D'): composite(component{glyph: glyph('A')}, component{glyph: glyph('B')}, component{glyph: glyph('C')}),
	})
	var faces []*typeset.Face
	for _, data := range [][]byte{fonts.Kai.Data(), composites} {
		f, err := typeset.OpenFace("Test", data)
		if err != nil {
			t.Fatal(err)
		}
		faces = append(faces, f)
	}
	return faces
}

// randomDocument is a document of every kind of mark but pictures, with sizes, places and advances at random.
func randomDocument(r *rand.Rand, faces []*typeset.Face) page.Document {
	colors := []page.Color{page.Black, page.Ink, page.Red, page.White}
	texts := []string{"字", "a", "𠮷", "fi", "—", "é", "\u3000"}
	length := func(n int) typeset.Length { return typeset.Length(r.IntN(n * 1024)) }
	d := page.Document{Pages: make([]page.Page, 1+r.IntN(3))}
	for i := range d.Pages {
		p := &d.Pages[i]
		p.Width, p.Height = 200*typeset.Point+length(800), 200*typeset.Point+length(800)
		for range 1 + r.IntN(8) {
			f := page.Frame{Role: page.Role(r.IntN(int(page.Contents) + 1)), Block: r.IntN(6), Alt: []string{"", "图 𠮷 (1)"}[r.IntN(2)]}
			if f.Role == page.TableCell || f.Role == page.TableHead {
				f.Cell = page.Cell{Table: r.IntN(3), Row: r.IntN(4), Column: r.IntN(4), RowSpan: 1 + r.IntN(2), ColSpan: 1 + r.IntN(2)}
			}
			for range r.IntN(5) {
				link := []string{"", "", "https://a.example/新", "mailto:a@b.example", "#这里"}[r.IntN(5)]
				switch r.IntN(7) {
				case 6:
					f.Marks = append(f.Marks, page.Wave{X: length(200), Y: length(200), W: length(90), Height: length(4), Period: length(9), Thick: length(1), Fill: colors[r.IntN(4)]})
				case 0:
					f.Marks = append(f.Marks, page.Box{X: length(200), Y: length(200), W: length(90), H: length(9), Fill: colors[r.IntN(4)]})
				case 1:
					f.Marks = append(f.Marks, page.Dot{X: length(200), Y: length(200), R: length(3), Fill: colors[r.IntN(4)]})
				case 2:
					f.Marks = append(f.Marks, page.Cells{X: length(200), Y: length(200), Side: length(3), Rects: [][4]int{{0, 0, 1, 2}, {1, 1, 4, 1}}, Link: link})
				default:
					g := page.Glyphs{X: length(200), Y: length(200), Color: colors[r.IntN(4)], Link: link}
					g.Run = typeset.Run{Face: faces[r.IntN(len(faces))], Size: 1024 + length(40), Rise: length(6) - 3*typeset.Point}
					drop := length(2)
					for range r.IntN(60) {
						advance := length(45)
						glyph := typeset.Glyph{ID: typeset.GlyphID(r.IntN(600)), X: g.Run.Width, Advance: advance, Text: texts[r.IntN(len(texts))]}
						if r.IntN(9) == 0 {
							glyph.Y = drop
						}
						g.Run.Glyphs = append(g.Run.Glyphs, glyph)
						g.Run.Width += advance
					}
					f.Marks = append(f.Marks, g)
				}
			}
			p.Frames = append(p.Frames, f)
		}
		d.Outline = append(d.Outline, page.Bookmark{Title: "章 𠮷 (", Level: 1 + r.IntN(4), Page: r.IntN(len(d.Pages)), Y: length(200)})
	}
	d.Anchors = []page.Anchor{{Name: "这里", Page: r.IntN(len(d.Pages)), Y: length(200)}}
	return d
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }
