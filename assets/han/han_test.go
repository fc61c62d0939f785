package han_test

import (
	"strings"
	"testing"

	"galley/assets/han"
)

func TestSimplify(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{"新聞學院舉辦畢業典禮", "新闻学院举办毕业典礼"}, {"為爲裡裏", "为为里里"}, {"新闻 abc，１２３", "新闻 abc，１２３"}, {"𠮷", "𠮷"},
	} {
		if got := strings.Map(han.Simplify, c.from); got != c.to {
			t.Errorf("%s: %s, want %s", c.from, got, c.to)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"大学生活", "大 大学 大学生"}, {"的", "的"}, {"北京大学校长", "北 北京 北京大学"}, {"", ""}, {"abc", ""}, {"　大", ""}, {"𠮷", ""},
		{"一a", "一"},
	} {
		var got []string
		text := []rune(c.text)
		last := 0
		han.Words(text, func(n, cost int) {
			got = append(got, string(text[:n]))
			if cost < 30 || cost > 170 || n <= last {
				t.Errorf("%s: %d characters for %d after %d", c.text, n, cost, last)
			}
			last = n
		})
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.text, s, c.want)
		}
	}
}

// TestEveryCharacter looks for words at every character of the block and wants nothing but single characters of it.
func TestEveryCharacter(t *testing.T) {
	single := 0
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		han.Words([]rune{r, 0xffff}, func(n, cost int) {
			if n != 1 {
				t.Errorf("%c: a word of %d characters in one", r, n)
			}
			single++
		})
	}
	if single < 5000 {
		t.Errorf("only %d characters are words", single)
	}
}

func BenchmarkWords(b *testing.B) {
	text := []rune("大学生活动中心举办第三届校园文化艺术节开幕式")
	han.Words(text, func(int, int) {})
	for b.Loop() {
		for i := range text {
			han.Words(text[i:], func(int, int) {})
		}
	}
}
