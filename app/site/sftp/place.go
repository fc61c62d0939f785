// Package sftp puts a site on a server by SFTP (draft-ietf-secsh-filexfer-02, with OpenSSH's extensions where the server has them).
//
// The server is trusted by its key alone: [Ask] fetches it for a person to confirm, [Known] looks it up where ssh keeps those that this person has
// confirmed before, and [Dial] refuses any other.
//
// A file is written under another name beside the site, made durable where the server can (fsync@openssh.com), and moved to its place in one
// step (posix-rename@openssh.com). A server without that step has a moment at which the file is not there.
package sftp

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path"
	"strconv"
	"sync"
	"time"

	protocol "github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"galley/app/newsroom/target"
)

// Workers is how many files are sent at a time: enough that the way to the server and back is not what is waited for, few enough for any server.
const Workers = 8

// maxRead bounds a file that is read from the server in bytes.
const maxRead = 64 << 20

// part is the beginning of the name of a file that is being sent.
const part = ".galley-part-"

// Place is a folder on a server. It is a mirror.Place for [Workers] files at a time.
type Place struct {
	client  *protocol.Client
	ssh     *ssh.Client
	base    string
	parts   chan string // names that nothing is being sent under
	mu      sync.Mutex
	folders map[string]bool // that are there
	unhook  func() bool
}

// Open logs in and finds the folder. Errors are [target.Failure] values. The end of ctx closes it.
func Open(ctx context.Context, l Login, folder string) (*Place, error) {
	conn, err := dial(ctx, l)
	if err != nil {
		return nil, err
	}
	unhook := context.AfterFunc(ctx, func() { _ = conn.Close() }) // whatever is under way fails, and says so
	client, err := protocol.NewClient(conn, protocol.UseConcurrentWrites(true))
	if err != nil {
		unhook()
		return nil, failed(ctx, errors.Join(err, conn.Close()))
	}
	p := &Place{client: client, ssh: conn, base: folder, parts: make(chan string, Workers), folders: map[string]bool{}, unhook: unhook}
	for i := range Workers {
		p.parts <- path.Join(folder, part+strconv.Itoa(i))
	}
	info, err := client.Stat(folder)
	if err == nil && !info.IsDir() {
		err = fs.ErrNotExist
	}
	if err != nil {
		p.Close()
		if errors.Is(err, fs.ErrNotExist) {
			return nil, target.Fail(target.NoFolder, err)
		}
		return nil, failed(ctx, err)
	}
	return p, nil
}

// Close logs out. What was put is there whether or not the server hears it, so that nothing is waited for.
func (p *Place) Close() {
	p.unhook()
	_ = p.ssh.Close() // first: the client waits for the server to end the session
	_ = p.client.Close()
}

// IsEmpty reports whether the folder has nothing but what an earlier run was cut off in.
func (p *Place) IsEmpty(ctx context.Context) (bool, error) {
	found, err := p.client.ReadDirContext(ctx, p.base)
	if err != nil {
		return false, failed(ctx, err)
	}
	for _, f := range found {
		if len(f.Name()) <= len(part) || f.Name()[:len(part)] != part {
			return false, nil
		}
	}
	return true, nil
}

// Read returns a file.
func (p *Place) Read(ctx context.Context, name string) ([]byte, error) {
	f, err := p.client.Open(path.Join(p.base, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, failed(ctx, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxRead+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, failed(ctx, err)
	}
	if len(data) > maxRead {
		return nil, target.Fail(target.Odd, errors.New(name+" is too long"))
	}
	return data, nil
}

// Put writes a file whole or not at all.
func (p *Place) Put(ctx context.Context, name string, data []byte) error {
	if err := p.folder(path.Dir(name)); err != nil {
		return failed(ctx, err)
	}
	var as string
	select {
	case as = <-p.parts:
		defer func() { p.parts <- as }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := p.write(as, data); err != nil {
		return failed(ctx, err)
	}
	return failed(ctx, p.move(as, path.Join(p.base, name)))
}

func (p *Place) write(name string, data []byte) (err error) {
	f, err := p.client.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if _, ok := p.client.HasExtension("fsync@openssh.com"); ok {
		return f.Sync()
	}
	return nil
}

// move puts a file in the place of another.
func (p *Place) move(from, to string) error {
	if _, ok := p.client.HasExtension("posix-rename@openssh.com"); ok {
		return p.client.PosixRename(from, to)
	}
	if err := p.client.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return p.client.Rename(from, to)
}

// folder makes a folder below the base with those above it.
func (p *Place) folder(name string) error {
	if name == "." {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.folders[name] {
		return nil
	}
	if err := p.client.MkdirAll(path.Join(p.base, name)); err != nil {
		return err
	}
	p.folders[name] = true
	return nil
}

// Remove takes a file away.
func (p *Place) Remove(ctx context.Context, name string) error {
	if err := p.client.Remove(path.Join(p.base, name)); !errors.Is(err, fs.ErrNotExist) {
		return failed(ctx, err)
	}
	return nil
}

// failed returns an error of the server's, or of the way to it, as a failure; nil for nil.
func failed(ctx context.Context, err error) error {
	var status *protocol.StatusError
	var f *target.Failure
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &f):
		return f
	case errors.Is(err, fs.ErrPermission):
		return target.Fail(target.NoPermission, err)
	case errors.Is(err, fs.ErrNotExist):
		return target.Fail(target.NoFolder, err)
	case errors.As(err, &status):
		return target.Fail(target.Failing, err)
	}
	return target.Fail(target.Cut, err)
}

// patience is how long a server may say nothing.
const patience = 2 * time.Minute

// line is a connection whose other end must not be silent for longer than patience while something is going on.
type line struct{ net.Conn }

func (l line) Read(b []byte) (int, error) {
	if err := l.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return 0, err
	}
	return l.Conn.Read(b)
}

func (l line) Write(b []byte) (int, error) {
	if err := l.SetDeadline(time.Now().Add(patience)); err != nil {
		return 0, err
	}
	return l.Conn.Write(b)
}
