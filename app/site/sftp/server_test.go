package sftp

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"sync"
	"testing"

	protocol "github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// server is an SFTP server of the test's own.
type server struct {
	host string
	key  Key
	mu   sync.Mutex
	cut  int64 // the next connection breaks off after that many bytes from the client; 0 for never
	read int64 // bytes that came over the last connection
}

const user, password = "web", "correct horse"

// serve starts a server for this test whose connections begin in dir.
func serve(t testing.TB, dir string) *server {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	signer, err := ssh.NewSignerFromKey(private)
	must(t, err)
	config := &ssh.ServerConfig{PasswordCallback: func(c ssh.ConnMetadata, p []byte) (*ssh.Permissions, error) {
		if c.User() != user || string(p) != password {
			return nil, errors.New("no")
		}
		return nil, nil
	}}
	config.AddHostKey(signer)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	s := &server{host: l.Addr().String(), key: keyOf(signer.PublicKey())}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			c := &cutting{Conn: conn, s: s, left: s.cut}
			s.read = 0
			s.mu.Unlock()
			all.Go(func() { answer(c, config, dir) })
		}
	})
	t.Cleanup(func() { must(t, l.Close()); all.Wait() })
	return s
}

// cutting is a connection that breaks off.
type cutting struct {
	net.Conn
	s    *server
	left int64
}

func (c *cutting) Read(b []byte) (int, error) {
	if c.left > 0 && int64(len(b)) > c.left {
		b = b[:c.left]
	}
	n, err := c.Conn.Read(b)
	c.s.mu.Lock()
	c.s.read += int64(n)
	c.s.mu.Unlock()
	if c.left > 0 {
		if c.left -= int64(n); c.left == 0 {
			_ = c.Close()
			return 0, io.ErrUnexpectedEOF
		}
	}
	return n, err
}

// answer is one connection. Whatever goes wrong with it the client hears.
func answer(conn net.Conn, config *ssh.ServerConfig, dir string) {
	defer func() { _ = conn.Close() }()
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for c := range channels {
		channel, requests, err := c.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				_ = r.Reply(r.Type == "subsystem", nil)
			}
		}()
		s, err := protocol.NewServer(channel, protocol.WithServerWorkingDirectory(dir))
		if err != nil {
			return
		}
		_ = s.Serve()
		_ = channel.Close()
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
