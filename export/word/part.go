package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"galley/editor/model"
)

// errNoPictures is the answer of a piece that has no pictures at all.
var errNoPictures = errors.New("the piece has no pictures")

// Namespaces and kinds of relations (ISO/IEC 29500-1 and -4; [MS-DOCX] for w14 and w15).
const (
	office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	names  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + office + `" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ` +
		`xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"`
	relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	types     = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	prolog    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// relate adds a relation of the document and returns its id.
func (w *writer) relate(kind, target string, external bool) string {
	w.related++
	id := "rId" + strconv.Itoa(w.related)
	if !strings.Contains(kind, "://") {
		kind = office + "/" + kind
	}
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	w.relations.WriteString(`<Relationship Id="` + id + `" Type="` + kind + `" Target="` + escape(target) + `"` + mode + `/>`)
	return id
}

// file returns the parts as one file.
func (w *writer) file() ([]byte, error) {
	type part struct{ name, kind, data string } // kind is the content type, empty where the ending says it
	parts := []part{
		{"word/document.xml", types + "document.main+xml", `<w:document ` + names + `><w:body>` + w.body.String() + section + `</w:body></w:document>`},
		{"word/styles.xml", types + "styles+xml", w.sheet.part()},
		{"word/settings.xml", types + "settings+xml", w.settings()},
	}
	w.relate("styles", "styles.xml", false)
	w.relate("settings", "settings.xml", false)
	add := func(name, kind, relation, data string) {
		parts = append(parts, part{"word/" + name, kind, data})
		w.relate(relation, name, false)
	}
	if len(w.lists) > 0 {
		add("numbering.xml", types+"numbering+xml", "numbering", w.numberingPart())
	}
	if w.footnotes > 0 {
		add("footnotes.xml", types+"footnotes+xml", "footnotes", w.notesPart())
	}
	if w.comments.Len() > 0 {
		add("comments.xml", types+"comments+xml", "comments", `<w:comments `+names+`>`+w.comments.String()+`</w:comments>`)
		add("commentsExtended.xml", types+"commentsExtended+xml", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
			`<w15:commentsEx `+names+`>`+w.extended.String()+`</w15:commentsEx>`)
	}
	parts = append(parts,
		part{"word/_rels/document.xml.rels", "", relations + w.relations.String() + `</Relationships>`},
		part{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", w.core()},
		part{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
			`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Galley</Application></Properties>`},
		part{"_rels/.rels", "", relations + `<Relationship Id="rId1" Type="` + office + `/officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
			`<Relationship Id="rId3" Type="` + office + `/extended-properties" Target="docProps/app.xml"/></Relationships>`})
	var content strings.Builder
	content.WriteString(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="gif" ContentType="image/gif"/>`)
	for _, p := range parts {
		if p.kind != "" {
			content.WriteString(`<Override PartName="/` + p.name + `" ContentType="` + p.kind + `"/>`)
		}
	}
	parts = append([]part{{"[Content_Types].xml", "", content.String() + `</Types>`}}, parts...)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, method uint16, data []byte) error {
		// Equal pieces give equal bytes: the hour of writing is nobody's.
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			return fmt.Errorf("word: part %s: %w", name, err)
		}
		return nil
	}
	for _, p := range parts {
		if err := put(p.name, zip.Deflate, []byte(prolog+p.data)); err != nil {
			return nil, err
		}
	}
	for _, m := range w.pictures { // pictures are packed already
		if err := put("word/"+m.part, zip.Store, m.data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("word: %w", err)
	}
	return out.Bytes(), nil
}

// section is an A4 page with the margins of the Chinese Word.
const section = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/><w:cols w:space="425"/></w:sectPr>`

// settings returns the part of settings. Where changes are shown, what is written next is tracked too.
func (w *writer) settings() string {
	var b strings.Builder
	b.WriteString(`<w:settings ` + names + `><w:zoom w:percent="100"/>`)
	if w.options.Tracked != nil {
		b.WriteString(`<w:trackRevisions/>`)
	}
	b.WriteString(`<w:characterSpacingControl w:val="compressPunctuation"/>`)
	if w.footnotes > 0 {
		b.WriteString(`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>`)
	}
	b.WriteString(`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`)
	return b.String()
}

// core returns what a file says of itself (ECMA-376-2, 8.3).
func (w *writer) core() string {
	var b strings.Builder
	b.WriteString(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	say := func(name, value string) {
		if value != "" {
			b.WriteString(`<` + name + `>` + escape(value) + `</` + name + `>`)
		}
	}
	p := w.piece
	say("dc:title", strings.ReplaceAll(p.Doc.Part(model.Headline).PlainText(), "\n", " "))
	say("dc:creator", strings.Join(p.Authors, "; "))
	say("cp:keywords", strings.Join(p.Keywords, "; "))
	say("cp:category", p.Column)
	say("dc:identifier", p.Permalink)
	say("dc:language", string(p.Language))
	if !p.Published.IsZero() {
		at := p.Published.UTC().Format("2006-01-02T15:04:05Z")
		b.WriteString(`<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created>`)
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.String()
}
