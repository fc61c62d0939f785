package impose_test

import (
	"bytes"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/export/impose"
	"galley/export/page"
	"galley/export/pdf"
)

// numbered is a file of A4 pages that say which they are, 第一页 and so on, with a bookmark for each.
func numbered(t testing.TB, pages int) []byte {
	t.Helper()
	face, err := typeset.OpenFace("Kai", fonts.Kai.Data())
	if err != nil {
		t.Fatal(err)
	}
	d := page.Document{Title: "小册子 𠮷", Language: "zh-Hans"}
	for i := range pages {
		p := page.Page{Width: typeset.Millimetres(210), Height: typeset.Millimetres(297)}
		run := typeset.Run{Face: face, Size: 40 * typeset.Point}
		for _, r := range says(i) {
			g, ok := face.Glyph(r)
			if !ok {
				t.Fatalf("no glyph for %c", r)
			}
			run.Glyphs = append(run.Glyphs, typeset.Glyph{ID: g, X: run.Width, Advance: run.Size, Text: string(r)})
			run.Width += run.Size
		}
		p.Frames = []page.Frame{{Role: page.P, Block: 1 + i, Marks: []page.Mark{page.Glyphs{Run: run, X: 60 * typeset.Point, Y: 100 * typeset.Point}}}}
		d.Pages = append(d.Pages, p)
		d.Outline = append(d.Outline, page.Bookmark{Title: says(i), Level: 1, Page: i})
	}
	b, err := pdf.Write(d, pdf.Options{Created: time.Date(2026, 3, 5, 9, 30, 0, 0, time.FixedZone("CST", 8*3600)), Creator: "Galley"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func says(i int) string { return "第" + string([]rune("一二三四五六七八九")[i]) + "页𠮷" }

// tool runs a program on a file and returns what it prints.
func tool(t testing.TB, b []byte, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", path)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// text is the text of one sheet without white space.
func text(t testing.TB, b []byte, sheet int) string {
	t.Helper()
	n := strconv.Itoa(sheet)
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, tool(t, b, "pdftotext", "-raw", "-f", n, "-l", n, "FILE", "-"))
}

// Each sheet says what its pages said, and the file is sound and claims nothing that it is not.
func TestSheets(t *testing.T) {
	for _, c := range []struct {
		name   string
		make   func(b []byte) ([]byte, error)
		pages  int
		sheets [][]int
		size   string
	}{
		{"two", func(b []byte) ([]byte, error) { return impose.Sheets(b, 2, impose.A4) }, 5, [][]int{{0, 1}, {2, 3}, {4}}, "842 x 595"},
		{"four", func(b []byte) ([]byte, error) { return impose.Sheets(b, 4, impose.A4) }, 5, [][]int{{0, 1, 2, 3}, {4}}, "595 x 842"},
		{"booklet", func(b []byte) ([]byte, error) { return impose.Booklet(b, impose.A4) }, 6, [][]int{{0}, {1}, {2, 5}, {3, 4}}, "595 x 842"},
		{"large booklet", func(b []byte) ([]byte, error) { return impose.Booklet(b, impose.A3) }, 4, [][]int{{0, 3}, {1, 2}}, "842 x 1191"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := c.make(numbered(t, c.pages))
			if err != nil {
				t.Fatal(err)
			}
			for i, pages := range c.sheets {
				got, want := text(t, b, i+1), 0
				for _, p := range pages {
					if !strings.Contains(got, says(p)) {
						t.Errorf("sheet %d says %q, not %q", i+1, got, says(p))
					}
					want += len(says(p))
				}
				if len(got) != want {
					t.Errorf("sheet %d says %q", i+1, got)
				}
			}
			info := tool(t, b, "pdfinfo", "FILE")
			for _, want := range []string{"Title:           小册子 𠮷\n", "Tagged:          no\n", "Pages:           " + strconv.Itoa(len(c.sheets)) + "\n", c.size} {
				if !strings.Contains(info, want) {
					t.Errorf("%q is not in\n%s", want, info)
				}
			}
			if bytes.Contains(b, []byte("pdfaid")) || bytes.Contains(b, []byte("/Outlines")) {
				t.Error("the file still speaks of its pages")
			}
			if !bytes.Contains(b, []byte("D:20260305093000+08'00'")) {
				t.Error("the file has lost its date")
			}
			tool(t, b, "qpdf", "--check", "FILE")
			strict(t, b)
		})
	}
}

// strict is the judgement of pdfcpu.
func strict(t testing.TB, b []byte) {
	t.Helper()
	api.DisableConfigDir()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(b), c); err != nil {
		t.Error(err)
	}
}

// Equal files give equal sheets, however often and whenever.
func TestEqualFilesGiveEqualSheets(t *testing.T) {
	file := numbered(t, 5)
	sums := map[[32]byte]bool{}
	for range 25 {
		b, err := impose.Booklet(file, impose.A4)
		if err != nil {
			t.Fatal(err)
		}
		sums[sha256.Sum256(b)] = true
	}
	if len(sums) != 1 {
		t.Errorf("%d kinds of bytes", len(sums))
	}
}

// A locked file opens with either password and says what may be done; its text and bookmarks are those of the file.
func TestProtect(t *testing.T) {
	file := numbered(t, 3)
	b, err := impose.Protect(file, impose.Lock{Open: "校园", Owner: "总编室 2026", Allow: impose.Print | impose.Copy})
	if err != nil {
		t.Fatal(err)
	}
	for flag, password := range map[string]string{"-upw": "校园", "-opw": "总编室 2026"} {
		tool(t, b, "qpdf", "--password="+password, "--check", "FILE")
		if got := tool(t, b, "pdftotext", flag, password, "-raw", "-f", "2", "-l", "2", "FILE", "-"); !strings.Contains(got, says(1)) {
			t.Errorf("page 2 says %q", got)
		}
	}
	info := tool(t, b, "pdfinfo", "-upw", "校园", "FILE")
	for _, want := range []string{"小册子 𠮷", "print:yes copy:yes change:no addNotes:no algorithm:AES-256", "Tagged:          yes"} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is not in\n%s", want, info)
		}
	}
	if bytes.Contains(b, []byte("Galley")) {
		t.Error("a text can be read without a password")
	}
}

