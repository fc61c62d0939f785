package clip

import (
	"slices"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// transferKey is the property of a window that another program takes parts from.
type transferKey struct {
	window   xproto.Window
	property xproto.Atom
}

// transfer is what is still to be taken.
type transfer struct {
	kind xproto.Atom
	rest []byte
}

// mostTransfers bounds those that other programs begin and do not end.
const mostTransfers = 64

// serve answers other programs and hands answers on, until the connection is closed.
func (c *Clipboard) serve() {
	defer close(c.events)
	for {
		e, err := c.conn.WaitForEvent()
		if e == nil && err == nil {
			return
		}
		if err != nil {
			continue // of a window that is gone meanwhile
		}
		switch e := e.(type) {
		case xproto.SelectionRequestEvent:
			c.answer(e)
		case xproto.SelectionClearEvent:
			c.mu.Lock()
			c.offered = nil
			c.mu.Unlock()
		case xproto.PropertyNotifyEvent:
			if e.Window == c.window {
				c.hand(e)
			} else if e.State == xproto.PropertyDelete {
				c.goOn(transferKey{e.Window, e.Atom})
			}
		case xproto.SelectionNotifyEvent:
			c.hand(e)
		}
	}
}

// hand gives an event to the question that is asked.
func (c *Clipboard) hand(e xgb.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting {
		select {
		case c.events <- e:
		default: // an owner that sends more than is asked for
		}
	}
}

// answer gives another program what it asks for.
func (c *Clipboard) answer(e xproto.SelectionRequestEvent) {
	property := e.Property
	if property == xproto.AtomNone { // a client of old (ICCCM, 2.2)
		property = e.Target
	}
	if !c.give(e.Requestor, property, e.Target) {
		property = xproto.AtomNone
	}
	said := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	xproto.SendEvent(c.conn, false, e.Requestor, 0, string(said.Bytes()))
}

// give puts a target into a property of another window, or its first part; it reports whether there is one.
func (c *Clipboard) give(window xproto.Window, property, target xproto.Atom) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.offered == nil {
		return false
	}
	if target == c.atoms["TARGETS"] {
		list := []xproto.Atom{target}
		for t := range c.offered {
			list = append(list, t)
		}
		slices.Sort(list)
		data := make([]byte, 4*len(list))
		for i, t := range list {
			xgb.Put32(data[4*i:], uint32(t))
		}
		xproto.ChangeProperty(c.conn, xproto.PropModeReplace, window, property, xproto.AtomAtom, 32, uint32(len(list)), data)
		return true
	}
	data, ok := c.offered[target]
	if !ok {
		return false
	}
	kind := target
	if target == c.atoms["TEXT"] {
		kind = c.atoms["UTF8_STRING"]
	}
	if len(data) <= c.chunk {
		xproto.ChangeProperty(c.conn, xproto.PropModeReplace, window, property, kind, 8, uint32(len(data)), data)
		return true
	}
	if len(c.transfers) >= mostTransfers {
		clear(c.transfers)
	}
	c.transfers[transferKey{window, property}] = &transfer{kind, data}
	xproto.ChangeWindowAttributes(c.conn, window, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
	size := make([]byte, 4)
	xgb.Put32(size, uint32(len(data)))
	xproto.ChangeProperty(c.conn, xproto.PropModeReplace, window, property, c.atoms["INCR"], 32, 1, size)
	return true
}

// goOn gives the next part after the one before was taken; the last one is empty.
func (c *Clipboard) goOn(k transferKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.transfers[k]
	if t == nil {
		return
	}
	n := min(len(t.rest), c.chunk)
	xproto.ChangeProperty(c.conn, xproto.PropModeReplace, k.window, k.property, t.kind, 8, uint32(n), t.rest[:n])
	if t.rest = t.rest[n:]; n == 0 {
		delete(c.transfers, k)
	}
}
