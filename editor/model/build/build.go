// Package build makes documents for tests: from a compact text, and at random.
//
// # The text
//
//	headline(示例大学召开大会) p(通知<a>) ul(li(p(甲)) li(p([strong 乙][br]丙))) hr()
//
// is a document with a headline, and a body of a paragraph, a list and a rule; what is left out of the head is empty. A name with its
// content in parentheses is a node, [strong text] is text with a mark, [br] a line break, [note words] a footnote, and <a> a tag: its name
// and the position where it stands are returned beside the document. A backslash takes the next character as it is. Spaces count inside textblocks only.
//
//	kicker headline subtitle abstract   the head, in this order, before the body
//	p h h1 h2 h3                        paragraph; headings, h being h1
//	quote ul ol li hr                   ol=5(…) starts at 5
//	fig                                 fig=name(caption): the picture's digest is made of the name
//	table tr td th                      td=2x3(…) covers 2 columns and 3 rows
//	strong em u s sup sub link          link=address
//	title name                          book title, proper name
//
// [Format] writes a document as such a text, for messages that repeat a failure. [Random] makes any valid document.
//
// The package panics on a text that it cannot read, for it is used in tests only.
package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/editor/model"
)

// Tags are the positions of the tags in a text.
type Tags map[string]model.Pos

// Doc returns the document that text describes. It panics when it cannot read the text; it does not check the document.
func Doc(text string) *model.Node {
	doc, _ := Tagged(text)
	return doc
}

// Tagged returns the document that text describes and where its tags stand. It panics as [Doc] does.
func Tagged(text string) (*model.Node, Tags) {
	p := parser{text: text, rest: text, tags: Tags{}}
	parts := map[model.Kind]*model.Node{}
	var body []*model.Node
	// The head comes first in the text, so that a tag's position is known when it is read; parts that are left out count as empty.
	pos, next := model.Pos(0), 0
	begin := func(part int) {
		for ; next <= part; next++ {
			parts[heads[next]] = model.New(heads[next], model.Attrs{})
			pos += 2
		}
	}
	for p.space(); ; p.space() {
		part := p.head()
		if part < 0 {
			break
		}
		if part < next {
			p.fail("%v is out of order", heads[part])
		}
		begin(part)
		p.pos = pos - 1
		p.want('(')
		n := model.New(heads[part], model.Attrs{}, p.inline(nil)...)
		p.want(')')
		parts[n.Kind()] = n
		pos = p.pos + 1
	}
	begin(len(heads) - 1)
	p.pos = pos + 1
	body = p.blocks()
	if p.rest != "" {
		p.fail("cannot read on")
	}
	if len(body) == 0 {
		body = append(body, model.New(model.Paragraph, model.Attrs{}))
	}
	var content []*model.Node
	for _, k := range heads {
		content = append(content, parts[k])
	}
	return model.New(model.Doc, model.Attrs{}, append(content, model.New(model.Body, model.Attrs{}, body...))...), p.tags
}

var heads = []model.Kind{model.Kicker, model.Headline, model.Subtitle, model.Abstract}

// blockNames are the names of blocks in the text.
var blockNames = map[string]struct {
	kind  model.Kind
	attrs model.Attrs
}{
	"p":  {kind: model.Paragraph},
	"h":  {model.Heading, model.Attrs{Level: 1}},
	"h1": {model.Heading, model.Attrs{Level: 1}},
	"h2": {model.Heading, model.Attrs{Level: 2}},
	"h3": {model.Heading, model.Attrs{Level: 3}},

	"quote": {kind: model.Quote},
	"ul":    {kind: model.BulletList},
	"ol":    {model.NumberedList, model.Attrs{Start: 1}},
	"li":    {kind: model.ListItem},
	"hr":    {kind: model.Rule},
	"fig":   {model.Figure, model.Attrs{Picture: Picture("")}},
	"table": {kind: model.Table},
	"tr":    {kind: model.TableRow},
	"td":    {model.TableCell, model.Attrs{ColSpan: 1, RowSpan: 1}},
	"th":    {model.TableCell, model.Attrs{Header: true, ColSpan: 1, RowSpan: 1}},
}

var markNames = map[string]model.MarkKind{
	"strong": model.Strong, "em": model.Emphasis, "u": model.Underline, "s": model.Strike,
	"sup": model.Superscript, "sub": model.Subscript, "link": model.Link, "title": model.BookTitle, "name": model.ProperName,
}

