package track

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

func at(minute int) time.Time {
	return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC).Add(time.Duration(minute) * time.Minute)
}

// laws checks what must hold of every Tracked, whatever a test is about.
func laws(t testing.TB, tr Tracked, repeat func() string) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("%s\nto repeat:\n%s\nbase %s\ndoc  %s", fmt.Sprintf(format, args...), repeat(), build.Format(tr.base), build.Format(tr.doc))
	}
	for _, n := range []*model.Node{tr.base, tr.doc} {
		if err := n.Check(); err != nil {
			fail("a document is not valid: %v", err)
		}
	}
	changes := tr.Changes()
	if (len(changes) == 0) != tr.base.Equal(tr.doc) || tr.Settled() != tr.base.Equal(tr.doc) {
		fail("%d changes, Settled is %v, and the documents are equal: %v", len(changes), tr.Settled(), tr.base.Equal(tr.doc))
	}
	data, err := tr.MarshalChanges()
	if err != nil {
		fail("MarshalChanges: %v", err)
	}
	again, err := Restore(tr.base, tr.doc, data)
	if err != nil {
		fail("Restore: %v in %s", err, data)
	}
	if data2, _ := again.MarshalChanges(); string(data) != string(data2) {
		fail("changes came back as %s, want %s", data2, data)
	}
	for v, want := range map[Verdict]*model.Node{Accept: tr.doc, Reject: tr.base} {
		all := carry(t, tr, v, changes, fail)
		if !all.Settled() || !all.base.Equal(want) || !all.doc.Equal(want) {
			fail("%s of everything gives base %s\nand doc %s", v, build.Format(all.base), build.Format(all.doc))
		}
	}
}

// carry decides and carries out, by way of JSON, and checks what holds of every decision.
func carry(t testing.TB, tr Tracked, v Verdict, changes []Change, fail func(string, ...any)) Tracked {
	t.Helper()
	d, err := tr.Decide(v, changes...)
	if err != nil {
		fail("Decide: %v", err)
	}
	data, err := json.Marshal(d)
	var read Decision
	if err == nil {
		err = json.Unmarshal(data, &read)
	}
	if err != nil {
		fail("a decision and JSON: %v", err)
	}
	out, err := tr.Carry(read)
	if err != nil {
		fail("Carry: %v", err)
	}
	if v == Accept && out.doc != tr.doc || v == Reject && out.base != tr.base {
		fail("%s changed the other document", v)
	}
	reopen, err := tr.Reopen(read)
	if err != nil {
		fail("Reopen: %v", err)
	}
	back := out
	for _, s := range reopen {
		if v == Accept {
			back, err = back.ApplyBase(s.Step, s.By, s.At)
		} else {
			back, err = back.Apply(s.Step, s.By, s.At)
		}
		if err != nil {
			fail("opening a decision again: %v", err)
		}
	}
	if !back.base.Equal(tr.base) || !back.doc.Equal(tr.doc) {
		fail("opened again: base %s\ndoc %s", build.Format(back.base), build.Format(back.doc))
	}
	if was, is := extentOf(tr), extentOf(out); len(changes) > 0 && is >= was {
		fail("%s of %d of %d changes left %d of %d differing tokens", v, len(changes), len(tr.Changes()), is, was)
	}
	return out
}

