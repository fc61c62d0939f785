package charset

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"galley/editor/intake/han"
	"galley/editor/model"
)

// maxBroken is the share of bytes, one in so many, that may be no characters before an encoding is not believed. Sites cut descriptions
// by bytes, so one page in ten has a few.
const maxBroken = 500

// The weight of a declaration, and the score under which no Chinese encoding fits; see [han.Score].
const (
	declarationWeight = 0.1
	fewCommon         = 0.2
)

// Text is a decoded text: its line ends are \n, it has no control characters, and broken bytes are U+FFFD.
type Text struct {
	Text      string
	Encoding  string // WHATWG name of the encoding that was used
	Declared  string // WHATWG name of the one that was declared, "" for none
	Guessed   bool   // nothing was declared and it is not UTF-8
	Wrong     bool   // it is not the one that was declared
	Truncated bool   // the data end in the middle of a character, which is left out
	Broken    int    // places where the bytes are no characters
	First     int    // offset of the first of them in bytes, -1 for none
	Controls  int    // control characters that were left out
}

// Decode decodes the bytes of a page or a text, whose Content-Type header may be known. It returns false if they are valid in no encoding; First
// is then the place in the encoding that came nearest.
//
// A byte order mark decides. Otherwise every encoding that comes into question is tried, and the one with the fewest broken bytes wins; of
// equals the one that was declared, then the one that gives the more common characters. A declaration alone decides nothing: templates
// say gb2312 over UTF-8 often enough.
func Decode(data []byte, contentType string) (Text, bool) {
	declared, mark := declaredEncoding(data, contentType), Mark(data)
	var best decoded
	if mark != "" {
		best = decodeAs(mark, data)
	} else {
		best = bestOf(declared, data)
	}
	t := Text{
		Encoding: best.name, Declared: declared, Truncated: best.truncated, Broken: best.broken, First: best.first,
		Guessed: declared == "" && mark == "" && best.name != "utf-8",
		Wrong:   declared != "" && declared != best.name && !best.ascii,
	}
	t.Text, t.Controls = Clean(best.text)
	return t, best.broken <= len(data)/maxBroken+1
}

// Mark names the encoding of a byte order mark, or returns "".
func Mark(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return "utf-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be"
	}
	return ""
}

// declaredEncoding returns the WHATWG name of the encoding that the header or the page's own meta names, or "". What is declared as gb2312 or
// gbk is gb18030, which holds both.
func declaredEncoding(data []byte, contentType string) string {
	if name := canonical(parameter(contentType, "charset")); name != "" {
		return name
	}
	z := html.NewTokenizer(bytes.NewReader(data[:min(len(data), 8192)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch string(name) {
			case "body":
				return ""
			case "meta":
				var charset, content string
				for more {
					var key, val []byte
					key, val, more = z.TagAttr()
					switch string(key) {
					case "charset":
						charset = string(val)
					case "content":
						content = string(val)
					}
				}
				if charset == "" {
					charset = parameter(content, "charset")
				}
				if name := canonical(charset); name != "" {
					return name
				}
			}
		}
	}
}

// parameter returns the value of a parameter of a media type, without its quotes.
func parameter(media, key string) string {
	_, rest, ok := strings.Cut(strings.ToLower(media), key)
	if !ok {
		return ""
	}
	rest, ok = strings.CutPrefix(strings.TrimSpace(rest), "=")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, ";")
	return strings.Trim(rest, " \t\n\r\"'")
}

func canonical(label string) string {
	if label == "" {
		return ""
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return "" // a name that nobody knows is no declaration
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return ""
	}
	if name == "gbk" {
		return "gb18030"
	}
	return name
}

// candidates lists the encodings to try, the likelier first. A declared encoding of single bytes, in which everything is valid, is not among
// them unless nothing else fits; bestOf adds it.
func candidates(declared string) []string {
	list := []string{"utf-8", "gb18030", "big5"}
	switch declared {
	case "euc-jp", "shift_jis", "euc-kr":
		list = append(list, declared)
	}
	return list
}

// bestOf decodes the data in each encoding and takes the one that fits best.
func bestOf(declared string, data []byte) decoded {
	var best decoded
	names := candidates(declared)
	for _, name := range names {
		d := decodeAs(name, data)
		d.score = han.Score(d.text)
		if name == declared {
			d.score += declarationWeight
		}
		if best.name == "" || d.better(best, len(data)) {
			best = d
		}
		if name == "utf-8" && d.broken == 0 {
			break // long enough text in another encoding is never valid UTF-8 by chance
		}
	}
	if declared != "" && !slices.Contains(names, declared) && best.name != "utf-8" && best.score < fewCommon {
		if d := decodeAs(declared, data); d.broken <= best.broken {
			return d
		}
	}
	return best
}

