package transform

import (
	"maps"
	"slices"

	"galley/editor/model"
)

// Assoc says to which side a position belongs when something is inserted exactly there.
type Assoc int8

// The sides of a position.
const (
	Before Assoc = -1 // stays before what is inserted
	After  Assoc = 1  // moves after it
)

// Mappable maps positions from before a change to after it. [StepMap] and [Mapping] are Mappable.
type Mappable interface {
	Map(pos model.Pos, assoc Assoc) model.Pos
	MapResult(pos model.Pos, assoc Assoc) MapResult
}

// MapResult is a mapped position and what became of the content around it.
type MapResult struct {
	Pos     model.Pos
	removed removal
	rec     recovery
	inside  bool // rec says where
}

type removal uint8

const (
	removedBefore removal = 1 << iota
	removedAfter
	removedAcross
	removedSide
)

// recovery is a place inside a replaced range: the mirror of the map that replaced it can bring it back.
type recovery struct {
	index  int // of the range in its map
	offset model.Pos
}

// Deleted reports whether the token on the side that the position belongs to was removed.
func (r MapResult) Deleted() bool { return r.removed&removedSide != 0 }

// DeletedBefore reports whether the token before the position was removed.
func (r MapResult) DeletedBefore() bool { return r.removed&(removedBefore|removedAcross) != 0 }

// DeletedAfter reports whether the token after the position was removed.
func (r MapResult) DeletedAfter() bool { return r.removed&(removedAfter|removedAcross) != 0 }

// DeletedAcross reports whether the tokens on both sides were removed by one change.
func (r MapResult) DeletedAcross() bool { return r.removed&removedAcross != 0 }

// Range is one replaced range: OldSize tokens from Start, in the document before, became NewSize tokens.
type Range struct {
	Start            model.Pos
	OldSize, NewSize int
}

// StepMap maps positions through one step: its replaced ranges in ascending order. The zero value moves nothing.
type StepMap struct{ ranges []Range }

// NewStepMap returns the map of the given ranges, which are in ascending order. Ranges that replace nothing by nothing are left out.
func NewStepMap(ranges ...Range) StepMap {
	var m StepMap
	for _, r := range ranges {
		if r.OldSize != 0 || r.NewSize != 0 {
			m.ranges = append(m.ranges, r)
		}
	}
	return m
}

// Ranges returns the replaced ranges. Treat the result as read-only.
func (m StepMap) Ranges() []Range { return m.ranges }

// Invert returns the map of the inverse step.
func (m StepMap) Invert() StepMap {
	inv := StepMap{make([]Range, len(m.ranges))}
	shift := 0
	for i, r := range m.ranges {
		inv.ranges[i] = Range{r.Start + model.Pos(shift), r.NewSize, r.OldSize}
		shift += r.NewSize - r.OldSize
	}
	return inv
}

// Map returns where pos is after the step.
func (m StepMap) Map(pos model.Pos, assoc Assoc) model.Pos { return m.MapResult(pos, assoc).Pos }

// MapResult returns where pos is after the step and what was removed around it.
func (m StepMap) MapResult(pos model.Pos, assoc Assoc) MapResult {
	shift := model.Pos(0)
	for i, r := range m.ranges {
		if r.Start > pos {
			break
		}
		end := r.Start + model.Pos(r.OldSize)
		if pos > end {
			shift += model.Pos(r.NewSize - r.OldSize)
			continue
		}
		return r.mapInside(i, pos, end, shift, assoc)
	}
	return MapResult{Pos: pos + shift}
}

// mapInside maps a position from Start to end of the range.
func (r Range) mapInside(index int, pos, end, shift model.Pos, assoc Assoc) MapResult {
	side, stays := assoc, end // stays is the edge at which the token on the side of assoc is not in the range
	if assoc == Before {
		stays = r.Start
	}
	switch {
	case r.OldSize == 0:
	case pos == r.Start:
		side = Before
	case pos == end:
		side = After
	}
	out := MapResult{Pos: r.Start + shift}
	if side == After {
		out.Pos += model.Pos(r.NewSize)
	}
	if pos != stays {
		out.removed |= removedSide
		out.rec, out.inside = recovery{index, pos - r.Start}, true
	}
	switch {
	case r.OldSize == 0:
	case pos == r.Start:
		out.removed |= removedAfter
	case pos == end:
		out.removed |= removedBefore
	default:
		out.removed |= removedAcross
	}
	return out
}

