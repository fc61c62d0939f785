package catalogue

import (
	"errors"
	"testing"
	"time"
)

func TestSay(t *testing.T) {
	at := time.Date(2026, 11, 23, 16, 30, 59, 0, time.FixedZone("", 8*3600))
	for _, c := range []struct {
		name string
		text Text
		lang Lang
		want string
	}{
		{"plain", T("state.draft"), ZhHans, "草稿"},
		{"in another language", T("state.draft"), En, "draft"},
		{"a value", T("check.store", "Finding", "甲"), ZhHans, "数据库：甲"},
		{"a text in a text", T("check.store", "Finding", T("state.published")), ZhHant, "資料庫：已發布"},
		{"a list of texts", T("check.store", "Finding", []Text{T("role.chief"), T("role.writer")}), ZhHans, "数据库：主编、作者"},
		{"a list in English", T("check.store", "Finding", []Text{T("state.draft"), T("state.draft")}), En, "Database: draft, draft"},
		{"a time in its own zone", T("check.store", "Finding", at), ZhHans, "数据库：2026-11-23 16:30"},
		{"a number", T("check.store", "Finding", 12345), ZhHans, "数据库：12345"},
		{"another number", T("check.store", "Finding", int64(-7)), ZhHans, "数据库：-7"},
		{"an error", T("check.store", "Finding", errors.New("乙")), ZhHans, "数据库：乙"},
		{"braces in a value", T("check.store", "Finding", "{{.Finding}}"), ZhHans, "数据库：{{.Finding}}"},
		{"a value that was not given", T("check.store"), ZhHans, "数据库：⟦Finding⟧"},
		{"no such entry", T("no.such", "Name", "甲"), ZhHans, "⟦no.such⟧"},
		{"no such language", T("state.draft"), "fr", "草稿"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := For(c.lang).Say(c.text); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
			if got := For(c.lang).S(c.text.ID, pairs(c.text)...); got != c.want {
				t.Errorf("S said %q, want %q", got, c.want)
			}
		})
	}
}

func pairs(t Text) (out []any) {
	for name, v := range t.Args {
		out = append(out, name, v)
	}
	return out
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

func TestCountChoosesTheForm(t *testing.T) {
	e := entry{other: parts("{{.Count}} pages"), one: parts("{{.Count}} page")}
	for _, c := range []struct {
		args map[string]any
		want string
	}{
		{map[string]any{"Count": 1}, " page"}, {map[string]any{"Count": 0}, " pages"}, {map[string]any{"Count": 2}, " pages"},
		{map[string]any{"Count": "1"}, " pages"}, {nil, " pages"},
	} {
		form := e.form(c.args)
		if got := form[len(form)-1].words; got != c.want {
			t.Errorf("%v takes %q, want %q", c.args, got, c.want)
		}
	}
	if e := (entry{other: parts("共 {{.Count}} 页")}); len(e.form(map[string]any{"Count": 1})) != 2 {
		t.Error("an entry of one form has lost it")
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
}
