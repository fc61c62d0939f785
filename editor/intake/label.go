package intake

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// field is a property that a label can name.
type field string

// The fields, named as in [Properties], and two parts of the document.
const (
	fieldSource    field = "Source"
	fieldPublished field = "Published"
	fieldAuthors   field = "Authors"
	fieldEditor    field = "Editor"
	fieldReviewer  field = "Reviewer"
	fieldKeywords  field = "Keywords"
	fieldReads     field = "Reads"
	fieldColumn    field = "Column"
	fieldAbstract  field = "Abstract"
)

// labelWords are the labels in folded text. A weak label stands at the head of honest sentences too (时间：…… 地点：…… in a notice) and counts
// only beside a strong one.
var labelWords = []struct {
	field        field
	strong, weak string
}{
	{fieldSource, "信息来自 信息来源 文章来源 稿件来源 新闻来源 内容来源 来源 稿源 出处 供稿单位 来稿单位 供稿 发布单位", "source"},
	{fieldPublished, "发布时间 发布日期 发布于 发表时间 发表日期 发稿时间 更新时间 更新日期 添加时间 录入时间 published", "时间 日期 date time"},
	{fieldAuthors, "作者 撰稿人 撰稿 撰文 通讯员 摄影", "记者 文字 文 图 图文 图片 author by"},
	{fieldEditor, "责任编辑 网络编辑 本期编辑 编辑 责编 编发", "editor 排版"},
	{fieldReviewer, "审核人 审核 审稿 审校 审定 终审 复审 初审 校对", ""},
	{fieldKeywords, "关键词 关键字 keywords", "标签"},
	{fieldReads, "阅读量 阅读次数 阅读数 浏览量 浏览次数 浏览数 点击量 点击次数 点击数 点击率 访问量 访问次数", "阅读 浏览 点击 人气 views"},
	{fieldColumn, "所属栏目 栏目", "分类 频道"},
	{fieldAbstract, "内容摘要 文章摘要 摘要 导读 核心提示 内容提要 内容导读 提要", "abstract"},
}

