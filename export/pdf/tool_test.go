package pdf_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// packages is the Debian package of every tool that the tests ask for a second opinion.
var packages = map[string]string{
	"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils", "pdfinfo": "poppler-utils", "pdffonts": "poppler-utils",
	"mutool": "mupdf-tools", "qpdf": "qpdf", "java": "default-jre-headless libpdfbox2-java libjakarta-activation-java libjaxb-api-java",
}

// tool runs a program and returns what it prints. A program that is not there fails the test.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is not installed: apt-get install %s", name, packages[name])
	}
	var stderr strings.Builder
	c := exec.Command(path, args...)
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.String())
	}
	return string(out)
}

// save puts a file where tools can read it.
func save(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// extracted is the text of a file without white space, read by two programs that share no code.
func extracted(t testing.TB, b []byte) map[string]string {
	t.Helper()
	path := save(t, b)
	return map[string]string{
		"pdftotext": squeeze(tool(t, "pdftotext", "-enc", "UTF-8", "-raw", path, "-")),
		"mutool":    squeeze(tool(t, "mutool", "draw", "-q", "-F", "txt", path)),
	}
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// sameText compares text and shows the first difference with what is around it.
func sameText(t testing.TB, who, got, want string) {
	t.Helper()
	g, w := []rune(got), []rune(want)
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("%s: character %d differs (%d against %d)\n got %q\nwant %q", who, i, len(g), len(w),
				string(g[min(max(i-5, 0), len(g)):min(i+10, len(g))]), string(w[min(max(i-5, 0), len(w)):min(i+10, len(w))]))
			return
		}
	}
}
