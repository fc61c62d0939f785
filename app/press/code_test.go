package press_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/assets/catalogue"
	"galley/export/page/card"
	"galley/export/page/label"
	"galley/export/qr"
)

// zbar reads the codes in a picture, sorted.
func zbar(t testing.TB, file string) []string {
	t.Helper()
	out, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	if err != nil {
		t.Fatalf("zbarimg %s: %v", file, err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	return lines
}

// printed is the first page of a PDF at a resolution, as poppler draws it.
func printed(t testing.TB, data []byte, dpi string) string {
	t.Helper()
	base := filepath.Join(t.TempDir(), "page")
	must(t, os.WriteFile(base+".pdf", data, 0o600))
	out, err := exec.Command("pdftoppm", "-r", dpi, "-png", "-singlefile", base+".pdf", base).CombinedOutput()
	if err != nil {
		t.Fatalf("pdftoppm: %v: %s", err, out)
	}
	return base + ".png"
}

func logo(t testing.TB) *qr.Logo {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 80, 60))
	draw.Draw(m, m.Rect, image.NewUniform(color.NRGBA{0xB4, 0x23, 0x2A, 0xff}), image.Point{}, draw.Src)
	var b bytes.Buffer
	must(t, png.Encode(&b, m))
	l, err := qr.NewLogo(b.Bytes())
	must(t, err)
	return l
}

// TestCodeFiles writes codes with and without words, colours and logos in every format, and reads them with a program that shares nothing with ours.
func TestCodeFiles(t *testing.T) {
	room, a := published(t)
	p, ctx := press.New(room, now), context.Background()
	for _, j := range []press.CodeJob{
		{Look: qr.Plain},
		{Look: qr.Plain, Pixels: 777, Caption: "扫一扫，分享本页"},
		{Look: qr.Plain, Side: 24, DPI: 300, Caption: "Scan to share this page", Address: true, Source: "poster"},
		{Level: qr.H, Look: qr.Look{Dark: 0x2B5FA8, Light: 0xFFF3C9, Logo: logo(t)}, Side: 30, DPI: 600, Caption: "掃一掃，分享本頁"},
	} {
		s, err := p.Share(ctx, a, j)
		must(t, err)
		for _, f := range press.CodeFormats() {
			name := fmt.Sprintf("%s of %+v", f, j)
			data, err := p.CodeFile(ctx, s, f)
			must(t, err)
			again, err := p.CodeFile(ctx, s, f)
			must(t, err)
			if !bytes.Equal(data, again) {
				t.Errorf("%s: a second file differs", name)
			}
			file := filepath.Join(t.TempDir(), "code.png")
			switch f {
			case press.SVG:
				if words := strings.Contains(string(data), "translate("); words != (j.Caption != "") {
					t.Errorf("%s: words under the code: %v", name, words)
				}
				continue // export/qr reads the drawing that is written
			case press.PDF:
				file = printed(t, data, "300")
			default:
				must(t, os.WriteFile(file, data, 0o600))
				if m, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || j.Pixels > 0 && m.Width != j.Pixels {
					t.Errorf("%s is %d pixels wide, %v", name, m.Width, err)
				}
			}
			if got := zbar(t, file); !slices.Equal(got, []string{s.Content()}) {
				t.Errorf("%s: zbar reads %q", name, got)
			}
		}
	}
}

func TestCodesThatCannotBe(t *testing.T) {
	room, a := published(t)
	p, ctx := press.New(room, now), context.Background()
	for name, j := range map[string]press.CodeJob{
		"alike colours":         {Look: qr.Look{Dark: 0x777777, Light: 0x888888}},
		"a logo on level M":     {Look: qr.Look{Light: qr.White, Logo: logo(t)}},
		"too small a print":     {Look: qr.Plain, Side: 3, DPI: 150},
		"too few pixels":        {Look: qr.Plain, Pixels: 20, Caption: "x"},
		"too many pixels":       {Look: qr.Plain, Pixels: 20_000, Caption: "x"},
		"too few pixels, plain": {Look: qr.Plain, Pixels: 20},
	} {
		s, err := p.Share(ctx, a, j)
		if err == nil {
			_, err = p.CodeFile(ctx, s, press.PNG)
		}
		if newsroom.CodeOf(err) != newsroom.Invalid || strings.Contains(catalogue.For(catalogue.ZhHans).Say(newsroom.TextOf(err)), "⟦") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// many are articles, which are one article as often: nothing here looks at more than its number.
func many(a newsroom.Article, n int) []newsroom.Article {
	out := make([]newsroom.Article, n)
	for i := range out {
		out[i] = a
		out[i].Number = newsroom.Number(fmt.Sprintf("2026-%05d", i+1))
	}
	return out
}

// columns cuts a picture into so many of equal width.
func columns(t testing.TB, file string, n int) (out []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	m, err := png.Decode(bytes.NewReader(data))
	must(t, err)
	for i := range n {
		part := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx()/n, m.Bounds().Dy()))
		draw.Draw(part, part.Rect, m, image.Pt(i*part.Rect.Dx(), 0), draw.Src)
		var b bytes.Buffer
		must(t, png.Encode(&b, part))
		out = append(out, fmt.Sprintf("%s.%d.png", file, i))
		must(t, os.WriteFile(out[i], b.Bytes(), 0o600))
	}
	return out
}

