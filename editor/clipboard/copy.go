// Package clipboard makes what an editor puts on the clipboard, and reads what others put there.
//
//	c, err := clipboard.Copy(doc, from, to)       // c.Text with list numbers, c.HTML, c.Slice
//	c, err := clipboard.CopyTable(cells)          // selected cells
//	p, err := clipboard.Paste(html, text, c)      // p.Slice, cleaned
//
// It knows no clipboard of a system: a window asks for the text and, where it can, the HTML, and hands them over. In the HTML travels the
// structure itself, in an attribute that other programs pass over, so that between two windows nothing is lost; where only text travels,
// the text is compared with what was copied last.
//
// # What is cleaned
//
// Texts from Word, WPS, web pages, PDF and chats lose what is layout and not text: the table of rules in clean.go says what, one rule a line.
// What a reader sees as text stays: blanks between Chinese and Latin words, U+3000 between the characters of a name, half-width marks.
package clipboard

import (
	"encoding/json"
	"fmt"
	"strings"

	"galley/editor/model"
)

// attribute is where the structure stands in the HTML.
const attribute = "data-galley-slice"

// Content is a piece of a document as it stands on the clipboard.
type Content struct {
	Slice      model.Slice
	Text, HTML string
}

// Copy returns what is between two positions of a document. Items and cells come with the list or the table that they stand in.
func Copy(doc *model.Node, from, to model.Pos) (Content, error) {
	s, err := doc.Slice(from, to)
	if err != nil {
		return Content{}, fmt.Errorf("clipboard: %w", err)
	}
	r, err := doc.Resolve(from)
	if err != nil {
		return Content{}, fmt.Errorf("clipboard: %w", err)
	}
	d := r.SharedDepth(to)
	for ; d > 0 && !holdsBlocks(r.Node(d)); d-- {
		n := r.Node(d)
		if n.Kind().IsTextblock() {
			continue // text goes by itself
		}
		s = model.Slice{Content: []*model.Node{n.With(s.Content...)}, OpenStart: s.OpenStart + 1, OpenEnd: s.OpenEnd + 1}
	}
	if len(s.Content) > 0 && s.Content[0].Kind().IsInline() {
		d = r.Depth()
	}
	return content(s, writer{at: r, depth: d + 1, open: s.OpenStart})
}

// CopyTable returns a table for the clipboard: in the text a line a row, and tabs between the cells.
func CopyTable(table *model.Node) (Content, error) {
	return content(model.NewSlice(table), writer{})
}

func content(s model.Slice, w writer) (Content, error) {
	var text, page strings.Builder
	w.text(&text, s.Content, "", true)
	w.html(&page, s.Content)
	data, err := json.Marshal(s)
	if err != nil {
		return Content{}, fmt.Errorf("clipboard: %w", err)
	}
	tag := "div"
	if len(s.Content) > 0 && s.Content[0].Kind().IsInline() {
		tag = "span"
	}
	return Content{Slice: s, Text: strings.TrimSuffix(text.String(), "\n"),
		HTML: "<" + tag + " " + attribute + `="` + escape(string(data)) + `">` + page.String() + "</" + tag + ">"}, nil
}

// holdsBlocks reports whether what stands in a node can stand by itself in another place.
func holdsBlocks(n *model.Node) bool {
	switch n.Kind() {
	case model.Body, model.Quote, model.ListItem, model.TableCell, model.Doc:
		return true
	}
	return false
}
