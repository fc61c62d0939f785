package intake

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"galley/editor/intake/han"
	"galley/editor/intake/label"
	"galley/editor/model"
)

// readHTML reads a page.
func (r *reader) readHTML(text string) error {
	p, err := r.parse(text)
	if err != nil {
		return err
	}
	ps := r.convert(p)
	if err := r.ctx.Err(); err != nil {
		return fmt.Errorf("intake: %w", err)
	}
	main, how := r.find(p, ps)
	r.report.How = how
	from, to := extent(ps, main)
	for i := range ps {
		if ps[i].hintFrom != nil && (ps[i].hintFrom == main || holds(ps[i].hintFrom, main)) {
			ps[i].hint = 0 // what holds the article cannot be furniture, whatever it calls itself
		}
	}
	headline := r.headlineOf(p, ps[:to], from)
	r.surround(ps[:from], headline, false)
	r.classify(ps[from:to], headline, main == p.body)
	r.surround(ps[to:], headline, true)
	r.collect(ps[:from])
	r.collect(ps[from:to])
	r.collect(ps[to:])
	if !r.isArticle(ps[from:to]) {
		return &Error{Err: ErrNoArticle, Name: r.src.Name}
	}
	if headline != "" {
		r.headline = []*model.Node{model.NewText(headline)}
	}
	r.takeMeta(p, headline)
	return nil
}

// isArticle reports whether what is left is more than links and furniture.
func (r *reader) isArticle(ps []piece) bool {
	runes, linked := 0, 0
	for i := range ps {
		if p := &ps[i]; p.block != nil && p.why == 0 {
			runes += p.runes
			linked += p.linked
			if p.substantial() || p.block.Kind() == model.Figure {
				return true
			}
		}
	}
	return runes > 0 && linked*2 <= runes
}

// extent returns the first piece inside an element and the one after the last.
func extent(ps []piece, el *html.Node) (from, to int) {
	from, to = len(ps), len(ps)
	for i := range ps {
		if ps[i].el == el || holds(el, ps[i].el) {
			from = min(from, i)
			to = i + 1
		}
	}
	return from, to
}

// holds reports whether n stands somewhere below el.
func holds(el, n *html.Node) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n == el {
			return true
		}
	}
	return false
}

// headlineOf chooses the headline: the piece before the text that the page's title begins with, or holds; then what the metadata say; then
// the only heading of rank 1; then the title without the site's name.
func (r *reader) headlineOf(p *page, ps []piece, from int) string {
	title := han.Bare(p.title)
	best, rank := "", 0
	ones, one := 0, ""
	for i := range ps {
		if i >= from && ps[i].substantial() && ps[i].heads == 0 && !strings.HasPrefix(title, han.Bare(ps[i].text())) {
			break
		}
		text := han.Squeeze(ps[i].text())
		n := utf8.RuneCountInString(text)
		if ps[i].heads == 1 {
			ones++
			one = text
		}
		if n < 2 || n > 120 || ps[i].linked*2 > ps[i].runes {
			continue
		}
		score := 0
		switch b := han.Bare(text); {
		case strings.HasPrefix(title, b) && (ps[i].heads > 0 || n >= 5):
			score = 1000 + n
		case title != "" && strings.Contains(title, b) && (ps[i].heads > 0 || n >= 8):
			score = n
		}
		if ps[i].heads > 0 && score > 0 {
			score += 500
		}
		if score > rank {
			best, rank = text, score
		}
	}
	if best != "" && rank >= 500 {
		return best
	}
	for _, key := range []string{"articletitle", "og:title", "twitter:title"} {
		if t := p.meta[key]; t != "" {
			return t
		}
	}
	switch {
	case ones == 1 && one != "":
		return one
	case best != "":
		return best
	}
	return r.withoutSite(p.title, p.meta["og:site_name"])
}

// siteEndings close the name of a site in a title.
var siteEndings = []string{"网", "網", "网站", "官网", "大学", "大學", "学院", "學院", "学校", "學校", "中学", "小学", "报", "報", "在线", "新闻", "新聞", "门户"}

// withoutSite takes the name of the site off the end of a title.
func (r *reader) withoutSite(title, site string) string {
	for {
		i := strings.LastIndexAny(title, "_|-–—｜－")
		if i <= 0 {
			return strings.TrimFunc(title, han.IsBlank)
		}
		_, size := utf8.DecodeRuneInString(title[i:])
		name := strings.TrimFunc(title[i+size:], han.IsBlank)
		known := name == "" || name == site || title[i] == '_' || title[i] == '|'
		for _, e := range siteEndings {
			known = known || strings.HasSuffix(name, e) && utf8.RuneCountInString(name) <= 16
		}
		if !known {
			return strings.TrimFunc(title, han.IsBlank)
		}
		if r.props.Site == "" && name != "" {
			r.props.Site = name
		}
		title = strings.TrimRight(title[:i], "_|-–—｜－ ")
	}
}

// takeMeta fills what no label has filled from the metadata of the page: Open Graph, and the names of the Chinese government's standard
// for site metadata (网站页面元数据, 国办函〔2018〕).
func (r *reader) takeMeta(p *page, headline string) {
	first := func(keys ...string) string {
		for _, k := range keys {
			if v := p.meta[k]; v != "" {
				return v
			}
		}
		return ""
	}
	if p.title != headline { // the rest of the title may name the site
		r.withoutSite(p.title, "")
	}
	for _, f := range []struct {
		to   *string
		keys []string
	}{
		{&r.props.Site, []string{"sitename", "og:site_name", "application-name"}},
		{&r.props.Source, []string{"contentsource", "source"}},
		{&r.props.Column, []string{"columnname", "article:section"}},
	} {
		if *f.to == "" {
			*f.to = first(f.keys...)
		}
	}
	if len(r.props.Authors) == 0 {
		r.props.Authors = split(first("author", "article:author"))
	}
	if r.props.Published.IsZero() {
		if t, _, _, ok := label.Moment(first("pubdate", "article:published_time", "publishdate", "firstpublishedtime", "og:published_time"), r.src.Location); ok {
			r.props.Published = t
		}
	}
	if len(r.props.Keywords) == 0 { // templates carry the site's own keywords: those of the article stand in it
		var said strings.Builder
		said.WriteString(headline)
		for _, b := range r.body {
			said.WriteString(b.PlainText())
		}
		for _, k := range split(first("keywords", "news_keywords")) {
			if strings.Contains(said.String(), k) {
				r.props.Keywords = append(r.props.Keywords, k)
			}
		}
	}
	for _, address := range []string{p.canonical, p.meta["og:url"]} {
		if u, ok := p.resolve(address); ok && r.props.Address == "" && (u.Scheme == "http" || u.Scheme == "https") {
			r.props.Address = u.String()
		}
	}
}
