package words_test

import (
	"strings"
	"testing"
	"unicode"

	"galley/editor/words"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"open day", "open| |day"},
		{"it's 3.14%", "it's| |3.14|%"},
		{"学校举行新生开学典礼", "学校|举行|新生|开学|典礼"},
		{"學校舉行新生開學典禮", "學校|舉行|新生|開學|典禮"},
		{"他在AI大学open day上", "他|在|AI|大学|open| |day|上"},
		{"研究生命起源", "研究|生命|起源"},
		{"2026年11月23日", "2026|年|11|月|23|日"},
		{"你好，“世界”……", "你好|，“|世界|”……"},
		{"一 \u3000\n二", "一| \u3000\n|二"},
		{"👩🏽‍🎓毕业😀😀", "👩🏽‍🎓|毕业|😀|😀"},
		{"葛\U000E0100城区", "葛\U000E0100|城区"},
		{"北葛\U000E0100城区", "北|葛\U000E0100|城区"},
		{"大家通🏽知", "大家|通🏽|知"},
		{"𠮷野家", "𠮷|野|家"},
		{"ひらがなカタカナ", "ひ|ら|が|な|カタカナ"},
		{"cafe\u0301 e", "cafe\u0301| |e"},
	} {
		text := []rune(c.text)
		var got []string
		for _, p := range words.Split(text) {
			got = append(got, string(text[p.From:p.To]))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("他在AI大学open day，“好”")
	f.Add("葛\U000E0100城\u200d区\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		text := []rune(s)
		at := 0
		for _, p := range words.Split(text) {
			if p.From != at || p.To <= p.From || p.Kind == 0 {
				t.Fatalf("%q: %v at %d", s, p, at)
			}
			if unicode.Is(unicode.Mn, text[p.From]) && p.From > 0 && unicode.IsLetter(text[p.From-1]) {
				t.Fatalf("%q: %v begins with a mark", s, p)
			}
			at = p.To
		}
		if at != len(text) {
			t.Fatalf("%q ends at %d", s, at)
		}
	})
}

// BenchmarkSplit splits a paragraph of 500 characters.
func BenchmarkSplit(b *testing.B) {
	text := []rune(strings.Repeat("学校举行2026年新生开学典礼，校长致辞。来自全国各地的新生参加了典礼。", 14))[:500]
	for b.Loop() {
		words.Split(text)
	}
}
