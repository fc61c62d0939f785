package catalogue

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
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
// of Texts, a [time.Time], a number or a string.
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
	lang      Lang
	entries   map[string]string
	localizer *i18n.Localizer
}

var load = sync.OnceValue(func() map[Lang]*Catalogue {
	bundle := i18n.NewBundle(language.Make(string(ZhHans)))
	all := map[Lang]*Catalogue{}
	for _, l := range Langs() {
		c := &Catalogue{lang: l, entries: map[string]string{}}
		names, err := fs.Glob(files, "text/*."+string(l)+".json")
		if err != nil {
			panic(err) // the pattern is ours
		}
		for _, name := range names {
			data, err := files.ReadFile(name)
			if err != nil {
				panic(err) // the file is embedded
			}
			entries := map[string]string{}
			if err := json.Unmarshal(data, &entries); err != nil {
				panic(fmt.Sprintf("catalogue: %s: %v", path.Base(name), err))
			}
			for id, text := range entries {
				c.entries[id] = text
				if err := bundle.AddMessages(language.Make(string(l)), &i18n.Message{ID: id, Other: text}); err != nil {
					panic(fmt.Sprintf("catalogue: %s: %s: %v", path.Base(name), id, err))
				}
			}
		}
		c.localizer = i18n.NewLocalizer(bundle, string(l))
		all[l] = c
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

// Say speaks a text. An id without an entry is shown in brackets, ⟦id⟧, so that somebody sees it.
func (c *Catalogue) Say(t Text) string {
	entry, ok := c.entries[t.ID]
	if !ok {
		return "⟦" + t.ID + "⟧"
	}
	if !strings.Contains(entry, "{{") {
		return entry
	}
	args := make(map[string]any, len(t.Args))
	for name, v := range t.Args {
		args[name] = c.spoken(v)
	}
	s, err := c.localizer.Localize(&i18n.LocalizeConfig{MessageID: t.ID, TemplateData: args})
	if err != nil {
		return "⟦" + t.ID + "⟧"
	}
	return s
}

// spoken returns a value as a sentence takes it.
func (c *Catalogue) spoken(v any) any {
	switch v := v.(type) {
	case Text:
		return c.Say(v)
	case []Text:
		parts := make([]string, len(v))
		for i, t := range v {
			parts[i] = c.Say(t)
		}
		return c.join(parts)
	case time.Time:
		return v.Format("2006-01-02 15:04")
	}
	return v
}

// join makes one text of several: sentences follow each other, anything else is a list.
func (c *Catalogue) join(parts []string) string {
	list, next := "、", ""
	if c.lang == En {
		list, next = ", ", " "
	}
	for _, p := range parts {
		if !strings.HasSuffix(p, ".") && !strings.HasSuffix(p, "。") {
			return strings.Join(parts, list)
		}
	}
	return strings.Join(parts, next)
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