type labelWord struct {
	field  field
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

// labelled is one label of a line with its value, blanks trimmed.
type labelled struct {
	field  field
	label  string
	value  string
	strong bool
}

const (
	openers = "[【(（〔「『<《"
	closers = "]】)）〕」』>》"
)

// labels reads a line of labels: 来源:甲  发布时间:乙. It returns nil for a line that is anything else, or of which a part is no label with a
// possible value. Weak labels are taken beside strong ones, or if trusting.
func (f folder) labels(line string, trusting bool) []labelled {
	if utf8.RuneCountInString(line) > 2000 {
		return nil
	}
	folded, runes := f.text(line), []rune(line)
	var out []labelled
	at := skipMarks(folded, 0)
	if t, before, after, ok := f.moment(line, time.UTC); ok && !t.IsZero() && strings.TrimFunc(before, isBlank) == "" {
		// A bare time at the head of the line, with labels after it or nothing.
		at = skipMarks(folded, len(runes)-len([]rune(after)))
		out = append(out, labelled{fieldPublished, "", line[:len(line)-len(after)], at < len(runes)})
	}
	for at < len(runes) {
		w, from, ok := matchLabel(folded, at)
		if !ok {
			return nil
		}
		to := len(runes)
		if w.field != fieldAbstract {
			for to = from; to < len(runes); to++ {
				if next, _, ok := matchLabel(folded, skipMarks(folded, to)); ok && (next.strong && to > from && folded[to] != ' ' || skipMarks(folded, to) > to || to == from) {
					break
				}
			}
		}
		value := strings.TrimFunc(string(runes[from:to]), isBlank)
		out = append(out, labelled{w.field, string(w.runes), trimValue(value), w.strong})
		at = skipMarks(folded, to)
	}
	strong, slashed := 0, 0
	for i, l := range out {
		if !f.possible(l) {
			return nil
		}
		if l.strong {
			strong++
		}
		if l.label == "文" || l.label == "图" {
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
		t := strings.TrimRightFunc(s, func(c rune) bool { return isBlank(c) || strings.ContainsRune("|｜;；,，", c) })
		t = strings.TrimLeftFunc(t, func(c rune) bool { return isBlank(c) || c == '|' || c == '｜' })
		if last, size := utf8.DecodeLastRuneInString(t); strings.ContainsRune(closers, last) && !strings.ContainsAny(t, openers) {
			t = t[:len(t)-size]
		}
		if t == s {
			return squeeze(s)
		}
		s = t
	}
}

func skipMarks(folded []rune, at int) int {
	for at < len(folded) && (isBlank(folded[at]) || strings.ContainsRune("|·•"+openers, folded[at])) {
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
		case i < len(folded) && len(w.runes) <= 2 && w.field == fieldAuthors && folded[i] == '/':
			return w, i + 1, true
		}
	}
	return labelWord{}, 0, false
}

// possible reports whether a value can be what its label says.
func (f folder) possible(l labelled) bool {
	n := utf8.RuneCountInString(l.value)
	switch l.field {
	case fieldAbstract:
		return true
	case fieldKeywords:
		return n <= 200 && !strings.Contains(l.value, "。")
	case fieldPublished:
		return n <= 40
	case fieldReads:
		return n <= 16
	}
	return n <= 60 && !strings.ContainsAny(l.value, "。！？")
}

// take stores the values of a line of labels, and returns the fields it filled, for the report. The first value of a property stays.
func (r *reader) take(ls []labelled) []string {
	var taken []string
	for _, l := range ls {
		if l.value != "" && r.takeOne(l) && !slices.Contains(taken, string(l.field)) {
			taken = append(taken, string(l.field))
		}
	}
	return taken
}

func (r *reader) takeOne(l labelled) bool {
	p := &r.props
	switch l.field {
	case fieldSource:
		return r.fill(&p.Source, l)
	case fieldColumn:
		return r.fill(&p.Column, l)
	case fieldEditor:
		return r.join(&p.Editor, l)
	case fieldReviewer:
		return r.join(&p.Reviewer, l)
	case fieldAuthors:
		for _, name := range split(l.value) {
			if !slices.Contains(p.Authors, name) {
				p.Authors = append(p.Authors, name)
			}
		}
		return true
	case fieldKeywords:
		if len(p.Keywords) == 0 {
			p.Keywords = split(l.value)
		}
		return true
	case fieldReads:
		digits := strings.Map(func(c rune) rune {
			switch {
			case c >= '0' && c <= '9':
				return c
			case c == ',' || c == '，' || c == '次' || c == ' ':
				return -1
			}
			return 'x'
		}, l.value)
		n, err := strconv.Atoi(digits)
		if err != nil || p.Reads != 0 {
			return false // filled by a script in the browser, or no number
		}
		p.Reads = n
		return true
	case fieldPublished:
		t, _, _, ok := r.fold.moment(l.value, r.src.Location)
		if !ok {
			r.report.note(TimeNotUnderstood, l.value, 0)
			return false
		}
		if p.Published.IsZero() {
			p.Published = t
		}
		return true
	case fieldAbstract:
		return r.takeAbstract(l.value)
	}
	return false
}

func (r *reader) fill(s *string, l labelled) bool {
	if *s != "" {
		if *s != l.value {
			r.report.note(LabelAgain, l.label+"："+l.value, 0)
		}
		return false
	}
	*s = l.value
	return true
}

// join fills a property that several labels may share: 初审, 复审 and 终审 are one reviewer credit.
func (r *reader) join(s *string, l labelled) bool {
	switch {
	case *s == "":
		*s = l.value
	case !slices.Contains(strings.Split(*s, "、"), l.value):
		*s += "、" + l.value
	}
	return true
}

// split parts a list of names or keywords.
func split(s string) []string {
	parts := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",，、;；/|", c) })
	if len(parts) == 1 {
		parts = strings.Fields(s)
		for _, p := range parts {
			if n := utf8.RuneCountInString(p); n < 2 || n > 4 || p[0] < 0x80 {
				parts = []string{s} // words of one name, or a unit with its name
				break
			}
		}
	}
	var out []string
	for _, p := range parts {
		if p = strings.TrimFunc(p, isBlank); p != "" {
			out = append(out, p)
		}
	}
	return out
}
