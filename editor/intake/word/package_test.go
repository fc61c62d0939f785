package word_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"galley/editor/intake/word"
	"galley/editor/model"
)

// names are the namespaces that the files of these tests declare.
const names = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" ` +
	`xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// parts are the parts of a file by name; the part of relations of the document is made of rels.
type parts map[string]string

// file returns a file with a body, and further parts. The document's relations are named after their part: word/media/a.png is rId_a.png.
func file(body string, more parts) []byte {
	all := parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels": relations(`<Relationship Id="a" Type="` + kinds + `officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`),
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + names + `><w:body>` + body + `</w:body></w:document>`,
	}
	rels := ""
	for _, name := range slices.Sorted(maps.Keys(more)) {
		local, ok := strings.CutPrefix(name, "word/")
		switch {
		case name == "rels":
			rels += more[name]
			continue
		case ok && strings.HasPrefix(local, "media/"):
			rels += `<Relationship Id="` + local[6:] + `" Type="` + kinds + `image" Target="` + local + `"/>`
		case ok && strings.HasSuffix(local, ".xml") && !strings.Contains(local, "/") && local != "document.xml":
			rels += `<Relationship Id="` + local + `" Type="` + kinds + strings.TrimRight(strings.TrimSuffix(local, ".xml"), "0123456789") + `" Target="` + local + `"/>`
		}
		all[name] = more[name]
	}
	if _, ok := all["word/_rels/document.xml.rels"]; !ok {
		all["word/_rels/document.xml.rels"] = relations(rels)
	}
	return pack(all)
}

func relations(rels string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + `</Relationships>`
}

// pack returns a container of the parts that are not empty.
func pack(all parts) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if all[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(all[name]))
		}
		if err != nil {
			panic(fmt.Sprintf("word_test: %v", err))
		}
	}
	if err := z.Close(); err != nil {
		panic(fmt.Sprintf("word_test: %v", err))
	}
	return b.Bytes()
}

// read reads a file that must be good and returns it as a document.
func read(t *testing.T, data []byte) (*word.Document, *model.Node) {
	t.Helper()
	d, err := word.Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	doc := document(d)
	if err := doc.Check(); err != nil {
		t.Fatalf("not valid: %v", err)
	}
	return d, doc
}

func document(d *word.Document) *model.Node {
	body := d.Body
	if len(body) == 0 {
		body = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
	}
	return model.New(model.Doc, model.Attrs{}, model.New(model.Kicker, model.Attrs{}, d.Kicker...), model.New(model.Headline, model.Attrs{}, d.Headline...),
		model.New(model.Subtitle, model.Attrs{}, d.Subtitle...), model.New(model.Abstract, model.Attrs{}, d.Abstract...), model.New(model.Body, model.Attrs{}, body...))
}

// p is a paragraph with a style and runs.
func p(style string, runs ...string) string {
	s := `<w:p>`
	if style != "" {
		s += `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return s + strings.Join(runs, "") + `</w:p>`
}

// r is a run with properties.
func r(props, text string) string {
	if props != "" {
		props = `<w:rPr>` + props + `</w:rPr>`
	}
	return `<w:r>` + props + `<w:t xml:space="preserve">` + text + `</w:t></w:r>`
}
