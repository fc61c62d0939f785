package qr

import (
	"bytes"
	"encoding/xml"
	"errors"
	"math"
	"strings"
	"testing"
)

func TestSVG(t *testing.T) {
	c := mustNew(t, sample, M)
	file, err := c.SVG(24.8, `扫一扫，<分享> & "本页"`)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`width="24.8mm" height="24.8mm" viewBox="0 0 45 45"`,
		`shape-rendering="crispEdges"`,
		`<title>扫一扫，&lt;分享&gt; &amp; &#34;本页&#34;</title>`,
		`<rect width="45" height="45" fill="#ffffff"/>`,
	} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("the drawing lacks %s", want)
		}
	}
	if n := bytes.Count(file, []byte("<path ")); n != 1 {
		t.Errorf("the drawing has %d paths", n)
	}
	var whole struct {
		Title string `xml:"title"`
	}
	if err := xml.Unmarshal(file, &whole); err != nil || whole.Title != `扫一扫，<分享> & "本页"` {
		t.Errorf("the title reads %q, %v", whole.Title, err)
	}
	again, err := c.SVG(24.8, `扫一扫，<分享> & "本页"`)
	if err != nil || !bytes.Equal(file, again) {
		t.Errorf("equal calls give different bytes, %v", err)
	}
	plain, err := c.SVG(1.0/3, "")
	if err != nil || bytes.Contains(plain, []byte("title")) || !bytes.Contains(plain, []byte(`"0.333mm"`)) {
		t.Errorf("without title and with a third of a millimetre: %s, %v", plain, err)
	}
}

func TestSVGRefuses(t *testing.T) {
	c := mustNew(t, sample, M)
	for _, side := range []Millimetres{0, -1, 0.0001, 10_001, Millimetres(math.NaN()), Millimetres(math.Inf(1))} {
		if file, err := c.SVG(side, ""); err == nil {
			t.Errorf("%v mm: %s", float64(side), file)
		}
	}
	if _, err := (Code{}).SVG(10, ""); !errors.Is(err, ErrUnreadable) {
		t.Errorf("the zero code gives a drawing, or error %v", err)
	}
}

func TestSVGDamaged(t *testing.T) {
	c := mustNew(t, sample, M)
	file, err := c.SVG(24.8, "")
	if err != nil {
		t.Fatal(err)
	}
	whole := string(file)
	d := whole[strings.Index(whole, ` d="`)+4 : strings.Index(whole, `"/></svg>`)]
	other, err := mustNew(t, sample[:63]+"2", M).SVG(24.8, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, damage := range []struct{ name, file string }{
		{"nothing", ""},
		{"no XML", whole[:len(whole)-8]},
		{"another namespace", strings.Replace(whole, "2000/svg", "1999/html", 1)},
		{"no path", strings.Replace(whole, d, "", 1)},
		{"half a path", strings.Replace(whole, d, d[:strings.Index(d[len(d)/2:], "M")+len(d)/2], 1)},
		{"a path that moved", strings.Replace(whole, d, strings.Replace(d, "M4 4h7v1", "M3 4h7v1", 1), 1)},
		{"a view without quiet zone", strings.ReplaceAll(strings.Replace(whole, `0 0 45 45`, `0 0 43 43`, 1), `"45"`, `"43"`)},
		{"no view", strings.Replace(whole, `0 0 45 45`, `all`, 1)},
		{"a large view", strings.Replace(whole, `0 0 45 45`, `0 0 450 450`, 1)},
		{"white on white", strings.Replace(whole, `#000000`, `#ffffff`, 1)},
		{"black on black", strings.Replace(whole, `#ffffff`, `#000000`, 1)},
		{"unknown command", strings.Replace(whole, "h", "q", 1) + " "},
		{"a curve", strings.Replace(whole, d, d+"M4 4c1 1 2 2 3 3z", 1)},
		{"a slanting close", strings.Replace(whole, d, d+"M4 4h3v3z", 1)},
		{"half a module", strings.Replace(whole, d, d+"M4 4h.5v1h-.5z", 1)},
		{"outside", strings.Replace(whole, d, d+"M4 4h99v1h-99z", 1)},
		{"another code", string(other)},
	} {
		t.Run(damage.name, func(t *testing.T) {
			if err := c.plain().proveSVG([]byte(damage.file), scan); !errors.Is(err, ErrUnreadable) {
				t.Errorf("error %v; want ErrUnreadable", err)
			}
		})
	}
	if err := c.plain().proveSVG(file, scan); err != nil {
		t.Errorf("the whole drawing is refused: %v", err)
	}
}

// TestFill checks the even-odd rule on overlapping and open shapes.
func TestFill(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"M1 0h2v2h-2z", ".##.\n.##.\n....\n"},
		{"M0 0h4v3h-4zM1 1h2v1h-2z", "####\n#..#\n####\n"},
		{"M4 3v-3h-1v3z", "...#\n...#\n...#\n"},
		{"M 0 0 h 1 v 1 h -1 z", "#...\n....\n....\n"},
	} {
		picture, err := fill(c.path, 4, 3)
		if err != nil {
			t.Fatal(err)
		}
		if got := picture.ToString("#", "."); got != c.want {
			t.Errorf("%s paints\n%swant\n%s", c.path, got, c.want)
		}
	}
}

// FuzzProveSVG proves that no drawing but the code's own passes: whatever passes shows exactly the code's modules, or so nearly
// that its error correction makes up for the rest.
func FuzzProveSVG(f *testing.F) {
	c := mustNew(f, "https://e.cn/1", L)
	file, err := c.SVG(20, "一")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(file))
	f.Add(strings.Replace(string(file), "M4 4", "M4 4h1v1h-1zM9 9", 1))
	f.Add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><rect width="29" height="29" fill="#ffffff"/><path fill="#000000" d="M1 2h3v-4z"/></svg>`)
	f.Fuzz(func(t *testing.T, file string) {
		if err := c.plain().proveSVG([]byte(file), scan); err != nil {
			if !errors.Is(err, ErrUnreadable) {
				t.Fatalf("error %v is not ErrUnreadable", err)
			}
			return
		}
		var d written
		if err := xml.Unmarshal([]byte(file), &d); err != nil {
			t.Fatal(err)
		}
		picture, err := fill(d.Paths[0].D, c.Size()+2*QuietZone, c.Size()+2*QuietZone)
		if err != nil {
			t.Fatal(err)
		}
		wrong := 0
		for y := range picture.GetHeight() {
			for x := range picture.GetWidth() {
				if picture.Get(x, y) != c.Dark(x-QuietZone, y-QuietZone) {
					wrong++
				}
			}
		}
		if wrong > c.Size()*c.Size()/4 {
			t.Fatalf("a drawing with %d wrong modules passes", wrong)
		}
	})
}
