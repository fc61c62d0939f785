package word

import (
	"slices"
	"sort"
	"strconv"
	"time"

	"galley/editor/model"
	"galley/editor/track"
)

// revision is who changed something and when.
type revision struct {
	by track.Author
	at time.Time
}

// changes are the tracked changes of a document, by what Word has for them.
type changes struct {
	base     *model.Node
	inserted []track.Part // in the order of the document
	deleted  []track.Part // likewise, those that are still to be written
	formats  []track.Part
}

// formerBlock is what a block was.
type formerBlock struct {
	node *model.Node
	revision
}

// sort puts the parts of the changes where they are looked for.
func (w *writer) sort(parts []track.Part) {
	for _, p := range parts {
		switch {
		case p.BaseFrom == p.BaseTo:
			w.inserted = append(w.inserted, p)
		case p.From == p.To:
			w.deleted = append(w.deleted, p)
		default:
			w.formats = append(w.formats, p)
		}
	}
}

// insertedAt returns who made the token behind a position; nil for one that is not new.
func (w *writer) insertedAt(at model.Pos) *revision { return partAt(w.inserted, at) }

func partAt(parts []track.Part, at model.Pos) *revision {
	i := sort.Search(len(parts), func(i int) bool { return parts[i].To > at })
	if i == len(parts) || parts[i].From > at {
		return nil
	}
	return &revision{parts[i].By, parts[i].At}
}

// formatAt returns who changed the marks of the token behind a position, and the token as it was.
func (w *writer) formatAt(at model.Pos) (*revision, *model.Node) {
	i := sort.Search(len(w.formats), func(i int) bool { return w.formats[i].To > at })
	if i == len(w.formats) || w.formats[i].From > at {
		return nil, nil
	}
	p := w.formats[i]
	return &revision{p.By, p.At}, w.base.NodeAt(p.BaseFrom + at - p.From)
}

// was returns what the block that begins at a position was, where its kind or its attributes were changed.
func (w *writer) was(at model.Pos) *formerBlock {
	p, n := w.formatAt(at)
	if p == nil || n == nil || !n.Kind().IsBlock() {
		return nil
	}
	return &formerBlock{n, *p}
}

// nextChange returns the first position behind at where a change begins or ends, at most end.
func (w *writer) nextChange(at, end model.Pos) model.Pos {
	for _, parts := range [][]track.Part{w.inserted, w.formats} {
		i := sort.Search(len(parts), func(i int) bool { return parts[i].To > at })
		if i == len(parts) {
			continue
		}
		if p := parts[i]; p.From > at {
			end = min(end, p.From)
		} else {
			end = min(end, p.To)
			if p.BaseFrom < p.BaseTo { // where the old marks change
				if n := w.base.NodeAt(p.BaseFrom + at - p.From); n != nil && n.Kind() == model.Text {
					if r, err := w.base.Resolve(p.BaseFrom + at - p.From); err == nil {
						end = min(end, at+model.Pos(n.Size())-r.TextOffset())
					}
				}
			}
		}
	}
	if len(w.deleted) > 0 && w.deleted[0].From > at {
		end = min(end, w.deleted[0].From)
	}
	return end
}

// touched reports whether anything is gone between two positions.
func (w *writer) touched(from, to model.Pos) bool {
	return slices.ContainsFunc(w.deleted, func(p track.Part) bool { return p.From >= from && p.From <= to })
}

// nextGone returns the next part that is gone at or before a position, and takes it off the list.
func (w *writer) nextGone(at model.Pos) (track.Part, bool) {
	if len(w.deleted) == 0 || w.deleted[0].From > at {
		return track.Part{}, false
	}
	p := w.deleted[0]
	w.deleted = w.deleted[1:]
	return p, true
}

// mark returns an element that says who changed something and when.
func (w *writer) mark(name string, v revision) string {
	return `<w:` + name + w.stamp(v) + `/>`
}

// wrapped returns the element with content.
func (w *writer) wrapped(name string, v revision, content string) string {
	return `<w:` + name + w.stamp(v) + `>` + content + `</w:` + name + `>`
}

// stamp returns the attributes of a change. Word shows the hour as it is written, and writes that of the place.
func (w *writer) stamp(v revision) string {
	w.revisions++
	s := ` w:id="` + strconv.Itoa(w.revisions) + `" w:author="` + escape(w.options.Name(v.by)) + `"`
	if !v.at.IsZero() {
		s += ` w:date="` + w.hour(v.at) + `"`
	}
	return s
}

// hour returns a time as Word has it: that of the place, called UTC.
func (w *writer) hour(t time.Time) string { return t.In(w.options.Zone).Format("2006-01-02T15:04:05Z") }
