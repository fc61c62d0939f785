package ime

import (
	"bytes"
	"encoding/binary"
	"io"
	"io/fs"
	"net"
	"strconv"
	"strings"
	"testing"
)

func TestDisplayAddress(t *testing.T) {
	for _, c := range []struct{ display, network, address, number string }{
		{":0", "unix", "/tmp/.X11-unix/X0", "0"},
		{":90.1", "unix", "/tmp/.X11-unix/X90", "90"},
		{"unix:1", "unix", "/tmp/.X11-unix/X1", "1"},
		{"localhost:10.0", "tcp", "localhost:6010", "10"},
		{"[::1]:2", "tcp", "[::1]:6002", "2"},
		{"", "", "", ""},
		{"host", "", "", ""},
		{":x", "", "", ""},
		{":70000", "", "", ""},
	} {
		network, address, number, err := displayAddress(c.display)
		if (err == nil) != (c.network != "") || err == nil && (network != c.network || address != c.address || number != c.number) {
			t.Errorf("%q is at %s %s, number %s: %v", c.display, network, address, number, err)
		}
	}
}

// authority is an entry of a file of X authorities.
func authority(number, scheme, key string) []byte {
	out := []byte{1, 0}
	for _, p := range []string{"machine", number, scheme, key} {
		out = binary.BigEndian.AppendUint16(out, uint16(len(p)))
		out = append(out, p...)
	}
	return out
}

func TestCookie(t *testing.T) {
	const scheme = "MIT-MAGIC-COOKIE-1"
	file := bytes.Join([][]byte{authority("0", scheme, "zero"), authority("7", "XDM-AUTHORIZATION-1", "no"), authority("7", scheme, "seven"), authority("", scheme, "any")}, nil)
	for number, want := range map[string]string{"0": "zero", "7": "seven", "9": "any"} {
		if got := string(cookie(file, number)); got != want {
			t.Errorf("the key of display %s is %q, not %q", number, got, want)
		}
	}
	for n := range file {
		cookie(file[:n], "9") // a file that ends early is no reason to fall
	}
}

func FuzzCookie(f *testing.F) {
	f.Add(authority("0", "MIT-MAGIC-COOKIE-1", "key"), "0")
	f.Add([]byte{1, 0, 255, 255}, "")
	f.Fuzz(func(t *testing.T, file []byte, number string) {
		if k := cookie(file, number); len(k) > 0 && !bytes.Contains(file, k) {
			t.Errorf("%q is not in the file", k)
		}
	})
}

// server is an X server with one window, at 120, -30, that wants a key.
func server(c net.Conn, key string) error {
	head := make([]byte, 12)
	if _, err := io.ReadFull(c, head); err != nil {
		return err
	}
	n, m := int(head[6]), int(head[8])
	auth := make([]byte, n+-n&3+m+-m&3)
	if _, err := io.ReadFull(c, auth); err != nil {
		return err
	}
	if got := string(auth[n+-n&3:][:m]); got != key {
		_, err := c.Write(append([]byte{0, 5, 11, 0, 0, 0, 2, 0}, "who?\x00\x00\x00\x00"...))
		return err
	}
	if _, err := c.Write([]byte{1, 0, 11, 0, 0, 0, 1, 0, 9, 9, 9, 9}); err != nil {
		return err
	}
	for {
		request := make([]byte, 4)
		if _, err := io.ReadFull(c, request); err != nil {
			return nil
		}
		rest := make([]byte, 4*int(request[2])-4)
		if _, err := io.ReadFull(c, rest); err != nil {
			return err
		}
		reply := make([]byte, 32)
		reply[0] = 1
		switch {
		case binary.LittleEndian.Uint32(rest) != 77:
			reply[0], reply[1] = 0, 3 // Window
		case request[0] == 14:
			binary.LittleEndian.PutUint32(reply[8:], 5)
		case request[0] == 40 && binary.LittleEndian.Uint32(rest[4:]) == 5:
			binary.LittleEndian.PutUint16(reply[12:], 120)
			y := int16(-30)
			binary.LittleEndian.PutUint16(reply[14:], uint16(y))
		}
		event := make([]byte, 32)
		event[0] = 34 // MappingNotify, which comes unasked
		if _, err := c.Write(append(event, reply...)); err != nil {
			return err
		}
	}
}

func TestDisplayOrigin(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				if err := server(c, "secret"); err != nil {
					t.Error(err)
				}
			}()
		}
	}()
	number := strconv.Itoa(l.Addr().(*net.TCPAddr).Port - 6000)
	env := func(key string) Environment {
		return Environment{
			Getenv: func(n string) string {
				return map[string]string{"DISPLAY": "127.0.0.1:" + number, "HOME": "/home/x"}[n]
			},
			ReadFile: func(n string) ([]byte, error) {
				if n == "/home/x/.Xauthority" && key != "" {
					return authority(number, "MIT-MAGIC-COOKIE-1", key), nil
				}
				return nil, fs.ErrNotExist
			},
		}
	}
	d, err := OpenDisplay(env("secret"))
	if err != nil {
		t.Fatal(err)
	}
	if x, y, err := d.Origin(77); x != 120 || y != -30 || err != nil {
		t.Errorf("the window is at %d, %d: %v", x, y, err)
	}
	if _, _, err := d.Origin(78); err == nil {
		t.Error("a window that is not there has a place")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if _, err := OpenDisplay(env("")); err == nil || !strings.Contains(err.Error(), "who?") {
		t.Errorf("the display let us in without a key: %v", err)
	}
}
