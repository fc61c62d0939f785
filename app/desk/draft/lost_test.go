package draft

import (
	"strings"
	"testing"
	"time"

	"galley/app/newsroom"
)

// What somebody may store no more can be taken out of the saver, but not while it may be stored already.
func TestUnstored(t *testing.T) {
	r := newRecord("headline(题) p(<c>)")
	d := newDesk(t, r, "甲")
	if changes, known := d.Unstored(); !known || len(changes) != 0 {
		t.Fatalf("nothing is typed, and unstored are %v, %v", changes, known)
	}
	d.types("一二")
	d.typed.Source = "校办"
	d.Touch()
	changes, known := d.Unstored()
	m := r.stored
	for _, c := range changes {
		var err error
		if m, err = c.Apply(m, "甲", time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	if !known || !strings.Contains(m.Doc.PlainText(), "一二") || m.Properties.Source != "校办" {
		t.Fatalf("unstored are %v, %v", changes, known)
	}
	d.Save() // on its way
	if _, known := d.Unstored(); known {
		t.Error("it is on its way, and known to be unstored")
	}
	r.refuse, r.lands = errDiskFull, true
	d.step()
	if _, known := d.Unstored(); known {
		t.Error("it may have been stored, and is known not to be")
	}
	r.refuse, r.lands = nil, false
	d.pass(time.Minute)
	d.inStep()

	d.types("三")
	r.refuse = newsroom.Errorf(newsroom.Forbidden, nil, "bar.lease", "Number", "1", "Name", "乙", "Since", time.Time{})
	d.pass(saveAfter)
	if changes, known := d.Unstored(); d.Phase != Unsaved || !known || len(changes) != 1 {
		t.Fatalf("refused, and unstored are %v, %v", changes, known)
	}
	at := d.At
	d.Forget()
	if changes, known := d.Unstored(); d.Phase != Saved || d.Err != nil || !known || len(changes) != 0 || !d.At.Equal(at) {
		t.Errorf("forgotten, and unstored are %v, %v; %v", changes, known, d.Err)
	}
	appends := r.appends
	d.pass(time.Hour)
	if r.appends != appends {
		t.Error("what was forgotten is tried again")
	}
}
