package word

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/editor/intake/word/opc"
)

// symbolFont is the Symbol font from 0x20 on, in Unicode (the mapping of the Unicode Consortium, VENDORS/ADOBE/symbol.txt). A space stands
// where the font has nothing.
const symbolFont = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼                                 " +
	"€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"

// wingdings are the signs of the Wingdings fonts that people put into texts.
var wingdings = map[string]map[int]rune{
	"wingdings": {
		0x22: '✂', 0x28: '☎', 0x2a: '✉', 0x46: '☞', 0x45: '☜', 0x4a: '☺', 0x4c: '☹', 0x6c: '●', 0x6d: '❍', 0x6e: '■', 0x6f: '□', 0x70: '□', 0x71: '❑', 0x72: '❒',
		0x74: '⧫', 0x75: '◆', 0x76: '❖', 0x77: '⬥', 0x80: '⓪', 0x81: '①', 0x82: '②', 0x83: '③', 0x84: '④', 0x85: '⑤', 0x86: '⑥', 0x87: '⑦', 0x88: '⑧', 0x89: '⑨', 0x8a: '⑩',
		0x8c: '❶', 0x8d: '❷', 0x8e: '❸', 0x8f: '❹', 0x90: '❺', 0x91: '❻', 0x92: '❼', 0x93: '❽', 0x94: '❾', 0x95: '❿', 0x9e: '·', 0x9f: '•',
		0xa1: '○', 0xa2: '○', 0xa4: '◉', 0xa7: '▪', 0xa8: '□', 0xab: '★', 0xd8: '➢', 0xdf: '←', 0xe0: '→', 0xe1: '↑', 0xe2: '↓', 0xe8: '➔', 0xef: '⇦', 0xf0: '⇨',
		0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑',
	},
	"wingdings 2": {0x4f: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0xa3: '□', 0x54: '☒', 0x53: '☒', 0x97: '●', 0xa2: '■'},
	"wingdings 3": {0x66: '←', 0x67: '→', 0x68: '↑', 0x69: '↓', 0x7d: '▶', 0x7b: '◀', 0x70: '▲', 0x71: '▼'},
}

var symbolRunes = []rune(symbolFont)

// isSymbolFont reports whether a font shows signs of its own for the codes of characters.
func isSymbolFont(font string) bool {
	font = strings.ToLower(strings.TrimSpace(font))
	return font == "symbol" || wingdings[font] != nil
}

// isPrivate reports whether a character is one that old fonts with signs of their own are reached through (ISO/IEC 29500-1, 17.3.3.30).
func isPrivate(c rune) bool { return c >= 0xf020 && c <= 0xf0ff }

// symbolOf returns the character that a font shows for a code; U+FFFD if it is not known.
func symbolOf(font string, code int) rune {
	if code >= 0xf000 && code <= 0xf0ff {
		code -= 0xf000
	}
	font = strings.ToLower(strings.TrimSpace(font))
	switch table, ok := wingdings[font]; {
	case ok && table[code] != 0:
		return table[code]
	case ok || font == "webdings" || font == "zapfdingbats":
	case font == "symbol":
		if i := code - 0x20; i >= 0 && i < len(symbolRunes) && (symbolRunes[i] != ' ' || i == 0) {
			return symbolRunes[i]
		}
	case code >= 0x20 && code < 0xe000 || code > 0xf8ff && code <= utf8.MaxRune:
		return rune(code)
	}
	return utf8.RuneError
}

// symbol reads w:sym.
func (p *paragraph) symbol(font, code string) {
	n, err := strconv.ParseUint(code, 16, 21)
	if err != nil {
		n = 0
	}
	c := symbolOf(font, int(n))
	if c == utf8.RuneError {
		p.count(UnknownSymbols, opc.Printable(font+" "+code))
	}
	p.add(string(c))
}

// symbols puts the characters of a symbol font in the place of private ones. Private characters of other fonts are characters that people
// made for themselves (造字); they stay.
func (p *paragraph) symbols(t string) string {
	return strings.Map(func(c rune) rune {
		if isPrivate(c) {
			if s := symbolOf(p.font, int(c)); s != utf8.RuneError {
				return s
			}
		}
		return c
	}, t)
}
