package pdf

import (
	"fmt"
	"strings"

	"galley/export/page"
)

// entry is a bookmark with the ones below it.
type entry struct {
	mark page.Bookmark
	kids []*entry
	id   reference
}

// outline writes the bookmarks (ISO 32000-1, 12.3.3) and returns their root, 0 when there are none. A bookmark belongs to the
// nearest one before it of a lower level, so a level that was left out does no harm.
func (f *file) outline(d page.Document) reference {
	if len(d.Outline) == 0 {
		return 0
	}
	root := &entry{id: f.reserve()}
	above := []*entry{root}
	for _, m := range d.Outline {
		for len(above) > 1 && above[len(above)-1].mark.Level >= m.Level {
			above = above[:len(above)-1]
		}
		e := &entry{mark: m, id: f.reserve()}
		parent := above[len(above)-1]
		parent.kids = append(parent.kids, e)
		above = append(above, e)
	}
	f.setf(root.id, "<</Type /Outlines /First %v /Last %v /Count %d>>", root.kids[0].id, root.kids[len(root.kids)-1].id, len(d.Outline))
	f.entries(d, root)
	return root.id
}

// entries writes the bookmarks below one and returns how many there are on all levels.
func (f *file) entries(d page.Document, parent *entry) (count int) {
	for i, e := range parent.kids {
		below := f.entries(d, e)
		count += 1 + below
		var b strings.Builder
		fmt.Fprintf(&b, "<</Title %s /Parent %v /Dest %s", textString(e.mark.Title), parent.id, destination(d, e.mark.Page, e.mark.Y))
		if i > 0 {
			fmt.Fprintf(&b, " /Prev %v", parent.kids[i-1].id)
		}
		if i < len(parent.kids)-1 {
			fmt.Fprintf(&b, " /Next %v", parent.kids[i+1].id)
		}
		if below > 0 {
			fmt.Fprintf(&b, " /First %v /Last %v /Count %d", e.kids[0].id, e.kids[len(e.kids)-1].id, below)
		}
		b.WriteString(">>")
		f.setf(e.id, "%s", b.String())
	}
	return count
}
