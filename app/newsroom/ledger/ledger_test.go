package ledger

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"
)

// keyOf returns the same key for the same name in every run.
func keyOf(name string) ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	return ed25519.NewKeyFromSeed(seed)
}

// story is an audit that is written row by row.
type story struct{ rows []Row }

func (s *story) tell(actor, kind string, body any, key string, off bool) {
	data, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	var last Row
	if n := len(s.rows); n > 0 {
		last = s.rows[n-1]
	}
	var sign func(string) Signature
	if key != "-" {
		sign = func(digest string) Signature { return Sign(digest, keyOf(key), off) }
	}
	s.rows = append(s.rows, After(last, int64(len(s.rows)), actor, kind, string(data), sign))
}

type settings struct {
	Accounts bool `json:"accounts,omitempty"`
}

// newStory is a newsroom that ran without keys, then with its own, then with accounts, then without them again.
func newStory() *story {
	s := &story{}
	s.tell("", Settings, settings{}, "-", false)
	s.tell("a", Decision, "old", "-", false)
	s.tell("", Key, KeyBody{"", Public(keyOf(""))}, "", true)
	s.tell("a", Decision, "first", "", true)
	s.tell("", Key, KeyBody{"a", Public(keyOf("a"))}, "", true)
	s.tell("", Key, KeyBody{"b", Public(keyOf("b"))}, "", true)
	s.tell("a", Settings, settings{true}, "", true)
	s.tell("a", Decision, "second", "a", false)
	s.tell("b", Decision, "third", "b", false)
	s.tell("a", Key, KeyBody{"b", Public(keyOf("b2"))}, "a", false)
	s.tell("b", Decision, "fourth", "b2", false)
	s.tell("a", Settings, settings{}, "a", false)
	s.tell("b", Decision, "fifth", "", true)
	return s
}

func TestCheckGood(t *testing.T) {
	for _, workers := range []int{0, 1, 3} {
		if f := Check(slices.Values(newStory().rows), workers); f != nil {
			t.Errorf("with %d workers: %v", workers, f)
		}
	}
	if f := Check(slices.Values([]Row(nil)), 1); f != nil {
		t.Errorf("no rows: %v", f)
	}
}

// rehash makes the chain whole again from row i on, as somebody would who can rewrite the file and has no key.
func rehash(rows []Row, i int) {
	for ; i < len(rows); i++ {
		rows[i].Seq = int64(i + 1)
		rows[i].Prev = ""
		if i > 0 {
			rows[i].Prev = rows[i-1].Hash
		}
		rows[i].Hash = rows[i].Sum()
	}
}

// TestTampering does everything that can be done to rows, at random places, with and without mending the chain after it, and makes sure that the
// first row that the check names is the first that is not what it was.
func TestTampering(t *testing.T) {
	for seed := range int64(400) {
		random := rand.New(rand.NewSource(seed))
		rows := newStory().rows
		i := random.Intn(len(rows))
		kinds := []string{"change", "delete", "insert", "swap", "actor", "time", "strip", "mode", "key", "value"}
		kind := kinds[random.Intn(len(kinds))]
		signed := rows[i].Signature != (Signature{})
		switch kind {
		case "change":
			rows[i].Body = rows[i].Body + " "
		case "delete":
			if i == len(rows)-1 {
				continue // a cut at the end is for a witness
			}
			rows = slices.Delete(rows, i, i+1)
		case "insert":
			rows = slices.Insert(rows, i, Row{Actor: "a", Kind: Decision, Body: `"put in"`})
		case "swap":
			if i == len(rows)-1 {
				continue
			}
			rows[i], rows[i+1] = rows[i+1], rows[i]
		case "actor":
			rows[i].Actor += "x"
		case "time":
			rows[i].At++
		default:
			if !signed {
				continue
			}
			s := &rows[i].Signature
			switch kind {
			case "strip":
				*s = Signature{}
			case "mode":
				s.Off = !s.Off
			case "key":
				s.Key = Public(keyOf("thief"))
			case "value":
				s.Value = Sign("another", keyOf("a"), s.Off).Value
			}
		}
		whole := slices.Clone(rows)
		f := Check(slices.Values(whole), 1)
		if len(f) == 0 || f[0].Seq > whole[min(i, len(whole)-1)].Seq && f[0].Seq > int64(i+2) {
			t.Errorf("seed %d: %s at row %d: found %v", seed, kind, i+1, f)
		}
		rehash(rows, i)
		// A chain that was mended shows in the signatures: everything after the place was signed over another row. Before the first
		// key there is nothing to show it but a head in another place.
		if f := Check(slices.Values(rows), 1); len(f) == 0 {
			t.Errorf("seed %d: %s at row %d and the chain mended: found nothing", seed, kind, i+1)
		}
	}
}

