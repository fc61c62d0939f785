package web

import (
	"strings"

	"galley/editor/model"
)

// markup is HTML being written. Every word goes through text or an attribute, which escape it; tags and names of attributes are the package's own.
type markup struct {
	b      strings.Builder
	inside int // elements open whose content is shown as it stands, ends of lines too
}

// start opens an element. Attributes are names with values; one without a value is left out, but for alt, which says something by being empty.
func (m *markup) start(tag string, attributes ...string) {
	m.b.WriteByte('<')
	m.b.WriteString(tag)
	for i := 0; i+1 < len(attributes); i += 2 {
		name, value := attributes[i], attributes[i+1]
		if value == "" && name != "alt" {
			continue
		}
		m.b.WriteByte(' ')
		m.b.WriteString(name)
		m.b.WriteString(`="`)
		m.text(value)
		m.b.WriteByte('"')
	}
	m.b.WriteByte('>')
}

// end closes an element.
func (m *markup) end(tag string) {
	m.b.WriteString("</")
	m.b.WriteString(tag)
	m.b.WriteByte('>')
}

// line ends a line of the source, where no reader sees it.
func (m *markup) line() {
	if m.inside == 0 {
		m.b.WriteByte('\n')
	}
}

// element writes an element that holds a text.
func (m *markup) element(tag, text string, attributes ...string) {
	m.start(tag, attributes...)
	m.text(text)
	m.end(tag)
}

// text writes words, escaped for text and for values of attributes. What may not stand in HTML (HTML, 3.2.5.1.5 and 12.1.4) is left out.
func (m *markup) text(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			m.b.WriteString("&amp;")
		case r == '<':
			m.b.WriteString("&lt;")
		case r == '>':
			m.b.WriteString("&gt;")
		case r == '"':
			m.b.WriteString("&quot;")
		case r == '\n':
			m.b.WriteByte('\n')
		case model.ValidRune(r):
			m.b.WriteRune(r)
		}
	}
}

// raw writes what the package made itself.
func (m *markup) raw(s string) { m.b.WriteString(s) }
