// Package clip is the clipboard of an X server, with HTML beside text and with pictures.
//
//	c, err := clip.Open(os.Getenv("DISPLAY"))
//	err = c.Offer("通知", "<b>通知</b>")      // until another program offers something
//	page := c.HTML(func(owner uint32) bool { … })
//
// The toolkit's clipboard has text only, so this one has a connection to the server and a window of its own, by which it owns the selection
// CLIPBOARD and asks other owners (ICCCM, 2). What is longer than a request travels in parts, both ways (ICCCM, 2.5 and 2.7.2). Other
// programs are served from a goroutine of the package: neither they nor this one wait for windows to be drawn.
//
// Methods may be called from any goroutine.
package clip

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"golang.org/x/text/encoding/unicode"
)

// Bounds of what is taken from another program.
const (
	patience = time.Second // without a sign of life
	most     = 32 << 20    // bytes
)

// ErrTaken is returned by [Clipboard.Offer] and [Clipboard.OfferPicture] where the server did not give the selection.
var ErrTaken = errors.New("clip: the selection belongs to another program")

// Clipboard is a connection to a server. Close it after use.
type Clipboard struct {
	conn   *xgb.Conn
	window xproto.Window
	atoms  map[string]xproto.Atom
	chunk  int // bytes that fit into one request

	asking sync.Mutex // one question at a time
	events chan any   // for the question that is asked

	mu        sync.Mutex
	offered   map[xproto.Atom][]byte // by target; nil while another program owns the selection
	waiting   bool                   // a question is asked
	transfers map[transferKey]*transfer
}

// names are the atoms that are used.
var names = []string{"CLIPBOARD", "TARGETS", "INCR", "UTF8_STRING", "TEXT", "text/plain", "text/plain;charset=utf-8", "text/html", "image/png", "GALLEY_CLIPBOARD"}

// Open connects to a display, as the variable DISPLAY names it.
func Open(display string) (*Clipboard, error) {
	xgb.Logger.SetOutput(io.Discard) // it tells standard error what it returns anyway
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, fmt.Errorf("clip: %w", err)
	}
	c := &Clipboard{conn: conn, atoms: map[string]xproto.Atom{}, events: make(chan any, 16), transfers: map[transferKey]*transfer{}}
	if err := c.prepare(); err != nil {
		conn.Close()
		return nil, fmt.Errorf("clip: %w", err)
	}
	go c.serve()
	return c, nil
}

// prepare makes the window and the atoms.
func (c *Clipboard) prepare() error {
	for _, name := range names {
		reply, err := xproto.InternAtom(c.conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			return err
		}
		c.atoms[name] = reply.Atom
	}
	setup := xproto.Setup(c.conn)
	c.chunk = min(int(setup.MaximumRequestLength)*4-64, 256<<10)
	screen := setup.DefaultScreen(c.conn)
	var err error
	if c.window, err = xproto.NewWindowId(c.conn); err != nil {
		return err
	}
	return xproto.CreateWindowChecked(c.conn, 0, c.window, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, screen.RootVisual,
		xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange}).Check()
}

// Close leaves the server; what was offered is gone.
func (c *Clipboard) Close() { c.conn.Close() }

// OfferPicture puts a picture on the clipboard, a PNG file. It must not be changed after.
func (c *Clipboard) OfferPicture(png []byte) error {
	return c.offer(map[xproto.Atom][]byte{c.atoms["image/png"]: png})
}

// Offer puts a text and its HTML on the clipboard.
func (c *Clipboard) Offer(text, html string) error {
	offered := map[xproto.Atom][]byte{}
	for _, name := range []string{"UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "TEXT"} {
		offered[c.atoms[name]] = []byte(text)
	}
	if html != "" {
		offered[c.atoms["text/html"]] = []byte(html)
	}
	return c.offer(offered)
}

// offer takes the selection with what is offered for each target.
func (c *Clipboard) offer(offered map[xproto.Atom][]byte) error {
	c.mu.Lock()
	c.offered = offered
	c.mu.Unlock()
	xproto.SetSelectionOwner(c.conn, c.window, c.atoms["CLIPBOARD"], xproto.TimeCurrentTime)
	owner, err := c.owner()
	switch {
	case err != nil:
		return err
	case owner != c.window:
		return ErrTaken
	}
	return nil
}

func (c *Clipboard) owner() (xproto.Window, error) {
	reply, err := xproto.GetSelectionOwner(c.conn, c.atoms["CLIPBOARD"]).Reply()
	if err != nil {
		return 0, fmt.Errorf("clip: %w", err)
	}
	return reply.Owner, nil
}

// HTML returns the HTML on the clipboard, "" where there is none. It does not ask an owner for which leave is true: a window of the goroutine
// that waits here would never answer. The number that leave is given is the owner's first resource, the same for all of its windows; see
// [Clipboard.Client].
func (c *Clipboard) HTML(leave func(client uint32) bool) (string, error) {
	owner, err := c.owner()
	if err != nil || owner == 0 {
		return "", err
	}
	if owner == c.window {
		c.mu.Lock()
		defer c.mu.Unlock()
		return string(c.offered[c.atoms["text/html"]]), nil
	}
	if leave(c.Client(uint32(owner))) {
		return "", nil
	}
	data, err := c.ask(c.atoms["text/html"])
	if err != nil {
		return "", err
	}
	return decode(data), nil
}

// Client returns what all windows of one program have in common.
func (c *Clipboard) Client(window uint32) uint32 {
	return window &^ xproto.Setup(c.conn).ResourceIdMask
}

// decode reads HTML in UTF-8 or, with a mark of its order, UTF-16.
func decode(data []byte) string {
	if n := len(data); n > 1 && (data[0] == 0xff && data[1] == 0xfe || data[0] == 0xfe && data[1] == 0xff) {
		if s, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data); err == nil {
			data = s
		}
	}
	for len(data) > 0 && data[len(data)-1] == 0 { // some programs end it as C does
		data = data[:len(data)-1]
	}
	if !utf8.Valid(data) {
		return ""
	}
	return string(data)
}
