package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"galley/app/newsroom"
)

// TestDamagedBytes damages copies of a newsroom in many ways. Whatever is read from one is either what was stored or refused; nothing crashes, and
// a check of the whole sees every damage that a reader meets.
func TestDamagedBytes(t *testing.T) {
	const copies, seed = 150, 20261123
	live := t.TempDir()
	recorded(t, live)
	whole, err := os.ReadFile(filepath.Join(live, FileName))
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t, live)
	want := contents(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seed, 0))
	refusals := 0
	for i := range copies {
		data, how := damage(random, whole)
		dir := t.TempDir()
		write(t, filepath.Join(dir, FileName), string(data))
		s, err := OpenStore(t.Context(), dir, Options{})
		if err != nil {
			refusals++
			requireRefusal(t, err)
			continue
		}
		sound := true
		if found, err := s.CheckIntegrity(t.Context()); err != nil || len(found) > 0 {
			sound = false
		}
		for what, read := range readers {
			got, err := read(s)
			if err != nil {
				requireRefusal(t, err)
				refusals++
			} else if got != want[what] && sound {
				t.Errorf("copy %d of seed %d, %s: %s is %q and was %q, and the check finds nothing", i, seed, how, what, got, want[what])
			} else if got != want[what] && hashed[what] {
				t.Errorf("copy %d of seed %d, %s: %s is %q and was %q", i, seed, how, what, got, want[what])
			}
		}
		if err := s.Close(); err != nil {
			requireRefusal(t, err)
		}
	}
	if refusals == 0 {
		t.Error("no damage was met")
	}
}

// damage returns a damaged copy and says how.
func damage(random *rand.Rand, whole []byte) ([]byte, string) {
	data := append([]byte(nil), whole...)
	at := random.IntN(len(data))
	page, other := at/4096*4096, random.IntN(len(data)/4096)*4096
	switch random.IntN(5) {
	case 0:
		data[at] ^= byte(1 + random.IntN(255))
		return data, fmt.Sprintf("byte %d flipped", at)
	case 1:
		for i := at; i < min(at+8, len(data)); i++ {
			data[i] ^= byte(1 + random.IntN(255))
		}
		return data, fmt.Sprintf("eight bytes from %d flipped", at)
	case 2:
		clear(data[page : page+4096])
		return data, fmt.Sprintf("page at %d zeroed", page)
	case 3:
		copy(data[page:page+4096], whole[other:other+4096])
		return data, fmt.Sprintf("page at %d is that at %d", page, other)
	}
	return data[:at], fmt.Sprintf("cut at %d", at)
}

// readers read what a newsroom shows, each as one text.
var readers = map[string]func(*Store) (string, error){
	"version": func(s *Store) (string, error) {
		v, err := s.FindVersion(context.Background(), "one", 2)
		return string(v.Hash), err
	},
	"picture": func(s *Store) (string, error) {
		data, err := s.FindPicture(context.Background(), pictureHash([]byte("picture")))
		return string(data), err
	},
	"decisions": func(s *Store) (string, error) {
		d, err := s.FindDecisions(context.Background(), "one")
		return fmt.Sprint(d), err
	},
	"staff": func(s *Store) (string, error) {
		p, err := s.FindStaff(context.Background())
		return fmt.Sprint(p), err
	},
}

// hashed are the things whose bytes are proved by a hash whenever they are read.
var hashed = map[string]bool{"version": true, "picture": true}

func contents(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	for what, read := range readers {
		text, err := read(s)
		if err != nil {
			t.Fatal(err)
		}
		all[what] = text
	}
	return all
}

func requireRefusal(t *testing.T, err error) {
	t.Helper()
	switch newsroom.CodeOf(err) {
	case newsroom.Corrupt, newsroom.Invalid, newsroom.NotFound:
	default:
		t.Errorf("the damage is met with %v", err)
	}
}
