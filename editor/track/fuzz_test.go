package track

import (
	"encoding/json"
	"testing"

	"galley/editor/model/build"
)

// FuzzRestore reads changes that anybody may have written: they are refused, or belong to the documents.
func FuzzRestore(f *testing.F) {
	before, after := build.Doc("p(通知) p(甲)"), build.Doc("p(通告) p(甲) p(乙)")
	t, err := Compare(before, after, "li", at(0))
	if err != nil {
		f.Fatal(err)
	}
	data, err := t.MarshalChanges()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`[{"at":[10,11,10,11],"deleted":[{"size":1,"by":"li"}],"inserted":[{"size":1}]}]`))
	f.Add([]byte(`[{"at":[-1,9223372036854775807,0,0],"deleted":[{"size":9223372036854775807}]}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		tr, err := Restore(before, after, data)
		if err != nil {
			return
		}
		laws(t, tr, func() string { return string(data) })
	})
}

// FuzzDecision carries out decisions that anybody may have written.
func FuzzDecision(f *testing.F) {
	before, after := build.Doc("p(通知) p(甲)"), build.Doc("p(通告) p(甲) p(乙)")
	tr, err := Compare(before, after, "li", at(0))
	if err != nil {
		f.Fatal(err)
	}
	for _, v := range []Verdict{Accept, Reject} {
		for _, c := range tr.Changes() {
			d, err := tr.Decide(v, c)
			if err != nil {
				f.Fatal(err)
			}
			data, err := json.Marshal(d)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var d Decision
		if json.Unmarshal(data, &d) != nil {
			return
		}
		if out, err := tr.Carry(d); err == nil {
			laws(t, out, func() string { return string(data) })
		}
	})
}
