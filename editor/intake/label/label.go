package label

import (
	"strings"
	"time"
	"unicode/utf8"

	"galley/editor/intake/han"
)

// Field is a property that a label can name.
type Field string

// The fields.
const (
	Source    Field = "Source"
	Published Field = "Published"
	Authors   Field = "Authors"
	Editor    Field = "Editor"
	Reviewer  Field = "Reviewer"
	Keywords  Field = "Keywords"
	Reads     Field = "Reads"
	Column    Field = "Column"
	Abstract  Field = "Abstract"
)

// labelWords are the labels in folded text. A weak label stands at the head of honest sentences too (时间：…… 地点：…… in a notice) and counts
// only beside a strong one.
var labelWords = []struct {
	field        Field
	strong, weak string
}{
	{Source, "信息来自 信息来源 文章来源 稿件来源 新闻来源 内容来源 来源 稿源 出处 供稿单位 来稿单位 供稿 发布单位", "source"},
	{Published, "发布时间 发布日期 发布于 发表时间 发表日期 发稿时间 更新时间 更新日期 添加时间 录入时间 published", "时间 日期 date time"},
	{Authors, "作者 撰稿人 撰稿 撰文 通讯员 摄影", "记者 文字 文 图 图文 图片 author by"},
	{Editor, "责任编辑 网络编辑 本期编辑 编辑 责编 编发", "editor 排版"},
	{Reviewer, "审核人 审核 审稿 审校 审定 终审 复审 初审 校对", ""},
	{Keywords, "关键词 关键字 keywords", "标签"},
	{Reads, "阅读量 阅读次数 阅读数 浏览量 浏览次数 浏览数 点击量 点击次数 点击数 点击率 访问量 访问次数", "阅读 浏览 点击 人气 views"},
	{Column, "所属栏目 栏目", "分类 频道"},
	{Abstract, "内容摘要 文章摘要 摘要 导读 核心提示 内容提要 内容导读 提要", "abstract"},
}

type labelWord struct {
	field  Field
	runes  []rune
	strong bool
}

// labelTable has the longer words first, so that 责任编辑 is not read as 编辑.
var labelTable = func() (out []labelWord) {
	for length := 12; length > 0; length-- {
		for _, row := range labelWords {
			for i, list := range []string{row.strong, row.weak} {
				for _, w := range strings.Fields(list) {
					if utf8.RuneCountInString(w) == length {
						out = append(out, labelWord{row.field, []rune(w), i == 0})
					}
				}
			}
		}
	}
	return out
}()

// Label is one label of a line with its value.
type Label struct {
	Field  Field
	Word   string // as in the table, "" for a bare time
	Value  string // on one line, blanks trimmed
	strong bool
}

const (
	openers = "[【(（〔「『<《"
	closers = "]】)）〕」』>》"
)

// Line reads a line of labels: 来源:甲  发布时间:乙. It returns nil for a line that is anything else, or of which a part is no label with a
// possible value. Weak labels are taken beside strong ones, or if trusting.
func Line(line string, trusting bool) []Label {
	if utf8.RuneCountInString(line) > 2000 {
		return nil
	}
	folded, runes := han.Fold(line), []rune(line)
	var out []Label
	at := skipMarks(folded, 0)
	if t, before, after, ok := Moment(line, time.UTC); ok && !t.IsZero() && strings.TrimFunc(before, han.IsBlank) == "" {
		// A bare time at the head of the line, with labels after it or nothing.
		at = skipMarks(folded, len(runes)-len([]rune(after)))
		out = append(out, Label{Published, "", line[:len(line)-len(after)], at < len(runes)})
	}
	for at < len(runes) {
		w, from, ok := matchLabel(folded, at)
		if !ok {
			return nil
		}
		to := len(runes)
		if w.field != Abstract {
			for to = from; to < len(runes); to++ {
				if next, _, ok := matchLabel(folded, skipMarks(folded, to)); ok && (next.strong && to > from && folded[to] != ' ' || skipMarks(folded, to) > to || to == from) {
					break
				}
			}
		}
		value := strings.TrimFunc(string(runes[from:to]), han.IsBlank)
		out = append(out, Label{w.field, string(w.runes), trimValue(value), w.strong})
		at = skipMarks(folded, to)
	}
	strong, slashed := 0, 0
	for i, l := range out {
		if !possible(l) {
			return nil
		}
		if l.strong {
			strong++
		}
		if l.Word == "文" || l.Word == "图" {
			slashed++
		}
		out[i] = l
	}
	if len(out) == 0 || strong == 0 && !trusting && (slashed < 2 || slashed < len(out)) {
		return nil
	}
	return out
}

// trimValue takes the marks that part labels off a value, and a bracket that was opened before the label.
func trimValue(s string) string {
	for {
		t := strings.TrimRightFunc(s, func(c rune) bool { return han.IsBlank(c) || strings.ContainsRune("|｜;；,，", c) })
		t = strings.TrimLeftFunc(t, func(c rune) bool { return han.IsBlank(c) || c == '|' || c == '｜' })
		if last, size := utf8.DecodeLastRuneInString(t); strings.ContainsRune(closers, last) && !strings.ContainsAny(t, openers) {
			t = t[:len(t)-size]
		}
		if t == s {
			return han.Squeeze(s)
		}
		s = t
	}
}

func skipMarks(folded []rune, at int) int {
	for at < len(folded) && (han.IsBlank(folded[at]) || strings.ContainsRune("|·•"+openers, folded[at])) {
		at++
	}
	return at
}

// matchLabel matches a label and its colon at a place in folded text and returns where its value begins. A label in brackets needs no colon; a
// slash serves for 文/ and 图/. Blanks may part the characters of a label (编　辑：).
func matchLabel(folded []rune, at int) (w labelWord, from int, ok bool) {
	for _, w := range labelTable {
		i, hit := at, true
		for k, c := range w.runes {
			for k > 0 && i < len(folded) && folded[i] == ' ' && i-at < 8 && c > 0x80 {
				i++
			}
			if i >= len(folded) || folded[i] != c {
				hit = false
				break
			}
			i++
		}
		if !hit {
			continue
		}
		bracketed := false
		for i < len(folded) && (folded[i] == ' ' || strings.ContainsRune(closers, folded[i])) {
			bracketed = bracketed || folded[i] != ' '
			i++
		}
		switch {
		case i < len(folded) && folded[i] == ':':
			return w, i + 1, true
		case bracketed && at > 0 && strings.ContainsRune(openers, folded[at-1]):
			return w, i, true
		case i < len(folded) && len(w.runes) <= 2 && w.field == Authors && folded[i] == '/':
			return w, i + 1, true
		}
	}
	return labelWord{}, 0, false
}

// possible reports whether a value can be what its label says.
func possible(l Label) bool {
	n := utf8.RuneCountInString(l.Value)
	switch l.Field {
	case Abstract:
		return true
	case Keywords:
		return n <= 200 && !strings.Contains(l.Value, "。")
	case Published:
		return n <= 40
	case Reads:
		return n <= 16
	}
	return n <= 60 && !strings.ContainsAny(l.Value, "。！？")
}
