package seal

import (
	"errors"
	"strings"
	"testing"
)

// cheap keeps the tests quick; the form is the same.
var cheap = Cost{Memory: 64, Time: 1, Threads: 1}

func TestPassword(t *testing.T) {
	phc := Hash("一二三四五六七八", cheap)
	for _, c := range []struct {
		name, password string
		right          bool
	}{
		{"the password", "一二三四五六七八", true},
		{"one character more", "一二三四五六七八九", false},
		{"nothing", "", false},
		{"another", "12345678", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			right, stale, err := Check(phc, c.password, Today())
			if err != nil || right != c.right || !stale {
				t.Errorf("Check is %v, stale %v, %v", right, stale, err)
			}
		})
	}
	if other := Hash("一二三四五六七八", cheap); other == phc {
		t.Error("two hashes have one salt")
	}
	if right, _, err := Check(Hash("caf\u00e9 noir", cheap), "cafe\u0301 noir", Today()); !right || err != nil {
		t.Errorf("another keyboard makes another password: %v", err)
	}
}

// TestToday holds what is made now to RFC 9106 and makes sure that it is not called stale.
func TestToday(t *testing.T) {
	phc := Hash("correct horse", Today())
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Errorf("the hash is %s", phc)
	}
	if right, stale, err := Check(phc, "correct horse", Today()); !right || stale || err != nil {
		t.Errorf("Check is %v, stale %v, %v", right, stale, err)
	}
}

func TestKey(t *testing.T) {
	key := NewKey()
	locked := Lock(key, "password", cheap)
	got, err := Unlock(locked, "password")
	if err != nil || !got.Equal(key) {
		t.Fatalf("the key came back as another one: %v", err)
	}
	if _, err := Unlock(locked, "passwort"); !errors.Is(err, ErrPassword) {
		t.Errorf("a wrong password: %v", err)
	}
	dearer := strings.Replace(locked, "t=1", "t=2", 1)
	if _, err := Unlock(dearer, "password"); !errors.Is(err, ErrPassword) {
		t.Errorf("another cost: %v", err)
	}
	if strings.Contains(locked, encode(key.Seed())) {
		t.Error("the key stands in the open")
	}
}

func TestForms(t *testing.T) {
	for _, s := range []string{
		"", "$", "$argon2id$v=19$m=64,t=1,p=1$$", "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
		"$argon2id$v=19$m=4294967295,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=18$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=64,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	} {
		if _, _, err := Check(s, "password", Today()); !errors.Is(err, ErrForm) {
			t.Errorf("Check(%q) is %v", s, err)
		}
		if _, err := Unlock(s, "password"); !errors.Is(err, ErrForm) {
			t.Errorf("Unlock(%q) is %v", s, err)
		}
	}
}

func TestFits(t *testing.T) {
	for password, want := range map[string]bool{
		"1234567": false, "12345678": true, "一二三四五六七八": true, strings.Repeat("x", 257): false, "1234567\xff": false,
	} {
		if Fits(password) != want {
			t.Errorf("Fits(%q) is %v", password, !want)
		}
	}
}

// FuzzParse feeds the parser what an altered database might hold: it never asks for more than the bound, and what it accepts it would
// write again in the same form.
func FuzzParse(f *testing.F) {
	f.Add(Hash("password", cheap))
	f.Add("$argon2id$v=19$m=99999999,t=1,p=1$AAAA$AAAA")
	f.Fuzz(func(t *testing.T, s string) {
		c, parts, err := parse(s, 2)
		if err != nil {
			return
		}
		if c.Memory > most.Memory || c.Time > most.Time || c.Threads > most.Threads {
			t.Errorf("%q asks for %+v", s, c)
		}
		if again := c.header() + encode(parts[0]) + "$" + encode(parts[1]); again != s {
			t.Errorf("%q is written as %q", s, again)
		}
	})
}

// BenchmarkHash is what a sign-in costs, once for the hash and once for the key.
func BenchmarkHash(b *testing.B) {
	for b.Loop() {
		Hash("correct horse battery staple", Today())
	}
}
