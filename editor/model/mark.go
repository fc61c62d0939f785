package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// MarkKind is a kind of inline mark. The order of the constants is the order in which marks are sorted.
type MarkKind uint8

// The marks of the schema.
const (
	Strong      MarkKind = iota + 1
	Emphasis             // 着重; shown as dots under Han text
	Underline            //
	Strike               //
	Superscript          // excludes Subscript
	Subscript            // excludes Superscript
	Link                 // has Mark.Href
	BookTitle            // 书名号甲式; a wavy line under a title (GB/T 15834-2011, 4.15). Excludes ProperName
	ProperName           // 专名号; a straight line under a name (GB/T 15834-2011, 4.16). Excludes BookTitle
)

var markNames = map[MarkKind]string{
	Strong: "strong", Emphasis: "emphasis", Underline: "underline", Strike: "strike",
	Superscript: "superscript", Subscript: "subscript", Link: "link", BookTitle: "book_title", ProperName: "proper_name",
}

// String returns the name of the kind as it stands in JSON.
func (k MarkKind) String() string { return nameOf(markNames, k, "mark") }

// Mark is a property of inline content. Marks are comparable with ==.
type Mark struct {
	Kind MarkKind
	Href string // address of a Link, empty for every other kind
}

func compareMarks(a, b Mark) int {
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind)
	}
	return strings.Compare(a.Href, b.Href)
}

// conflicts reports whether a and b cannot stand on the same text: the same kind twice, superscript with subscript, or two marks that are
// drawn in the same place.
func conflicts(a, b Mark) bool {
	script := func(k MarkKind) bool { return k == Superscript || k == Subscript }
	name := func(k MarkKind) bool { return k == BookTitle || k == ProperName }
	return a.Kind == b.Kind || script(a.Kind) && script(b.Kind) || name(a.Kind) && name(b.Kind)
}

// Marks is a sorted set of marks without conflicts. The zero value is the empty set. Treat it as read-only.
type Marks []Mark

// NewMarks returns the set of the given marks. Of two marks that conflict the later one stays.
func NewMarks(marks ...Mark) Marks {
	var set Marks
	for _, m := range marks {
		set = set.With(m)
	}
	return set
}

// With returns the set with m added, in place of any mark that conflicts with it.
func (s Marks) With(m Mark) Marks {
	out := make(Marks, 0, len(s)+1)
	for _, o := range s {
		if !conflicts(o, m) {
			out = append(out, o)
		}
	}
	out = append(out, m)
	slices.SortFunc(out, compareMarks)
	return out
}

// Without returns the set with m removed.
func (s Marks) Without(m Mark) Marks {
	if !s.Has(m) {
		return s
	}
	var out Marks
	for _, o := range s {
		if o != m {
			out = append(out, o)
		}
	}
	return out
}

// Has reports whether m itself, address included, is in the set.
func (s Marks) Has(m Mark) bool { return slices.Contains(s, m) }

// Find returns the mark of kind k in the set.
func (s Marks) Find(k MarkKind) (Mark, bool) {
	for _, m := range s {
		if m.Kind == k {
			return m, true
		}
	}
	return Mark{}, false
}

// Equal reports whether both sets hold the same marks.
func (s Marks) Equal(t Marks) bool { return slices.Equal(s, t) }

func (s Marks) check() error {
	for i, m := range s {
		if _, ok := markNames[m.Kind]; !ok {
			return fmt.Errorf("unknown mark kind %d", m.Kind)
		}
		if (m.Kind == Link) != (m.Href != "") {
			return fmt.Errorf("mark %v with address %q", m.Kind, m.Href)
		}
		if !utf8.ValidString(m.Href) {
			return fmt.Errorf("address %q is not UTF-8", m.Href)
		}
		if i > 0 && compareMarks(s[i-1], m) >= 0 {
			return fmt.Errorf("marks %v and %v out of order", s[i-1].Kind, m.Kind)
		}
		for _, o := range s[:i] {
			if conflicts(o, m) {
				return fmt.Errorf("marks %v and %v exclude each other", o.Kind, m.Kind)
			}
		}
	}
	return nil
}
