package pdf

import (
	"fmt"
	"strings"
)

// structureTree writes the structure of the document: the elements, and the table that leads back from marked content and links to them
// (ISO 32000-1, 14.7).
func (f *file) structureTree(s *structure) reference {
	tree := f.reserve()
	f.number(s.root)
	f.element(s.root, tree)

	var numbers strings.Builder
	for i, owners := range s.owners {
		ids := make([]reference, len(owners))
		for j, e := range owners {
			ids[j] = e.id
		}
		fmt.Fprintf(&numbers, "%d %v\n", i, f.addf("%s", references(ids)))
	}
	for i, l := range s.links {
		if l.owner != nil {
			fmt.Fprintf(&numbers, "%d %v\n", len(s.owners)+i, l.owner.id)
		}
	}
	parents := f.addf("<</Nums [\n%s]>>", numbers.String())
	ids := ""
	if len(s.notes) > 0 {
		var names strings.Builder
		for _, e := range s.notes {
			fmt.Fprintf(&names, "%s %v\n", identifier(e.note), e.id)
		}
		ids = fmt.Sprintf(" /IDTree %v", f.addf("<</Names [\n%s]>>", names.String()))
	}
	f.setf(tree, "<</Type /StructTreeRoot /K %v /ParentTree %v /ParentTreeNextKey %d%s>>", s.root.id, parents, len(s.owners)+len(s.links), ids)
	return tree
}

// identifier names a note, so that others can point at it: readers want one on every note (ISO 14289-1, 7.9). Names sort as they are numbered.
func identifier(note int) string { return fmt.Sprintf("(note-%06d)", note) }

// attributes of a cell are what it spans and, of a heading, what it stands over (ISO 32000-1, 14.8.5.7).
func (e *element) attributes() string {
	var b strings.Builder
	b.WriteString(" /A <</O /Table")
	if e.cell.RowSpan > 1 {
		fmt.Fprintf(&b, " /RowSpan %d", e.cell.RowSpan)
	}
	if e.cell.ColSpan > 1 {
		fmt.Fprintf(&b, " /ColSpan %d", e.cell.ColSpan)
	}
	switch {
	case e.kind == "TH" && e.cell.Row > 0 && e.cell.Column == 0:
		b.WriteString(" /Scope /Row")
	case e.kind == "TH":
		b.WriteString(" /Scope /Column")
	}
	if b.Len() == len(" /A <</O /Table") {
		return ""
	}
	return b.String() + ">>"
}

// number reserves an object for an element and all below it.
func (f *file) number(e *element) {
	e.id = f.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			f.number(k.element)
		}
	}
}

// element writes an element and all below it.
func (f *file) element(e *element, parent reference) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %v", e.kind, parent)
	if e.alt != "" {
		fmt.Fprintf(&b, " /Alt %s", textString(e.alt))
	}
	if e.note != 0 {
		fmt.Fprintf(&b, " /ID %s", identifier(e.note))
	}
	if e.cell != nil {
		b.WriteString(e.attributes())
	}
	if e.list != "" {
		fmt.Fprintf(&b, " /A <</O /List /ListNumbering /%s>>", e.list) // ISO 32000-1, 14.8.5.5
	}
	b.WriteString(" /K [")
	for i, k := range e.kids {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch {
		case k.element != nil:
			b.WriteString(k.element.id.String())
			f.element(k.element, e.id)
		case k.link != nil:
			fmt.Fprintf(&b, "<</Type /OBJR /Obj %v /Pg %v>>", k.link.id, pageObject(k.link.page))
		default:
			fmt.Fprintf(&b, "<</Type /MCR /MCID %d /Pg %v>>", k.content, pageObject(k.page))
		}
	}
	b.WriteString("]>>")
	f.setf(e.id, "%s", b.String())
}
