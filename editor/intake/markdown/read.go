package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"galley/editor/intake/charset"
	"galley/editor/intake/han"
	"galley/editor/model"
)

// Read reads the body of a document as CommonMark with the tables and the strike-through of GitHub, in the part that the schema knows.
// What it does not know stays as text: code, fences, HTML, references, headings by underlining. These are its own ways:
//
//   - A line feed ends a paragraph if a Chinese, Japanese or full-width character stands beside it, and is a space between Latin words.
//   - Blanks that indent a line, U+3000 among them, are layout. Four of them are no code.
//   - <u> <sup> <sub> <strong> <em> <s> and <br> mean their marks and a line break; <cite> is the wavy line under a title, <name> the straight
//     one under a name.
//   - [^1] is a footnote, where a line [^1]: … says what it says: as plain text.
//   - ![caption](picture:HASH) on a line of its own is a figure; see [Write]. Other pictures become links: nothing is fetched.
//   - One ~ is a character, as in 3~5 天; two strike through.
//
// It returns at least one block. The error is for a figure or a block comment of [Write] that was damaged, or
// [ErrNesting].
func Read(text string) ([]*model.Node, error) {
	text, _ = charset.Clean(text)
	for _, l := range strings.Split(text, "\n") {
		if len(l) > MaxNesting && opensBlocks(l) > MaxNesting {
			return nil, ErrNesting
		}
	}
	text, notes, err := takeNotes(text)
	if err != nil {
		return nil, err
	}
	out, err := (&reading{src: []byte(text)}).parse(notes)
	if err != nil {
		return nil, err
	}
	if out = append(out, notes.left()...); len(out) == 0 {
		out = append(out, model.New(model.Paragraph, model.Attrs{}))
	}
	return out, nil
}

// MaxNesting bounds the signs of quotes and lists at the head of one line; the time that the parser takes grows with their square.
const MaxNesting = 200

// ErrNesting is returned for a text with more than [MaxNesting] quotes and lists in one another.
var ErrNesting = errors.New("markdown: quotes and lists too deep in one another")

// maxLists bounds lists and quotes inside one another in the document; deeper ones lose their frame and keep their text.
const maxLists = 6

// opensBlocks counts the signs of quotes and lists at the head of a line.
func opensBlocks(line string) int {
	n := 0
	for i := 0; i < len(line) && strings.IndexByte(" \t>-+*.)0123456789", line[i]) >= 0; i++ {
		if line[i] == '>' || line[i] == ' ' && i > 0 && line[i-1] != ' ' && line[i-1] != '>' {
			n++
		}
	}
	return n
}

// unindent takes away the indents that are not ASCII; CommonMark sees to the others.
func unindent(text string) string {
	if !strings.ContainsAny(text, "\u3000\u00a0") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if t := strings.TrimFunc(l, han.IsIndent); strings.TrimLeft(l, " \t") != t && strings.ContainsAny(l[:len(l)-len(strings.TrimLeftFunc(l, han.IsIndent))], "\u3000\u00a0") || t == "" {
			lines[i] = t
		}
	}
	return strings.Join(lines, "\n")
}

// theParser knows the blocks and inlines of the schema and no others.
var theParser = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(signParser{}, 900),
		util.Prioritized(paragraphParser{parser.NewParagraphParser()}, 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(noteParser{}, 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(strikeParser{}, 500),
	),
	parser.WithParagraphTransformers(util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200)),
	parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
)

// reading carries one reading.
type reading struct{ src []byte }

// parse returns the blocks of the text, with footnotes where there are some.
func (m *reading) parse(notes *footnotes) ([]*model.Node, error) {
	m.src = []byte(unindent(string(m.src)))
	pc := parser.NewContext()
	if notes != nil {
		pc.Set(notesKey, notes)
	}
	return m.blocks(theParser.Parse(gmtext.NewReader(m.src), parser.WithContext(pc)), 0)
}

// blocks converts the children of a block.
func (m *reading) blocks(parent ast.Node, depth int) ([]*model.Node, error) {
	var out []*model.Node
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		blocks, err := m.block(n, depth)
		if err != nil {
			return nil, err
		}
		out = append(out, blocks...)
	}
	return out, nil
}

func (m *reading) block(n ast.Node, depth int) ([]*model.Node, error) {
	switch n := n.(type) {
	case *ast.Heading:
		return []*model.Node{model.New(model.Heading, model.Attrs{Level: uint8(min(n.Level, 3))}, m.line(n)...)}, nil
	case *ast.ThematicBreak:
		return []*model.Node{model.New(model.Rule, model.Attrs{})}, nil
	case *ast.Blockquote:
		content, err := m.blocks(n, depth+1)
		if err != nil || depth >= maxLists || len(content) == 0 {
			return content, err
		}
		return []*model.Node{model.New(model.Quote, model.Attrs{}, content...)}, nil
	case *ast.List:
		return m.list(n, depth)
	case *ast.HTMLBlock:
		b, err := sign(strings.TrimSpace(string(n.Lines().Value(m.src))))
		return []*model.Node{b}, err
	case *extast.Table:
		return []*model.Node{m.table(n)}, nil
	case *ast.Paragraph, *ast.TextBlock:
		if f, ok, err := m.figure(n); ok || err != nil {
			return []*model.Node{f}, err
		}
		var out []*model.Node
		for _, p := range m.inlines(n) {
			out = append(out, model.New(model.Paragraph, model.Attrs{}, p...))
		}
		return out, nil
	}
	return m.blocks(n, depth)
}

