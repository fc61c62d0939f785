package newsroom

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/track"
	"galley/export"
)

// Difference is what became of a manuscript: changes of the text, and fields of the properties.
type Difference struct {
	Before, After Manuscript
	Tracked       track.Tracked
	Changes       []track.Change // in the order of the text; nobody made them, and at no time
	Fields        []Field        // whose values differ
}

// CompareManuscripts returns the differences between two manuscripts, by characters in Chinese and by words in Latin script; see
// [track.Compare]. Both must be valid.
func CompareManuscripts(before, after Manuscript) (Difference, error) {
	t, err := track.Compare(before.Doc, after.Doc, "", time.Time{})
	if err != nil {
		return Difference{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	d := Difference{Before: before, After: after, Tracked: t, Changes: t.Changes()}
	for _, f := range properties {
		if !f.same(&before.Properties, &after.Properties) {
			d.Fields = append(d.Fields, f.field)
		}
	}
	return d, nil
}

// IsEmpty reports whether both manuscripts say the same.
func (d Difference) IsEmpty() bool { return len(d.Changes) == 0 && len(d.Fields) == 0 }

// Size is how much a change changed.
type Size struct {
	Inserted, Deleted int // characters, without those that only stand elsewhere and without the ends of blocks
	Moved             int // blocks
	Fields            int // of the properties
}

// Size measures the difference.
func (d Difference) Size() Size {
	s := Size{Fields: len(d.Fields)}
	for _, c := range d.Changes {
		switch c.Kind {
		case track.Format, track.Block:
		case track.Move:
			s.Moved++
		default:
			s.Inserted += len([]rune(strings.ReplaceAll(c.New, "\n", "")))
			s.Deleted += len([]rune(strings.ReplaceAll(c.Old, "\n", "")))
		}
	}
	return s
}

// Text says the size, as +12 −3, with what moved and how many properties where there are any.
func (s Size) Text() catalogue.Text {
	parts := []catalogue.Text{catalogue.T("version.size", "Inserted", s.Inserted, "Deleted", s.Deleted)}
	if s.Moved > 0 {
		parts = append(parts, catalogue.T("version.size_moved", "Count", s.Moved))
	}
	if s.Fields > 0 {
		parts = append(parts, catalogue.T("version.size_fields", "Count", s.Fields))
	}
	return catalogue.T("version.sizes", "Parts", parts)
}

// takenBack returns the changes of After that undo some of the differences of the text.
func (d Difference) takenBack(changes []track.Change) ([]Change, error) {
	if len(changes) == 0 {
		return nil, nil
	}
	decision, err := d.Tracked.Decide(track.Reject, changes...)
	if err != nil {
		return nil, fmt.Errorf("newsroom: taking differences back: %w", err)
	}
	out := make([]Change, len(decision.Steps))
	for i, s := range decision.Steps {
		out[i] = Change{Step: s}
	}
	return out, nil
}

// Paragraph returns the changes of the block that the i-th change of the text is in, or begins in: those that have to be taken back together for
// the block to say what it said before.
func (d Difference) Paragraph(i int) []track.Change {
	at := d.Changes[i]
	from, to := blockAt(d.Before.Doc, at.BaseFrom)
	if at.BaseFrom == at.BaseTo && at.BaseFrom == from { // between blocks: it is in neither
		return []track.Change{at}
	}
	var out []track.Change
	for j, c := range d.Changes {
		if j == i || c.BaseFrom < to && c.BaseTo > from || c.BaseFrom == c.BaseTo && from < c.BaseFrom && c.BaseFrom < to {
			out = append(out, c)
		}
	}
	return out
}

// blockAt returns the extent of the part of the head, or of the block of the body, that a position is in. Between two blocks it is neither.
func blockAt(doc *model.Node, pos model.Pos) (from, to model.Pos) {
	at := model.Pos(0)
	for _, part := range doc.Children() {
		end := at + model.Pos(part.Size())
		if part.Kind() != model.Body && at < pos && pos < end {
			return at, end
		}
		if part.Kind() == model.Body {
			b := at + 1
			for _, block := range part.Children() {
				after := b + model.Pos(block.Size())
				if b <= pos && pos < after {
					return b, after
				}
				b = after
			}
		}
		at = end
	}
	return pos, pos
}

// VersionNumber returns a version's number as people write it: v2.
func VersionNumber(seq VersionSeq) string { return "v" + strconv.Itoa(int(seq)) }

// PropertyChange is one property that differs, as it is shown.
type PropertyChange struct {
	Field         Field
	Name          catalogue.Text
	Before, After catalogue.Text // empty where there is no value
}

// Properties returns the properties that differ, field by field, those of an official document too. stamp writes a time.
func (d Difference) Properties(stamp func(time.Time) string) []PropertyChange {
	var out []PropertyChange
	p, q := d.Before.Properties, d.After.Properties
	for _, f := range d.Fields {
		switch f {
		case "official":
			out = append(out, officialChanges(p.Official, q.Official)...)
			continue
		case "particulars":
			out = append(out, particularChanges(p, q)...)
			continue
		}
		out = append(out, PropertyChange{f, catalogue.T("property." + string(f)), p.value(f, stamp), q.value(f, stamp)})
	}
	return out
}

// value returns what a field of the properties says, on one line.
func (p Properties) value(f Field, stamp func(time.Time) string) catalogue.Text {
	if f == "kind" {
		return KindText(p.Kind)
	}
	i := slices.IndexFunc(properties, func(x property) bool { return x.field == f })
	switch v := properties[i].value(&p).(type) {
	case []string:
		return plain(strings.Join(v, "、"))
	case time.Time:
		if v.IsZero() {
			return plain("")
		}
		return plain(stamp(v))
	default: // a text of some kind
		return plain(fmt.Sprint(v))
	}
}

func plain(s string) catalogue.Text { return catalogue.T("property.value", "Value", s) }

// particularChanges compares what two articles tell of their kinds, field by field.
func particularChanges(p, q Properties) []PropertyChange {
	var out []PropertyChange
	for _, d := range append(slices.Clone(p.Particulars), q.Particulars...) {
		name, before, after := Field(particularPrefix+d.Field), p.Particular(d.Field), q.Particular(d.Field)
		if before != after && !slices.ContainsFunc(out, func(c PropertyChange) bool { return c.Field == name }) {
			out = append(out, PropertyChange{name, ParticularText(d.Field), plain(before), plain(after)})
		}
	}
	return out
}

// officialChanges compares two official documents element by element.
func officialChanges(a, b *export.Official) []PropertyChange {
	before, after := elements(a), elements(b)
	var out []PropertyChange
	for _, name := range officialElements {
		if before[name] != after[name] {
			out = append(out, PropertyChange{Field("official." + name), export.FieldText(name), plain(before[name]), plain(after[name])})
		}
	}
	return out
}

// officialElements are the elements of an official document, by their names in JSON.
var officialElements = []string{"format", "copy", "secrecy", "term", "urgency", "organs", "bare", "number", "signers", "recipients", "attachments",
	"signatories", "sealed", "posts", "date", "remark", "copies", "printed_by", "printed_on"}

// elements returns what the elements say, each on one line.
func elements(o *export.Official) map[string]string {
	if o == nil {
		return map[string]string{}
	}
	yes := map[bool]string{true: "✓"}
	var attachments []string
	for _, a := range o.Attachments {
		attachments = append(attachments, strings.Join(strings.Fields(a.Name+" "+a.Text), " "))
	}
	list := func(words []string) string { return strings.Join(words, "、") }
	return map[string]string{
		"format": string(o.Format), "copy": o.Copy, "secrecy": o.Secrecy, "term": o.Term, "urgency": o.Urgency, "organs": list(o.Organs),
		"bare": yes[o.Bare], "number": o.Number.String(), "signers": list(o.Signers), "recipients": list(o.Recipients),
		"attachments": list(attachments), "signatories": list(o.Signatories), "sealed": yes[o.Sealed], "posts": list(o.Posts), "date": o.Date.String(),
		"remark": o.Remark, "copies": list(o.Copies), "printed_by": o.PrintedBy, "printed_on": o.PrintedOn.String(),
	}
}
