package pdf

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"galley/editor/typeset"
	"galley/export/page"
)

// finish turns the file that gofpdf wrote into the one that readers get. From gofpdf it keeps the content of pages and the embedded faces;
// everything that gofpdf leaves out or gets wrong it writes itself: what glyphs stand for, widths, pictures, links, the outline, the structure,
// what the document says about itself.
func finish(raw []byte, d page.Document, o Options, drawn drawing) ([]byte, error) {
	objects, err := parseObjects(raw)
	if err != nil {
		return nil, err
	}
	// gofpdf writes the pages first, each with its content, and ends with Info and the catalog.
	n := len(objects)
	if n < 5+2*len(d.Pages) {
		return nil, fmt.Errorf("%w: %d objects", errNotOurs, n)
	}
	f := &file{objects: objects}
	info, catalog := reference(n-2), reference(n-1)
	if err := f.resources(drawn.pictures.list); err != nil {
		return nil, err
	}
	for _, font := range drawn.fonts.list {
		if err := f.font(font); err != nil {
			return nil, err
		}
	}
	f.links(d, drawn.structure)
	f.pages(d, drawn.structure)
	tree := f.structureTree(drawn.structure)
	outlines := f.outline(d)
	f.information(info, d, o)
	metadata := f.addStream(" /Type /Metadata /Subtype /XML", xmp(d, o))
	profile := f.addStream(" /N 3 /Filter /FlateDecode", packedProfile())

	var c strings.Builder
	fmt.Fprintf(&c, "<</Type /Catalog /Pages 1 0 R /Metadata %v /MarkInfo <</Marked true>> /StructTreeRoot %v", metadata, tree)
	if d.Language != "" {
		fmt.Fprintf(&c, " /Lang %s", textString(d.Language))
	}
	if outlines != 0 {
		fmt.Fprintf(&c, " /Outlines %v /PageMode /UseOutlines", outlines)
	}
	if len(o.Private) > 0 {
		piece, err := f.private(o)
		if err != nil {
			return nil, err
		}
		c.WriteString(piece)
	}
	fmt.Fprintf(&c, "\n/ViewerPreferences <</DisplayDocTitle true>>\n/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 "+
		"/OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile %v>>]>>", profile)
	f.setf(catalog, "%s", c.String())
	return f.bytes(catalog, info, func(body []byte) []byte {
		sum := sha256.Sum256(body)
		return sum[:16]
	}), nil
}

// resources puts the pictures into the resources that all pages share, object 2.
func (f *file) resources(pictures []*picture) error {
	var names strings.Builder
	names.WriteString("/XObject <<")
	for _, p := range pictures {
		fmt.Fprintf(&names, "\n/%s %v", p.name, f.add(p.object()))
	}
	names.WriteString(">>")
	dict, err := replaceOnce(f.objects[2].dict, "/XObject <<\n>>", names.String())
	if err != nil {
		return err
	}
	f.objects[2].dict = dict
	return nil
}

// pages writes the page objects anew: gofpdf's have no structure and no links of ours.
func (f *file) pages(d page.Document, s *structure) {
	var links = make([][]reference, len(d.Pages))
	for _, l := range s.links {
		links[l.page] = append(links[l.page], l.id)
	}
	for i, p := range d.Pages {
		var b strings.Builder
		fmt.Fprintf(&b, "<</Type /Page /Parent 1 0 R /MediaBox [0 0 %s %s] /Resources 2 0 R /Contents %v /StructParents %d",
			points(p.Width), points(p.Height), pageObject(i)+1, i)
		if len(links[i]) > 0 {
			fmt.Fprintf(&b, "\n/Annots %v", references(links[i]))
		}
		b.WriteString(">>")
		f.setf(pageObject(i), "%s", b.String())
	}
}

// pageObject is the number that gofpdf gives to the page with an index: 1 is the tree, 2 the resources, and each page is followed by its content.
func pageObject(index int) reference { return reference(3 + 2*index) }

// links writes the link annotations: to an address, or to a place in the document. In the structure they come after the pages, whose numbers in
// the parent tree are their indexes.
func (f *file) links(d page.Document, s *structure) {
	for i, l := range s.links {
		parent := ""
		if l.owner != nil {
			parent = fmt.Sprintf(" /StructParent %d", len(d.Pages)+i)
		}
		says, action := uri(l.to), "/S /URI /URI "+textString(uri(l.to))
		if l.anchor != nil {
			says, action = l.text, "/S /GoTo /D "+destination(d, l.anchor.Page, l.anchor.Y)
		}
		h := d.Pages[l.page].Height
		l.id = f.addf("<</Type /Annot /Subtype /Link /Rect [%s %s %s %s] /Border [0 0 0] /F 4 /P %v%s /Contents %s\n/A <<%s>>>>",
			points(l.left), points(h-l.bottom), points(l.right), points(h-l.top), pageObject(l.page), parent, textString(says), action)
	}
}

// destination is a height on a page, at the zoom that the reader has (ISO 32000-1, 12.3.2.2).
func destination(d page.Document, pageIndex int, y typeset.Length) string {
	return fmt.Sprintf("[%v /XYZ 0 %s null]", pageObject(pageIndex), points(d.Pages[pageIndex].Height-y))
}

// references writes an array of references.
func references(rs []reference) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, r := range rs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(r.String())
	}
	b.WriteByte(']')
	return b.String()
}

// points writes a length in points.
func points(l typeset.Length) string { return string(appendThousandths(nil, milli(l))) }
