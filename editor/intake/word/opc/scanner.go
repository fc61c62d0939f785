package opc

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// spaces gives the namespaces their usual prefixes, the same ones for Transitional and Strict (ISO/IEC 29500-1 and -4, annex A).
var spaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":            "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                        "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":     "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                 "r",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":  "wp",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":              "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                   "a",
	"http://purl.oclc.org/ooxml/drawingml/main":                               "a",
	"http://schemas.openxmlformats.org/drawingml/2006/picture":                "pic",
	"http://purl.oclc.org/ooxml/drawingml/picture":                            "pic",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                  "c",
	"http://purl.oclc.org/ooxml/drawingml/chart":                              "c",
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":                "dgm",
	"http://purl.oclc.org/ooxml/drawingml/diagram":                            "dgm",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":       "wps",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":       "wpg",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":      "wpc",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":             "mc",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":              "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                          "m",
	"urn:schemas-microsoft-com:vml":                                           "v",
	"urn:schemas-microsoft-com:office:office":                                 "o",
	"http://schemas.openxmlformats.org/package/2006/relationships":            "rel",
	"http://schemas.openxmlformats.org/package/2006/content-types":            "ct",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
	"http://purl.org/dc/elements/1.1/":                                        "dc",
}

// Scanner reads a part element by element. Names are given with the prefixes of [spaces], whatever the file calls them; names of other
// namespaces begin with "?:".
type Scanner struct {
	c     *Container
	part  string
	d     *xml.Decoder
	open  []xml.Name // as the file writes them
	scope *scope
}

// scope is the meaning of prefixes inside an element.
type scope struct {
	outer  *scope
	depth  int // of the element that declares it
	spaces map[string]string
	names  map[xml.Name]string
}

// Element is the start of an element.
type Element struct {
	Name  string // with the prefix of its namespace: w:p
	attrs []xml.Attr
	scope *scope
}

// Attr returns the value of the attribute with a local name, "" if there is none.
func (e Element) Attr(local string) string {
	v, _ := e.Lookup(local)
	return v
}

// Lookup returns the value of the attribute with a local name, and whether there is one.
func (e Element) Lookup(local string) (string, bool) {
	for _, a := range e.attrs {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value, true
		}
	}
	return "", false
}

// Relation returns the value of an attribute of the namespace of relationships.
func (e Element) Relation(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local && e.scope.spaces[a.Name.Space] == "r" {
			return a.Value
		}
	}
	return ""
}

// Scan opens a part and calls visit with its root.
func (c *Container) Scan(part string, visit func(s *Scanner, root Element) error) error {
	r, err := c.part(part)
	if err != nil {
		return err
	}
	defer r.close()
	in := bufio.NewReaderSize(r, 32<<10)
	s := &Scanner{c: c, part: part, scope: &scope{spaces: map[string]string{"xml": "xml"}, names: map[xml.Name]string{}}}
	if head, _ := in.Peek(2); string(head) == "\xff\xfe" || string(head) == "\xfe\xff" { // a read that fails, fails again below
		in = bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(in), 32<<10)
	}
	s.d = xml.NewDecoder(in)
	s.d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(label, "utf-16") {
			return in, nil // decoded already
		}
		return nil, fmt.Errorf("encoding %q", label)
	}
	for {
		switch what, root, _, err := s.next(); {
		case err != nil:
			return err
		case what == begins:
			return visit(s, root)
		}
	}
}

// step is what [Scanner.next] came to.
type step uint8

const (
	begins step = iota
	ends
	chars
)

// next goes on to the next start or end of an element or the text before either.
func (s *Scanner) next() (step, Element, xml.CharData, error) {
	for {
		t, err := s.d.RawToken()
		if err != nil {
			return 0, Element{}, nil, s.failed(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			e, err := s.begin(t)
			return begins, e, nil, err
		case xml.EndElement:
			n := len(s.open) - 1
			if n < 0 || s.open[n] != t.Name {
				return 0, Element{}, nil, Damaged(Printable(s.part), fmt.Errorf("</%s> closes nothing", Printable(t.Name.Local)))
			}
			s.open = s.open[:n]
			if s.scope.depth > n {
				s.scope = s.scope.outer
			}
			return ends, Element{}, nil, nil
		case xml.CharData:
			return chars, Element{}, t, nil
		case xml.Directive:
			return 0, Element{}, nil, Damaged(Printable(s.part), errors.New("a document type"))
		}
	}
}

// failed says what an error of the decoder means.
func (s *Scanner) failed(err error) error {
	var e *Error
	switch {
	case s.c.ctx.Err() != nil:
		return s.c.ctx.Err()
	case errors.As(err, &e):
		return err
	case err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	return Damaged(Printable(s.part), err)
}

func (s *Scanner) begin(t xml.StartElement) (Element, error) {
	s.c.elements++
	switch {
	case len(s.open) >= maxNesting:
		return Element{}, TooLarge("nesting", maxNesting)
	case s.c.elements > maxElements:
		return Element{}, TooLarge("elements", maxElements)
	case s.c.elements%1024 == 0 && s.c.ctx.Err() != nil:
		return Element{}, s.c.ctx.Err()
	}
	s.open = append(s.open, t.Name)
	declared := false
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && (a.Name.Space != "" || a.Name.Local != "xmlns") {
			continue
		}
		if !declared {
			declared = true
			inner := &scope{outer: s.scope, depth: len(s.open), spaces: make(map[string]string, len(s.scope.spaces)+len(t.Attr)), names: map[xml.Name]string{}}
			for prefix, space := range s.scope.spaces {
				inner.spaces[prefix] = space
			}
			s.scope = inner
		}
		prefix := a.Name.Local
		if a.Name.Space == "" {
			prefix = ""
		}
		s.scope.spaces[prefix] = spaces[a.Value]
	}
	name, ok := s.scope.names[t.Name]
	if !ok {
		space := s.scope.spaces[t.Name.Space]
		if space == "" {
			space = "?"
		}
		name = space + ":" + t.Name.Local
		s.scope.names[t.Name] = name
	}
	return Element{name, t.Attr, s.scope}, nil
}

// Each calls visit for every element inside the one that began last, and goes on behind its end. What visit does not read is passed over.
func (s *Scanner) Each(visit func(Element) error) error {
	level := len(s.open)
	for {
		switch what, e, _, err := s.next(); {
		case err != nil:
			return err
		case what == ends:
			return nil
		case what == begins:
			if err := visit(e); err != nil {
				return err
			}
			if err := s.skip(level); err != nil {
				return err
			}
		}
	}
}

// skip goes on to where only level elements are open.
func (s *Scanner) skip(level int) error {
	for len(s.open) > level {
		if _, _, _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// Text returns the characters directly inside the element that began last, and goes on behind its end.
func (s *Scanner) Text() (string, error) {
	level := len(s.open)
	var out strings.Builder
	for len(s.open) >= level {
		what, _, text, err := s.next()
		if err != nil {
			return "", err
		}
		if what == chars && len(s.open) == level {
			out.Write(text)
		}
	}
	return out.String(), nil
}

// Printable makes a name from a file fit for a message.
func Printable(name string) string {
	if len(name) > 80 {
		name = name[:80]
	}
	return strings.ToValidUTF8(name, string(utf8.RuneError))
}
