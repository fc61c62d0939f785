//go:build unix && !darwin

package ime

import (
	"sync"

	"github.com/godbus/dbus/v5"
)

// message is what came over a link, or news of a link.
type message struct {
	link *link
	in   *dbus.Message // nil for news
	news news
}

type news uint8

const (
	opened news = iota // a link stands
	failed             // a link could not be made
	closed             // a link is gone
)

// inbox keeps messages in the order in which they came until the user interface takes them.
type inbox struct {
	mu      sync.Mutex
	all     []message
	told    bool
	notify  func()        // called from any goroutine when there is something, once until it was all taken; nil before anybody listens
	arrived chan struct{} // has a token when something came
}

func newInbox() *inbox { return &inbox{arrived: make(chan struct{}, 1)} }

func (b *inbox) put(m message) {
	b.mu.Lock()
	b.all = append(b.all, m)
	notify := b.notify
	if b.told {
		notify = nil
	}
	if notify != nil {
		b.told = true
	}
	b.mu.Unlock()
	select {
	case b.arrived <- struct{}{}:
	default:
	}
	if notify != nil {
		notify()
	}
}

func (b *inbox) take() (message, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.all) == 0 {
		b.told = false
		return message{}, false
	}
	m := b.all[0]
	b.all = b.all[1:]
	return m, true
}

// listen names who is told.
func (b *inbox) listen(notify func()) {
	b.mu.Lock()
	b.notify = notify
	b.mu.Unlock()
}