func (m *reading) list(n *ast.List, depth int) ([]*model.Node, error) {
	var items, flat []*model.Node
	for li := n.FirstChild(); li != nil; li = li.NextSibling() {
		content, err := m.blocks(li, depth+1)
		if err != nil {
			return nil, err
		}
		if len(content) == 0 {
			content = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
		}
		flat = append(flat, content...)
		items = append(items, model.New(model.ListItem, model.Attrs{}, content...))
	}
	switch {
	case depth >= maxLists:
		return flat, nil
	case n.IsOrdered():
		return []*model.Node{model.New(model.NumberedList, model.Attrs{Start: int32(n.Start)}, items...)}, nil
	}
	return []*model.Node{model.New(model.BulletList, model.Attrs{}, items...)}, nil
}

func (m *reading) table(n *extast.Table) *model.Node {
	var rows []*model.Node
	for tr := n.FirstChild(); tr != nil; tr = tr.NextSibling() {
		_, header := tr.(*extast.TableHeader)
		var cells []*model.Node
		for td := tr.FirstChild(); td != nil; td = td.NextSibling() {
			cells = append(cells, model.New(model.TableCell, model.Attrs{Header: header, ColSpan: 1, RowSpan: 1},
				model.New(model.Paragraph, model.Attrs{}, m.line(td)...)))
		}
		rows = append(rows, model.New(model.TableRow, model.Attrs{}, cells...))
	}
	return model.New(model.Table, model.Attrs{}, rows...)
}

// Signs of Write for what Markdown has none for.
const (
	emptyParagraph = "<p></p>"
	commentHead    = "<!--galley "
	commentTail    = "-->"
	pictureScheme  = "picture:"
)

// sign reads a line that signParser took.
func sign(line string) (*model.Node, error) {
	if line == emptyParagraph {
		return model.New(model.Paragraph, model.Attrs{}), nil
	}
	var block model.Node
	if err := json.Unmarshal([]byte(line[len(commentHead):len(line)-len(commentTail)]), &block); err != nil {
		return nil, fmt.Errorf("markdown: the block after %q: %w", commentHead, err)
	}
	if !block.Kind().IsBlock() {
		return nil, fmt.Errorf("markdown: the block after %q is a %v", commentHead, block.Kind())
	}
	return &block, nil
}

// figure reads a paragraph that is one picture of the newsroom.
func (m *reading) figure(n ast.Node) (*model.Node, bool, error) {
	img, ok := n.FirstChild().(*ast.Image)
	if !ok || img.NextSibling() != nil {
		return nil, false, nil
	}
	rest, ok := strings.CutPrefix(string(img.Destination), pictureScheme)
	if !ok {
		return nil, false, nil
	}
	hash, query, _ := strings.Cut(rest, "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		return nil, false, fmt.Errorf("markdown: the picture %q cannot be read", rest)
	}
	a := model.Attrs{Picture: hash, Alt: q.Get("alt"), Credit: q.Get("credit"), Rights: q.Get("rights")}
	if c := q.Get("crop"); c != "" {
		if a.Crop, err = model.ParseCrop(c); err != nil {
			return nil, false, fmt.Errorf("markdown: the picture %q cannot be read: %w", rest, err)
		}
	}
	if w := q.Get("width"); w != "" {
		n, err := strconv.ParseUint(w, 10, 16)
		if err != nil || n > 1000 {
			return nil, false, fmt.Errorf("markdown: %q is no width of a picture", w)
		}
		a.Width = uint16(n)
	}
	if err := model.Figure.CheckAttrs(a); err != nil {
		return nil, false, fmt.Errorf("markdown: the picture %q cannot be read: %w", rest, err)
	}
	return model.New(model.Figure, a, m.line(img)...), true, nil
}

// line converts inline content that cannot be more than one paragraph.
func (m *reading) line(n ast.Node) []*model.Node {
	var out []*model.Node
	for i, p := range m.inlines(n) {
		if i > 0 {
			out = append(out, model.NewBreak())
		}
		out = append(out, p...)
	}
	return out
}

