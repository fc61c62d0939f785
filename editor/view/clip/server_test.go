//go:build xserver

// These tests need an X server and the program xclip:
//
//	xvfb-run go test -tags xserver ./editor/view/clip
package clip

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
)

func connect(t *testing.T) *Clipboard {
	t.Helper()
	c, err := Open(os.Getenv("DISPLAY"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// owned waits until a window for which is says so owns the clipboard.
func owned(t *testing.T, c *Clipboard, is func(xproto.Window) bool) {
	t.Helper()
	for {
		owner, err := c.owner()
		if err != nil {
			t.Fatal(err)
		}
		if is(owner) {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func never(uint32) bool { return false }

// TestBetweenPrograms has two connections and a program of others exchange short and long texts, which travel in parts.
func TestBetweenPrograms(t *testing.T) {
	a, b := connect(t), connect(t)
	for _, text := range []string{"通知", strings.Repeat("学校召开会议。", 100_000)} {
		page := "<p>" + text + "</p>"
		if err := a.Offer(text, page); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]*Clipboard{"its own": a, "another's": b} {
			if got, err := c.HTML(never); err != nil || got != page {
				t.Errorf("%s: %d bytes of HTML, not %d: %v", name, len(got), len(page), err)
			}
		}
		for target, want := range map[string]string{"text/html": page, "UTF8_STRING": text} {
			if got, err := exec.Command("xclip", "-selection", "clipboard", "-o", "-t", target).Output(); err != nil || string(got) != want {
				t.Errorf("xclip has %d bytes of %s, not %d: %v", len(got), target, len(want), err)
			}
		}
		xclip := exec.Command("xclip", "-selection", "clipboard", "-t", "text/html")
		xclip.Stdin = strings.NewReader(page + "<!-- theirs -->")
		if err := xclip.Run(); err != nil {
			t.Fatal(err)
		}
		owned(t, b, func(w xproto.Window) bool { return w != a.window && w != 0 })
		if got, err := a.HTML(never); err != nil || got != page+"<!-- theirs -->" {
			t.Errorf("from xclip: %d bytes, not %d: %v", len(got), len(page)+15, err)
		}
		if got, err := a.HTML(func(uint32) bool { return true }); err != nil || got != "" {
			t.Errorf("from an owner that is to be left: %q, %v", got, err)
		}
	}
	targets, err := exec.Command("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS").Output()
	if err != nil || !strings.Contains(string(targets), "text/html") {
		t.Errorf("targets: %s, %v", targets, err)
	}
}

// An owner that has a text only, one that is gone, and none.
func TestWithoutHTML(t *testing.T) {
	a, b := connect(t), connect(t)
	if err := b.Offer("通知", ""); err != nil {
		t.Fatal(err)
	}
	if got, err := a.HTML(never); err != nil || got != "" {
		t.Errorf("of a text: %q, %v", got, err)
	}
	b.Close()
	owned(t, a, func(w xproto.Window) bool { return w == 0 })
	for range 3 {
		if got, err := a.HTML(never); err != nil || got != "" {
			t.Errorf("of a program that is gone: %q, %v", got, err)
		}
	}
}

// A picture goes to other programs, in parts where it is long, and nothing else is offered with it.
func TestPicture(t *testing.T) {
	a := connect(t)
	for _, n := range []int{100, 3 << 20} {
		picture := strings.Repeat("\x89PNG", n/4)
		if err := a.OfferPicture([]byte(picture)); err != nil {
			t.Fatal(err)
		}
		if got, err := exec.Command("xclip", "-selection", "clipboard", "-o", "-t", "image/png").Output(); err != nil || string(got) != picture {
			t.Errorf("xclip has %d bytes of %d: %v", len(got), len(picture), err)
		}
		if html, err := a.HTML(never); err != nil || html != "" {
			t.Errorf("beside a picture there is %q, %v", html, err)
		}
	}
	targets, err := exec.Command("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS").Output()
	if err != nil || !strings.Contains(string(targets), "image/png") || strings.Contains(string(targets), "text/") {
		t.Errorf("targets: %s, %v", targets, err)
	}
}
