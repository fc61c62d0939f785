package intake

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/editor/intake/han"
	"galley/editor/model"
)

// maxLists bounds lists and quotes inside one another; deeper ones lose their frame and keep their text.
const maxLists = 6

// place is what a node inherits from the elements around it.
type place struct {
	style
	el    *html.Node // nearest block element
	hint  Reason
	from  *html.Node // the element that gave the hint
	loose bool       // the block is no paragraph itself
	lists int        // lists and quotes around
}

// converter turns elements into pieces.
type converter struct {
	r       *reader
	page    *page
	out     []piece
	flow    flow
	cut     []Dropped // taken out of the block that is being gathered
	notes   []Note
	figures []piece // pictures of the block that is being gathered; they stand after it
	links   int     // links so far, for numbering
}

// convert returns the pieces of the page's body in the order of the page.
func (r *reader) convert(p *page) []piece {
	c := &converter{r: r, page: p}
	c.children(p.body, place{el: p.body, loose: true})
	c.flush(place{el: p.body, loose: true}, 0)
	return c.out
}

// inside converts the children of n by themselves.
func (c *converter) inside(n *html.Node, at place) []piece {
	sub := &converter{r: c.r, page: c.page, links: c.links}
	sub.children(n, at)
	sub.flush(at, 0)
	c.links = sub.links
	return sub.out
}

func (c *converter) children(n *html.Node, at place) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.node(child, at)
	}
}

func (c *converter) node(n *html.Node, at place) {
	switch {
	case n.Type == html.TextNode:
		c.flow.write(n.Data, at.style)
		return
	case n.Type != html.ElementNode:
		return
	case dropElements[n.DataAtom] != 0 || n.Namespace != "":
		c.drop(n, at)
		return
	case c.page.hides(n):
		c.hide(n, at)
		return
	}
	if h := hintOf(n); h != 0 {
		at.hint, at.from = h, n
	}
	if m, ok := markElements[n.DataAtom]; ok {
		at.marks = at.marks.With(model.Mark{Kind: m})
		c.children(n, at)
		return
	}
	switch n.DataAtom {
	case atom.Br:
		c.flow.brk()
	case atom.Hr:
		c.flush(at, 0)
		c.out = append(c.out, piece{block: model.New(model.Rule, model.Attrs{}), el: at.el, hint: at.hint, hintFrom: at.from})
	case atom.Img:
		c.picture(n, nil, at)
	case atom.A:
		c.anchor(n, at)
	case atom.Blockquote, atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		c.framed(n, at)
	case atom.Table:
		if !isDataTable(n) {
			c.block(n, at, 0)
			return
		}
		c.flush(at, 0)
		c.table(n, at)
	case atom.Figure:
		c.flush(at, 0)
		c.figure(n, at)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.block(n, at, int(n.Data[1]-'0'))
	case atom.Pre:
		c.flush(at, 0)
		c.flow.pre = true
		c.block(n, at, 0)
		c.flow.pre = false
	default:
		if blockElements[n.DataAtom] {
			c.block(n, at, 0)
			return
		}
		c.children(n, at)
	}
}

// block converts an element that begins and ends a block.
func (c *converter) block(n *html.Node, at place, heads int) {
	c.flush(at, 0)
	in := at
	in.el, in.loose = n, n.DataAtom != atom.P && heads == 0
	c.children(n, in)
	c.flush(in, heads)
}

// flush ends the block that is being gathered.
func (c *converter) flush(at place, heads int) {
	first := len(c.out)
	for _, lines := range c.flow.paragraphs(at.loose) {
		p := piece{el: at.el, hint: at.hint, hintFrom: at.from, heads: heads}
		p.measure(lines)
		if heads > 0 {
			p.block = model.New(model.Heading, model.Attrs{Level: uint8(min(heads, 3))}, inline(lines)...)
		} else {
			p.block = model.New(model.Paragraph, model.Attrs{}, inline(lines)...)
		}
		c.out = append(c.out, p)
	}
	if len(c.cut)+len(c.notes) > 0 {
		if len(c.out) == first {
			c.out = append(c.out, piece{el: at.el, hint: at.hint, hintFrom: at.from})
		}
		c.out[first].cut, c.out[first].notes = c.cut, c.notes
		c.cut, c.notes = nil, nil
	}
	c.out, c.figures = append(c.out, c.figures...), nil
}

// drop reports an element that is never text.
func (c *converter) drop(n *html.Node, at place) {
	text := han.Squeeze(textContent(n))
	if n.DataAtom == atom.Input {
		text = attr(n, "value")
	}
	if src := attr(n, "src"); text == "" && src == "" {
		return
	}
	why := dropElements[n.DataAtom]
	if why == 0 {
		why = Script // drawings and formulas of other languages
	}
	c.cut = append(c.cut, Dropped{Text: text, Why: why, Address: attr(n, "src")})
}

// hide reports an element that is not shown.
func (c *converter) hide(n *html.Node, at place) {
	text := han.Squeeze(textContent(n))
	if text == "" {
		return
	}
	why := Hidden
	if spam := weighSpam(text); spam.reason != 0 {
		why = spam.reason
	}
	c.cut = append(c.cut, Dropped{Text: text, Why: why})
	if !blockElements[n.DataAtom] && c.flow.last != 0 {
		c.notes = append(c.notes, Note{Kind: HiddenInText, Text: text})
	}
}