func TestLabels(t *testing.T) {
	room, a := published(t)
	p, ctx := press.New(room, now), context.Background()
	for _, s := range label.Sheets() {
		n, last := s.Len()-1, 0
		data, pages, err := p.Labels(ctx, many(a, n), press.CodeJob{Look: qr.Plain, Caption: "扫一扫"}, s, 1, func(done int) {
			if done < last {
				t.Errorf("%s: progress went from %d to %d", s.Name, last, done)
			}
			last = done
		})
		must(t, err)
		if pages != 1 || last != 2*n {
			t.Errorf("%s: %d pages, %d steps", s.Name, pages, last)
		}
		// zbar tells the same content once for each place that it is found in; it loses its way among 65.
		var got []string
		for _, file := range columns(t, printed(t, data, "300"), s.Columns) {
			got = append(got, zbar(t, file)...)
		}
		if len(got) != n || len(slices.Compact(got)) != 1 {
			t.Errorf("%s: zbar reads %d codes of %d", s.Name, len(got), n)
		}
	}
	sheet, err := press.FindSheet("3x8")
	must(t, err)
	stopped, stop := context.WithCancel(ctx)
	_, _, err = p.Labels(stopped, many(a, 5), press.CodeJob{Look: qr.Plain}, sheet, 0, func(done int) {
		if done == 3 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a sheet that was stopped: %v", err)
	}
	for _, skip := range []int{-1, 24} {
		if _, _, err := p.Labels(ctx, many(a, 1), press.CodeJob{Look: qr.Plain}, sheet, skip, nil); newsroom.CodeOf(err) != newsroom.Invalid {
			t.Errorf("%d places skipped: %v", skip, err)
		}
	}
}

func TestCodes(t *testing.T) {
	room, a := published(t)
	dir, ctx := t.TempDir(), context.Background()
	stopped, stop := context.WithCancel(ctx)
	var files []string
	err := press.New(room, now).Codes(stopped, many(a, 4), press.CodeJob{Look: qr.Plain}, press.PNG, dir, func(_ newsroom.Article, file string) error {
		files = append(files, file)
		if len(files) == 2 {
			stop()
		}
		return nil
	})
	there, globErr := filepath.Glob(filepath.Join(dir, "*"))
	must(t, globErr)
	if !errors.Is(err, context.Canceled) || !slices.Equal(there, files) || len(files) != 2 {
		t.Errorf("%v; told of %v, there are %v", err, files, there)
	}
}

// TestCard makes the sample article's card in every design and format, and reads it with a program that shares nothing with ours.
func TestCard(t *testing.T) {
	room, a := published(t)
	p, ctx := press.New(room, now), context.Background()
	for _, d := range card.Designs() {
		c, err := p.Card(ctx, a, press.CardJob{Design: d, Source: "wechat"})
		must(t, err)
		if len(c.Report.Missing) > 0 || c.Image.Rect.Dx() != card.Width || !strings.HasSuffix(c.Address, "source=wechat") {
			t.Errorf("%s: %v missing, %v, %s", d, c.Report.Missing, c.Image.Rect, c.Address)
		}
		for _, name := range []string{"card.png", "card.JPG"} {
			data, err := press.CardFile(c, name)
			must(t, err)
			file := filepath.Join(t.TempDir(), strings.ToLower(name))
			must(t, os.WriteFile(file, data, 0o600))
			if got := zbar(t, file); !slices.Equal(got, []string{c.Address}) {
				t.Errorf("%s in %s: zbar reads %q", d, name, got)
			}
		}
		if _, err := press.CardFile(c, "card.webp"); newsroom.CodeOf(err) != newsroom.Invalid {
			t.Errorf("card.webp: %v", err)
		}
	}
	a.State = newsroom.Withdrawn
	if _, err := p.Card(ctx, a, press.CardJob{}); newsroom.CodeOf(err) != newsroom.Invalid {
		t.Errorf("a withdrawn article has a card: %v", err)
	}
}

// TestCardIsWhatReadersSee makes a card of an article under correction: it is that of the version that is out.
func TestCardIsWhatReadersSee(t *testing.T) {
	room, a := published(t)
	p, ctx := press.New(room, now), t.Context()
	before, err := p.Card(ctx, a, press.CardJob{})
	must(t, err)
	people, err := room.Staff(ctx)
	must(t, err)
	writer := furnish.CastOf(people).Writer
	a, err = room.Act(ctx, writer, a.ID, newsroom.Do{Action: newsroom.Correct, Reason: "来源有误"})
	must(t, err)
	m, base, err := room.Manuscript(ctx, a.ID)
	must(t, err)
	properties := m.Properties
	properties.Source = "另一个部门"
	a, err = room.Append(ctx, writer, a.ID, base, []newsroom.Change{{Properties: &properties}})
	must(t, err)
	after, err := p.Card(ctx, a, press.CardJob{})
	must(t, err)
	if !bytes.Equal(before.Image.Pix, after.Image.Pix) {
		t.Error("the card shows what readers do not see")
	}
}
