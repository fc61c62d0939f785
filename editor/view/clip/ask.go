package clip

import (
	"errors"
	"fmt"
	"time"

	"github.com/jezek/xgb/xproto"
)

// errSilent is returned where an owner does not answer.
var errSilent = errors.New("clip: the program that owns the clipboard does not answer")

// ask asks the owner of the selection for a target; nil where it has none.
func (c *Clipboard) ask(target xproto.Atom) ([]byte, error) {
	c.asking.Lock()
	defer c.asking.Unlock()
	property := c.atoms["GALLEY_CLIPBOARD"]
	c.setWaiting(true)
	defer c.setWaiting(false)
	xproto.DeleteProperty(c.conn, c.window, property)
	xproto.ConvertSelection(c.conn, c.window, c.atoms["CLIPBOARD"], target, property, xproto.TimeCurrentTime)
	for {
		e, err := c.next()
		if err != nil {
			return nil, err
		}
		n, ok := e.(xproto.SelectionNotifyEvent)
		switch {
		case !ok || n.Target != target:
			continue // of an earlier question
		case n.Property == xproto.AtomNone:
			return nil, nil
		}
		kind, data, err := c.take(property)
		if err != nil || kind != c.atoms["INCR"] {
			return data, err
		}
		return c.parts(property)
	}
}

// parts reads what comes in parts, each after the one before was taken, up to an empty one.
func (c *Clipboard) parts(property xproto.Atom) ([]byte, error) {
	var all []byte
	for {
		e, err := c.next()
		if err != nil {
			return nil, err
		}
		if n, ok := e.(xproto.PropertyNotifyEvent); !ok || n.Atom != property || n.State != xproto.PropertyNewValue {
			continue
		}
		_, data, err := c.take(property)
		if err != nil || len(data) == 0 {
			return all, err
		}
		if all = append(all, data...); len(all) > most {
			return nil, fmt.Errorf("clip: more than %d bytes", most)
		}
	}
}

// take reads a property of the window and removes it.
func (c *Clipboard) take(property xproto.Atom) (kind xproto.Atom, data []byte, err error) {
	reply, err := xproto.GetProperty(c.conn, true, c.window, property, xproto.GetPropertyTypeAny, 0, most/4).Reply()
	if err != nil {
		return 0, nil, fmt.Errorf("clip: %w", err)
	}
	return reply.Type, reply.Value, nil
}

// next returns the next event for the question.
func (c *Clipboard) next() (any, error) {
	select {
	case e, ok := <-c.events:
		if !ok {
			return nil, errSilent
		}
		return e, nil
	case <-time.After(patience):
		return nil, errSilent
	}
}

// setWaiting says whether a question is asked; what came for the one before is let go.
func (c *Clipboard) setWaiting(is bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = is
	for {
		select {
		case _, ok := <-c.events:
			if !ok {
				return
			}
			continue
		default:
		}
		return
	}
}