// anchor converts a link. Its words stay unless they are spam for another site; its address stays if it can be followed from elsewhere.
func (c *converter) anchor(n *html.Node, at place) {
	href := strings.TrimSpace(attr(n, "href"))
	if href == "" {
		c.children(n, at)
		return
	}
	target, ok := c.page.resolve(href)
	text := han.Squeeze(textContent(n))
	c.links++
	at.link = c.links
	at.away = ok && target.Host != "" && (c.page.base == nil || !sameSite(target.Hostname(), c.page.base.Hostname()))
	if at.away {
		if spam := weighSpam(text); spam.certain() {
			c.cut = append(c.cut, Dropped{Text: text, Why: spam.reason, Address: href})
			c.notes = append(c.notes, Note{Kind: SpamLinkInText, Text: text})
			return
		}
	}
	switch {
	case ok:
		at.marks = at.marks.With(model.Mark{Kind: model.Link, Href: target.String()})
	case text != "" && !strings.HasPrefix(href, "#"):
		c.notes = append(c.notes, Note{Kind: LinkRemoved, Text: text})
	}
	c.children(n, at)
}

// resolve returns the absolute address of a link, and false for one that cannot be followed from elsewhere.
func (p *page) resolve(href string) (*url.URL, bool) {
	u, err := url.Parse(href)
	if err != nil || strings.HasPrefix(href, "#") {
		return nil, false
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	}
	switch u.Scheme {
	case "http", "https":
		return u, u.Host != ""
	case "mailto":
		return u, u.Opaque != ""
	}
	return nil, false
}

// sameSite reports whether two hosts share the part that a site owns: news.example.edu.cn and www.example.edu.cn.
func sameSite(a, b string) bool {
	return a == b || siteOf(a) == siteOf(b)
}

func siteOf(host string) string {
	parts := strings.Split(strings.ToLower(strings.TrimSuffix(host, ".")), ".")
	n := len(parts)
	if n > 3 && len(parts[n-1]) == 2 && len(parts[n-2]) <= 3 { // .edu.cn, .gov.cn, .com.tw
		return strings.Join(parts[n-3:], ".")
	}
	return strings.Join(parts[max(0, n-2):], ".")
}

// framed converts a quote or a list.
func (c *converter) framed(n *html.Node, at place) {
	c.flush(at, 0)
	at.el, at.loose = n, true
	if at.lists >= maxLists {
		c.children(n, at)
		c.flush(at, 0)
		return
	}
	at.lists++
	p := piece{el: n, hint: at.hint, hintFrom: at.from}
	var content []*model.Node
	if n.DataAtom == atom.Blockquote {
		for _, q := range c.inside(n, at) {
			if p.gather(&q); q.block != nil {
				content = append(content, q.block)
			}
		}
		if len(content) > 0 {
			p.block = model.New(model.Quote, model.Attrs{}, content...)
		}
		c.out = append(c.out, p)
		return
	}
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		in := at
		var blocks []*model.Node
		var pieces []piece
		if li.Type == html.ElementNode && li.DataAtom == atom.Li && !c.page.hides(li) && hintOf(li) == 0 {
			in.el = li
			pieces = c.inside(li, in)
		} else {
			sub := &converter{r: c.r, page: c.page, links: c.links}
			sub.node(li, in)
			sub.flush(in, 0)
			c.links, pieces = sub.links, sub.out
		}
		for _, q := range pieces {
			if p.gather(&q); q.block != nil {
				blocks = append(blocks, q.block)
			}
		}
		if len(blocks) > 0 {
			content = append(content, model.New(model.ListItem, model.Attrs{}, blocks...))
		}
	}
	if len(content) > 0 {
		kind, a := model.BulletList, model.Attrs{}
		if n.DataAtom == atom.Ol {
			kind, a.Start = model.NumberedList, 1
			if start, err := strconv.ParseInt(attr(n, "start"), 10, 32); err == nil && start >= 0 {
				a.Start = int32(start)
			}
		}
		p.block = model.New(kind, a, content...)
	}
	c.out = append(c.out, p)
}

// markElements are the elements that become marks.
var markElements = map[atom.Atom]model.MarkKind{
	atom.Strong: model.Strong, atom.B: model.Strong, atom.Em: model.Emphasis, atom.I: model.Emphasis, atom.U: model.Underline, atom.Ins: model.Underline,
	atom.S: model.Strike, atom.Del: model.Strike, atom.Strike: model.Strike, atom.Sup: model.Superscript, atom.Sub: model.Subscript,
}

// blockElements begin and end a block (HTML, 15.3).
var blockElements = atoms(atom.Address, atom.Article, atom.Aside, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl,
	atom.Dt, atom.Fieldset, atom.Figcaption, atom.Footer, atom.Form, atom.Header, atom.Hgroup, atom.Legend, atom.Li, atom.Main, atom.Marquee, atom.Nav, atom.P,
	atom.Search, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr)

// dropElements are never text of an article.
var dropElements = map[atom.Atom]Reason{
	atom.Script: Script, atom.Style: Script, atom.Noscript: Script, atom.Template: Script, atom.Iframe: Script, atom.Object: Script, atom.Embed: Script,
	atom.Applet: Script, atom.Canvas: Script, atom.Audio: Script, atom.Video: Script, atom.Link: Script, atom.Meta: Script, atom.Title: Script,
	atom.Button: Tools, atom.Select: Tools, atom.Input: Tools, atom.Textarea: Tools, atom.Datalist: Tools, atom.Noframes: Script, atom.Frameset: Script,
}

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	set := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		set[a] = true
	}
	return set
}
