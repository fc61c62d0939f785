package notice_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/export/page"
	"galley/export/page/notice"
)

func TestLayouts(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.name, func(t *testing.T) {
			d, r := lay(t, c.piece, c.o)
			if r.Pages != len(d.Pages) {
				t.Errorf("the report has %d pages of %d", r.Pages, len(d.Pages))
			}
			name := strings.ReplaceAll(c.name, " ", "-")
			if *pictures != "" {
				must(t, os.WriteFile(filepath.Join(*pictures, name+".pdf"), write(t, d), 0o644))
			}
			golden(t, name, page.Dump(d))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		must(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s: line %d is\n%s\nwant\n%s\n(go test ./export/page/notice -update writes the files anew)", path, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", path, len(g), len(w))
}

// BenchmarkNotice lays out and measures the sample notice of four pages.
func BenchmarkNotice(b *testing.B) {
	p := piece(sampleOfficial(), sampleTitle, sampleBody(b)...)
	testFonts(b)
	b.ReportAllocs()
	for b.Loop() {
		lay(b, p, notice.Options{})
	}
}