func TestRefusals(t *testing.T) {
	file := numbered(t, 1)
	for name, c := range map[string]struct {
		run  func() ([]byte, error)
		says string
	}{
		"three on a sheet":  {func() ([]byte, error) { return impose.Sheets(file, 3, impose.A4) }, "3 pages"},
		"no paper":          {func() ([]byte, error) { return impose.Booklet(file, "B5") }, `"B5"`},
		"no PDF":            {func() ([]byte, error) { return impose.Sheets([]byte("text"), 2, impose.A4) }, "impose"},
		"no owner":          {func() ([]byte, error) { return impose.Protect(file, impose.Lock{Open: "a"}) }, "owner"},
		"the same password": {func() ([]byte, error) { return impose.Protect(file, impose.Lock{Open: "a", Owner: "a"}) }, "owner"},
		"locked already": {func() ([]byte, error) {
			locked, err := impose.Protect(file, impose.Lock{Open: "a", Owner: "b"})
			if err != nil {
				return nil, nil
			}
			return impose.Sheets(locked, 2, impose.A4)
		}, "password"},
	} {
		t.Run(name, func(t *testing.T) {
			if b, err := c.run(); err == nil || b != nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v does not say %q", err, c.says)
			}
		})
	}
}

func BenchmarkBooklet(b *testing.B) {
	file := numbered(b, 8)
	for b.Loop() {
		if _, err := impose.Booklet(file, impose.A4); err != nil {
			b.Fatal(err)
		}
	}
}
