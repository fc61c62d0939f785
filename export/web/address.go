package web

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
)

// schemes are those that a link on a page may have.
var schemes = []string{"http", "https", "mailto", "tel"}

// link returns the address of a link as it may stand on a page; false where it may not, or leads to a place of the page that it came from.
func link(raw string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.User != nil {
		return "", false
	}
	if web := strings.HasPrefix(u.Scheme, "http"); web && u.Hostname() == "" || !web && u.Opaque == "" {
		return "", false
	}
	return encoded(u.String()), true
}

// encoded percent-encodes what no part of an address may hold (RFC 3986, 2).
func encoded(address string) string {
	const whole = "!#$&'()*+,-./:;=?@_~%"
	var b strings.Builder
	for _, c := range []byte(address) {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte(whole, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// relative returns how a page at one address names another of the same server, and of another server the address itself.
func relative(from, to string) string {
	host, path, ok := cut(to)
	here, at, sameForm := cut(from)
	if !ok || !sameForm || host != here {
		return to
	}
	at = at[:strings.LastIndexByte(at, '/')+1]
	up := 0
	for !strings.HasPrefix(path, at) {
		at = at[:strings.LastIndexByte(at[:len(at)-1], '/')+1]
		up++
	}
	rest := strings.Repeat("../", up) + path[len(at):]
	if first, _, _ := strings.Cut(rest, "/"); rest == "" || strings.Contains(first, ":") {
		return "./" + rest
	}
	return rest
}

// cut parts an http address into scheme with host, and path; a path begins with a slash and has no query.
func cut(address string) (host, path string, ok bool) {
	i := strings.Index(address, "://")
	if i < 0 {
		return "", "", false
	}
	j := strings.IndexByte(address[i+3:], '/')
	if j < 0 || strings.ContainsAny(address, "?#") {
		return "", "", false
	}
	return address[:i+3+j], address[i+3+j:], true
}

// File returns the name, with slashes, under which a server that has home as the address of its front page keeps the file of an address: the path below the
// server's root, decoded, with index.html where the last part has no ending. It is an error when the address is of another server, has a query or a
// fragment, which no file can answer, or a part that no file can be called.
func File(home, address string) (string, error) {
	host, p, ok := cut(address)
	here, _, _ := cut(home)
	if !ok || host != here {
		return "", fmt.Errorf("web: %s is no page below %s", address, here)
	}
	parts := strings.Split(p[1:], "/")
	for i, part := range parts {
		name, err := url.PathUnescape(part)
		last := i == len(parts)-1
		switch {
		case err != nil:
			return "", fmt.Errorf("web: %s: %w", address, err)
		case name == "" && !last, strings.Trim(name, ".") == "" && name != "", len(name) > 200, strings.ContainsFunc(name, unsafeInName), strings.HasPrefix(name, "."):
			return "", fmt.Errorf("web: no file can be called %q, as %s asks", name, address)
		}
		parts[i] = name
	}
	if last := parts[len(parts)-1]; last == "" {
		parts[len(parts)-1] = "index.html"
	} else if path.Ext(last) == "" {
		parts = append(parts, "index.html")
	}
	return strings.Join(parts, "/"), nil
}

// unsafeInName reports whether some system takes the character in the name of a file for something else.
func unsafeInName(r rune) bool {
	return r < 0x20 || r == 0x7f || r == 0xfffd || strings.ContainsRune(`/\:*?"<>|`, r)
}
