package pdf_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"galley/export/page"
	"galley/export/pdf"
)

// What a file carries comes back as it was given, whatever bytes it is, and the pages are the same with it.
func TestPrivate(t *testing.T) {
	d := page.Document{Title: "审稿单", Pages: []page.Page{{Width: 400 * 1024, Height: 400 * 1024}}}
	o := pdf.Options{Created: time.Date(2026, 11, 24, 8, 0, 0, 0, time.FixedZone("CST", 8*3600))}
	plain, err := pdf.Write(d, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pdf.ReadPrivate(plain); !errors.Is(err, pdf.ErrNoPrivate) {
		t.Errorf("a file without: %v", err)
	}
	for _, want := range [][]byte{[]byte("{}"), []byte("\nendobj\nstartxref\n0\n/PieceInfo"), bytes.Repeat([]byte{0, 1, 0xff}, 100_000)} {
		o.Private = want
		b, err := pdf.Write(d, o)
		if err != nil {
			t.Fatal(err)
		}
		got, err := pdf.ReadPrivate(b)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes came back as %d, %v", len(want), len(got), err)
		}
		again, err := pdf.Write(d, o)
		if err != nil || !bytes.Equal(again, b) {
			t.Error("equal documents are not equal bytes", err)
		}
		for name, bad := range map[string][]byte{
			"saved by another program": bytes.Replace(b, []byte("/PieceInfo"), []byte("/PieceOnfi"), 1),
			"cut off":                  b[:len(b)/2],
			"moved":                    append([]byte(" "), b...),
		} {
			if _, err := pdf.ReadPrivate(bad); !errors.Is(err, pdf.ErrNoPrivate) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	o.Created = time.Time{}
	if _, err := pdf.Write(d, o); err == nil {
		t.Error("data without a date is written")
	}
}
