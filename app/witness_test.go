package app

import (
	"os"
	"path/filepath"
	"testing"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

func TestWitness(t *testing.T) {
	w := witness{memory{filepath.Join(t.TempDir(), "deep", "witness")}}
	if seen, err := w.Seen(); err != nil || seen != (newsroom.Seen{}) {
		t.Errorf("before anything: %v, %v", seen, err)
	}
	want := newsroom.Seen{Head: ledger.Head{Size: 7, Root: "ab"}, Last: "cd"}
	if err := w.Keep(want); err != nil {
		t.Fatal(err)
	}
	if seen, err := w.Seen(); err != nil || seen != want {
		t.Errorf("kept %v, seen %v, %v", want, seen, err)
	}
	if err := os.WriteFile(w.memory.file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Seen(); newsroom.CodeOf(err) != newsroom.Corrupt {
		t.Errorf("damaged: %v", err)
	}
}

func TestWitnessOf(t *testing.T) {
	if _, ok := witnessOf(filepath.Join(os.TempDir(), "galley-demo-1")); ok {
		t.Error("a newsroom that is thrown away has a witness")
	}
	one, ok := witnessOf("/srv/newsroom")
	other, _ := witnessOf("/srv/another")
	if !ok || one == other {
		t.Error("two newsrooms have one witness")
	}
}
