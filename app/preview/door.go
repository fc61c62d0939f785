package preview

import (
	"net"
	"net/netip"
	"sync"
)

// door lets so many connections in at a time, and so many of them from one computer. Others are closed at once: who waits would keep a place.
type door struct {
	net.Listener
	most, each int

	mu   sync.Mutex
	open int
	from map[netip.Addr]int
}

// Accept implements net.Listener.
func (d *door) Accept() (net.Conn, error) {
	for {
		c, err := d.Listener.Accept()
		if err != nil {
			return nil, err
		}
		peer := peerOf(c)
		if d.enter(peer) {
			return &visit{Conn: c, leave: sync.OnceFunc(func() { d.leave(peer) })}, nil
		}
		_ = c.Close() // it was never used
	}
}

func peerOf(c net.Conn) netip.Addr {
	at, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap()
}

func (d *door) enter(peer netip.Addr) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open >= d.most || d.from[peer] >= d.each {
		return false
	}
	d.open++
	d.from[peer]++
	return true
}

func (d *door) leave(peer netip.Addr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open--
	if d.from[peer]--; d.from[peer] == 0 {
		delete(d.from, peer)
	}
}

// visit is a connection that was let in.
type visit struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (v *visit) Close() error {
	v.leave()
	return v.Conn.Close()
}
