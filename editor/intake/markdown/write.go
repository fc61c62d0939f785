package markdown

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/editor/intake/han"
	"galley/editor/model"
)

// Write writes the blocks of a body as text that [Read] reads back as the same blocks, whatever they are. Where Markdown has no
// sign, or its sign would not be understood beside Chinese punctuation, it writes
//
//   - <u> <sup> <sub>, and <strong> <em> <s> where asterisks would not do, and <br> for a line break;
//   - <cite> and <name> for the lines under titles and names, [^1] for a footnote, with the words of the notes at the end;
//   - ![caption](picture:HASH?alt=…&credit=…&width=…) for a figure;
//   - <p></p> for an empty paragraph, and nothing for a body that is only one;
//   - <!--galley JSON--> on a line of its own for a block that it cannot write otherwise, such as a table with merged cells. The line may be
//     moved or deleted as a whole.
func Write(blocks []*model.Node) string {
	if len(blocks) == 1 && blocks[0].Kind() == model.Paragraph && blocks[0].ContentSize() == 0 {
		return ""
	}
	w := &writer{notes: notesOf(blocks)}
	text := w.writeBlocks(blocks) + w.definitions(blocks)
	if !readsAs(text, blocks) { // two blocks that read otherwise beside each other: the second way is never wrong
		var b strings.Builder
		for _, n := range blocks {
			b.WriteString(comment(n) + "\n\n")
		}
		text = strings.TrimSuffix(b.String(), "\n")
	}
	return text
}

// writer writes blocks. The notes are numbered by their place in the list; two that say the same have one number.
type writer struct{ notes []string }

// readsAs reports whether a text reads as exactly these blocks.
func readsAs(text string, blocks []*model.Node) bool {
	got, err := Read(text)
	if err != nil || len(got) != len(blocks) {
		return false
	}
	for i := range got {
		if !got[i].Equal(blocks[i]) {
			return false
		}
	}
	return true
}

// comment writes any block as JSON in a comment.
func comment(n *model.Node) string {
	data, err := json.Marshal(n) // escapes < and >, so that nothing in it ends the comment
	if err != nil {
		panic(fmt.Sprintf("markdown: a node that cannot be written: %v", err)) // values of strings and numbers always can
	}
	return commentHead + string(data) + commentTail
}

// writeBlocks writes blocks with an empty line between, and one line feed at the end.
func (w *writer) writeBlocks(blocks []*model.Node) string {
	var parts []string
	var before *model.Node
	other := false
	for _, n := range blocks {
		other = before != nil && before.Kind() == n.Kind() && !other // a second list beside the first needs another sign
		s := w.writeBlock(n, other)
		if alone := []*model.Node{n}; !readsAs(s+w.definitions(alone), alone) {
			s = comment(n) + "\n"
		}
		parts = append(parts, s)
		before = n
	}
	return strings.Join(parts, "\n")
}

// writeBlock writes one block; other asks for the second kind of list sign.
func (w *writer) writeBlock(n *model.Node, other bool) string {
	switch n.Kind() {
	case model.Paragraph:
		if n.ContentSize() == 0 {
			return emptyParagraph + "\n"
		}
		return w.inlineMarkdown(n.Children(), true, false) + "\n"
	case model.Heading:
		return strings.TrimSuffix(strings.Repeat("#", int(n.Attrs().Level))+" "+w.inlineMarkdown(n.Children(), false, false), " ") + "\n"
	case model.Rule:
		return "___\n"
	case model.Quote:
		return prefixLines(w.writeBlocks(n.Children()), "> ", "> ")
	case model.BulletList, model.NumberedList:
		return w.writeList(n, other)
	case model.Table:
		return w.tableMarkdown(n)
	case model.Figure:
		return w.figureMarkdown(n)
	}
	return comment(n) + "\n"
}

// writeList writes a list, with empty lines between the items only if one holds more than a paragraph.
func (w *writer) writeList(n *model.Node, other bool) string {
	tight := true
	for _, item := range n.Children() {
		tight = tight && len(item.Children()) == 1 && item.Child(0).Kind() == model.Paragraph
	}
	var b strings.Builder
	for i, item := range n.Children() {
		sign := "- "
		switch {
		case n.Kind() == model.NumberedList && other:
			sign = fmt.Sprintf("%d) ", int(n.Attrs().Start)+i)
		case n.Kind() == model.NumberedList:
			sign = fmt.Sprintf("%d. ", int(n.Attrs().Start)+i)
		case other:
			sign = "* "
		}
		if i > 0 && !tight {
			b.WriteByte('\n')
		}
		b.WriteString(prefixLines(w.writeBlocks(item.Children()), sign, strings.Repeat(" ", len(sign))))
	}
	return b.String()
}

// prefixLines puts first before the first line and rest before the others. Empty lines get no blanks at their end.
func prefixLines(s, first, rest string) string {
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	for i, l := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		lines[i] = strings.TrimRight(prefix+l, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// tableMarkdown writes a table whose first row, and no other, is of heading cells, and whose cells are single paragraphs. For any other the
// text reads as something else, and the caller writes a comment.
func (w *writer) tableMarkdown(n *model.Node) string {
	var b strings.Builder
	for i, row := range n.Children() {
		for _, cell := range row.Children() {
			b.WriteString("| ")
			if p := cell.Child(0); p.Kind() == model.Paragraph {
				b.WriteString(w.inlineMarkdown(p.Children(), false, true))
			}
			b.WriteByte(' ')
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(row.Children())) + "|\n")
		}
	}
	return b.String()
}

