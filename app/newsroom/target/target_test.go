package target

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name string
		t    Target
		want Part // empty: it can be one
	}{
		{"a folder", Target{Name: "盘", Kind: Folder, Address: "/srv/www"}, ""},
		{"a folder from here", Target{Name: "盘", Kind: Folder, Address: "www"}, PartAddress},
		{"a server", Target{Name: "n", Kind: SFTP, Address: "sftp://example.edu/www", User: "web", HostKey: "ssh-ed25519 AAAA"}, ""},
		{"a server that nobody has confirmed", Target{Name: "n", Kind: SFTP, Address: "sftp://example.edu/www", User: "web"}, PartHostKey},
		{"a password in the address", Target{Name: "n", Kind: SFTP, Address: "sftp://web:pass@example.edu/www", User: "web", HostKey: "k"}, PartAddress},
		{"ftp", Target{Name: "n", Kind: SFTP, Address: "ftp://example.edu/www", User: "web", HostKey: "k"}, PartAddress},
		{"WordPress", Target{Name: "n", Kind: WordPress, Address: "https://blog.example.edu/", User: "editor"}, ""},
		{"WordPress without a user", Target{Name: "n", Kind: WordPress, Address: "https://blog.example.edu/"}, PartUser},
		{"a password over an open line", Target{Name: "n", Kind: WordPress, Address: "http://blog.example.edu/", User: "editor"}, PartAddress},
		{"an open line to this computer", Target{Name: "n", Kind: Webhook, Address: "http://127.0.0.1:8080/hook?room=1"}, ""},
		{"no name", Target{Kind: Folder, Address: "/srv"}, PartName},
		{"a name of two lines", Target{Name: "a\nb", Kind: Folder, Address: "/srv"}, PartName},
		{"a name that is a path", Target{Name: "../x", Kind: Folder, Address: "/srv"}, PartName},
		{"no kind", Target{Name: "n", Address: "/srv"}, PartKind},
	} {
		t.Run(c.name, func(t *testing.T) {
			var w *Wrong
			if err := c.t.Check(); c.want == "" && err != nil || c.want != "" && (!errors.As(err, &w) || w.Part != c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestServer(t *testing.T) {
	for address, want := range map[string][2]string{
		"sftp://a.edu/srv/www/":   {"a.edu:22", "/srv/www"},
		"sftp://a.edu:2222/~/www": {"a.edu:2222", "www"},
		"sftp://a.edu/~":          {"a.edu:22", "."},
		"sftp://a.edu":            {"a.edu:22", "/"},
		"sftp://[::1]/~user/www":  {"[::1]:22", "/~user/www"},
		"sftp://a.edu/a/../../b":  {"a.edu:22", "/b"},
		"sftp://a.edu/~/../../b":  {"a.edu:22", "/b"},
	} {
		host, folder, err := Target{Address: address}.Server()
		if got := [2]string{host, folder}; err != nil || got != want {
			t.Errorf("%s: %v, %v; want %v", address, got, err, want)
		}
	}
}

// TestJob takes a job through random attempts and people's acts: its state, its waits and its end.
func TestJob(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
		j := New("a1", 2, Publish, now)
		key := j.Key()
		for range rapid.IntRange(0, 20).Draw(t, "acts") {
			now = now.Add(time.Duration(rapid.IntRange(0, 7200).Draw(t, "seconds")) * time.Second)
			before := j
			switch act := rapid.SampledFrom([]string{"sent", "failed", "held", "again", "out"}).Draw(t, "act"); act {
			case "sent":
				if j = j.After(nil, now); j.State != Sent || j.Fault != "" || !j.Done.Equal(now) {
					t.Fatalf("sent: %+v", j)
				}
			case "failed", "held":
				f := &Failure{Fault: rapid.SampledFrom(Faults()).Draw(t, "fault"), After: time.Duration(rapid.IntRange(0, 100).Draw(t, "hours")) * time.Hour}
				if act == "failed" {
					j = j.After(f, now)
				} else {
					j = j.Held(f, now)
				}
				switch {
				case !before.State.IsOpen():
					if j != before {
						t.Fatalf("a job that is over changed: %+v to %+v", before, j)
					}
				case f.Fault.IsLasting():
					if j.State != Failed || j.IsDue(now.Add(1000*time.Hour)) {
						t.Fatalf("a lasting fault left %+v", j)
					}
				case j.State != Pending || j.IsDue(now) || j.Next.Sub(now) > longestAsked || !j.IsDue(j.Next):
					t.Fatalf("a passing fault left %+v", j)
				}
			case "again":
				if j = j.Again(now); !j.IsDue(now) {
					t.Fatalf("asked for again it is not due: %+v", j)
				}
			case "out":
				if j = j.Out(now); j.State.IsOpen() {
					t.Fatalf("taken out it is open: %+v", j)
				}
			}
			if j.Key() != key {
				t.Fatal("the key changed")
			}
		}
	})
}

func TestWait(t *testing.T) {
	for attempts, want := range map[int]time.Duration{0: time.Minute, 1: time.Minute, 2: 2 * time.Minute, 5: 16 * time.Minute, 7: time.Hour, 100000: time.Hour} {
		if got := wait(attempts); got != want {
			t.Errorf("after %d attempts it waits %v, want %v", attempts, got, want)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, f := range Faults() {
		if _, ok := faults[f]; !ok {
			t.Errorf("%s has no row", f)
		}
	}
	if len(Faults()) != len(faults) {
		t.Errorf("%d faults, %d rows", len(Faults()), len(faults))
	}
	if f := FailureOf(fmt.Errorf("asked: %w", Fail(Denied, errors.New("530")))); f == nil || f.Fault != Denied {
		t.Errorf("a wrapped failure is %v", f)
	}
	if f := FailureOf(context.Canceled); f != nil {
		t.Errorf("the end of the context is %v", f)
	}
}
