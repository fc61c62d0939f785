package intake

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// crumbs is a breadcrumb in its parts.
type crumbs struct {
	parts []string // the site or 首页 first
	named bool     // it was led in by 当前位置 or the like
}

// positions lead a breadcrumb in, longer ones first, in folded text.
var positions = []string{"您现在所在的位置是", "您现在所在的位置", "您现在的位置是", "您当前的位置是", "您现在的位置", "你现在的位置", "您当前的位置", "您当前位置", "您所在的位置", "现在的位置",
	"当前所在位置", "您的位置", "你的位置", "当前位置", "所在位置", "您在这里", "位置"}

// homes are first parts that do not name the site; tails are last parts that name neither column nor headline.
var (
	homes = []string{"首页", "网站首页", "主页", "本站首页", "home", "返回首页"}
	tails = []string{"正文", "内容", "详情", "查看", "文章内容", "新闻详情", "新闻正文", "文章详情", "浏览文章", "信息内容", "内容页", "详细内容"}
)

// breadcrumb reads a line as a breadcrumb.
func (f folder) breadcrumb(line string, hinted bool) (crumbs, bool) {
	if utf8.RuneCountInString(line) > 300 || strings.Contains(line, "。") {
		return crumbs{}, false
	}
	folded, runes := f.text(line), []rune(line)
	at := skipMarks(folded, 0)
	c := crumbs{}
	for _, p := range positions {
		n := utf8.RuneCountInString(p)
		if len(folded) < at+n || string(folded[at:at+n]) != p {
			continue
		}
		end := skipMarks(folded, at+n)
		if end < len(folded) && (folded[end] == ':' || folded[end] == '>' || end > at+n) || p != "位置" {
			at, c.named = end, true
			for at < len(folded) && (folded[at] == ':' || folded[at] == ' ') {
				at++
			}
			break
		}
	}
	var part []rune
	flush := func() {
		if s := squeeze(string(part)); s != "" {
			c.parts = append(c.parts, s)
		}
		part = nil
	}
	for i := at; i < len(folded); i++ {
		switch folded[i] {
		case '>', '»', '›', '→':
			flush()
		case '/', '\\', '|':
			if c.named || hinted {
				flush()
				continue
			}
			part = append(part, runes[i])
		default:
			part = append(part, runes[i])
		}
	}
	flush()
	if len(c.parts) == 0 {
		return c, false
	}
	home := slices.Contains(homes, string(f.text(c.parts[0])))
	return c, c.named || len(c.parts) > 1 && (hinted || home)
}

// takeCrumbs stores column and site. The headline, as far as it is known, tells whether the last part is the article itself.
func (r *reader) takeCrumbs(c crumbs, headline string) {
	parts := c.parts
	if n := len(parts); n > 0 {
		last := parts[n-1]
		switch {
		case slices.Contains(tails, string(r.fold.text(last))), sameHeadline(last, headline), n > 2 && utf8.RuneCountInString(last) > 8:
			parts = parts[:n-1]
		}
	}
	if len(parts) == 0 {
		return
	}
	if !slices.Contains(homes, string(r.fold.text(parts[0]))) && r.props.Site == "" {
		r.props.Site = parts[0]
	}
	if n := len(parts); n > 1 && r.props.Column == "" {
		r.props.Column = parts[n-1]
	}
}

// sameHeadline reports whether s is the headline, whole or cut short with dots.
func sameHeadline(s, headline string) bool {
	if s == "" || headline == "" {
		return false
	}
	if bare(s) == bare(headline) {
		return true
	}
	cut := strings.TrimRight(s, ".…")
	return cut != s && cut != "" && strings.HasPrefix(bare(headline), bare(cut))
}

// bare takes all blanks out of a text, to compare two.
func bare(s string) string {
	return strings.Map(func(c rune) rune {
		if isBlank(c) {
			return -1
		}
		return c
	}, s)
}