func (w *writer) figureMarkdown(n *model.Node) string {
	a, q := n.Attrs(), url.Values{}
	for key, v := range map[string]string{"alt": a.Alt, "credit": a.Credit, "rights": a.Rights} {
		if v != "" {
			q.Set(key, v)
		}
	}
	if a.Width != 0 {
		q.Set("width", fmt.Sprint(a.Width))
	}
	if a.Crop != (model.Crop{}) {
		q.Set("crop", a.Crop.String())
	}
	dest := pictureScheme + a.Picture
	if len(q) > 0 {
		dest += "?" + q.Encode()
	}
	return "![" + w.inlineMarkdown(n.Children(), false, false) + "](" + dest + ")\n"
}

// markTags are the tags of the marks, and signs what may stand for them instead.
var (
	markTags = map[model.MarkKind]string{model.Strong: "strong", model.Emphasis: "em", model.Underline: "u", model.Strike: "s", model.Superscript: "sup", model.Subscript: "sub",
		model.BookTitle: "cite", model.ProperName: "name"}
	signs = map[model.MarkKind]string{model.Strong: "**", model.Emphasis: "*", model.Strike: "~~"}
)

// inlineMarkdown writes inline content. First says that it begins a block, where more characters have a meaning; cell that it stands in a table.
func (w *writer) inlineMarkdown(nodes []*model.Node, first, cell bool) string {
	var b strings.Builder
	for i := 0; i < len(nodes); {
		link, linked := nodes[i].Marks().Find(model.Link)
		end := i + 1
		if linked {
			for end < len(nodes) && nodes[end].Marks().Has(link) {
				end++
			}
			b.WriteByte('[')
		}
		for ; i < end; i++ {
			b.WriteString(w.nodeMarkdown(nodes[i], edges{
				first: first && i == 0, start: i == 0, end: i == len(nodes)-1, linked: linked, cell: cell,
				signed: strings.HasSuffix(b.String(), "*") || strings.HasSuffix(b.String(), "~"),
			}))
		}
		if linked {
			b.WriteString("](" + destination(link.Href) + ")")
		}
	}
	return b.String()
}

// edges is what stands around a text.
type edges struct {
	first      bool // it begins a block
	start, end bool // it begins or ends the line
	linked     bool // it stands in the words of a link
	cell       bool // it stands in a table
	signed     bool // asterisks or tildes stand before it
}

func (w *writer) nodeMarkdown(n *model.Node, e edges) string {
	var marks model.Marks
	for _, m := range n.Marks() {
		if m.Kind != model.Link {
			marks = append(marks, m)
		}
	}
	switch {
	case n.Kind() == model.Break:
		return "<br>"
	case n.Kind() == model.Footnote && len(marks) == 0:
		return w.sign(n.Attrs().Note)
	case len(marks) == 0:
		return escape(n.Text(), e)
	}
	first, _ := utf8.DecodeRuneInString(n.Text())
	last, _ := utf8.DecodeLastRuneInString(n.Text())
	if sign := signs[marks[0].Kind]; len(marks) == 1 && sign != "" && !e.signed && isWord(first) && isWord(last) {
		return sign + escape(n.Text(), edges{linked: e.linked, cell: e.cell}) + sign
	}
	before, after := "", ""
	for _, m := range marks {
		before, after = before+"<"+markTags[m.Kind]+">", "</"+markTags[m.Kind]+">"+after
	}
	if n.Kind() == model.Footnote {
		return before + w.sign(n.Attrs().Note) + after
	}
	return before + escape(n.Text(), edges{end: e.end, linked: e.linked, cell: e.cell}) + after
}

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// escape writes text so that it reads as itself.
func escape(s string, e edges) string {
	var b strings.Builder
	runes := []rune(s)
	near := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return 0
		}
		return runes[i]
	}
	open := func(i int) bool { return i == len(runes)-1 && !e.end } // something may follow that gives the character a meaning
	for i, c := range runes {
		atStart, atEnd := e.start && i == 0, e.end && i == len(runes)-1
		esc := false
		switch c {
		case '\\', '*', '<':
			esc = true
		case '_':
			esc = !isWord(near(i-1)) || !isWord(near(i+1))
		case '[', ']':
			esc = e.linked || c == '[' && near(i+1) == '^' || c == ']' && (near(i+1) == '(' || open(i))
		case '!':
			esc = near(i+1) == '[' || open(i)
		case '~':
			esc = near(i-1) == '~' || near(i+1) == '~' || i == 0 && !e.start || open(i)
		case '&':
			esc = near(i+1) == '#' || open(i)
		case '|':
			esc = e.cell
		case '#':
			esc = e.first && i == 0 || atEnd
		case '>', '-', '+':
			esc = e.first && i == 0
		case '.', ')':
			esc = e.first && i > 0 && i < 10 && digits(runes[:i])
		}
		if han.IsIndent(c) && (atStart || atEnd || c == '\t' || blanksOnly(runes[:i]) && e.start || blanksOnly(runes[i:]) && e.end) {
			fmt.Fprintf(&b, "&#%d;", c)
			continue
		}
		if esc {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func digits(runes []rune) bool {
	for _, c := range runes {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func blanksOnly(runes []rune) bool {
	for _, c := range runes {
		if !han.IsIndent(c) {
			return false
		}
	}
	return true
}

// destination writes an address, in angle brackets if it has a character that would end it.
func destination(href string) string {
	if !strings.ContainsAny(href, " \t()<>\\") {
		return href
	}
	return "<" + strings.NewReplacer(`\`, `\\`, "<", `\<`, ">", `\>`).Replace(href) + ">"
}