// inlines converts inline content into paragraphs.
func (m *reading) inlines(n ast.Node) [][]*model.Node {
	b := &inliner{m: m, out: [][]*model.Node{nil}}
	b.walk(n, nil)
	b.text(nil)
	var out [][]*model.Node
	for _, p := range b.out {
		if len(p) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// inliner walks inline content.
type inliner struct {
	m       *reading
	out     [][]*model.Node
	tags    []string // open HTML tags
	pending []byte   // raw text that is not yet unescaped
	marks   model.Marks
	soft    bool // a line feed waits for the next text
	last    rune // before it
}

func (b *inliner) walk(n ast.Node, marks model.Marks) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.add(c.Segment.Value(b.m.src), marks)
			switch {
			case c.HardLineBreak():
				b.brk()
			case c.SoftLineBreak():
				b.text(nil)
				b.soft = true
			}
		case *ast.String:
			b.add(c.Value, marks)
		case *ast.RawHTML:
			b.tag(string(c.Segments.Value(b.m.src)), marks)
		case *ast.Emphasis:
			kind := model.Emphasis
			if c.Level == 2 {
				kind = model.Strong
			}
			b.walk(c, marks.With(model.Mark{Kind: kind}))
		case *extast.Strikethrough:
			b.walk(c, marks.With(model.Mark{Kind: model.Strike}))
		case *ast.Link:
			b.walk(c, linkTo(marks, string(util.UnescapePunctuations(c.Destination))))
		case *ast.Image:
			b.walk(c, linkTo(marks, string(util.UnescapePunctuations(c.Destination))))
		case *noteNode:
			b.text(b.tagged(marks))
			b.push(model.NewFootnote(c.words, b.marks...))
		case *ast.AutoLink:
			b.add(c.Label(b.m.src), linkTo(marks, string(c.URL(b.m.src))))
		default:
			b.walk(c, marks)
		}
	}
}

// linkTo adds a link, if its address is one that can be followed.
func linkTo(marks model.Marks, href string) model.Marks {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		return marks
	}
	return marks.With(model.Mark{Kind: model.Link, Href: href})
}

// inlineTags are the tags that mean a mark.
var inlineTags = map[string]model.MarkKind{"u": model.Underline, "sup": model.Superscript, "sub": model.Subscript, "strong": model.Strong, "b": model.Strong,
	"em": model.Emphasis, "i": model.Emphasis, "s": model.Strike, "del": model.Strike, "cite": model.BookTitle, "name": model.ProperName}

func (b *inliner) tag(raw string, marks model.Marks) {
	switch name := strings.ToLower(strings.Trim(raw, "</> ")); {
	case name == "br":
		b.brk()
		return
	case inlineTags[name] != 0 && strings.HasPrefix(raw, "</"):
		for i := len(b.tags) - 1; i >= 0; i-- {
			if b.tags[i] == name {
				b.text(nil)
				b.tags = append(b.tags[:i:i], b.tags[i+1:]...)
				return
			}
		}
	case inlineTags[name] != 0:
		b.text(nil)
		b.tags = append(b.tags, name)
		return
	}
	for i, part := range strings.Split(raw, "\n") {
		if i > 0 {
			b.text(nil)
			b.soft = true
		}
		b.add([]byte(part), marks)
	}
}

// add takes raw text in.
func (b *inliner) add(raw []byte, marks model.Marks) {
	if marks = b.tagged(marks); !marks.Equal(b.marks) {
		b.text(marks)
	}
	b.pending = append(b.pending, raw...)
}

// tagged returns marks with those of the open tags.
func (b *inliner) tagged(marks model.Marks) model.Marks {
	for _, t := range b.tags {
		marks = marks.With(model.Mark{Kind: inlineTags[t]})
	}
	return marks
}

// text puts the pending text out and goes on with other marks.
func (b *inliner) text(marks model.Marks) {
	s := unescape(b.pending)
	b.pending = b.pending[:0]
	if s != "" {
		first, _ := utf8.DecodeRuneInString(s)
		if b.soft {
			b.soft = false
			if han.IsWide(b.last) || han.IsWide(first) {
				b.out = append(b.out, nil)
			} else {
				s = " " + s
			}
		}
		b.last, _ = utf8.DecodeLastRuneInString(s)
		b.push(model.NewText(s, b.marks...))
	}
	b.marks = marks
}

func (b *inliner) brk() {
	b.text(nil)
	b.push(model.NewBreak())
}

func (b *inliner) push(n *model.Node) {
	if b.soft { // a break after a line feed
		b.soft = false
	}
	last := len(b.out) - 1
	b.out[last] = append(b.out[last], n)
}

// unescape resolves backslashes before punctuation and numeric character references. Named references stay as they are written.
func unescape(raw []byte) string {
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		switch {
		case raw[i] == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			i++
		case raw[i] == '&' && i+2 < len(raw) && raw[i+1] == '#':
			if end := bytes.IndexByte(raw[i:min(len(raw), i+10)], ';'); end > 2 {
				if n, err := strconv.ParseUint(string(raw[i+2:i+end]), 10, 32); err == nil && model.ValidRune(rune(n)) {
					b.WriteRune(rune(n))
					i += end
					continue
				}
			}
		}
		b.WriteByte(raw[i])
	}
	return b.String()
}
