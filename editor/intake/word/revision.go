package word

import (
	"cmp"
	"slices"
	"time"

	"galley/editor/intake/word/opc"
)

// Revision is what one person changed at one time with changes tracked.
type Revision struct {
	By string
	At time.Time // on the clock of the person, whose zone is not said; zero where no time is
}

// revisionOf reads the author and the time of a tracked change (ISO/IEC 29500-1, 17.13.5). Word writes the hour of the place and calls it UTC.
func revisionOf(e opc.Element) Revision {
	at, err := time.Parse("2006-01-02T15:04:05Z", e.Attr("date"))
	if err != nil {
		at = time.Time{} // a change without a time
	}
	return Revision{By: opc.Printable(e.Attr("author")), At: at}
}

// carries reports whether a tracked change is carried out in this reading.
func (r *reading) carries(v Revision) bool {
	r.revisions[v] = true
	return r.carried == nil || r.carried(v)
}

// known returns the revisions that were met, the oldest first.
func (r *reading) known() []Revision {
	out := make([]Revision, 0, len(r.revisions))
	for v := range r.revisions {
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b Revision) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.By, b.By)) })
	return out
}
