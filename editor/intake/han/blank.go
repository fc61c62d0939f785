package han

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// IsWide reports whether a line feed beside the character is layout: East Asian wide characters but Hangul (CSS Text 3, 4.1.3).
func IsWide(c rune) bool {
	if unicode.Is(unicode.Hangul, c) {
		return false
	}
	k := width.LookupRune(c).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// IsBlank reports whether a character is a blank that lays out and says nothing.
func IsBlank(c rune) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0xa0 || c == 0x3000 || c >= 0x2000 && c <= 0x200b || c == 0x202f ||
		c == 0x205f || c == 0xfeff || c == 0x85
}

// IsIndent reports whether a character at the edge of a paragraph is layout.
func IsIndent(c rune) bool {
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x3000 || c >= 0x2000 && c <= 0x200a
}

// Squeeze makes one line of a text for a property or a report: blanks of every kind become one space, the ends are trimmed.
func Squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return IsBlank(c) && c != 0x200b && c != 0xfeff }), " ")
}

// Bare takes all blanks out of a text, to compare two.
func Bare(s string) string {
	return strings.Map(func(c rune) rune {
		if IsBlank(c) {
			return -1
		}
		return c
	}, s)
}
