package newsroom

import (
	"strings"

	"galley/assets/catalogue"
	"galley/editor/intake"
	"galley/editor/track"
	"galley/export"
)

// StateText names a state for a person.
func StateText(s State) catalogue.Text { return catalogue.T("state." + string(s)) }

// ActionText names an action for a person.
func ActionText(a Action) catalogue.Text { return catalogue.T("action." + string(a)) }

// RoleText names a role for a person.
func RoleText(r Role) catalogue.Text { return catalogue.T("role." + string(r)) }

// ChangeText names a kind of tracked change for a person.
func ChangeText(k track.Kind) catalogue.Text { return catalogue.T("changes." + k.String()) }

// AuthorName returns the name of who made a tracked change: of the staff, or, of a change that came with a file, the name that it bore there.
func AuthorName(staff []Staff, by track.Author) string {
	for _, s := range staff {
		if string(s.ID) == string(by) {
			return s.Name
		}
	}
	return strings.TrimPrefix(string(by), intake.FileAuthor)
}

// AboutText says what a thread of comments is about.
func AboutText(t Thread) catalogue.Text {
	switch {
	case t.Anchor == nil:
		return catalogue.T("comment.whole")
	case t.Anchor.Lost:
		return catalogue.T("comment.on_lost", "Quote", strings.ReplaceAll(t.Anchor.Quote, "\n", "¶"))
	}
	return catalogue.T("comment.on", "Quote", strings.ReplaceAll(t.Anchor.Quote, "\n", "¶"))
}

// KindText names a kind of article for a person.
func KindText(kind string) catalogue.Text { return catalogue.T("kind." + kind) }

// PolicyFieldText names a field that a policy can ask for, for a person.
func PolicyFieldText(f Field) catalogue.Text {
	if field, ok := strings.CutPrefix(string(f), particularPrefix); ok {
		return ParticularText(field)
	}
	return catalogue.T("policy.field." + string(f))
}

// ProofText names a proof for a person.
func ProofText(k ProofKind) catalogue.Text { return catalogue.T("policy.proof." + string(k)) }

// StepText names a step of a policy for a person.
func StepText(name string) catalogue.Text { return export.StepText(name) }

func roleTexts(roles []Role) []catalogue.Text {
	texts := make([]catalogue.Text, len(roles))
	for i, r := range roles {
		texts[i] = RoleText(r)
	}
	return texts
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// StandingText says where an article stands: its state, and in a review the step that it waits for.
func StandingText(a Article) catalogue.Text {
	standing := StateText(a.State)
	if step := a.Awaits(); step != "" {
		standing = catalogue.T("standing.in_review", "Step", StepText(step))
	}
	switch {
	case a.Unreviewed:
		return catalogue.T("standing.unreviewed", "Standing", standing)
	case a.Amends != "":
		return catalogue.T("standing.amending", "Action", ActionText(a.Amends), "Standing", standing)
	}
	return standing
}

// ReasonText says why intake left something out.
func ReasonText(d intake.Dropped) catalogue.Text { return catalogue.T(d.Why.ID()) }

// NoteText says what an editor should know of an import.
func NoteText(n intake.Note) catalogue.Text {
	return catalogue.T(n.Kind.ID(), "Text", n.Text, "Count", n.Count)
}