// recover returns where a place that the mirror of m replaced is after m; ok is false when m does not bring it back, because it is of a step that
// was mapped over others and brings less.
func (m StepMap) recover(r recovery) (pos model.Pos, ok bool) {
	if r.index >= len(m.ranges) || r.offset > model.Pos(m.ranges[r.index].NewSize) {
		return 0, false
	}
	shift := 0
	for _, before := range m.ranges[:r.index] {
		shift += before.NewSize - before.OldSize
	}
	return m.ranges[r.index].Start + model.Pos(shift) + r.offset, true
}

// Mapping maps positions through a list of maps. Two maps of the list may be mirrors, one undoing the other: a position that the first one
// deletes then comes back with the second. The zero value moves nothing.
type Mapping struct {
	maps    []StepMap
	mirrors map[int]int // both ways
}

// NewMapping returns the mapping through a list of maps. Each pair of mirrors names two of them, by their places in the list, of which the
// second undoes the first.
func NewMapping(list []StepMap, mirrors ...[2]int) Mapping {
	m := Mapping{maps: slices.Clip(list)}
	for _, pair := range mirrors {
		m.mirror(pair[0], pair[1])
	}
	return m
}

// Len returns the number of maps.
func (m Mapping) Len() int { return len(m.maps) }

// Append adds a map at the end. It copies the list, so that a Mapping is a value; see [Mapping.AppendMapping] for many.
func (m *Mapping) Append(s StepMap) { m.maps = append(slices.Clip(m.maps), s) }

// AppendMirror adds a map at the end that undoes the i-th one.
func (m *Mapping) AppendMirror(s StepMap, i int) {
	m.mirrors = maps.Clone(m.mirrors)
	m.mirror(i, len(m.maps))
	m.Append(s)
}

// AppendMapping adds the maps of o at the end, with their mirrors.
func (m *Mapping) AppendMapping(o Mapping) {
	start := len(m.maps)
	m.maps = slices.Concat(m.maps, o.maps)
	m.mirrors = maps.Clone(m.mirrors)
	for i, j := range o.mirrors {
		m.mirror(start+i, start+j)
	}
}

// mirror notes that i and j undo each other, in a map that is m's own.
func (m *Mapping) mirror(i, j int) {
	if m.mirrors == nil {
		m.mirrors = map[int]int{}
	}
	m.mirrors[i], m.mirrors[j] = j, i
}

// Slice returns the mapping through the maps from to to. A mirror outside of them is forgotten.
func (m Mapping) Slice(from, to int) Mapping {
	out := Mapping{maps: slices.Clip(m.maps[from:to])}
	for i, j := range m.mirrors {
		if from <= i && i < j && j < to {
			out.mirror(i-from, j-from)
		}
	}
	return out
}

// Invert returns the mapping from after to before.
func (m Mapping) Invert() Mapping {
	last := len(m.maps) - 1
	out := Mapping{maps: make([]StepMap, 0, len(m.maps))}
	for i := last; i >= 0; i-- {
		out.maps = append(out.maps, m.maps[i].Invert())
	}
	for i, j := range m.mirrors {
		out.mirror(last-i, last-j)
	}
	return out
}

// Map returns where pos is after all the maps.
func (m Mapping) Map(pos model.Pos, assoc Assoc) model.Pos { return m.MapResult(pos, assoc).Pos }

// MapResult returns where pos is after all the maps and what was removed around it on the way.
func (m Mapping) MapResult(pos model.Pos, assoc Assoc) MapResult {
	out := MapResult{Pos: pos}
	for i := 0; i < len(m.maps); i++ {
		r := m.maps[i].MapResult(out.Pos, assoc)
		if r.inside {
			if j, ok := m.mirrors[i]; ok && j > i {
				if pos, ok := m.maps[j].recover(r.rec); ok {
					out.Pos = pos
					i = j
					continue
				}
			}
		}
		out.Pos = r.Pos
		out.removed |= r.removed
	}
	return out
}
