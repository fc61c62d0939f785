package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"galley/export/page"
)

// information writes what the document says about itself in the old place, Info (ISO 32000-1, 14.3.3). The XMP metadata says the same:
// PDF/A wants both in step (ISO 19005-1, 6.7.3).
func (f *file) information(info reference, d page.Document, o Options) {
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range []struct{ key, text string }{
		{"Title", d.Title}, {"Author", d.Author}, {"Subject", d.Subject}, {"Keywords", d.Keywords}, {"Creator", o.Creator}, {"Producer", o.Producer},
	} {
		if e.text != "" {
			fmt.Fprintf(&b, "/%s %s\n", e.key, textString(e.text))
		}
	}
	if !o.Created.IsZero() {
		date := pdfDate(o.Created)
		fmt.Fprintf(&b, "/CreationDate (%s)\n/ModDate (%[1]s)\n", date)
	}
	b.WriteString(">>")
	f.setf(info, "%s", b.String())
}

// pdfDate writes a time with its zone (ISO 32000-1, 7.9.4).
func pdfDate(t time.Time) string {
	_, offset := t.Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return fmt.Sprintf("D:%s%c%02d'%02d'", t.Format("20060102150405"), sign, offset/3600, offset/60%60)
}

// textString writes a text string: ASCII as it is, anything else as UTF-16 with a mark (ISO 32000-1, 7.9.2.2).
func textString(s string) string {
	s = plain(s)
	ascii := true
	for _, c := range []byte(s) {
		ascii = ascii && c >= ' ' && c < 0x7f
	}
	if ascii {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, v := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", v)
	}
	b.WriteByte('>')
	return b.String()
}

// plain puts a space for every character that XML cannot hold, so that Info and XMP stay in step.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, s)
}

// xmp writes the metadata packet (ISO 16684-1; ISO 19005-1, 6.7). It claims conformance with PDF/A-1b.
func xmp(d page.Document, o Options) []byte {
	var b bytes.Buffer
	escaped := func(s string) string {
		var e strings.Builder
		// Writing to memory cannot fail.
		_ = xml.EscapeText(&e, []byte(plain(s)))
		return e.String()
	}
	element := func(name, before, text, after string) {
		if text != "" {
			fmt.Fprintf(&b, "<%s>%s%s%s</%[1]s>\n", name, before, escaped(text), after)
		}
	}
	const alt, altEnd = `<rdf:Alt><rdf:li xml:lang="x-default">`, `</rdf:li></rdf:Alt>`
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` + "\n" +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` + "\n" +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` + "\n" +
		"<pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n<dc:format>application/pdf</dc:format>\n")
	element("dc:title", alt, d.Title, altEnd)
	element("dc:creator", "<rdf:Seq><rdf:li>", d.Author, "</rdf:li></rdf:Seq>")
	element("dc:description", alt, d.Subject, altEnd)
	element("dc:language", "<rdf:Bag><rdf:li>", d.Language, "</rdf:li></rdf:Bag>")
	element("pdf:Keywords", "", d.Keywords, "")
	element("pdf:Producer", "", o.Producer, "")
	element("xmp:CreatorTool", "", o.Creator, "")
	if !o.Created.IsZero() {
		date := o.Created.Format("2006-01-02T15:04:05-07:00")
		element("xmp:CreateDate", "", date, "")
		element("xmp:ModifyDate", "", date, "")
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n")
	return b.Bytes()
}
