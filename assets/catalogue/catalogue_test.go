package catalogue

import (
	"errors"
	"testing"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// small returns a catalogue of a few entries of its own.
func small(l Lang) *Catalogue {
	c := &Catalogue{lang: l, list: For(l).list, entries: map[string]entry{}}
	for id, message := range map[string]string{"draft": "草稿", "chief": "主编", "database": "数据库：{{.Finding}}", "edit": "{{.Number}} {{.State}}，不能修改。"} {
		c.entries[id] = compile(&i18n.Message{ID: id, Other: message})
	}
	c.entries["pages"] = compile(&i18n.Message{ID: "pages", One: "{{.Count}} page", Other: "{{.Count}} pages"})
	return c
}

func TestSay(t *testing.T) {
	at := time.Date(2026, 11, 23, 16, 30, 59, 0, time.FixedZone("", 8*3600))
	for _, c := range []struct {
		name string
		lang Lang
		text Text
		want string
	}{
		{"plain", ZhHans, T("draft"), "草稿"},
		{"a value", ZhHans, T("database", "Finding", "甲"), "数据库：甲"},
		{"two values", ZhHans, T("edit", "Number", "2026-00017", "State", T("draft")), "2026-00017 草稿，不能修改。"},
		{"a list of texts", ZhHans, T("database", "Finding", []Text{T("chief"), T("draft")}), "数据库：主编、草稿"},
		{"a list in English", En, T("database", "Finding", []Text{T("chief"), T("draft")}), "数据库：主编, 草稿"},
		{"an empty list", ZhHant, T("database", "Finding", []Text{}), "数据库："},
		{"a time in its own zone", ZhHans, T("database", "Finding", at), "数据库：2026-11-23 16:30"},
		{"a number", ZhHans, T("database", "Finding", 12345), "数据库：12345"},
		{"another number", ZhHans, T("database", "Finding", int64(-7)), "数据库：-7"},
		{"an error", ZhHans, T("database", "Finding", errors.New("乙")), "数据库：乙"},
		{"braces in a value", ZhHans, T("database", "Finding", "{{.Finding}}"), "数据库：{{.Finding}}"},
		{"a value that was not given", ZhHans, T("database"), "数据库：⟦Finding⟧"},
		{"one", En, T("pages", "Count", 1), "1 page"},
		{"none", En, T("pages", "Count", 0), "0 pages"},
		{"several", En, T("pages", "Count", 2), "2 pages"},
		{"no such entry", ZhHans, T("no.such", "Name", "甲"), "⟦no.such⟧"},
	} {
		t.Run(c.name, func(t *testing.T) {
			words := small(c.lang)
			if got := words.Say(c.text); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
			var pairs []any
			for name, v := range c.text.Args {
				pairs = append(pairs, name, v)
			}
			if got := words.S(c.text.ID, pairs...); got != c.want {
				t.Errorf("S said %q, want %q", got, c.want)
			}
		})
	}
}

func TestPartsAreTheWordsAndTheValues(t *testing.T) {
	for message, want := range map[string][]part{
		"":                 {{"", ""}},
		"甲":                {{"甲", ""}},
		"{{.A}}":           {{"", "A"}},
		"甲{{.A}}乙{{.B}}丙":  {{"甲", "A"}, {"乙", "B"}, {"丙", ""}},
		"{{.A}}{{.A}}":     {{"", "A"}, {"", "A"}},
		"甲{{.A":            {{"甲{{.A", ""}},
		"{{.A}} {{ nil }}": {{"", "A"}, {" {{ nil }}", ""}},
	} {
		got := parts(message)
		if len(got) != len(want) {
			t.Errorf("%q has the parts %v, want %v", message, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q has the parts %v, want %v", message, got, want)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]Lang{
		"zh-Hans": ZhHans, "zh-CN": ZhHans, "zh_CN.UTF-8": ZhHans, "zh": ZhHans, "zh_SG": ZhHans, "zh-Hans-HK": ZhHans, "zh_CN.GB18030@pinyin": ZhHans,
		"zh-Hant": ZhHant, "zh-TW": ZhHant, "zh_TW.Big5": ZhHant, "zh-HK": ZhHant, "zh_MO": ZhHant, "zh-Hant-HK": ZhHant,
		"en": En, "en_US": En, "en_GB.UTF-8": En, "C": En, "C.UTF-8": En, "POSIX": En, "fr_FR": En,
	} {
		if got, ok := Parse(in); !ok || got != want {
			t.Errorf("Parse(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", ".UTF-8", "!", "简体中文", "notalanguageatall"} {
		if got, ok := Parse(in); ok {
			t.Errorf("Parse(%q) = %q, and it is neither form", in, got)
		}
	}
}

func TestForEveryLanguage(t *testing.T) {
	for _, l := range Langs() {
		if got := For(l).Lang(); got != l {
			t.Errorf("For(%q) speaks %q", l, got)
		}
	}
	if got := For("fr").Lang(); got != ZhHans {
		t.Errorf("For a language that there is not speaks %q", got)
	}
}

func BenchmarkSay(b *testing.B) {
	words := small(ZhHans)
	for _, c := range []struct {
		name string
		text Text
	}{
		{"plain", T("draft")},
		{"values", T("edit", "Number", "2026-00017", "State", T("draft"))},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if said := words.Say(c.text); said[0] == '{' {
					b.Fatal(said)
				}
			}
		})
	}
}
