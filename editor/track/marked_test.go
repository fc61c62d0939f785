package track_test

import (
	"testing"
	"time"

	"galley/editor/model/build"
	"galley/editor/track"
)

// TestText writes two documents as one text: deletions in brackets, insertions in braces, what moved with arrows.
func TestText(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"the same", "p(甲)", "p(甲)", "甲\n"},
		{"a word", "p(下午开会)", "p(上午开会)", "[下]{上}午开会\n"},
		{"a split", "p(甲乙)", "p(甲) p(乙)", "甲{\n}乙\n"},
		{"a paragraph gone", "p(甲) p(乙)", "p(乙)", "[甲\n]乙\n"},
		{"marks only", "p(甲乙)", "p(甲[strong 乙])", "甲乙\n"},
		{"a move", "p(第一段文字) p(第二段的话) p(第三段话语)", "p(第二段的话) p(第三段话语) p(第一段文字)", "<第一段文字\n>第二段的话\n第三段话语\n<<第一段文字\n>>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			compared, err := track.Compare(build.Doc(c.before), build.Doc(c.after), "a", time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			var got string
			open := map[track.Mark][2]string{track.Inserted: {"{", "}"}, track.Deleted: {"[", "]"}, track.MovedAway: {"<", ">"}, track.MovedHere: {"<<", ">>"}}
			for _, r := range compared.Text() {
				got += open[r.Mark][0] + r.Text + open[r.Mark][1]
				if (r.Mark == track.Same) != (r.Change < 0) {
					t.Errorf("%q of mark %d is of change %d", r.Text, r.Mark, r.Change)
				}
			}
			for len(got) > 0 && got[0] == '\n' { // the parts of the head
				got = got[1:]
			}
			if got != c.want {
				t.Errorf("the text is %q, want %q", got, c.want)
			}
		})
	}
}