// TestWhose says which signatures do not count although they are good ones.
func TestWhose(t *testing.T) {
	for _, c := range []struct {
		name string
		tell func(s *story)
		want What
	}{
		{"the newsroom's key while accounts are on", func(s *story) {
			s.tell("a", Settings, settings{true}, "", true)
			s.tell("a", Decision, "x", "", true)
		}, Stranger},
		{"another's key", func(s *story) {
			s.tell("a", Settings, settings{true}, "", true)
			s.tell("a", Decision, "x", "b2", false)
		}, Stranger},
		{"a key that was replaced", func(s *story) {
			s.tell("a", Settings, settings{true}, "", true)
			s.tell("b", Decision, "x", "b", false)
		}, Stranger},
		{"a key that nobody gave out", func(s *story) {
			s.tell("a", Settings, settings{true}, "", true)
			s.tell("a", Decision, "x", "thief", false)
		}, Stranger},
		{"a person's key while accounts are off", func(s *story) { s.tell("a", Decision, "x", "a", false) }, Stranger},
		{"a second key of the newsroom", func(s *story) { s.tell("", Key, KeyBody{"", Public(keyOf("thief"))}, "thief", true) }, Stranger},
		{"none", func(s *story) { s.tell("a", Decision, "x", "-", false) }, Unsigned},
		{"none on settings while accounts are on", func(s *story) {
			s.tell("a", Settings, settings{true}, "", true)
			s.tell("a", Settings, settings{}, "-", false)
		}, Unsigned},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStory()
			c.tell(s)
			if f := Check(slices.Values(s.rows), 1); len(f) != 1 || f[0] != (Fault{int64(len(s.rows)), c.want}) {
				t.Errorf("found %v", f)
			}
		})
	}
}

