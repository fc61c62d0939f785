package catalogue

import (
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// entry is a message made ready to be spoken.
type entry struct {
	other []part
	one   []part // for a Count of one, where the language has such a form
}

// part is words and the name of the value after them; the last part may have no name.
type part struct{ words, name string }

// compile makes a message ready. Of the plural forms it knows those that the three languages have: other, and in English one (Unicode CLDR,
// Language Plural Rules), chosen by the value Count.
func compile(m *i18n.Message) entry {
	e := entry{other: parts(m.Other)}
	if m.One != "" {
		e.one = parts(m.One)
	}
	return e
}

// parts splits a message at its values. What is not {{.Name}} is words.
func parts(message string) []part {
	var out []part
	for {
		words, rest, found := strings.Cut(message, "{{.")
		name, after, closed := strings.Cut(rest, "}}")
		if !found || !closed {
			if message != "" || len(out) == 0 {
				out = append(out, part{words: message})
			}
			return out
		}
		out = append(out, part{words, name})
		message = after
	}
}

// form returns the form that the values ask for.
func (e entry) form(args map[string]any) []part {
	if e.one != nil && args["Count"] == 1 {
		return e.one
	}
	return e.other
}
