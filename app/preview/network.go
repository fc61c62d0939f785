package preview

import (
	"cmp"
	"net"
	"net/netip"
	"slices"
	"strings"

	"galley/app/newsroom"
)

// Network is an address of this computer where a phone may reach it.
type Network struct {
	Interface string // its name in the system
	Address   netip.Addr
}

// carrier is what some campus networks have in place of the private addresses of RFC 1918 (RFC 6598, 7).
var carrier = netip.MustParsePrefix("100.64.0.0/10")

// bridges are how the interfaces of containers, virtual machines and tunnels are called: no phone is there.
var bridges = []string{"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "wg", "zt", "tailscale", "utun"}

// Networks returns where this computer can be reached, the likeliest first: the address that leads outside, private addresses before public
// ones, interfaces of containers and tunnels last.
func Networks() ([]Network, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	var all []Network
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			return nil, newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
		}
		for _, a := range addresses {
			if p, err := netip.ParsePrefix(a.String()); err == nil && usable(p.Addr().Unmap()) {
				all = append(all, Network{i.Name, p.Addr().Unmap()})
			}
		}
	}
	order(all, outward())
	return all, nil
}

// usable reports whether phones nearby can have the address typed or scanned: of version 6 only private ones, since others are open to the world.
func usable(a netip.Addr) bool {
	return a.IsGlobalUnicast() && (a.Is4() || a.IsPrivate())
}

// outward is the address that connections to the outside have; invalid where there is no outside. Nothing is sent.
func outward() netip.Addr {
	c, err := net.Dial("udp", "192.0.2.1:9") // RFC 5737: an address of nobody
	if err != nil {
		return netip.Addr{} // no network leads outside, which is no error here
	}
	defer c.Close()
	at, err := netip.ParseAddrPort(c.LocalAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap()
}

// order puts the likeliest first.
func order(all []Network, out netip.Addr) {
	rank := func(n Network) int {
		bridge := slices.ContainsFunc(bridges, func(b string) bool { return strings.HasPrefix(n.Interface, b) })
		switch near := n.Address.IsPrivate() || carrier.Contains(n.Address); {
		case bridge:
			return 4
		case n.Address == out && near:
			return 0
		case near && n.Address.Is4():
			return 1
		case near:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(all, func(a, b Network) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), a.Address.Compare(b.Address))
	})
}

// Choose returns the network of a name: that of an interface, an address of this computer, which may be 127.0.0.1 to look from here, or "" for the first. NotFound: there is none.
func Choose(all []Network, name string) (Network, error) {
	if name == "" && len(all) > 0 {
		return all[0], nil
	}
	for _, n := range all {
		if n.Interface == name || n.Address.String() == name {
			return n, nil
		}
	}
	if a, err := netip.ParseAddr(name); err == nil && a.IsLoopback() {
		return Network{Address: a}, nil
	}
	if name == "" {
		return Network{}, newsroom.Errorf(newsroom.NotFound, nil, "preview.no_network")
	}
	return Network{}, newsroom.Errorf(newsroom.NotFound, nil, "preview.unknown", "Name", name)
}
