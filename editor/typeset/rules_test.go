package typeset

import "testing"

// width sets a text on one line and returns its natural width in thousandths of an em.
func width(t *testing.T, text string, region Region) int {
	t.Helper()
	p := setText(t, text, Options{Measure: 200 * em, Region: region})
	if len(p.Lines) != 1 {
		t.Fatalf("%q: %d lines", text, len(p.Lines))
	}
	return int((p.Lines[0].Width*1000 + em/2) / em)
}

// The room of marks, CLREQ 3.1.6. The last mark of a line has lost its half (GB/T 15834-2011, 5.1.10).
func TestWidths(t *testing.T) {
	for _, c := range []struct {
		text     string
		mainland int
		taiwan   int
	}{
		{"甲乙", 2000, 2000},
		{"甲，乙", 3000, 3000},
		{"甲。", 1500, 1750},                                        // a centred mark loses only what is behind it
		{"（甲", 1500, 1500},                                        // an opening mark at the start of a line
		{"甲（乙", 3000, 3000},                                       // and inside one
		{"甲。”乙", 3500, 3750},                                      // two marks of 2 em take 1.5 em; a centred one keeps what is before it
		{"甲”“乙", 3500, 3500},                                      // back to back
		{"甲（“乙", 3500, 3500},                                      // both opening
		{"甲》、《乙", 4000, 4000},                                     // three marks
		{"甲·乙", 3000, 3000},                                       // a full cell
		{"甲——乙", 4000, 4000},                                      // two cells
		{"甲……乙", 4000, 4000},                                      //
		{"甲！乙", 3000, 3000},                                       //
		{"甲！", 1500, 2000},                                        // fixed in Taiwan
		{"３％", 2000, 2000},                                        //
		{"甲,乙", 1000 + 327 + 250 + 1000, 1000 + 327 + 250 + 1000}, // half-width pause
	} {
		if got := width(t, c.text, Mainland); got != c.mainland {
			t.Errorf("%s is %d wide in the mainland, want %d", c.text, got, c.mainland)
		}
		if got := width(t, c.text, Taiwan); got != c.taiwan {
			t.Errorf("%s is %d wide in Taiwan, want %d", c.text, got, c.taiwan)
		}
	}
}

// CLREQ 3.2.3: a quarter of an em between Han and Latin, and none that the text would have to hold.
func TestHanLatin(t *testing.T) {
	x := width(t, "x", Mainland)
	f := song(t).Faces[0]
	g, _ := f.Glyph(' ')
	space := f.Advance(g)
	for _, c := range []struct {
		text string
		want int
	}{
		{"甲x", 1000 + 250 + x},
		{"x甲", x + 250 + 1000},
		{"甲x乙", 2000 + 500 + x},
		{"甲 x", 1000 + 250 + x},                 // a space that was typed looks like none
		{"甲  x", 1000 + 2*space + x},            // two are meant
		{"，x", 1000 + x},                        // the room of the mark is enough
		{"①x", 1000 + x},                        // no letter
		{"甲”,乙", 1000 + 500 + 327 + 250 + 1000}, // a half-width mark closes up
		{"(《甲", width(t, "(", Mainland) + 500 + 1000},
		{"甲\u2003乙", 3000},
	} {
		if got := width(t, c.text, Mainland); got != c.want {
			t.Errorf("%s is %d wide, want %d", c.text, got, c.want)
		}
	}
}

func TestLevels(t *testing.T) {
	may := func(of *[4][ambiguous + 1]bool, level Level, classes ...Class) (n int) {
		for _, c := range classes {
			if of[level][c] {
				n++
			}
		}
		return n
	}
	always := []Class{Closing, Pause, Stop, MiddleDot, Connector, Solidus}
	for _, c := range []struct {
		level         Level
		marks         int // of always, that may start a line
		dashes        int // of — and …, that may start a line
		opening, line bool
	}{
		{None, 6, 2, true, true},
		{Basic, 0, 2, false, true},
		{GB, 0, 2, false, false},
		{Strict, 0, 0, false, false},
	} {
		if got := may(&mayStart, c.level, always...); got != c.marks {
			t.Errorf("level %d: %d marks may start a line, want %d", c.level, got, c.marks)
		}
		if got := may(&mayStart, c.level, Dash, Ellipsis); got != c.dashes {
			t.Errorf("level %d: %d dashes may start a line, want %d", c.level, got, c.dashes)
		}
		if mayEnd[c.level][Opening] != c.opening || mayEnd[c.level][Solidus] != c.line {
			t.Errorf("level %d: ends %v %v", c.level, mayEnd[c.level][Opening], mayEnd[c.level][Solidus])
		}
	}
}
