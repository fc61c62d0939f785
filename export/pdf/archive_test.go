//go:build preflight

package pdf_test

import (
	"strings"
	"testing"

	"galley/export/pdf"
)

// The file is what its metadata claims, PDF/A-1b, by the judgement of Apache PDFBox preflight. It runs with the build tag preflight, because
// it needs a Java runtime (see DESIGN.md).
func TestArchive(t *testing.T) {
	const jars = "/usr/share/java/"
	var path []string
	for _, name := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "jaxb-api", "javax.activation", "jakarta-activation"} {
		path = append(path, jars+name+".jar")
	}
	d := everything(t)
	d.Pages = append(d.Pages, picturePage(turnedJPEG(t, 6), fixture(t, "cmyk.jpg"), pngOf(t, paletted(40, 24)), pngOf(t, fill16(40, 24))).Pages...)
	o := options
	o.Private = []byte("{}")
	b, err := pdf.Write(d, o)
	if err != nil {
		t.Fatal(err)
	}
	got := tool(t, "java", "-cp", strings.Join(path, ":"), "org.apache.pdfbox.preflight.Validator_A1b", save(t, b))
	if !strings.Contains(got, "is a valid PDF/A-1b file") {
		t.Error(got)
	}
}
