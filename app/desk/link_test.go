package desk

import (
	"errors"
	"slices"
	"testing"
)

func TestLinksOpenOutside(t *testing.T) {
	for _, c := range []struct {
		href string
		want []string
	}{
		{"https://example.org/a?b=c#d", []string{"https://example.org/a?b=c#d"}},
		{"HTTP://example.org/", []string{"http://example.org/"}},
		{" mailto:desk@example.org ", []string{"mailto:desk@example.org"}},
		{"file:///etc/passwd", nil},
		{"javascript:alert(1)", nil},
		{"www.example.org", nil},
		{"https://exa mple.org/", nil},
	} {
		t.Run(c.href, func(t *testing.T) {
			h, _ := newHouse(t, true, "zh-Hans", false)
			w := h.blank("校庆")
			w.page.OnLink(c.href)
			if !slices.Equal(h.opened, c.want) || (w.card != nil) != (c.want == nil) {
				t.Errorf("opened %q, a card is shown: %v", h.opened, w.card != nil)
			}
		})
	}
}

func TestLinkWithoutProgramIsSaid(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("校庆")
	h.OpenLink = func(string) error { return errors.New("no browser") }
	w.page.OnLink("https://example.org")
	if w.card == nil {
		t.Error("nothing is said")
	}
}