func treeOf(t testing.TB, rows []Row) *Tree {
	t.Helper()
	tree := &Tree{}
	for _, r := range rows {
		if err := tree.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

// TestProofs proves every row in every head, and every head from every earlier one, and that no proof proves anything else.
func TestProofs(t *testing.T) {
	rows := newStory().rows
	tree := treeOf(t, rows)
	for size := int64(1); size <= tree.Size(); size++ {
		head, err := tree.Head(size)
		if err != nil {
			t.Fatal(err)
		}
		for seq := int64(1); seq <= size; seq++ {
			proof, err := tree.Prove(seq, size)
			if err != nil {
				t.Fatal(err)
			}
			if err := head.Has(rows[seq-1], proof); err != nil {
				t.Errorf("row %d is not in head %d: %v", seq, size, err)
			}
			other := rows[seq-1]
			other.Hash = rows[seq%int64(len(rows))].Hash
			if err := head.Has(other, proof); !errors.Is(err, ErrProof) {
				t.Errorf("another row %d is in head %d", seq, size)
			}
			earlier, err := tree.Head(seq)
			if err != nil {
				t.Fatal(err)
			}
			grown, err := tree.ProveHead(seq, size)
			if err != nil {
				t.Fatal(err)
			}
			if err := head.Extends(earlier, grown); err != nil {
				t.Errorf("head %d does not extend head %d: %v", size, seq, err)
			}
			fork := slices.Clone(rows)
			fork[seq-1].Body += " "
			rehash(fork, int(seq-1))
			forked, err := treeOf(t, fork).Head(seq)
			if err != nil {
				t.Fatal(err)
			}
			if err := head.Extends(forked, grown); !errors.Is(err, ErrProof) {
				t.Errorf("head %d extends a fork at %d", size, seq)
			}
		}
	}
	if _, err := tree.Prove(0, 1); !errors.Is(err, ErrProof) {
		t.Error("row 0 is proved")
	}
	if _, err := tree.Head(tree.Size() + 1); !errors.Is(err, ErrProof) {
		t.Error("there is a head over rows to come")
	}
}

func record(t testing.TB) Record {
	t.Helper()
	rows := newStory().rows
	rec, err := NewRecord(treeOf(t, rows), rows[1:11], keyOf(""))
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestRecord(t *testing.T) {
	rec := record(t)
	data, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	var again Record
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if err := again.Verify(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		alter func(*Record)
		seq   int64
	}{
		"a body":           {func(r *Record) { r.Rows[6].Body = `"other"` }, 8},
		"a row":            {func(r *Record) { r.Rows = slices.Delete(r.Rows, 1, 2) }, 4},
		"the order":        {func(r *Record) { r.Rows[6], r.Rows[7] = r.Rows[7], r.Rows[6] }, 8},
		"a proof":          {func(r *Record) { r.Rows[6].Proof = r.Rows[7].Proof }, 8},
		"a signature":      {func(r *Record) { r.Rows[6].Signature = r.Rows[7].Signature }, 8},
		"the root":         {func(r *Record) { r.Head.Root = r.Rows[0].Hash }, 2},
		"the seal":         {func(r *Record) { r.Seal.Value = r.Rows[3].Signature.Value }, 0},
		"the seal's key":   {func(r *Record) { r.Seal = Sign(r.Head.Digest(), keyOf("thief"), true) }, 0},
		"a form to come":   {func(r *Record) { r.Format = 2 }, 2},
		"a body, mended":   {func(r *Record) { r.Rows[6].Body = `"other"`; r.Rows[6].Hash = r.Rows[6].Sum() }, 8},
		"nothing but seal": {func(r *Record) { r.Rows = nil }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var r Record
			if err := json.Unmarshal(data, &r); err != nil {
				t.Fatal(err)
			}
			c.alter(&r)
			var b *Broken
			if err := r.Verify(); !errors.As(err, &b) || !errors.Is(err, ErrRecord) || b.Seq != c.seq {
				t.Errorf("Verify is %v, want row %d", err, c.seq)
			}
		})
	}
}

func TestSignatureForm(t *testing.T) {
	s := Sign("digest", keyOf("a"), true)
	if got, err := ParseSignature(s.String()); err != nil || got != s {
		t.Errorf("%v came back as %v, %v", s, got, err)
	}
	if got, err := ParseSignature(""); err != nil || got != (Signature{}) {
		t.Errorf("none came back as %v, %v", got, err)
	}
	for _, bad := range []string{"x", "ed25519 maybe aa bb", "ed25519 accounts-on AA bb", "ed25519 accounts-on a bb", "ed25519  accounts-on aa bb"} {
		if _, err := ParseSignature(bad); !errors.Is(err, ErrForm) {
			t.Errorf("%q is read: %v", bad, err)
		}
	}
}

func TestFingerprint(t *testing.T) {
	if got := Fingerprint("0123456789abcdef00"); got != "0123 4567 89ab cdef" {
		t.Error(got)
	}
	if got := Fingerprint("01234"); got != "0123 4" {
		t.Error(got)
	}
}

// FuzzRecord feeds Verify what anybody may send: it says no, and never fails otherwise.
func FuzzRecord(f *testing.F) {
	data, err := json.Marshal(record(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var r Record
		if json.Unmarshal(data, &r) == nil {
			_ = r.Verify()
		}
	})
}

// FuzzSignature: what is read is written in the same form again.
func FuzzSignature(f *testing.F) {
	f.Add(Sign("digest", keyOf("a"), true).String())
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := ParseSignature(text); err == nil && s != (Signature{}) && s.String() != text {
			t.Errorf("%q is written as %q", text, s.String())
		}
	})
}

// long returns an audit of n decisions of two people, signed, after their keys.
func long(b *testing.B, n int) []Row {
	b.Helper()
	s := &story{}
	s.tell("", Key, KeyBody{"", Public(keyOf(""))}, "", true)
	s.tell("", Key, KeyBody{"a", Public(keyOf("a"))}, "", true)
	s.tell("a", Settings, settings{true}, "", true)
	for i := range n {
		s.tell("a", Decision, map[string]any{"Article": fmt.Sprint(i), "Opinion": "同意发布，请注意第三段的职务", "At": time.Unix(int64(i), 0)}, "a", false)
	}
	return s.rows
}

// BenchmarkCheck walks an audit of 100,000 rows, by the chain alone and with every signature on two workers.
func BenchmarkCheck(b *testing.B) {
	rows := long(b, 100_000)
	for _, workers := range []int{0, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			for b.Loop() {
				if f := Check(slices.Values(rows), workers); f != nil {
					b.Fatal(f)
				}
			}
		})
	}
	b.Run("tree", func(b *testing.B) {
		for b.Loop() {
			tree := treeOf(b, rows)
			if _, err := tree.Prove(1, tree.Size()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
