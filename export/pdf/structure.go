package pdf

import (
	"fmt"
	"slices"
	"strings"

	"galley/editor/typeset"
	"galley/export/page"
)

// shape is how a role appears in the structure tree (ISO 32000-1, 14.8.4).
type shape struct {
	group string   // an element shared by neighbours of the same group; empty for none
	path  []string // elements from the group, or the document, down to the marked content
}

// shapes is a row for every role that is text. Figures of a file get their alternative text on the last element of the path. What stands in a
// cell of a table has its path in the element of the cell.
var shapes = map[page.Role]shape{
	page.Title:      {"", []string{"H1"}},
	page.P:          {"", []string{"P"}},
	page.H1:         {"", []string{"H1"}},
	page.H2:         {"", []string{"H2"}},
	page.H3:         {"", []string{"H3"}},
	page.BlockQuote: {"BlockQuote", []string{"P"}},
	page.ListItem:   {"L", []string{"LI", "LBody"}},
	page.Caption:    {"", []string{"Caption"}},
	page.FigureRole: {"", []string{"Figure"}},
	page.TableCell:  {"", []string{"P"}},
	page.TableHead:  {"", []string{"P"}},
	page.Code:       {"", []string{"Figure"}},
	page.Note:       {"", []string{"Note"}},
	page.Contents:   {"TOC", []string{"TOCI", "P"}},
}

// inItem is what stands in an item of a list by itself: the list and its item are elements already.
var inItem = map[page.Role]shape{page.ListItem: {"", []string{"P"}}}

// belowTitle is the roles whose level sinks by one in a document that has a title, which takes H1.
var belowTitle = map[page.Role]string{page.H1: "H2", page.H2: "H3", page.H3: "H4"}

// element is one element of the structure tree.
type element struct {
	kind  string
	alt   string
	note  int        // of a note, its number from 1
	order int        // of a row or a cell, its place among the others
	cell  *page.Cell // of a cell, what it spans
	list  string     // of a list, how its items are labelled
	kids  []kid
	id    reference
}

// kid is one child of an element: an element, marked content of a page, or an annotation.
type kid struct {
	element *element
	link    *link
	page    int
	content int // its number on the page, when element and link are nil
}

// link is a link annotation.
type link struct {
	page                     int
	left, top, right, bottom typeset.Length
	to                       string       // address, or "#" and the name of an anchor
	anchor                   *page.Anchor // nil for an address
	text                     string       // what the link says
	owner                    *element     // nil on artifacts
	id                       reference
}

// structure is the tree of a document while it is being drawn.
type structure struct {
	root    *element
	blocks  map[int]*element // by Frame.Block: the element that takes the content of the block's frames
	tables  map[int]*element
	lists   map[int]*element
	items   map[[2]int]*element // by list and place: the element that takes the content of the item
	labels  map[[2]int]*element
	anchors map[string]*page.Anchor
	titled  bool
	owners  [][]*element // by page and number of content: whose it is
	links   []*link
	notes   []*element
}

func newStructure(d page.Document) *structure {
	s := &structure{
		root: &element{kind: "Document"}, blocks: make(map[int]*element), tables: make(map[int]*element),
		lists: make(map[int]*element), items: make(map[[2]int]*element), labels: make(map[[2]int]*element),
		anchors: make(map[string]*page.Anchor), owners: make([][]*element, len(d.Pages)),
	}
	for i := range d.Anchors {
		s.anchors[d.Anchors[i].Name] = &d.Anchors[i]
	}
	for _, p := range d.Pages {
		for _, f := range p.Frames {
			s.titled = s.titled || f.Role == page.Title
		}
	}
	return s
}

// block returns the element for the content of a frame, and makes it when the frame is the first of its block.
func (s *structure) block(f page.Frame) (*element, error) {
	if e, ok := s.blocks[f.Block]; ok && f.Block != 0 {
		return e, nil
	}
	shape, ok := shapes[f.Role]
	if !ok {
		return nil, fmt.Errorf("a frame with role %d has no place in the structure", f.Role)
	}
	at := s.root
	if f.Cell.Table != 0 {
		at = s.cell(f)
	}
	if f.Item.List != 0 {
		at = s.item(f.Item)
		if in, ok := inItem[f.Role]; ok {
			shape = in
		}
	}
	if shape.group != "" {
		if n := len(at.kids); n > 0 && at.kids[n-1].element.kind == shape.group {
			at = at.kids[n-1].element
		} else {
			at = at.child(shape.group)
		}
	}
	for _, kind := range shape.path {
		if lower, ok := belowTitle[f.Role]; ok && s.titled {
			kind = lower
		}
		at = at.child(kind)
	}
	at.alt = f.Alt
	if f.Role == page.Note {
		s.notes = append(s.notes, at)
		at.note = len(s.notes)
	}
	if f.Block != 0 {
		s.blocks[f.Block] = at
	}
	return at, nil
}

// cell returns the element for the cell that a frame stands in, in its row and table.
func (s *structure) cell(f page.Frame) *element {
	table, ok := s.tables[f.Cell.Table]
	if !ok {
		table = s.root.child("Table")
		s.tables[f.Cell.Table] = table
	}
	kind := "TD"
	if f.Role == page.TableHead {
		kind = "TH"
	}
	e := table.ordered("TR", f.Cell.Row).ordered(kind, f.Cell.Column)
	if e.cell == nil {
		e.cell = &f.Cell
	}
	return e
}

