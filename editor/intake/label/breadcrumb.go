package label

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/editor/intake/han"
)

// Crumbs is a breadcrumb in its parts.
type Crumbs struct {
	Parts []string // the site or 首页 first
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

// Breadcrumb reads a line as a breadcrumb. Hinted says that the page calls it one: then it needs no word that leads it in.
func Breadcrumb(line string, hinted bool) (Crumbs, bool) {
	if utf8.RuneCountInString(line) > 300 || strings.Contains(line, "。") {
		return Crumbs{}, false
	}
	folded, runes := han.Fold(line), []rune(line)
	at := skipMarks(folded, 0)
	c := Crumbs{}
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
		if s := han.Squeeze(string(part)); s != "" {
			c.Parts = append(c.Parts, s)
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
	if len(c.Parts) == 0 {
		return c, false
	}
	home := slices.Contains(homes, string(han.Fold(c.Parts[0])))
	return c, c.named || len(c.Parts) > 1 && (hinted || home)
}

// Place returns the site and the column that a breadcrumb names, "" for what it does not. The headline, as far as it is known, tells whether
// the last part is the article itself.
func (c Crumbs) Place(headline string) (site, column string) {
	parts := c.Parts
	if n := len(parts); n > 0 {
		last := parts[n-1]
		if slices.Contains(tails, string(han.Fold(last))) || SameHeadline(last, headline) || n > 2 && utf8.RuneCountInString(last) > 8 {
			parts = parts[:n-1]
		}
	}
	if len(parts) > 0 && !slices.Contains(homes, string(han.Fold(parts[0]))) {
		site = parts[0]
	}
	if n := len(parts); n > 1 {
		column = parts[n-1]
	}
	return site, column
}

// SameHeadline reports whether s is the headline, whole or cut short with dots.
func SameHeadline(s, headline string) bool {
	if s == "" || headline == "" {
		return false
	}
	if han.Bare(s) == han.Bare(headline) {
		return true
	}
	cut := strings.TrimRight(s, ".…")
	return cut != s && cut != "" && strings.HasPrefix(han.Bare(headline), han.Bare(cut))
}
