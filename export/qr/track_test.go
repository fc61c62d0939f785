package qr

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTrack(t *testing.T) {
	for _, c := range []struct{ address, source, want string }{
		{"https://e.cn/1", "poster", "https://e.cn/1?source=poster"},
		{"https://e.cn/1", "", "https://e.cn/1"},
		{"https://e.cn/1?a=b&c", "wechat", "https://e.cn/1?a=b&c&source=wechat"},
		{"https://e.cn/1?source=old&a=b", "screen", "https://e.cn/1?a=b&source=screen"},
		{"https://e.cn/1?source=old#top", "", "https://e.cn/1#top"},
		{"https://e.cn/1#top?x", "print", "https://e.cn/1?source=print#top?x"},
		{"https://e.cn/1", "a&b=海c", "https://e.cn/1?source=abc"},
		{"https://e.cn", "poster", "https://e.cn?source=poster"},
	} {
		if got := Track(c.address, c.source); got != c.want {
			t.Errorf("Track(%q, %q) = %q, want %q", c.address, c.source, got, c.want)
		}
	}
}

// A tracked address is an address for a code, says its source once, and tracking it again replaces the source.
func TestTrackLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		address, err := ASCIIAddress(addresses.Draw(t, "raw"))
		if err != nil {
			return
		}
		one := Track(address, rapid.StringMatching(`[a-z0-9_-]{1,12}`).Draw(t, "source"))
		if again, err := ASCIIAddress(one); err != nil || again != one {
			t.Fatalf("%q is not an address for a code: %q, %v", one, again, err)
		}
		if bare := Track(address, ""); Track(one, "") != bare || Track(Track(one, "x"), "") != bare {
			t.Fatalf("%q without its source is %q, and %q was before", one, Track(one, ""), bare)
		}
	})
}
