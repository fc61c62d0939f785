package intake

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"galley/editor/intake/word"
	"galley/editor/track"
)

// TestSuggestions reads a file of LibreOffice in which two people tracked their changes.
func TestSuggestions(t *testing.T) {
	data, err := os.ReadFile("word/testdata/changes-libreoffice.docx")
	if err != nil {
		t.Fatal(err)
	}
	zone := time.FixedZone("CST", 8*60*60)
	in, err := Read(t.Context(), Source{Data: data, Name: "changes.docx", Location: zone})
	if err != nil {
		t.Fatal(err)
	}
	if in.Tracked == nil || in.Tracked.Doc() != in.Doc {
		t.Fatal("nothing is tracked, or another document")
	}
	var said []string
	for _, c := range in.Tracked.Changes() {
		said = append(said, fmt.Sprintf("%s %s %s→%s", c.By, c.At.In(zone).Format("01-02 15:04"), c.Old, c.New))
	}
	if got, want := strings.Join(said, ", "), "file:甲 05-01 10:00 →务必, file:乙 05-01 11:00 昨天→"; got != want {
		t.Errorf("changes are %s, want %s", got, want)
	}
	for _, n := range in.Report.Notes {
		if n.Kind == Insertions || n.Kind == Deletions || n.Kind == ChangesKept && n.Count != 2 {
			t.Errorf("the report says %s %d", n.Kind, n.Count)
		}
	}
	for v, want := range map[track.Verdict]string{track.Accept: "务必于今天完成", track.Reject: "各部门于昨天"} {
		d, err := in.Tracked.Decide(v, in.Tracked.Changes()...)
		if err != nil {
			t.Fatal(err)
		}
		after, err := in.Tracked.Carry(d)
		if err != nil || !after.Settled() || !strings.Contains(after.Doc().PlainText(), want) {
			t.Errorf("%s of everything: %v", v, err)
		}
	}
}

// TestStages makes sure that a file is not read more often than it may be, and that each change is told of once.
func TestStages(t *testing.T) {
	var many []word.Revision
	for i := range 100 {
		many = append(many, word.Revision{By: fmt.Sprint("p", i%40), At: time.Unix(int64(i), 0)})
	}
	for _, c := range []struct {
		name       string
		revisions  []word.Revision
		most, want int
	}{{"each by itself", many[:10], 24, 10}, {"by person", append(many[:5:5], many[40:45]...), 8, 5}, {"too many people", many, 24, 24}} {
		stages := stagesOf(c.revisions, c.most)
		told := map[word.Revision]bool{}
		for _, s := range stages {
			for v := range s.revisions {
				if told[v] {
					t.Errorf("%s: %v is told twice", c.name, v)
				}
				told[v] = true
			}
		}
		if len(stages) != c.want || len(told) != len(c.revisions) {
			t.Errorf("%s: %d stages with %d revisions, want %d", c.name, len(stages), len(told), c.want)
		}
	}
}
