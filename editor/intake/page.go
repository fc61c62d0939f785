package intake

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/editor/intake/han"
)

// Limits on a page. A long article has some thousands of elements; a page of a million is an attack or no article.
const (
	maxElements = 400_000
	maxNesting  = 512 // of golang.org/x/net/html
)

// page is a parsed page and what its head says.
type page struct {
	root, body *html.Node
	title      string            // of the title element
	meta       map[string]string // by lower-case name or property, the first of each
	lang       string
	canonical  string
	base       *url.URL // links are relative to it; may be nil
	hidden     hiddenRules
}

// parse parses a page and scans its head.
func (r *reader) parse(text string) (*page, error) {
	if err := r.weigh(text); err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		// The one thing that this parser refuses is nesting; the text itself cannot fail to be read.
		return nil, &Error{Err: ErrTooLarge, Name: r.src.Name, Detail: "nesting", Limit: maxNesting}
	}
	p := &page{root: root, meta: map[string]string{}, base: r.base, hidden: hiddenRules{class: map[string]bool{}, id: map[string]bool{}}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			p.lang = attr(n, "lang")
		case atom.Body:
			p.body = n
		case atom.Title:
			if p.title == "" && n.Namespace == "" {
				p.title = han.Squeeze(textContent(n))
			}
		case atom.Meta:
			name := strings.ToLower(attr(n, "name"))
			if name == "" {
				name = strings.ToLower(attr(n, "property"))
			}
			if _, ok := p.meta[name]; !ok {
				p.meta[name] = han.Squeeze(attr(n, "content"))
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				p.canonical = attr(n, "href")
			}
		case atom.Base:
			if u, err := url.Parse(attr(n, "href")); err == nil && p.base != nil {
				p.base = p.base.ResolveReference(u)
			} else if err == nil && u.IsAbs() {
				p.base = u
			}
		case atom.Style:
			p.hidden.read(textContent(n))
		}
	}
	if p.body == nil {
		return nil, &Error{Err: ErrNoArticle, Name: r.src.Name} // a frameset
	}
	return p, nil
}

// weigh counts what the parser would build, and refuses what would grow without bound: an element that formats and is not closed is built
// again inside every block that follows (HTML, 13.2.4.3).
func (r *reader) weigh(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	open := map[string]int{}
	total, weight := 0, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			if formatting[string(name)] && open[raw] < 3 {
				open[raw]++
				total++
			}
			weight += 1 + total
		case html.EndTagToken:
			if name, _ := z.TagName(); formatting[string(name)] && total > 0 {
				for k := range open {
					if strings.HasPrefix(strings.ToLower(k[1:]), string(name)) {
						total--
						if open[k]--; open[k] == 0 {
							delete(open, k)
						}
						break
					}
				}
			}
		}
		if weight > maxElements*4 {
			return &Error{Err: ErrTooLarge, Name: r.src.Name, Detail: "elements", Limit: maxElements}
		}
	}
}

var formatting = map[string]bool{"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true,
	"s": true, "small": true, "strike": true, "strong": true, "tt": true, "u": true}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return true
		}
	}
	return false
}

// textContent returns all text below a node.
func textContent(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// hiddenRules are the classes and ids that the page's own style sheet takes out of sight. Only selectors of one class or one id are
// understood; a class that any other rule may show again is left alone.
type hiddenRules struct {
	class, id map[string]bool
	shown     map[string]bool
}

// read takes in one style element.
func (h *hiddenRules) read(css string) {
	if h.shown == nil {
		h.shown = map[string]bool{}
	}
	for css != "" {
		head, rest, ok := strings.Cut(css, "{")
		if !ok {
			return
		}
		for strings.Contains(head, "/*") {
			before, after, _ := strings.Cut(head, "/*")
			_, after, _ = strings.Cut(after, "*/")
			head = before + after
		}
		if strings.Contains(head, "@") { // rules for paper, fonts, small screens: passed over to the end of their braces
			css = afterBraces(rest)
			continue
		}
		var body string
		body, css, _ = strings.Cut(rest, "}")
		concealed := conceals(body)
		shows := !concealed && strings.Contains(body, "display")
		for _, sel := range strings.Split(head, ",") {
			sel = strings.TrimSpace(sel)
			if shows {
				for _, name := range strings.FieldsFunc(sel, func(c rune) bool { return strings.ContainsRune(" .>+~:[]", c) }) {
					h.shown[name] = true
				}
			}
			if !concealed {
				continue
			}
			if name, ok := strings.CutPrefix(sel, "."); ok && isName(name) {
				h.class[name] = true
			} else if name, ok := strings.CutPrefix(sel, "#"); ok && isName(name) {
				h.id[name] = true
			}
		}
	}
}

func afterBraces(s string) string {
	depth := 1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[i+1:]
			}
		}
	}
	return ""
}

func isName(s string) bool {
	for _, c := range s {
		if !(c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80) {
			return false
		}
	}
	return s != ""
}

// conceals reports whether declarations of CSS take an element out of sight.
func conceals(css string) bool {
	out, small := false, false
	for _, decl := range strings.Split(strings.ToLower(css), ";") {
		key, val, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		val = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(val), "!important"))
		switch strings.TrimSpace(key) {
		case "display":
			out = out || val == "none"
		case "visibility":
			out = out || val == "hidden" || val == "collapse"
		case "opacity", "font-size":
			out = out || strings.Trim(val, "0.pxemrt%") == "" && strings.HasPrefix(val, "0") || val == "1px"
		case "left", "right", "top", "bottom", "margin-left", "margin-top", "text-indent":
			out = out || offScreen(val)
		case "width", "height", "max-height":
			small = small || val == "0" || val == "0px" || val == "1px"
		}
	}
	return out || small && strings.Contains(strings.ToLower(css), "overflow")
}

func offScreen(val string) bool {
	digits, ok := strings.CutPrefix(val, "-")
	if !ok {
		return false
	}
	n := 0
	_, err := fmt.Sscanf(digits, "%d", &n)
	return err == nil && n >= 500
}

// hides reports whether a browser shows nothing of the element.
func (p *page) hides(n *html.Node) bool {
	if hasAttr(n, "hidden") || strings.EqualFold(attr(n, "aria-hidden"), "true") {
		return true
	}
	if s := attr(n, "style"); s != "" && conceals(s) {
		return true
	}
	if n.DataAtom == atom.Marquee { // a line of spam that scrolls in a box of a few pixels
		for _, key := range []string{"width", "height"} {
			if v := attr(n, key); len(v) == 1 && v >= "0" && v <= "9" {
				return true
			}
		}
	}
	if id := attr(n, "id"); p.hidden.id[id] && !p.hidden.shown["#"+id] {
		return true
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		if p.hidden.class[c] && !p.hidden.shown[c] {
			return true
		}
	}
	return false
}
