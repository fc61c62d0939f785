package sftp

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh/knownhosts"

	"galley/app/newsroom/target"
	"galley/app/site"
	"galley/app/site/mirror"
)

// write makes a site of articles with a picture each in a folder of its own; edition goes into the bytes of pages and lists.
func write(t testing.TB, edition string, articles ...string) string {
	t.Helper()
	type made struct {
		Key   string   `json:"key"`
		Files []string `json:"files"`
	}
	files, all := map[string]string{}, map[string]made{}
	for _, a := range articles {
		files["pictures/"+a+".png"] = strings.Repeat("picture of "+a, 5000)
		files["news/"+a+".html"] = "page of " + a + edition + " with pictures/" + a + ".png"
		all[a] = made{a, []string{"pictures/" + a + ".png", "news/" + a + ".html"}}
	}
	files["index.html"] = "list " + edition + strings.Join(articles, ",")
	dir, sums := t.TempDir(), map[string]string{}
	put := func(name, data string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(file), 0o755))
		must(t, os.WriteFile(file, []byte(data), 0o644))
	}
	for name, data := range files {
		h := sha256.Sum256([]byte(data))
		sums[name] = hex.EncodeToString(h[:])
		put(name, data)
	}
	manifest, err := json.Marshal(map[string]any{"site": "s" + edition, "articles": all, "files": sums})
	must(t, err)
	put(site.Manifest, string(manifest))
	return dir
}

// contents reads a folder, but for what a run was cut off in.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), part) {
			return err
		}
		data, err := os.ReadFile(p)
		name, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(name)] = string(data)
		return err
	}))
	return out
}

func (s *server) login() Login {
	return Login{Host: s.host, HostKey: s.key.Line, User: user, Secret: password}
}

func (s *server) send(ctx context.Context, from, to string) (mirror.Report, error) {
	p, err := Open(ctx, s.login(), to)
	if err != nil {
		return mirror.Report{}, err
	}
	defer p.Close()
	return mirror.Send(ctx, from, p, Workers, nil)
}

func TestSend(t *testing.T) {
	there := t.TempDir()
	s := serve(t, there)
	one := write(t, "1", "a", "b", "c")
	r, err := s.send(t.Context(), one, there)
	must(t, err)
	if got := contents(t, there); r.Sent != 7 || !maps.Equal(got, contents(t, one)) {
		t.Fatalf("%+v; there is %v", r, slices.Sorted(maps.Keys(got)))
	}
	if r, err = s.send(t.Context(), one, there); err != nil || r != (mirror.Report{}) {
		t.Errorf("nothing changed, and yet %+v, %v", r, err)
	}
	two := write(t, "1", "a", "c", "d")
	r, err = s.send(t.Context(), two, there)
	must(t, err)
	if r.Sent != 3 || r.Removed != 2 || !maps.Equal(contents(t, there), contents(t, two)) {
		t.Errorf("%+v; there is %v", r, slices.Sorted(maps.Keys(contents(t, there))))
	}
}

// TestCut cuts the connection at every step of bringing one site in the place of another. What is there then holds together, and the next run
// finishes it.
func TestCut(t *testing.T) {
	there := t.TempDir()
	s := serve(t, there)
	before, after := write(t, "1", "a", "b", "x"), write(t, "2", "a", "b", "c", "d")
	old, want := contents(t, before), contents(t, after)
	_, err := s.send(t.Context(), before, there)
	must(t, err)
	_, err = s.send(t.Context(), after, there)
	must(t, err)
	s.mu.Lock()
	all := s.read
	s.mu.Unlock()
	broken, step := 0, max(1, all/60)
	for at := step; at < all+step; at += step {
		_, err = s.send(t.Context(), before, there)
		must(t, err)
		s.mu.Lock()
		s.cut = at
		s.mu.Unlock()
		r, err := s.send(t.Context(), after, there)
		s.mu.Lock()
		s.cut = 0
		s.mu.Unlock()
		got := contents(t, there)
		if err != nil {
			broken++
			if f := target.FailureOf(err); f == nil || f.Fault != target.Cut {
				t.Fatalf("cut after %d of %d bytes: %v", at, all, err)
			}
		}
		for name, data := range got {
			if name == site.Manifest {
				l, err := site.Read([]byte(data))
				must(t, err)
				for n, sum := range l.Sum {
					if h := sha256.Sum256([]byte(got[n])); got[n] != "" && hex.EncodeToString(h[:]) != sum && got[n] != want[n] {
						t.Fatalf("cut after %d of %d bytes: %s is not what the manifest says", at, all, n)
					}
				}
				continue
			}
			if data != old[name] && data != want[name] {
				t.Fatalf("cut after %d of %d bytes: %s is %d bytes of neither site", at, all, name, len(data))
			}
			if _, picture, ok := strings.Cut(data, " with "); ok && got[picture] == "" {
				t.Fatalf("cut after %d of %d bytes: %s shows %s, which is not there", at, all, name, picture)
			}
		}
		if got["index.html"] == want["index.html"] {
			for name := range want {
				if got[name] == "" {
					t.Fatalf("cut after %d of %d bytes: the list is new, and %s is not there", at, all, name)
				}
			}
		}
		again, err := s.send(t.Context(), after, there)
		must(t, err)
		if !maps.Equal(contents(t, there), want) {
			t.Fatalf("cut after %d of %d bytes, finished by the next run: %v", at, all, slices.Sorted(maps.Keys(contents(t, there))))
		}
		if r.Sent+again.Sent > 2*9 {
			t.Fatalf("cut after %d of %d bytes: %d files and then %d", at, all, r.Sent, again.Sent)
		}
	}
	if broken < 40 {
		t.Errorf("only %d of the runs were cut off", broken)
	}
}

