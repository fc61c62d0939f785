package word_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"galley/editor/intake/word"
)

// hold checks what must hold of every file: a valid document whose figures have their pictures, or a refusal of a kind.
func hold(t *testing.T, data []byte) {
	d, err := word.Read(context.Background(), data)
	if err != nil {
		var e *word.Error
		if !errors.As(err, &e) || e.Detail == "unforeseen" {
			t.Fatalf("an error of no kind: %v", err)
		}
		return
	}
	if err := document(d).Check(); err != nil {
		t.Fatal(err)
	}
	for _, n := range d.Body {
		if a := n.Attrs(); a.Picture != "" && d.Pictures[a.Picture] == nil {
			t.Fatalf("no picture %s", a.Picture)
		}
	}
}

// FuzzRead reads containers of any bytes.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"notice-pandoc.docx", "changes-libreoffice.docx"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(file(p("", r("", "文")), nil))
	f.Fuzz(hold)
}

// FuzzParts reads any parts in a container that is whole, which is where faults would be.
func FuzzParts(f *testing.F) {
	for _, c := range cases {
		f.Add(c.body, c.parts["word/styles.xml"], c.parts["word/numbering.xml"], c.parts["word/footnotes.xml"])
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering, footnotes string) {
		hold(t, file(body, parts{"word/styles.xml": styles, "word/numbering.xml": numbering, "word/footnotes.xml": footnotes, "word/media/0.png": string(pictures[0].data)}))
	})
}

// Elements that were moved, doubled or lost give a valid document still: programs that write wrongly are more common than attackers.
func FuzzElements(f *testing.F) {
	for i := range cases {
		f.Add(uint16(i), uint16(3), uint16(7))
	}
	f.Fuzz(func(t *testing.T, which, from, to uint16) {
		c := cases[int(which)%len(cases)]
		tags := strings.SplitAfter(c.body, ">")
		i, j := int(from)%len(tags), int(to)%len(tags)
		tags[i], tags[j] = tags[j], tags[i]
		hold(t, file(strings.Join(tags, ""), c.parts))
	})
}
