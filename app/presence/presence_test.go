package presence

import "testing"

// Where there is no screen nobody knows, and asking again does no harm.
func TestNoScreen(t *testing.T) {
	t.Setenv("DISPLAY", "")
	w := Open()
	for range 2 {
		if d, ok := w.Idle(); ok && d < 0 {
			t.Errorf("idle for %v", d)
		}
	}
	t.Setenv("DISPLAY", ":no-such-display")
	if _, ok := w.Idle(); ok {
		t.Error("a screen that is not there knows")
	}
	w.Close()
	w.Close()
}
