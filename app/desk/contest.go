package desk

import (
	"strings"

	"galley/app/desk/voice"
	"galley/app/newsroom"
)

// contest is properties that somebody else changed while they were changed here. What is typed here is stored; what the other one wrote is shown and
// can be taken instead.
type contest struct {
	theirs newsroom.Properties
	fields []newsroom.Field
}

// said is the sentence about it, empty when there is none.
func (c contest) said(d *desk) string {
	var out []string
	for _, f := range c.fields {
		p, value := c.theirs, ""
		name := string(f)
		switch f {
		case "kind":
			value = d.Label(newsroom.KindText(p.Kind))
		case "column":
			value = p.Column
		case "source":
			value = p.Source
		case "authors":
			value = strings.Join(p.Authors, "、")
		case "editor":
			value = p.Editor
		case "reviewer":
			value = p.Reviewer
		case "keywords":
			value = strings.Join(p.Keywords, "、")
		case "place":
			value = p.Place
		case "language":
			value = voice.LanguageNames[p.Language]
		case "publish_at":
			name, value = "planned", d.Stamp(p.PublishAt)
		case "particulars":
			var told []string
			for _, t := range p.Particulars {
				told = append(told, d.Label(newsroom.ParticularText(t.Field))+" "+t.Text)
			}
			value = strings.Join(told, "、")
		default:
			continue // no field of this window
		}
		out = append(out, d.S("contest.field", "Field", d.S("field."+name), "Value", orElse(value, d.S("contest.nothing"))))
	}
	if len(out) == 0 {
		return ""
	}
	return d.S("contest", "Fields", strings.Join(out, d.S("contest.and")))
}

// merged shows properties that others changed, and says which of them were changed here too.
func (w *writer) merged(p, theirs newsroom.Properties, contested []newsroom.Field) {
	w.refill(p)
	if len(contested) > 0 {
		w.contest = contest{theirs, contested}
	}
	w.showState()
}

// takeTheirs takes what the other one wrote.
func (w *writer) takeTheirs() {
	mine, err := w.properties()
	if err != nil {
		mine.PublishAt = w.Stored.Properties.PublishAt
	}
	w.refill(mine.With(w.contest.theirs, w.contest.fields...))
	w.Touch()
	w.keepMine()
}

// keepMine says no more of it.
func (w *writer) keepMine() {
	w.contest = contest{}
	w.showState()
}