// extentOf counts the tokens that differ.
func extentOf(t Tracked) int {
	n := 0
	for _, s := range t.segments {
		n += s.base.size() + s.doc.size()
	}
	return n
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name, before string
		do           func(*transform.Transform, build.Tags) error
		want         string
	}{
		{"typing", "p(通<a>知)", func(tr *transform.Transform, g build.Tags) error { return tr.InsertText(g["a"], "新", nil) }, "insertion -新"},
		{"deleting", "p(通<a>报<b>知)", func(tr *transform.Transform, g build.Tags) error { return tr.Delete(g["a"], g["b"]) }, "deletion 报-"},
		{"typing and deleting it again", "p(通<a>知)", func(tr *transform.Transform, g build.Tags) error {
			if err := tr.InsertText(g["a"], "新闻", nil); err != nil {
				return err
			}
			return tr.Delete(g["a"], g["a"]+2)
		}, ""},
		{"replacing is two changes", "p(通<a>报<b>知)", func(tr *transform.Transform, g build.Tags) error {
			if err := tr.Delete(g["a"], g["b"]); err != nil {
				return err
			}
			return tr.InsertText(g["a"], "告", nil)
		}, "deletion 报-, insertion -告"},
		{"a mark", "p(通<a>报<b>知)", func(tr *transform.Transform, g build.Tags) error {
			return tr.AddMark(g["a"], g["b"], model.Mark{Kind: model.Strong})
		}, "format 报-报"},
		{"a mark and its removal", "p(通<a>报<b>知)", func(tr *transform.Transform, g build.Tags) error {
			if err := tr.AddMark(g["a"], g["b"], model.Mark{Kind: model.Strong}); err != nil {
				return err
			}
			return tr.RemoveMark(g["a"], g["b"], model.Mark{Kind: model.Strong})
		}, ""},
		{"a heading", "p(通<a>知)", func(tr *transform.Transform, g build.Tags) error {
			return tr.SetBlockKind(g["a"], g["a"], transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 1}})
		}, "block -"},
		{"a split", "p(通<a>知)", func(tr *transform.Transform, g build.Tags) error { return tr.Split(g["a"], 1) }, "split -\n"},
		{"a join", "p(通) <a>p(知)", func(tr *transform.Transform, g build.Tags) error { return tr.Join(g["a"]) }, "join \n-"},
		{"a quote is one change", "p(甲) p(<a>乙) p(丙)", func(tr *transform.Transform, g build.Tags) error {
			return tr.Wrap(g["a"], g["a"], transform.Block{Kind: model.Quote})
		}, "structure -\n"},
		{"a moved block", "p(第一段的话) p(<a>第二段) p(第三段)", func(tr *transform.Transform, g build.Tags) error { return tr.MoveBlocks(g["a"], g["a"], 1) },
			"move 第三段\n-第三段\n"},
		{"a moved block among its like", "p(甲甲) p(<a>甲乙) p(甲丙)", func(tr *transform.Transform, g build.Tags) error { return tr.MoveBlocks(g["a"], g["a"], 1) },
			"move 甲丙\n-甲丙\n"},
		{"a deleted paragraph", "p(甲) <a>p(乙话)<b> p(丙)", func(tr *transform.Transform, g build.Tags) error {
			return tr.Step(transform.ReplaceStep{From: g["a"], To: g["b"]})
		}, "deletion 乙话\n-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.before)
			edits := transform.New(doc)
			if err := c.do(edits, tags); err != nil {
				t.Fatal(err)
			}
			tr := New(doc)
			for _, s := range edits.Steps() {
				var err error
				if tr, err = tr.Apply(s, "li", at(0)); err != nil {
					t.Fatal(err)
				}
			}
			if got := said(tr.Changes()); got != c.want {
				t.Errorf("changes are %q, want %q", got, c.want)
			}
			laws(t, tr, func() string { return c.name })
		})
	}
}

func said(changes []Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, c.Kind.String()+" "+c.Old+"-"+c.New)
	}
	return strings.Join(out, ", ")
}