// TestRefused holds what goes wrong to the fault that a person is told.
func TestRefused(t *testing.T) {
	there := t.TempDir()
	s := serve(t, there)
	from := write(t, "1", "a")
	other := serve(t, there)
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	nobody := silent.Addr().String()
	must(t, silent.Close())
	foreign := t.TempDir()
	must(t, os.WriteFile(filepath.Join(foreign, "theirs.html"), []byte("theirs"), 0o644))
	hostile := t.TempDir()
	must(t, os.WriteFile(filepath.Join(hostile, site.Manifest), []byte(`{"files":{"../../etc/passwd":"x"}}`), 0o644))
	changed := write(t, "1", "a")
	must(t, os.WriteFile(filepath.Join(changed, "index.html"), []byte("by hand"), 0o644))
	for _, c := range []struct {
		name     string
		login    func(*Login)
		from, to string
		want     target.Fault
	}{
		{"a wrong password", func(l *Login) { l.Secret = "x" }, from, there, target.Denied},
		{"a wrong user", func(l *Login) { l.User = "x" }, from, there, target.Denied},
		{"another server", func(l *Login) { l.HostKey = other.key.Line }, from, there, target.Stranger},
		{"no key of a server", func(l *Login) { l.HostKey = "" }, from, there, target.Stranger},
		{"a key file that is none", func(l *Login) { l.Key = []byte("none") }, from, there, target.Denied},
		{"nobody there", func(l *Login) { l.Host = nobody }, from, there, target.Unreachable},
		{"no folder", func(*Login) {}, from, filepath.Join(there, "none"), target.NoFolder},
		{"somebody else's folder", func(*Login) {}, from, foreign, target.Foreign},
		{"a manifest that leads out", func(*Login) {}, from, hostile, target.Foreign},
		{"no site here", func(*Login) {}, t.TempDir(), there, target.Unreadable},
		{"a site changed by hand", func(*Login) {}, changed, there, target.Unreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := s.login()
			c.login(&l)
			p, err := Open(t.Context(), l, c.to)
			if err == nil {
				_, err = mirror.Send(t.Context(), c.from, p, Workers, nil)
				p.Close()
			}
			if f := target.FailureOf(err); f == nil || f.Fault != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if got := contents(t, foreign); len(got) != 1 {
		t.Errorf("somebody else's folder has %v", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.send(ctx, from, there); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled it says %v", err)
	}
}

func TestKnown(t *testing.T) {
	s, other := serve(t, t.TempDir()), serve(t, t.TempDir())
	key, err := Ask(t.Context(), s.host)
	must(t, err)
	if key != s.key || !strings.HasPrefix(key.Fingerprint, "SHA256:") {
		t.Fatalf("the key is %+v, want %+v", key, s.key)
	}
	file := func(lines string) string {
		name := filepath.Join(t.TempDir(), strconv.Itoa(rand.Int()))
		must(t, os.WriteFile(name, []byte(lines), 0o600))
		return name
	}
	line := func(k Key) string { return knownhosts.Normalize(s.host) + " " + k.Line + "\n" }
	rsa := "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg="
	for _, c := range []struct {
		name  string
		lines string
		want  bool
		fault target.Fault
	}{
		{"nothing", "", false, ""},
		{"this key", line(s.key), true, ""},
		{"another host's", "other.example.edu " + other.key.Line + "\n", false, ""},
		{"another key of this host", line(other.key), false, target.Stranger},
		{"a key of another type", knownhosts.Normalize(s.host) + " " + rsa + "\n", false, ""},
		{"this key revoked", "@revoked " + line(s.key), false, target.Stranger},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Known(s.host, key, file(c.lines), filepath.Join(t.TempDir(), "none"))
			f := target.FailureOf(err)
			if got != c.want || (f == nil) != (c.fault == "") || f != nil && f.Fault != c.fault {
				t.Errorf("got %v, %v; want %v, %q", got, err, c.want, c.fault)
			}
		})
	}
}

func BenchmarkSend1k(b *testing.B) {
	there := b.TempDir()
	s := serve(b, there)
	var articles []string
	for i := range 500 {
		articles = append(articles, strconv.Itoa(i))
	}
	from := write(b, "1", articles...)
	for b.Loop() {
		b.StopTimer()
		to := b.TempDir()
		b.StartTimer()
		if r, err := s.send(b.Context(), from, to); err != nil || r.Sent != 1001 {
			b.Fatal(r, err)
		}
	}
}
