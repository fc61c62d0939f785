package qr

import "strings"

// sourceName is the parameter that says where somebody found an address; the names of newsletters and counters know it.
const sourceName = "source"

// Track returns an address that says where it was found: with the parameter source= in its query, before the fragment, in place of one that is
// there. source is letters, digits, - and _; others are dropped. An empty source gives the address without the parameter. The address is one
// that [ASCIIAddress] gave, and so is the result.
func Track(address, source string) string {
	source = strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			return r
		}
		return -1
	}, source)
	rest, fragment, hasFragment := strings.Cut(address, "#")
	path, query, _ := strings.Cut(rest, "?")
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(part, "="); part != "" && name != sourceName {
			kept = append(kept, part)
		}
	}
	if source != "" {
		kept = append(kept, sourceName+"="+source)
	}
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	if hasFragment {
		path += "#" + fragment
	}
	return path
}
