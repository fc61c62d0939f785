package track

import (
	"cmp"
	"slices"
	"time"

	"galley/editor/model"
)

// Author is who makes a change. The caller gives the id; this package only compares it.
type Author string

// span is a number of tokens that one person inserted or deleted, one after the other.
type span struct {
	size int
	by   Author
	at   time.Time // when the last of them
}

// extent is a range of positions.
type extent struct{ from, to model.Pos }

func (e extent) size() int { return int(e.to - e.from) }

// segment is a place where base and doc are not the same. Everything between segments is the same in both.
type segment struct {
	base, doc extent
	deleted   []span // of base, in order
	inserted  []span // of doc, in order
	loose     bool   // not looked at since it was changed: parts of it may be the same in both
}

// cut returns the spans between two offsets.
func cut(spans []span, from, to int) []span {
	var out []span
	for _, s := range spans {
		if n := min(s.size, to) - max(0, from); n > 0 {
			out = join(out, span{n, s.by, s.at})
		}
		from, to = from-s.size, to-s.size
	}
	return out
}

// join appends spans, neighbours of one person as one and without empty ones. It may change what spans holds.
func join(spans []span, more ...span) []span {
	for _, s := range more {
		if s.size <= 0 {
			continue
		}
		if n := len(spans); n > 0 && spans[n-1].by == s.by {
			last := spans[n-1]
			last.size += s.size
			if s.at.After(last.at) {
				last.at = s.at
			}
			spans[n-1] = last
		} else {
			spans = append(spans, s)
		}
	}
	return spans
}

// touching returns the segments, as indexes from and to, that share a position of doc with an extent.
func touching(segments []segment, e extent) (from, to int) {
	from, _ = slices.BinarySearchFunc(segments, e.from, func(s segment, p model.Pos) int { return cmp.Compare(s.doc.to, p) })
	to = from
	for to < len(segments) && segments[to].doc.from <= e.to {
		to++
	}
	return from, to
}

// baseOf returns where a position of doc outside of all segments from index i on, and after those before it, is in base.
func baseOf(segments []segment, i int, pos model.Pos) model.Pos {
	if i == 0 {
		return pos
	}
	return pos - segments[i-1].doc.to + segments[i-1].base.to
}

// replaced returns the one segment that results when somebody replaces an extent of doc by size tokens: it takes in all segments that the
// extent touches. The segments after it still stand where they stood before.
func replaced(segments []segment, from, to int, e extent, size int, by Author, at time.Time) segment {
	gap := func(n model.Pos) span { return span{int(n), by, at} }
	if from == to {
		start := baseOf(segments, from, e.from)
		return segment{
			base: extent{start, start + e.to - e.from}, doc: extent{e.from, e.from + model.Pos(size)},
			deleted: join(nil, gap(e.to-e.from)), inserted: join(nil, gap(model.Pos(size))), loose: true,
		}
	}
	first, last := segments[from], segments[to-1]
	out := segment{loose: true, doc: extent{min(e.from, first.doc.from), max(e.to, last.doc.to)}}
	out.base.from = first.base.from - (first.doc.from - out.doc.from)
	out.base.to = last.base.to + (out.doc.to - last.doc.to)
	pos := out.doc.from
	for _, s := range segments[from:to] {
		out.deleted = join(out.deleted, gap(s.doc.from-pos))
		out.deleted = join(out.deleted, s.deleted...)
		pos = s.doc.to
	}
	out.deleted = join(out.deleted, gap(out.doc.to-pos))
	out.inserted = join(cut(first.inserted, 0, int(e.from-first.doc.from)), gap(model.Pos(size)))
	out.inserted = join(out.inserted, cut(last.inserted, int(e.to-last.doc.from), last.doc.size())...)
	out.doc.to += model.Pos(size) - (e.to - e.from)
	return out
}

// settle cuts a segment down to what differs between the two documents: nothing that is the same in both is a change, whatever was done
// in between.
func settle(s segment, base, doc *model.Node, effort int) []segment {
	if s.base.size() == 0 || s.doc.size() == 0 {
		if s.base.size() == s.doc.size() {
			return nil
		}
		s.loose = false
		return []segment{s}
	}
	hunks := differences(tokensOf(base, s.base.from, s.base.to), tokensOf(doc, s.doc.from, s.doc.to), effort)
	out := make([]segment, len(hunks))
	for i, h := range hunks {
		out[i] = segment{
			base:    extent{s.base.from + model.Pos(h.aFrom), s.base.from + model.Pos(h.aTo)},
			doc:     extent{s.doc.from + model.Pos(h.bFrom), s.doc.from + model.Pos(h.bTo)},
			deleted: cut(s.deleted, h.aFrom, h.aTo), inserted: cut(s.inserted, h.bFrom, h.bTo),
		}
	}
	return out
}