// Picture returns the digest that fig=name gets.
func Picture(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

type parser struct {
	text, rest string
	pos        model.Pos
	tags       Tags
}

func (p *parser) fail(format string, args ...any) {
	at := len(p.text) - len(p.rest)
	panic(fmt.Sprintf("build: %s at byte %d of %q", fmt.Sprintf(format, args...), at, p.text))
}

func (p *parser) space() { p.rest = strings.TrimLeft(p.rest, " \t\n") }

func (p *parser) has(c byte) bool { return p.rest != "" && p.rest[0] == c }

func (p *parser) want(c byte) {
	if !p.has(c) {
		p.fail("want %q", c)
	}
	p.rest = p.rest[1:]
}

// until takes the text before the first of the given characters.
func (p *parser) until(stops string) string {
	i := strings.IndexAny(p.rest, stops)
	if i < 0 {
		p.fail("none of %q follows", stops)
	}
	s := p.rest[:i]
	p.rest = p.rest[i:]
	return s
}

// head takes the name of a part of the head and returns its number, or -1 and takes nothing.
func (p *parser) head() int {
	for i, k := range heads {
		if rest, ok := strings.CutPrefix(p.rest, k.String()+"("); ok {
			p.rest = "(" + rest
			return i
		}
	}
	return -1
}

func (p *parser) tag() {
	p.want('<')
	p.tags[p.until(">")] = p.pos
	p.want('>')
}

func (p *parser) blocks() []*model.Node {
	var out []*model.Node
	for {
		p.space()
		switch {
		case p.rest == "" || p.has(')'):
			return out
		case p.has('<'):
			p.tag()
		default:
			out = append(out, p.block())
		}
	}
}

func (p *parser) block() *model.Node {
	name, value, _ := strings.Cut(p.until("("), "=")
	b, ok := blockNames[name]
	if !ok {
		p.fail("no block %q", name)
	}
	if value != "" {
		p.value(&b.attrs, b.kind, value)
	}
	p.want('(')
	var n *model.Node
	if b.kind.IsLeaf() {
		p.pos++
		n = model.New(b.kind, b.attrs)
	} else {
		p.pos++
		if b.kind.IsTextblock() {
			n = model.New(b.kind, b.attrs, p.inline(nil)...)
		} else {
			n = model.New(b.kind, b.attrs, p.blocks()...)
		}
		p.pos++
	}
	p.want(')')
	return n
}

func (p *parser) value(a *model.Attrs, k model.Kind, value string) {
	var err error
	switch k {
	case model.NumberedList:
		var n int64
		n, err = strconv.ParseInt(value, 10, 32)
		a.Start = int32(n)
	case model.Figure:
		a.Picture, a.Alt = Picture(value), value
	case model.TableCell:
		_, err = fmt.Sscanf(value, "%dx%d", &a.ColSpan, &a.RowSpan)
	default:
		p.fail("a %v takes no value", k)
	}
	if err != nil {
		p.fail("value %q: %v", value, err)
	}
}

// inline takes inline content up to the closing character.
func (p *parser) inline(marks model.Marks) []*model.Node {
	var out []*model.Node
	for p.rest != "" {
		switch p.rest[0] {
		case ')', ']':
			return out
		case '<':
			p.tag()
		case '[':
			out = append(out, p.marked(marks)...)
		case '\\':
			p.rest = p.rest[1:]
			fallthrough
		default:
			_, size := utf8.DecodeRuneInString(p.rest)
			if size == 0 {
				p.fail("nothing follows a backslash")
			}
			out = append(out, model.NewText(p.rest[:size], marks...))
			p.rest = p.rest[size:]
			p.pos++
		}
	}
	return out
}

func (p *parser) marked(marks model.Marks) []*model.Node {
	p.want('[')
	name, value, _ := strings.Cut(p.until(" ]"), "=")
	if name == "br" {
		p.want(']')
		p.pos++
		return []*model.Node{model.NewBreak(marks...)}
	}
	if name == "note" {
		p.want(' ')
		note := p.escaped()
		p.want(']')
		p.pos++
		return []*model.Node{model.NewFootnote(note, marks...)}
	}
	k, ok := markNames[name]
	if !ok {
		p.fail("no mark %q", name)
	}
	p.want(' ')
	out := p.inline(marks.With(model.Mark{Kind: k, Href: value}))
	p.want(']')
	return out
}

// escaped takes text up to a closing bracket.
func (p *parser) escaped() string {
	var b strings.Builder
	for p.rest != "" && p.rest[0] != ']' {
		p.rest = strings.TrimPrefix(p.rest, `\`)
		_, size := utf8.DecodeRuneInString(p.rest)
		b.WriteString(p.rest[:size])
		p.rest = p.rest[size:]
	}
	return b.String()
}
