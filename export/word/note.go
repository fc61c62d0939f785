package word

import (
	"strconv"
	"strings"

	"galley/editor/model"
)

// note writes a footnote and returns its sign.
func (w *writer) note(n *model.Node) string {
	w.footnotes++
	id := strconv.Itoa(w.footnotes)
	w.notes.WriteString(`<w:footnote w:id="` + id + `">`)
	sign := `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>`
	for line := range strings.SplitSeq(n.Attrs().Note, "\n") {
		w.notes.WriteString(`<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>` + sign + `<w:r>` + texts(line, "t") + `</w:r></w:p>`)
		sign = ""
	}
	w.notes.WriteString(`</w:footnote>`)
	return `<w:footnoteReference w:id="` + id + `"/>`
}

// notesPart returns the part of footnotes, with the lines that Word puts between text and notes.
func (w *writer) notesPart() string {
	return `<w:footnotes ` + names + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>` + w.notes.String() + `</w:footnotes>`
}
