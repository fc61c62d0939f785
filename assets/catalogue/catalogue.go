package catalogue

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed text/*.json
var files embed.FS

// Lang is a language that the catalogue speaks, as a BCP 47 tag.
type Lang string

// The languages.
const (
	ZhHans Lang = "zh-Hans"
	ZhHant Lang = "zh-Hant"
	En     Lang = "en"
)

// Langs returns every language, the first being the house's own.
func Langs() []Lang { return []Lang{ZhHans, ZhHant, En} }

// Text is a sentence that is not spoken in a language yet: the id of an entry and its named values. A value may be a Text itself, a list
// of Texts, which are joined by the language's mark or follow each other as sentences, a [time.Time], which is written as 2006-01-02 15:04 in its own zone, a number or a string.
type Text struct {
	ID   string
	Args map[string]any
}

// T returns the text of the entry id with the given names and values, in pairs.
func T(id string, pairs ...any) Text {
	t := Text{ID: id}
	if len(pairs) > 0 {
		t.Args = make(map[string]any, len(pairs)/2)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		t.Args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return t
}

// Catalogue speaks one language. It is safe for concurrent use.
type Catalogue struct {
	lang    Lang
	entries map[string]entry
	list    string // between the members of a list
	space   string // between sentences
}

var load = sync.OnceValue(func() map[Lang]*Catalogue {
	bundle := i18n.NewBundle(language.Make(string(ZhHans)))
	names, err := fs.Glob(files, "text/*.json")
	if err != nil {
		panic(err) // the pattern is ours
	}
	all := map[Lang]*Catalogue{}
	for _, l := range Langs() {
		all[l] = &Catalogue{lang: l, entries: map[string]entry{}, list: "、"}
	}
	all[En].list, all[En].space = ", ", " "
	for _, name := range names {
		file, err := bundle.LoadMessageFileFS(files, name)
		if err != nil {
			panic(fmt.Sprintf("catalogue: %s: %v", name, err)) // the file is embedded, and a test reads it
		}
		c, ok := all[Lang(file.Tag.String())]
		if !ok {
			panic(fmt.Sprintf("catalogue: %s is in a language that there is not", name))
		}
		for _, m := range file.Messages {
			c.entries[m.ID] = compile(m)
		}
	}
	return all
})

// For returns the catalogue of the language, and the house's own for one that there is not.
func For(l Lang) *Catalogue {
	if c, ok := load()[l]; ok {
		return c
	}
	return load()[ZhHans]
}

// Lang returns the catalogue's language.
func (c *Catalogue) Lang() Lang { return c.lang }

// Has reports whether there is an entry of that id.
func (c *Catalogue) Has(id string) bool { _, ok := c.entries[id]; return ok }

// S speaks the entry id with the given names and values, in pairs.
func (c *Catalogue) S(id string, pairs ...any) string { return c.Say(T(id, pairs...)) }

// Say speaks a text. An id without an entry, and a value that was not given, are shown by name in brackets, ⟦id⟧, so that somebody sees it.
func (c *Catalogue) Say(t Text) string {
	e, ok := c.entries[t.ID]
	if !ok {
		return "⟦" + t.ID + "⟧"
	}
	form := e.form(t.Args)
	if len(form) == 1 && form[0].name == "" {
		return form[0].words
	}
	var room [256]byte
	said := room[:0]
	for _, p := range form {
		said = append(said, p.words...)
		if p.name == "" {
			continue
		}
		if v, ok := t.Args[p.name]; ok {
			said = c.append(said, v)
		} else {
			said = append(append(append(said, "⟦"...), p.name...), "⟧"...)
		}
	}
	return string(said)
}

// append writes a value as a sentence takes it.
func (c *Catalogue) append(said []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return append(said, v...)
	case int:
		return strconv.AppendInt(said, int64(v), 10)
	case Text:
		return append(said, c.Say(v)...)
	case []Text:
		for i, t := range v {
			if i > 0 && (bytes.HasSuffix(said, []byte(".")) || bytes.HasSuffix(said, []byte("。"))) {
				said = append(said, c.space...)
			} else if i > 0 {
				said = append(said, c.list...)
			}
			said = append(said, c.Say(t)...)
		}
		return said
	case time.Time:
		return v.AppendFormat(said, "2006-01-02 15:04")
	}
	return fmt.Append(said, v)
}

// Parse returns the language of a BCP 47 tag or of a POSIX locale name. Anything but Chinese is English; false for what is neither form.
func Parse(s string) (Lang, bool) {
	name, _, _ := strings.Cut(s, ".")
	name, _, _ = strings.Cut(name, "@")
	name = strings.ReplaceAll(name, "_", "-")
	if name == "" {
		return "", false
	}
	if name == "C" || name == "POSIX" {
		return En, true
	}
	tag, err := language.Parse(name)
	if err != nil {
		return "", false
	}
	if base, _ := tag.Base(); base.String() != "zh" {
		return En, true
	}
	if script, _ := tag.Script(); script.String() == "Hant" {
		return ZhHant, true
	}
	return ZhHans, true
}
