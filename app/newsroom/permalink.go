package newsroom

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
)

// The pattern of a permalink is an address with these names in braces:
//
//	{column}  the slug of the article's column, or the column's name where it has none
//	{year}    the year of the article's number: 2026
//	{number}  the running part of its number: 00017
var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// unprintable is whatever RFC 3986 (2) lets stand in no part of an address as it is.
var unprintable = regexp.MustCompile(`[^!#-;=?-\[\]_a-z~]`)

// percentEncoded encodes each byte of s (RFC 3986, 2.1). In a host it is decoded again before punycode.
func percentEncoded(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

// Permalink returns the address that the pattern gives the article, in ASCII: the host in punycode (RFC 5891), the rest percent-encoded
// (RFC 3986). Invalid: the pattern is not an http or https address, or names something that there is not.
func (s Settings) Permalink(a Article) (string, error) {
	slug := a.Digest.Column
	if c, ok := s.Column(slug); ok && c.Slug != "" {
		slug = c.Slug
	}
	if strings.Trim(slug, ".") == "" { // none, or one that browsers would take for a step up
		slug = "-"
	}
	year, number, _ := strings.Cut(string(a.Number), "-")
	values := map[string]string{"{column}": slug, "{year}": year, "{number}": number}
	var unknown string
	address := placeholder.ReplaceAllStringFunc(s.Pattern, func(name string) string {
		v, ok := values[name]
		if !ok {
			unknown = name
		}
		return strings.ReplaceAll(url.QueryEscape(v), "+", "%20")
	})
	if !printable(s.Pattern) {
		return "", Errorf(Invalid, nil, "error.pattern", "Pattern", abridged(s.Pattern))
	}
	if unknown != "" {
		return "", Errorf(Invalid, nil, "error.pattern_name", "Name", unknown, "Pattern", s.Pattern)
	}
	u, err := url.Parse(unprintable.ReplaceAllStringFunc(address, percentEncoded))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return "", Errorf(Invalid, err, "error.pattern", "Pattern", s.Pattern)
	}
	if _, err := url.PathUnescape(u.RawQuery); err != nil { // which Parse does not look at
		return "", Errorf(Invalid, err, "error.pattern", "Pattern", s.Pattern)
	}
	host, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil {
		return "", Errorf(Invalid, err, "error.pattern", "Pattern", s.Pattern)
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	return u.String(), nil
}
