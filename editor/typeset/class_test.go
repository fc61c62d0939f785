package typeset

import (
	"strings"
	"testing"
)

var classNames = map[Class]string{
	Ideograph: "字", Opening: "开", Closing: "闭", Pause: "点", Stop: "句", MiddleDot: "间", Dash: "破", Ellipsis: "略", Connector: "连",
	Solidus: "分", Postfix: "后", Prefix: "前", Western: "西", Space: "空", Newline: "行", ignorable: "无",
}

func TestClasses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"通知，好。", "字字点字句"},
		{"（《甲》）", "开开字闭闭"},
		{"“甲”", "开字闭"},
		{"说：“Hello”吗", "字点开西西西西西闭字"},             // what closes is what opened
		{"He said “yes” ok", "西西空西西西西空西西西西西空西西"}, // a quotation between Western words
		{"NBA“巨星”", "西西西开字字闭"},
		{"don’t", "西西西西西"},
		{"‘甲’", "开字闭"},
		{"甲——乙", "字破破字"},
		{"a—b", "西西西"},
		{"a——b", "西破破西"}, // doubled, it is Chinese anywhere
		{"好……", "字略略"},
		{"wait…", "西西西西西"},
		{"卡尔·马", "字字间字"},
		{"3·15", "西西西西"},
		{"“”", "开闭"}, // no neighbour tells
		{"1～2％", "西连西后"},
		{"￥5", "前西"},
		{"甲　乙 c", "字空字空西"},
		{"甲\n乙", "字行字"},
		{"甲\u200b乙", "字字"}, // a character that draws nothing joins the one before
		{"①Ⅳ☆", "字字字"},
		{"\ufeff甲", "无字"},
	} {
		_, clusters, _ := collect([]Span{{Text: c.text, Family: song(t), Size: em}})
		resolve(clusters)
		var got strings.Builder
		for _, cl := range clusters {
			got.WriteString(classNames[cl.class])
		}
		if got.String() != c.want {
			t.Errorf("%s: %s, want %s", c.text, got.String(), c.want)
		}
	}
}

// The lists of marks are written by hand: no mark stands in two, and none is left ambiguous.
func TestMarksAreInOneClass(t *testing.T) {
	seen := map[rune]Class{}
	for _, m := range marks {
		for _, r := range m.chars {
			if was, twice := seen[r]; twice {
				t.Errorf("%q is in %s and %s", r, classNames[was], classNames[m.class])
			}
			seen[r] = m.class
			if classOf(r) != m.class {
				t.Errorf("%q is %s, want %s", r, classNames[classOf(r)], classNames[m.class])
			}
		}
	}
}

func TestClusters(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"王𠮷先", []string{"王", "𠮷", "先"}},
		{"e\u0301a", []string{"e\u0301", "a"}},
		{"葛\U000E0100城", []string{"葛\U000E0100", "城"}},
		{"👨‍👩‍👧吗", []string{"👨‍👩‍👧", "吗"}},
		{"甲\r\n乙", []string{"甲", "\r\n", "乙"}},
		{"か\u3099", []string{"か\u3099"}},
	} {
		text, clusters, _ := collect([]Span{{Text: c.text, Family: song(t), Size: em}})
		var got []string
		for _, cl := range clusters {
			got = append(got, text[cl.start:cl.end])
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
