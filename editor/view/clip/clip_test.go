package clip

import "testing"

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"UTF-8", "<p>通知</p>", "<p>通知</p>"},
		{"ended as C does", "<p>甲\x00", "<p>甲"},
		{"UTF-16", "\xff\xfe<\x00\x1a\x90", "<通"},
		{"UTF-16, the other way", "\xfe\xff\x00<\x90\x1a", "<通"},
		{"neither", "\xd6\xaa\xcd", ""},
		{"nothing", "", ""},
	} {
		if got := decode([]byte(c.data)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
