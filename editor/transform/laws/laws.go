// Package laws checks, in tests, what must hold of every step whatever the test is about:
//
//   - applied, it gives a valid document, and the last one gives the expected document;
//   - its inverse restores the document before it exactly;
//   - it survives JSON, and equal steps give equal bytes;
//   - positions map into the document after it in their order, and come back.
//
// A failure prints the document and the steps that repeat it.
package laws

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

// Check checks the laws for steps that apply to before one after the other and give want. A nil want stands for any document.
func Check(t testing.TB, before *model.Node, steps []transform.Step, want *model.Node) {
	t.Helper()
	if err := broken(before, steps, want); err != nil {
		t.Fatalf("%v\nto repeat:\n%s", err, Repeat(before, steps))
	}
}

// Repeat returns the document and the steps as a person can put them into a test.
func Repeat(before *model.Node, steps []transform.Step) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\td := build.Doc(%q)\n", build.Format(before))
	for _, s := range steps {
		data, err := transform.MarshalStep(s)
		if err != nil {
			fmt.Fprintf(&b, "\t// a step that does not become JSON: %v\n", err)
			continue
		}
		fmt.Fprintf(&b, "\tstep(d, `%s`)\n", data)
	}
	return b.String()
}

func broken(before *model.Node, steps []transform.Step, want *model.Node) error {
	var forth transform.Mapping
	doc := before
	docs := make([]*model.Node, 0, len(steps))
	for i, s := range steps {
		after, err := s.Apply(doc)
		if err != nil {
			return fmt.Errorf("step %d does not apply: %w", i, err)
		}
		if err := one(doc, s, after); err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
		forth.Append(s.StepMap())
		docs = append(docs, doc)
		doc = after
	}
	if want != nil && !doc.Equal(want) {
		return fmt.Errorf("law \"apply gives the expected document\" broken:\n got %s\nwant %s", build.Format(doc), build.Format(want))
	}
	undone := doc
	both := forth
	for i := len(steps) - 1; i >= 0; i-- {
		inverse, err := steps[i].Invert(docs[i])
		if err == nil {
			undone, err = inverse.Apply(undone)
		}
		if err != nil {
			return fmt.Errorf("undoing step %d: %w", i, err)
		}
		both.AppendMirror(steps[i].StepMap().Invert(), i)
	}
	if !undone.Equal(before) {
		return fmt.Errorf("law \"undo restores\" broken: got %s", build.Format(undone))
	}
	for pos := model.Pos(0); pos <= model.Pos(before.ContentSize()); pos++ {
		for _, assoc := range []transform.Assoc{transform.Before, transform.After} {
			if back := both.Map(pos, assoc); back != pos {
				return fmt.Errorf("law \"positions come back\" broken: %d (%d) came back as %d", pos, assoc, back)
			}
		}
	}
	return nil
}

// one checks the laws of a single step.
func one(before *model.Node, s transform.Step, after *model.Node) error {
	if err := after.Check(); err != nil {
		return fmt.Errorf("law \"a step gives a valid document\" broken: %w\n%s", err, build.Format(after))
	}
	if err := json(s, before, after); err != nil {
		return fmt.Errorf("law \"a step survives JSON\" broken: %w", err)
	}
	inverse, err := s.Invert(before)
	if err != nil {
		return fmt.Errorf("law \"undo restores\" broken: %w", err)
	}
	restored, err := inverse.Apply(after)
	if err != nil {
		return fmt.Errorf("law \"undo restores\" broken: %w", err)
	}
	if !restored.Equal(before) {
		return fmt.Errorf("law \"undo restores\" broken:\n got %s\nwant %s", build.Format(restored), build.Format(before))
	}
	if err := json(inverse, after, before); err != nil {
		return fmt.Errorf("law \"an inverse survives JSON\" broken: %w", err)
	}
	return positions(s.StepMap(), before, after)
}

// json checks that the step read back does the same and has the same bytes.
func json(s transform.Step, before, after *model.Node) error {
	data, err := transform.MarshalStep(s)
	if err != nil {
		return err
	}
	read, err := transform.UnmarshalStep(data)
	if err != nil {
		return fmt.Errorf("%w in %s", err, data)
	}
	again, err := transform.MarshalStep(read)
	if err != nil {
		return err
	}
	if !bytes.Equal(data, again) {
		return fmt.Errorf("%s became %s", data, again)
	}
	doc, err := read.Apply(before)
	if err != nil {
		return err
	}
	if !doc.Equal(after) {
		return fmt.Errorf("the step read back gives %s", build.Format(doc))
	}
	return nil
}

func positions(m transform.StepMap, before, after *model.Node) error {
	inverse := m.Invert()
	for _, assoc := range []transform.Assoc{transform.Before, transform.After} {
		last := model.Pos(0)
		for pos := model.Pos(0); pos <= model.Pos(before.ContentSize()); pos++ {
			r := m.MapResult(pos, assoc)
			if r.Pos < last || r.Pos > model.Pos(after.ContentSize()) {
				return fmt.Errorf("law \"positions keep their order\" broken: %d (%d) went to %d after %d", pos, assoc, r.Pos, last)
			}
			last = r.Pos
			if back := inverse.Map(r.Pos, assoc); back != pos && !r.Deleted() {
				return fmt.Errorf("law \"positions come back\" broken: %d (%d) went to %d and came back as %d", pos, assoc, r.Pos, back)
			}
		}
	}
	if size := m.Map(model.Pos(before.ContentSize()), transform.After); size != model.Pos(after.ContentSize()) {
		return fmt.Errorf("law \"a map knows the size\" broken: the end went to %d of %d", size, after.ContentSize())
	}
	return nil
}