// item returns the element for the content of an item, and makes it in its list, which stands in the item that it belongs to.
func (s *structure) item(i page.Item) *element {
	key := [2]int{i.List, i.Place}
	if e, ok := s.items[key]; ok {
		return e
	}
	list, ok := s.lists[i.List]
	if !ok {
		at := s.root
		if outer, ok := s.items[[2]int{i.Parent, i.Outside}]; ok {
			at = outer
		}
		list = at.child("L")
		list.list = "Disc"
		if i.Numbered {
			list.list = "Decimal"
		}
		s.lists[i.List] = list
	}
	li := list.child("LI")
	if i.Label > 0 {
		s.labels[key] = li.child("Lbl")
	}
	s.items[key] = li.child("LBody")
	return s.items[key]
}

// label returns the element for the number or bullet of an item.
func (s *structure) label(i page.Item) *element {
	s.item(i)
	return s.labels[[2]int{i.List, i.Place}]
}

// ordered returns the child with a place among its kin, and makes it where it belongs: a cell that goes over several rows or pages may come
// after what stands behind it.
func (e *element) ordered(kind string, order int) *element {
	at := len(e.kids)
	for at > 0 && e.kids[at-1].element.order >= order {
		if at--; e.kids[at].element.order == order {
			return e.kids[at].element
		}
	}
	c := &element{kind: kind, order: order}
	e.kids = slices.Insert(e.kids, at, kid{element: c})
	return c
}

func (e *element) child(kind string) *element {
	c := &element{kind: kind}
	e.kids = append(e.kids, kid{element: c})
	return c
}

// linkIn returns the link element at the end of e that leads to the same place, and makes it when there is none: a link that
// runs over several lines is one element.
func (s *structure) linkIn(e *element, to string) *element {
	if n := len(e.kids); n > 0 {
		if last := e.kids[n-1].element; last != nil && last.kind == "Link" && s.leadsTo(last) == to {
			return last
		}
	}
	return e.child("Link")
}

func (s *structure) leadsTo(e *element) string {
	for _, k := range e.kids {
		if k.link != nil {
			return k.link.to
		}
	}
	return ""
}

// content gives the next piece of marked content on a page to an element and returns its number.
func (s *structure) content(e *element, page int) int {
	n := len(s.owners[page])
	s.owners[page] = append(s.owners[page], e)
	e.kids = append(e.kids, kid{page: page, content: n})
	return n
}

// annotate puts a link over the marks of one stretch. owner is nil on artifacts.
func (s *structure) annotate(owner *element, pageIndex int, to string, marks []page.Mark) error {
	l := &link{page: pageIndex, to: to, owner: owner}
	if name, ok := strings.CutPrefix(to, "#"); ok {
		if l.anchor, ok = s.anchors[name]; !ok {
			return fmt.Errorf("a link leads to %q, where no anchor is", to)
		}
	}
	var text strings.Builder
	first := true
	for _, m := range marks {
		if _, ok := address(m); !ok {
			continue
		}
		if g, ok := m.(page.Glyphs); ok {
			for _, glyph := range g.Run.Glyphs {
				text.WriteString(glyph.Text)
			}
		}
		left, top, right, bottom := extent(m)
		if first {
			l.left, l.top, l.right, l.bottom = left, top, right, bottom
			first = false
			continue
		}
		l.left, l.top, l.right, l.bottom = min(l.left, left), min(l.top, top), max(l.right, right), max(l.bottom, bottom)
	}
	l.text = text.String()
	s.links = append(s.links, l)
	if owner != nil {
		owner.kids = append(owner.kids, kid{link: l})
	}
	return nil
}

// address is where a mark leads, or empty. It reports false for marks that never lead anywhere: a rule under a link belongs to the link.
func address(m page.Mark) (to string, ok bool) {
	switch m := m.(type) {
	case page.Glyphs:
		return m.Link, true
	case page.Cells:
		return m.Link, true
	}
	return "", false
}

// extent is the rectangle of a mark that can be pressed: a run of glyphs from descent to ascent.
func extent(m page.Mark) (left, top, right, bottom typeset.Length) {
	switch m := m.(type) {
	case page.Glyphs:
		base := m.Y - m.Run.Rise
		return m.X, base - m.Run.Size*88/100, m.X + m.Run.Width, base + m.Run.Size*20/100
	case page.Cells:
		var w, h int
		for _, r := range m.Rects {
			w, h = max(w, r[0]+r[2]), max(h, r[1]+r[3])
		}
		return m.X, m.Y, m.X + typeset.Length(w)*m.Side, m.Y + typeset.Length(h)*m.Side
	}
	return 0, 0, 0, 0
}

// uri writes an address in ASCII (ISO 32000-1, 12.6.4.7; RFC 3986, 2.1): every other byte is escaped.
func uri(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		if c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// stretch is neighbouring marks that lead to the same address, or nowhere.
type stretch struct {
	to    string
	marks []page.Mark
}

// stretches splits marks where the address that they lead to changes.
func stretches(marks []page.Mark) []stretch {
	var all []stretch
	for i, m := range marks {
		to, ok := address(m)
		n := len(all)
		if n > 0 && (!ok || to == all[n-1].to) {
			all[n-1].marks = append(all[n-1].marks, m)
			continue
		}
		all = append(all, stretch{to, marks[i : i+1 : i+1]})
	}
	return all
}
