package transform_test

import (
	"strings"
	"testing"

	"galley/editor/model/build"
	"galley/editor/transform"
)

func TestUnmarshalStepRefuses(t *testing.T) {
	for _, c := range []struct{ name, data, reason string }{
		{"nothing", ``, "EOF"},
		{"a null", `null`, "no such step"},
		{"an unknown step", `{"step":"dance"}`, "no such step"},
		{"an unknown field", `{"step":"replace","from":1,"to":2,"colour":"red"}`, "colour"},
		{"an unknown field in the slice", `{"step":"replace","from":1,"to":2,"slice":{"colour":"red"}}`, "colour"},
		{"a field of another step", `{"step":"replace","from":1,"to":2,"mark":{"kind":"strong"}}`, "another step"},
		{"more than one value", `{"step":"replace","from":1,"to":2}{}`, "follows"},
		{"no position", `{"step":"replace","to":2}`, `"from"`},
		{"no mark", `{"step":"add_mark","from":1,"to":2}`, `"mark"`},
		{"no attributes", `{"step":"set_attrs","pos":1}`, `"attrs"`},
		{"a range in the wrong order", `{"step":"remove_mark","from":2,"to":1,"mark":{"kind":"strong"}}`, "2 to 1"},
		{"a position below zero", `{"step":"set_attrs","pos":-1,"attrs":{}}`, "-1"},
		{"a gap outside", `{"step":"replace_around","from":1,"to":2,"gap_from":0,"gap_to":2,"insert":0}`, "gap"},
		{"an insertion outside of the slice", `{"step":"replace_around","from":1,"to":2,"gap_from":1,"gap_to":2,"insert":1}`, "outside"},
		{"a mark that is not valid", `{"step":"add_mark","from":1,"to":2,"mark":{"kind":"link"}}`, "address"},
		{"a slice that is not valid", `{"step":"replace","from":1,"to":2,"slice":{"content":[{"kind":"text"}]}}`, "empty text"},
		{"a slice open too deep", `{"step":"replace","from":1,"to":2,"slice":{"open_start":1}}`, "deeper"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := transform.UnmarshalStep([]byte(c.data))
			if err == nil {
				t.Fatalf("accepted as %#v", s)
			}
			if !strings.Contains(err.Error(), c.reason) {
				t.Errorf("%q does not name %q", err, c.reason)
			}
		})
	}
}

// FuzzUnmarshalStep wants no panic from any step on any document, a valid document from one that applies, and exact undo.
func FuzzUnmarshalStep(f *testing.F) {
	for seed := range uint64(40) {
		r := build.Rand(seed)
		tr := transform.New(build.Random(build.Rand(seed%5), 2))
		if _, _, err := anyEdit(r, tr); err != nil {
			continue
		}
		for _, s := range tr.Steps() {
			data, err := transform.MarshalStep(s)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(seed%5, data)
		}
	}
	f.Fuzz(func(t *testing.T, seed uint64, data []byte) {
		s, err := transform.UnmarshalStep(data)
		if err != nil {
			return
		}
		doc := build.Random(build.Rand(seed%5), 2)
		after, err := s.Apply(doc)
		if err != nil {
			return
		}
		if err := after.Check(); err != nil {
			t.Fatalf("%v after %s on %s", err, data, build.Format(doc))
		}
		inverse, err := s.Invert(doc)
		if err != nil {
			t.Fatal(err)
		}
		if restored, err := inverse.Apply(after); err != nil || !restored.Equal(doc) {
			t.Fatalf("undoing %s on %s: %v", data, build.Format(doc), err)
		}
		again, err := transform.MarshalStep(s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := transform.UnmarshalStep(again); err != nil {
			t.Fatalf("%s written as %s: %v", data, again, err)
		}
	})
}
