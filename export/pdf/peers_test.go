package pdf_test

import (
	"flag"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"galley/assets/fonts"
	"galley/editor/model/build"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
	"galley/export/pdf"
)

var withPeers = flag.Bool("peers", false, "BenchmarkPeers: run the typesetters that are installed on the same text")

// peer is another typesetter: how it writes the text down and what it is called with.
type peer struct {
	name, needs string // program that has to be on the path
	file        string
	write       func(paragraphs []string, faces string) string
	args        func(dir, faces string) []string
	prints      bool // the milliseconds that it took without the start of its process
}

var peers = []peer{
	{"typst", "typst", "text.typ", typstSource, func(dir, faces string) []string {
		return []string{"compile", "--font-path", faces, dir + "/text.typ", dir + "/text.pdf"}
	}, false},
	{"typst in node", "node", "text.typ", typstSource, func(dir, faces string) []string {
		return []string{"testdata/peers/typst.mjs", dir + "/text.typ", faces, dir + "/text.pdf"}
	}, true},
	{"xelatex", "xelatex", "text.tex", func(ps []string, faces string) string {
		return "\\documentclass[12pt,a4paper]{article}\\usepackage{xeCJK}\\setCJKmainfont[Path=" + faces + "/]{song.ttf}\\parindent=2em\\begin{document}\n" +
			strings.NewReplacer("%", "\\%", "&", "\\&", "#", "\\#", "_", "\\_").Replace(strings.Join(ps, "\n\n")) + "\n\\end{document}\n"
	}, func(dir, _ string) []string {
		return []string{"-interaction=batchmode", "-output-directory", dir, dir + "/text.tex"}
	}, false},
	{"libreoffice", "soffice", "text.html", webSource, func(dir, _ string) []string {
		return []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", dir, dir + "/text.html"}
	}, false},
	{"weasyprint", "weasyprint", "text.html", webSource, func(dir, _ string) []string { return []string{dir + "/text.html", dir + "/text.pdf"} }, false},
	{"chromium", "chromium", "text.html", webSource, func(dir, _ string) []string {
		return []string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + dir + "/profile", "--print-to-pdf=" + dir + "/text.pdf", dir + "/text.html"}
	}, false},
}

func typstSource(ps []string, _ string) string {
	return "#set page(paper: \"a4\")\n#set text(font: \"Noto Serif SC\", size: 12pt, lang: \"zh\")\n#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n\n" +
		strings.NewReplacer("#", "\\#", "*", "\\*", "_", "\\_", "@", "\\@", "$", "\\$").Replace(strings.Join(ps, "\n\n"))
}

func webSource(ps []string, faces string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=zh><meta charset=utf-8><style>@font-face{font-family:S;src:url(file://" + faces +
		"/song.ttf)}@page{size:A4;margin:25mm}p{font:12pt S;text-indent:2em;text-align:justify;margin:0}</style>\n")
	for _, p := range ps {
		b.WriteString("<p>" + html.EscapeString(p) + "\n")
	}
	return b.String()
}

// seventyTwo is 72,000 characters in 200 paragraphs: the vocabulary of a long article, a mark to every eight of them, some words and numbers.
func seventyTwo(t testing.TB) []string {
	words := []rune(standard(t))[:2200]
	r := rand.New(rand.NewPCG(72, 72))
	out := make([]string, 200)
	for i := range out {
		var p strings.Builder
		n := 0
		for n < 359 {
			part := string(words[r.IntN(len(words))])
			switch k := r.IntN(100); {
			case k < 12 && n > 0:
				part = []string{"，", "。", "、", "；", "“" + part + "”", "（" + part + "）", "《" + part + part + "》"}[r.IntN(7)]
			case k < 14:
				part = []string{"2026", "office", "international", "AI", "30 %"}[r.IntN(5)]
			}
			p.WriteString(part)
			n += len([]rune(part))
		}
		out[i] = p.String() + "。"
	}
	return out
}

// setGalley sets the paragraphs as an article from nothing: faces opened, pages made, file written.
func setGalley(t testing.TB, paragraphs []string) []byte {
	t.Helper()
	fs, err := page.OpenFonts(fonts.Face.Data)
	if err != nil {
		t.Fatal(err)
	}
	doc, _, err := layout.Article(export.Piece{Doc: build.Doc("headline(长文) p(" + strings.Join(paragraphs, ") p(") + ")")}, fs, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	file, err := pdf.Write(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// BenchmarkPeers sets 72,000 characters as an article from nothing, and with -peers the same text with every other typesetter that is on the
// path; each is run three times and its best time counts, the start of its process in it. The ratios are to the whole process of Galley, for
// which this test is run again by itself; where a peer tells its own time it is held against the time in this process.
func BenchmarkPeers(b *testing.B) {
	paragraphs := seventyTwo(b)
	var inside time.Duration
	b.Run("galley", func(b *testing.B) {
		inside = time.Hour
		for b.Loop() {
			start := time.Now()
			setGalley(b, paragraphs)
			inside = min(inside, time.Since(start))
		}
	})
	if !*withPeers {
		return
	}
	faces, err := filepath.Abs("../../assets/fonts")
	if err != nil {
		b.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	whole, _, err := best(self, []string{"-test.run", "^$", "-test.bench", "^BenchmarkPeers$/^galley$", "-test.benchtime", "1x"})
	if err != nil {
		b.Fatal(err)
	}
	report := fmt.Sprintf("galley: %d ms in process, %d ms as a process\n", inside.Milliseconds(), whole.Milliseconds())
	ran := 0
	for _, p := range peers {
		program, err := exec.LookPath(p.needs)
		if err != nil {
			continue
		}
		dir := b.TempDir()
		if err := os.WriteFile(filepath.Join(dir, p.file), []byte(p.write(paragraphs, faces)), 0o600); err != nil {
			b.Fatal(err)
		}
		took, said, err := best(program, p.args(dir, faces))
		if _, missing := os.Stat(filepath.Join(dir, "text.pdf")); err != nil || missing != nil {
			report += fmt.Sprintf("%s: does not run here: %.200s\n", p.name, said)
			continue
		}
		ran++
		report += fmt.Sprintf("%s: %d ms, %.1f times galley\n", p.name, took.Milliseconds(), float64(took)/float64(whole))
		if ms, err := strconv.ParseFloat(said, 64); p.prints && err == nil {
			report += fmt.Sprintf("%s, without the start of the process: %.0f ms, %.1f times galley\n", p.name, ms, ms*1e6/float64(inside))
		}
	}
	if ran == 0 {
		report += "no other typesetter is installed here\n"
	}
	fmt.Print(report) // a benchmark with parts does not show its log
}

// best runs a program three times and returns the best time, with the words of that run.
func best(program string, args []string) (least time.Duration, said string, err error) {
	for n := range 3 {
		start := time.Now()
		out, err := exec.Command(program, args...).CombinedOutput()
		took := time.Since(start)
		if err != nil {
			return took, strings.TrimSpace(string(out)), err
		}
		if n == 0 || took < least {
			least, said = took, strings.TrimSpace(string(out))
		}
	}
	return least, said, nil
}