// decoded is the outcome of reading bytes in one encoding.
type decoded struct {
	name      string
	text      string
	broken    int     // places with bytes that are no characters
	first     int     // offset of the first of them
	truncated bool    // the last character is cut off, and left out
	ascii     bool    // nothing but ASCII: every encoding reads it alike
	score     float64 // share of common characters, see [han.Score]
}

// better reports whether d is a better reading than e: clearly fewer broken bytes, or as few and more common characters.
func (d decoded) better(e decoded, size int) bool {
	if few := size/maxBroken + 1; (d.broken > few) != (e.broken > few) {
		return d.broken <= few
	}
	return d.score > e.score || d.score == e.score && d.broken < e.broken
}

// decodeAs reads data in one encoding of the WHATWG standard. In a single-byte encoding every byte is a character.
func decodeAs(name string, data []byte) decoded {
	d := decoded{name: name, first: -1, ascii: isASCII(data)}
	if d.ascii && name != "utf-16le" && name != "utf-16be" {
		d.text = string(data)
		return d
	}
	var e encoding.Encoding
	var next func([]byte) int
	switch name {
	case "utf-8":
		d.utf8(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), len(data))
		return d
	case "utf-16le":
		e, next = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), func(b []byte) int { return utf16Len(b, 1) }
		data = data[2:]
	case "utf-16be":
		e, next = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), func(b []byte) int { return utf16Len(b, 0) }
		data = data[2:]
	case "gb18030":
		e, next = simplifiedchinese.GB18030, gbLen
	default:
		var err error
		if e, err = htmlindex.Get(name); err != nil {
			return decoded{name: name, broken: len(data), first: 0}
		}
		next = doubleLen
	}
	if out, err := e.NewDecoder().Bytes(data); err == nil && !bytes.Contains(out, []byte("\ufffd")) {
		d.text = string(out)
		return d
	}
	d.bytewise(e, next, data)
	if strings.HasPrefix(name, "utf-16") && d.first >= 0 {
		d.first += 2 // the mark
	}
	return d
}

// bytewise decodes one character at a time to find the broken ones.
func (d *decoded) bytewise(e encoding.Encoding, next func([]byte) int, data []byte) {
	var b strings.Builder
	dec := e.NewDecoder()
	for at := 0; at < len(data); {
		n := next(data[at:])
		if n > len(data)-at {
			d.truncated = true
			break
		}
		size := max(n, 1)
		if n > 0 {
			out, err := dec.Bytes(data[at : at+n])
			if err == nil && !bytes.Contains(out, []byte("\ufffd")) {
				b.Write(out)
				at += n
				continue
			}
			if data[at+n-1] < 0x80 && n > 1 {
				size = n - 1 // an ASCII byte after a stray lead byte is itself: WHATWG Encoding, gb18030 decoder
			}
		}
		if d.broken == 0 {
			d.first = at
		}
		d.broken++
		b.WriteRune(utf8.RuneError)
		at += size
	}
	d.text = b.String()
}

func (d *decoded) utf8(data []byte, size int) {
	if utf8.Valid(data) {
		d.text = string(data)
		return
	}
	skipped := size - len(data)
	var b strings.Builder
	for at := 0; at < len(data); {
		c, n := utf8.DecodeRune(data[at:])
		if c == utf8.RuneError && n == 1 {
			if !utf8.FullRune(data[at:]) {
				d.truncated = true
				break
			}
			if d.broken == 0 {
				d.first = at + skipped
			}
			d.broken++
		}
		b.WriteRune(c)
		at += n
	}
	d.text = b.String()
}

// gbLen returns the length of the character at the head of b in GB18030 (GB 18030-2022, 5), more than len(b) if it is cut off, 0 if it is none.
func gbLen(b []byte) int {
	switch {
	case b[0] < 0x80:
		return 1
	case b[0] == 0x80 || b[0] == 0xff:
		return 0
	case len(b) < 2:
		return 2
	case b[1] >= 0x30 && b[1] <= 0x39:
		return 4
	}
	return 2
}

// doubleLen is gbLen for the two-byte encodings of East Asia.
func doubleLen(b []byte) int {
	if b[0] < 0x80 {
		return 1
	}
	return 2
}

func utf16Len(b []byte, high int) int {
	if len(b) >= 2 && b[high]&0xfc == 0xd8 {
		return 4
	}
	return 2
}

func isASCII(data []byte) bool {
	for _, c := range data {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// Clean makes all line ends \n and drops the characters that a document may not hold, and a mark at the head. It returns how many went.
func Clean(s string) (string, int) {
	s = strings.TrimPrefix(s, "\ufeff")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(c rune) rune {
		switch c {
		case '\r', '\f', '\v', 0x85, 0x2028, 0x2029:
			return '\n'
		}
		return c
	}, s)
	gone := 0
	s = strings.Map(func(c rune) rune {
		if c != '\n' && !model.ValidRune(c) {
			gone++
			return -1
		}
		return c
	}, s)
	return s, gone
}
