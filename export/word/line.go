package word

import (
	"net/url"
	"strconv"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
)

// runs is the content of a paragraph that is being written.
type runs struct {
	*writer
	strings.Builder
	props string // of the paragraph, as it is to be
	href  string // of the link that is open
}

func (w *writer) newRuns(props string) *runs { return &runs{writer: w, props: props} }

// inline writes a child of a textblock that stands at a position: in one piece, or in several where changes and comments begin and end.
func (r *runs) inline(n *model.Node, at model.Pos, c context) {
	text, end := []rune(n.Text()), at+model.Pos(n.Size())
	for at < end {
		r.at(at, c)
		next := min(r.nextChange(at, end), r.nextComment(at, end))
		piece := n
		if n.Kind() == model.Text && next-at < model.Pos(n.Size()) {
			piece = model.NewText(string(text[:next-at]), n.Marks()...)
			text = text[next-at:]
		}
		look := ""
		if p, old := r.formatAt(at); p != nil && old != nil {
			before, _ := old.Marks().Find(model.Link)
			if now, _ := n.Marks().Find(model.Link); before != now { // a link is no property of a run: the words come anew
				r.run(piece.WithMarks(old.Marks()), "", "del", p)
				r.run(piece, "", "ins", p)
				at = next
				continue
			}
			look = r.wrapped("rPrChange", *p, `<w:rPr>`+r.look(old)+`</w:rPr>`)
		}
		r.run(piece, look, "ins", r.insertedAt(at))
		at = next
	}
}

// at writes what stands at a position and not in the document: comments that end and begin there, and what is gone.
func (r *runs) at(at model.Pos, c context) {
	if r.isComment(at) {
		r.WriteString(r.margin.at(at))
	}
	for p, ok := r.nextGone(at); ok; p, ok = r.nextGone(at) {
		r.goneIn(p, c)
	}
}

// run writes one inline node: with w:ins or w:del around it for a revision. change is what its properties were.
func (r *runs) run(n *model.Node, change, kind string, v *revision) {
	link, _ := n.Marks().Find(model.Link)
	r.link(link.Href)
	body := r.content(n, kind == "del" && v != nil)
	if body == "" {
		return
	}
	props := r.look(n)
	if props += change; props != "" {
		props = `<w:rPr>` + props + `</w:rPr>`
	}
	body = `<w:r>` + props + body + `</w:r>`
	if v != nil {
		body = r.wrapped(kind, *v, body)
	}
	r.WriteString(body)
}

// content returns what stands in a run.
func (r *runs) content(n *model.Node, deleted bool) string {
	switch n.Kind() {
	case model.Break:
		return `<w:br/>`
	case model.Footnote:
		return r.note(n)
	case model.Text:
		return texts(n.Text(), map[bool]string{false: "t", true: "delText"}[deleted])
	}
	return ""
}

// texts returns a text in elements of a name; tabs and hyphens have their own.
func texts(s, name string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "\t\u00ad\u2011")
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			b.WriteString(`<w:` + name + ` xml:space="preserve">` + escape(s[:i]) + `</w:` + name + `>`)
		}
		if s = s[i:]; s == "" {
			break
		}
		for sign, element := range signElements {
			if rest, ok := strings.CutPrefix(s, sign); ok {
				s = rest
				b.WriteString(element)
				break
			}
		}
	}
	return b.String()
}

var signElements = map[string]string{"\t": `<w:tab/>`, "\u00ad": `<w:softHyphen/>`, "\u2011": `<w:noBreakHyphen/>`}

// look returns the properties of a node's run, in the order of the schema (ISO/IEC 29500-1, 17.3.2.28).
func (w *writer) look(n *model.Node) string {
	var b strings.Builder
	has := func(k model.MarkKind) bool { _, ok := n.Marks().Find(k); return ok }
	style := ""
	switch {
	case n.Kind() == model.Footnote:
		style = "FootnoteReference"
	case has(model.BookTitle):
		style = "BookTitle"
	case has(model.ProperName):
		style = "ProperName"
	case has(model.Link):
		style = "Hyperlink"
	}
	if style != "" {
		b.WriteString(`<w:rStyle w:val="` + style + `"/>`)
	}
	// These marks are in Western fonts too, half as wide there; a Chinese text wants its own.
	if w.sheet.eastAsia && strings.ContainsAny(n.Text(), "“”‘’—…·") {
		b.WriteString(`<w:rFonts w:hint="eastAsia"/>`)
	}
	if has(model.Strong) {
		b.WriteString(`<w:b/>`)
	}
	if has(model.Emphasis) && !w.sheet.eastAsia {
		b.WriteString(`<w:i/>`)
	}
	if has(model.Strike) {
		b.WriteString(`<w:strike/>`)
	}
	if has(model.Underline) {
		b.WriteString(`<w:u w:val="single"/>`)
	}
	switch {
	case n.Kind() == model.Footnote:
	case has(model.Superscript):
		b.WriteString(`<w:vertAlign w:val="superscript"/>`)
	case has(model.Subscript):
		b.WriteString(`<w:vertAlign w:val="subscript"/>`)
	}
	if has(model.Emphasis) && w.sheet.eastAsia {
		b.WriteString(`<w:em w:val="dot"/>`)
	}
	return b.String()
}

// link opens and closes links, so that what stands behind has the given address.
func (r *runs) link(href string) {
	if r.href == href {
		return
	}
	if r.href != "" {
		r.WriteString(`</w:hyperlink>`)
	}
	if r.href = ""; href == "" {
		return
	}
	id, ok := r.links[href]
	if !ok {
		if target := addressOf(href); target != "" {
			id = r.relate("hyperlink", target, true)
		} else {
			r.report.Notes = append(r.report.Notes, catalogue.T("word.link", "Address", href))
		}
		r.links[href] = id
	}
	if id != "" {
		r.href = href
		r.WriteString(`<w:hyperlink r:id="` + id + `" w:history="1">`)
	}
}

func (r *runs) close() { r.link("") }

// addressOf returns an address as a relation may have it: one of the web or of mail, in ASCII. A program would offer to repair a file with
// another.
func addressOf(href string) string {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "mailto" && (u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		return ""
	}
	var b strings.Builder
	for i := range len(href) {
		if c := href[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)+0x100, 16)[1:]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
