package newsroom

import (
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

// Permalink returns the address that the pattern gives the article, in ASCII: the host in punycode (RFC 5891), the rest percent-encoded
// (RFC 3986). Invalid: the pattern is not an http or https address, or names something that there is not.
func (s Settings) Permalink(a Article) (string, error) {
	slug := a.Digest.Column
	if c, ok := s.Column(slug); ok && c.Slug != "" {
		slug = c.Slug
	}
	if slug == "" {
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
		return url.PathEscape(v)
	})
	if unknown != "" {
		return "", Errorf(Invalid, nil, "error.pattern_name", "Name", unknown, "Pattern", s.Pattern)
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
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

// check refuses settings under which an article could not be made, reviewed or published.
func (s Settings) check() error {
	if _, err := s.Location(); err != nil {
		return err
	}
	if _, err := s.Permalink(Article{Number: "2026-00001", Digest: Digest{Column: "x"}}); err != nil {
		return err
	}
	if !strings.Contains(s.Pattern, "{number}") || !strings.Contains(s.Pattern, "{year}") {
		return Errorf(Invalid, nil, "error.pattern_not_unique", "Pattern", s.Pattern)
	}
	names := map[string]bool{}
	for _, c := range s.Columns {
		if isBlank(c.Name) || !printable(c.Name) || !printable(c.Slug) || names[c.Name] {
			return Errorf(Invalid, nil, "error.column", "Name", c.Name)
		}
		names[c.Name] = true
	}
	if len(s.Policies) == 0 {
		return Errorf(Invalid, nil, "error.no_policy")
	}
	for _, p := range s.Policies {
		if len(p.Steps) == 0 {
			return Errorf(Invalid, nil, "error.policy_empty", "Name", p.Name)
		}
	}
	return nil
}
