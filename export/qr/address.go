package qr

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// address is a web address cut at the joints of RFC 3986, appendix B, with its host already in ASCII.
type address struct {
	scheme string // http or https
	host   string // lower-case ASCII name, IPv4 address or [IPv6 address]
	port   string // with its colon, or empty
	rest   string // path, query and fragment as they were given
}

// ASCIIAddress gives a web address in the form that goes into a code: scheme and host in lower case, host in punycode
// (UTS #46, non-transitional), path, query and fragment with everything outside RFC 3986 percent-encoded as UTF-8. Escapes
// that are already there stay, with upper-case digits; a % that starts no escape becomes %25. Spaces around the address are
// dropped. The result is printable ASCII and ASCIIAddress leaves it as it is.
//
// It is an error when raw is not UTF-8, holds control characters, is not http or https, has no host or an impossible one
// (RFC 1034, 3.1; RFC 5891), an impossible port, a user name or password, or is longer than any code holds (2,953 bytes).
func ASCIIAddress(raw string) (string, error) {
	a, err := parseAddress(raw)
	if err != nil {
		return "", fmt.Errorf("qr: %w", err)
	}
	s := a.scheme + "://" + a.host + a.port + escape(a.rest)
	if most := levels[L].bytes; len(s) > most {
		return "", fmt.Errorf("qr: the address has %d bytes; a code holds at most %d", len(s), most)
	}
	return s, nil
}

// ReadableAddress gives a web address in the form for people: the host in its own script and letters outside ASCII without
// their escapes. Escapes of ASCII, of white space and of what cannot be seen stay, so that the text, typed in again, leads to
// the same place: it has the same ASCIIAddress. What is no address for a code comes back unchanged.
func ReadableAddress(raw string) string {
	ascii, err := ASCIIAddress(raw)
	if err != nil {
		return raw
	}
	a, err := parseAddress(ascii)
	if err != nil {
		return raw
	}
	host := a.host
	if name, err := idna.Lookup.ToUnicode(host); err == nil {
		if again, err := asciiName(name); err == nil && again == host {
			host = name
		}
	}
	return a.scheme + "://" + host + a.port + unescape(a.rest)
}

func parseAddress(raw string) (address, error) {
	if !utf8.ValidString(raw) {
		return address{}, errors.New("the address is not valid UTF-8")
	}
	if i := strings.IndexFunc(raw, unicode.IsControl); i >= 0 {
		r, _ := utf8.DecodeRuneInString(raw[i:])
		return address{}, fmt.Errorf("the address has a control character, %U, after %d bytes", r, i)
	}
	scheme, after, ok := strings.Cut(strings.Trim(raw, " \u3000"), "://")
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "http" && scheme != "https" {
		return address{}, errors.New("the address does not start with http:// or https://")
	}
	authority, rest := after, ""
	if i := strings.IndexAny(after, "/?#"); i >= 0 {
		authority, rest = after[:i], after[i:]
	}
	if strings.Contains(authority, "@") {
		return address{}, errors.New("the address has a user name; a public code must not carry one")
	}
	host, port, err := parseHost(authority)
	if err != nil {
		return address{}, err
	}
	return address{scheme, host, port, rest}, nil
}

// parseHost cuts an authority without user into an ASCII host and a port with its colon (RFC 3986, 3.2.2 and 3.2.3).
func parseHost(authority string) (host, port string, err error) {
	if literal, ok := strings.CutPrefix(authority, "["); ok {
		literal, after, closed := strings.Cut(literal, "]")
		ip, err := netip.ParseAddr(literal)
		if !closed || err != nil || !ip.Is6() || ip.Zone() != "" {
			return "", "", fmt.Errorf("%q holds no IPv6 address", authority)
		}
		if after != "" && after[0] != ':' {
			return "", "", fmt.Errorf("%q has text between address and port", authority)
		}
		host, port = "["+ip.String()+"]", strings.TrimPrefix(after, ":")
	} else {
		name, digits, _ := strings.Cut(authority, ":")
		if host, err = asciiName(name); err != nil {
			return "", "", err
		}
		port = digits
	}
	if port == "" {
		return host, "", nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", "", fmt.Errorf("%q is not a port", port)
	}
	return host, ":" + strconv.FormatUint(n, 10), nil
}

// asciiName gives a host name in punycode and checks the lengths of RFC 1034, 3.1, which the lookup profile leaves open.
func asciiName(name string) (string, error) {
	if name == "" {
		return "", errors.New("the address has no host")
	}
	if len(name) > 4*253 { // punycode takes quadratic time, and no name of 253 characters is longer in UTF-8
		return "", errors.New("the host name is too long")
	}
	ascii, err := idna.Lookup.ToASCII(name)
	if err != nil {
		return "", fmt.Errorf("%q is not a host name: %w", name, err)
	}
	full := strings.TrimSuffix(ascii, ".")
	if len(full) > 253 {
		return "", fmt.Errorf("the host name %q has %d characters; 253 are allowed", name, len(full))
	}
	for label := range strings.SplitSeq(full, ".") {
		if len(label) == 0 || len(label) > 63 {
			return "", fmt.Errorf("the host name %q has a part of %d characters; 1 to 63 are allowed", name, len(label))
		}
	}
	return ascii, nil
}

// plain are the bytes that may stand for themselves after the host: unreserved, sub-delims, and : @ / ? (RFC 3986, 3.3–3.5).
// The first # stands too; it starts the fragment.
const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" + "!$&'()*+,;=" + ":@/?"

const hexDigits = "0123456789ABCDEF"

// escape percent-encodes what may not stand in path, query and fragment, and leaves escapes as they are.
func escape(rest string) string {
	var b strings.Builder
	fragment := false
	for i := 0; i < len(rest); i++ {
		c := rest[i]
		if v, ok := escaped(rest[i:]); ok {
			writeEscape(&b, v)
			i += 2
			continue
		}
		if c == '#' && !fragment {
			fragment = true
			b.WriteByte(c)
			continue
		}
		if strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		writeEscape(&b, c)
	}
	return b.String()
}

// unescape writes out the escapes of visible characters outside ASCII.
func unescape(rest string) string {
	var b strings.Builder
	for i := 0; i < len(rest); {
		var run []byte
		for j := i; ; j += 3 {
			v, ok := escaped(rest[j:])
			if !ok {
				break
			}
			run = append(run, v)
		}
		if len(run) == 0 {
			b.WriteByte(rest[i])
			i++
			continue
		}
		i += 3 * len(run)
		for len(run) > 0 {
			r, size := utf8.DecodeRune(run)
			if size > 1 && unicode.IsPrint(r) {
				b.WriteRune(r)
			} else {
				for _, v := range run[:size] {
					writeEscape(&b, v)
				}
			}
			run = run[size:]
		}
	}
	return b.String()
}

// escaped is the byte that s starts with when it starts with an escape.
func escaped(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	v, err := strconv.ParseUint(s[1:3], 16, 8)
	return byte(v), err == nil
}

func writeEscape(b *strings.Builder, v byte) {
	b.Write([]byte{'%', hexDigits[v>>4], hexDigits[v&15]})
}
