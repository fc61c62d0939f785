// Package presence tells how long nobody has touched the keyboard or the mouse of this computer, in whatever program.
//
// A window hears only what is done to it, and the toolkit tells a program only of the keys and clicks that some part of a window wants. Whoever scrolls
// through a long article, or reads a letter beside it, has not left the desk. So the system is asked: the X server on Linux (MIT-SCREEN-SAVER, also through XWayland, which
// counts what is done to its own windows), GetLastInputInfo on Windows. Elsewhere nobody knows.
package presence

import (
	"sync"
	"time"
)

// Watch asks the system. Make it with [Open]; its methods are safe for concurrent use.
type Watch struct {
	mu     sync.Mutex
	system system
}

// Open prepares for asking. It does not fail: a system that cannot be asked does not know.
func Open() *Watch { return &Watch{} }

// Idle returns for how long nobody touched the keyboard or the mouse, and whether the system knows.
func (w *Watch) Idle() (time.Duration, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.system.idle()
}

// Close ends the connection to the system.
func (w *Watch) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.system.close()
}
