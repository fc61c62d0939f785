package ime

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"path"
	"strconv"
	"strings"
	"sync"
)

// Display asks an X server where windows stand. The toolkit knows but does not say; candidates that stand beside the caret need it. It speaks
// the two requests of the X protocol that this takes and nothing else.
type Display struct {
	mu   sync.Mutex
	conn net.Conn
}

// OpenDisplay connects to the X server that DISPLAY names, with the cookie of XAUTHORITY or ~/.Xauthority where there is one.
func OpenDisplay(env Environment) (*Display, error) {
	network, address, number, err := displayAddress(env.Getenv("DISPLAY"))
	if err != nil {
		return nil, err
	}
	name := env.Getenv("XAUTHORITY")
	if name == "" {
		name = path.Join(env.Getenv("HOME"), ".Xauthority")
	}
	var key []byte
	if file, err := env.ReadFile(name); err == nil { // servers without one are open to us
		key = cookie(file, number)
	}
	conn, err := net.Dial(network, address)
	if err != nil {
		return nil, fmt.Errorf("open the display: %w", err)
	}
	if err := greet(conn, key); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &Display{conn: conn}, nil
}

// Close ends the connection.
func (d *Display) Close() error { return d.conn.Close() }

// Origin returns where the upper left corner of a window stands on its screen, in pixels, as the server sees it now. The window is that of
// driver.X11WindowContext.
func (d *Display) Origin(window uintptr) (x, y int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	geometry, err := d.request(14, 0, uint32(window)) // GetGeometry
	if err != nil {
		return 0, 0, err
	}
	root := binary.LittleEndian.Uint32(geometry[8:])
	to, err := d.request(40, 0, uint32(window), root, 0) // TranslateCoordinates of 0, 0
	if err != nil {
		return 0, 0, err
	}
	return int(int16(binary.LittleEndian.Uint16(to[12:]))), int(int16(binary.LittleEndian.Uint16(to[14:]))), nil
}

// request sends one request and returns its reply, of 32 bytes as both of ours are (X11 protocol, encoding of requests and replies).
func (d *Display) request(opcode, detail byte, words ...uint32) ([]byte, error) {
	out := []byte{opcode, detail, byte(1 + len(words)), 0}
	for _, w := range words {
		out = binary.LittleEndian.AppendUint32(out, w)
	}
	if _, err := d.conn.Write(out); err != nil {
		return nil, fmt.Errorf("ask the display: %w", err)
	}
	in := make([]byte, 32)
	for {
		if _, err := io.ReadFull(d.conn, in); err != nil {
			return nil, fmt.Errorf("ask the display: %w", err)
		}
		switch in[0] {
		case 0:
			return nil, fmt.Errorf("the display refuses request %d: error %d", opcode, in[1])
		case 1:
			if n := binary.LittleEndian.Uint32(in[4:]); n != 0 {
				return nil, fmt.Errorf("the display answers request %d with %d words too many", opcode, n)
			}
			return in, nil
		}
		// anything else is an event, such as that the keyboard changed
	}
}

// greet sets a connection up (X11 protocol, connection setup).
func greet(conn io.ReadWriter, key []byte) error {
	const scheme = "MIT-MAGIC-COOKIE-1"
	var name string
	if len(key) > 0 {
		name = scheme
	}
	out := []byte{'l', 0, 11, 0, 0, 0, byte(len(name)), 0, byte(len(key)), 0, 0, 0}
	out = append(out, padded([]byte(name))...)
	out = append(out, padded(key)...)
	if _, err := conn.Write(out); err != nil {
		return fmt.Errorf("greet the display: %w", err)
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(conn, head); err != nil {
		return fmt.Errorf("greet the display: %w", err)
	}
	rest := make([]byte, 4*int(binary.LittleEndian.Uint16(head[6:])))
	if _, err := io.ReadFull(conn, rest); err != nil {
		return fmt.Errorf("greet the display: %w", err)
	}
	if head[0] != 1 {
		return fmt.Errorf("the display lets nobody in: %s", strings.TrimRight(string(rest), "\x00\n"))
	}
	return nil
}

func padded(b []byte) []byte { return append(b[:len(b):len(b)], make([]byte, -len(b)&3)...) }

// displayAddress reads host:number.screen.
func displayAddress(display string) (network, address, number string, err error) {
	i := strings.LastIndexByte(display, ':')
	if i < 0 {
		return "", "", "", fmt.Errorf("DISPLAY is %q and names no display", display)
	}
	host := display[:i]
	number, _, _ = strings.Cut(display[i+1:], ".")
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil || n > 59535 {
		return "", "", "", fmt.Errorf("DISPLAY is %q and names no display", display)
	}
	if host == "" || host == "unix" {
		return "unix", "/tmp/.X11-unix/X" + number, number, nil
	}
	return "tcp", net.JoinHostPort(strings.Trim(host, "[]"), strconv.Itoa(6000+int(n))), number, nil
}

// cookie returns the key for a display from a file of X authorities: family, address, number, scheme and key, each but the first with its
// length before it, all in network order (Xau, AuGetAddr).
func cookie(file []byte, number string) []byte {
	part := func() ([]byte, bool) {
		if len(file) < 2 {
			return nil, false
		}
		n := int(binary.BigEndian.Uint16(file))
		if len(file) < 2+n {
			return nil, false
		}
		p := file[2 : 2+n]
		file = file[2+n:]
		return p, true
	}
	for len(file) > 2 {
		file = file[2:] // the family: a machine with several displays tells them apart by number
		var parts [4][]byte
		for i := range parts {
			p, ok := part()
			if !ok {
				return nil
			}
			parts[i] = p
		}
		if n := string(parts[1]); (n == "" || n == number) && string(parts[2]) == "MIT-MAGIC-COOKIE-1" && len(parts[3]) < 256 {
			return parts[3]
		}
	}
	return nil
}