// TestRandomEdits lets three people edit random documents, decides on changes at random in between, and holds every state to the laws.
func TestRandomEdits(t *testing.T) {
	seeds := uint64(1500)
	if testing.Short() {
		seeds = 300
	}
	seen := map[Kind]int{}
	for seed := range seeds {
		r := build.Rand(seed)
		doc := build.Random(r, 3)
		tr := New(doc)
		calls := []string{fmt.Sprintf("seed %d: %s", seed, build.Format(doc))}
		repeat := func() string { return strings.Join(calls, "\n") }
		plain := doc
		for i := range 12 {
			if changes := tr.Changes(); len(changes) > 0 && r.IntN(4) == 0 {
				v := []Verdict{Accept, Reject}[r.IntN(2)]
				n := r.IntN(len(changes))
				calls = append(calls, fmt.Sprintf("%s of change %d (%s)", v, n, said(changes[n:n+1])))
				tr = carry(t, tr, v, changes[n:n+1], func(f string, args ...any) {
					t.Helper()
					t.Fatalf("%s\nto repeat:\n%s\nbase %s\ndoc  %s", fmt.Sprintf(f, args...), repeat(), build.Format(tr.base), build.Format(tr.doc))
				})
				plain = tr.doc
			} else {
				edits := transform.New(tr.doc)
				call := edit1(r, edits)
				by := Author([]string{"li", "wang", "zhao"}[r.IntN(3)])
				for _, s := range edits.Steps() {
					data, _ := transform.MarshalStep(s)
					calls = append(calls, fmt.Sprintf("%s by %s: %s", call, by, data))
					next, err := tr.Apply(s, by, at(i))
					if err != nil {
						t.Fatalf("%v\n%s", err, repeat())
					}
					tr = next
				}
				plain = edits.Doc()
			}
			if !tr.doc.Equal(plain) {
				t.Fatalf("doc is not the plain edit\n%s", repeat())
			}
			laws(t, tr, repeat)
			for _, c := range tr.Changes() {
				seen[c.Kind]++
			}
		}
	}
	for k, name := range kindNames {
		k := Kind(k)
		if k < Insertion {
			continue
		}
		if seen[k] == 0 {
			t.Errorf("there was no change of the kind %s", name)
		}
	}
}

// edit1 makes one random edit, or none when it does not fit.
func edit1(r *rand.Rand, tr *transform.Transform) string {
	size := tr.Doc().ContentSize()
	a := model.Pos(r.IntN(size + 1))
	b := min(model.Pos(size), a+model.Pos(r.IntN(12)))
	blocks := []transform.Block{{Kind: model.Paragraph}, {Kind: model.Heading, Attrs: model.Attrs{Level: 2}}, {Kind: model.Quote},
		{Kind: model.BulletList}, {Kind: model.NumberedList, Attrs: model.Attrs{Start: 7}}}
	block, mark := blocks[r.IntN(len(blocks))], build.RandomMark(r)
	edits := []struct {
		name string
		do   func() error
	}{
		{"delete", func() error { return tr.Delete(a, b) }},
		{"type", func() error { return tr.InsertText(a, build.RandomText(r, 1+r.IntN(3)), nil) }},
		{"type again", func() error { return tr.InsertText(b, build.RandomText(r, 1+r.IntN(3)), nil) }},
		{"split", func() error { return tr.Split(a, 1+r.IntN(2)) }},
		{"join", func() error { return tr.Join(a) }},
		{"mark", func() error { return tr.AddMark(a, b, mark) }},
		{"unmark", func() error { return tr.RemoveMarkKind(a, b, mark.Kind) }},
		{"kind", func() error { return tr.SetBlockKind(a, b, block) }},
		{"wrap", func() error { return tr.Wrap(a, b, block) }},
		{"lift", func() error { return tr.Lift(a, b) }},
		{"sink", func() error { return tr.SinkItems(a, b) }},
		{"lift items", func() error { return tr.LiftItems(a, b) }},
		{"move", func() error { return tr.MoveBlocks(a, b, 1) }},
		{"replace", func() error {
			other := build.Random(r, 2)
			from := model.Pos(r.IntN(other.ContentSize() + 1))
			s, err := other.Slice(from, min(model.Pos(other.ContentSize()), from+model.Pos(r.IntN(10))))
			if err != nil {
				return err
			}
			return tr.Replace(a, b, s)
		}},
	}
	e := edits[r.IntN(len(edits))]
	if err := e.do(); err != nil {
		return e.name + " refused"
	}
	return e.name
}
