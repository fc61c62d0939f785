package preview

import (
	"net/netip"
	"slices"
	"testing"

	"galley/app/newsroom"
)

func at(name, address string) Network { return Network{name, netip.MustParseAddr(address)} }

func TestOrder(t *testing.T) {
	all := []Network{
		at("docker0", "172.17.0.1"), at("eth1", "203.0.113.9"), at("eth0", "fd00::7"), at("eth0", "192.168.1.7"), at("wlan0", "10.0.0.5"), at("wwan0", "100.64.3.1"), at("tun0", "10.8.0.2"),
	}
	order(all, netip.MustParseAddr("10.0.0.5"))
	var got []string
	for _, n := range all {
		got = append(got, n.Address.String())
	}
	want := []string{"10.0.0.5", "100.64.3.1", "192.168.1.7", "fd00::7", "203.0.113.9", "10.8.0.2", "172.17.0.1"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

func TestUsable(t *testing.T) {
	for a, want := range map[string]bool{
		"192.168.1.7": true, "203.0.113.9": true, "fd00::7": true, "127.0.0.1": false, "169.254.3.4": false, "fe80::1": false, "2001:db8::1": false, "0.0.0.0": false, "224.0.0.1": false,
	} {
		if got := usable(netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: %v", a, got)
		}
	}
}

func TestChoose(t *testing.T) {
	all := []Network{at("wlan0", "10.0.0.5"), at("eth0", "192.168.1.7")}
	for name, want := range map[string]string{"": "10.0.0.5", "eth0": "192.168.1.7", "192.168.1.7": "192.168.1.7", "127.0.0.1": "127.0.0.1", "eth7": "", "0.0.0.0": "", "192.0.2.1": ""} {
		n, err := Choose(all, name)
		if want == "" {
			if newsroom.CodeOf(err) != newsroom.NotFound {
				t.Errorf("%q: %v %v", name, n, err)
			}
		} else if err != nil || n.Address.String() != want {
			t.Errorf("%q: %v %v", name, n, err)
		}
	}
	if _, err := Choose(nil, ""); newsroom.TextOf(err).ID != "preview.no_network" {
		t.Errorf("without a network: %v", err)
	}
	if _, err := Networks(); err != nil {
		t.Error(err)
	}
}
