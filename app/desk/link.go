package desk

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"galley/app/newsroom"
)

// linkSchemes are what a link of an article may open outside: never a file or a program of this computer.
var linkSchemes = []string{"http", "https", "mailto"}

// openLink opens the address of a link in the program that the system has for it.
func (w *writer) openLink(href string) {
	d := w.d
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || !slices.Contains(linkSchemes, u.Scheme) {
		w.tell(d.S("link.title"), d.S("link.not_opened", "Address", href))
		return
	}
	d.work(func(context.Context) error { return d.OpenLink(u.String()) }, func(err error) {
		if err != nil {
			w.refuse(newsroom.Errorf(newsroom.Internal, err, "desk.link.no_program", "Address", href))
		}
	})
}
