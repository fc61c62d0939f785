package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"galley/editor/intake/note"
	"galley/editor/model"
)

// noteSign is the sign of a footnote, and definition the line by which its words begin.
var (
	noteSign   = regexp.MustCompile(`\[\^([^\]\[\s]{1,100})\]`)
	definition = regexp.MustCompile(`^ {0,3}\[\^([^\]\[\s]{1,100})\]:[ \t]*(.*)$`)
)

// footnotes are the notes of a text by their labels.
type footnotes struct {
	words map[string]string
	used  map[string]bool
	order []string
}

// takeNotes takes the definitions of footnotes that are referred to out of a text. The lines of one go on as far as they are indented by four
// blanks or a tab, or up to an empty line.
func takeNotes(text string) (rest string, notes *footnotes, err error) {
	notes = &footnotes{words: map[string]string{}, used: map[string]bool{}}
	if !strings.Contains(text, "]:") || !strings.Contains(text, "[^") {
		return text, notes, nil
	}
	signs := map[string]int{}
	for _, m := range noteSign.FindAllStringSubmatch(text, -1) {
		signs[m[1]]++
	}
	lines := strings.Split(text, "\n")
	var kept []string
	for i := 0; i < len(lines); i++ {
		m := definition.FindStringSubmatch(lines[i])
		if m == nil || notes.words[m[1]] != "" || signs[m[1]] < 2 {
			kept = append(kept, lines[i])
			continue
		}
		body, next := []string{m[2]}, i+1
		for blank := false; next < len(lines); next++ {
			inner, indented := strings.CutPrefix(lines[next], "    ")
			if !indented {
				inner, indented = strings.CutPrefix(lines[next], "\t")
			}
			empty := strings.TrimSpace(lines[next]) == ""
			if !empty && !indented && (blank || definition.MatchString(lines[next])) {
				break
			}
			blank = empty
			body = append(body, inner)
		}
		blocks, err := (&reading{src: []byte(strings.Join(body, "\n"))}).parse(nil)
		if err != nil {
			return "", nil, err
		}
		words := note.Words(blocks)
		if words == "" {
			kept = append(kept, lines[i])
			continue
		}
		notes.words[m[1]], notes.order = words, append(notes.order, m[1])
		i = next - 1
	}
	return strings.Join(kept, "\n"), notes, nil
}

// left returns the notes that nothing but another note refers to, as paragraphs: no word is left out.
func (n *footnotes) left() []*model.Node {
	var out []*model.Node
	for _, label := range n.order {
		if !n.used[label] {
			out = append(out, model.New(model.Paragraph, model.Attrs{}, model.NewText("[^"+label+"]: "+strings.ReplaceAll(n.words[label], "\n", " "))))
		}
	}
	return out
}

// notesKey is where noteParser finds the notes of the text that is parsed.
var notesKey = parser.NewContextKey()

// noteParser reads the sign of a footnote.
type noteParser struct{}

// Trigger returns the character that may begin a sign.
func (noteParser) Trigger() []byte { return []byte{'['} }

// Parse reads a sign whose note there is.
func (noteParser) Parse(_ ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	notes, _ := pc.Get(notesKey).(*footnotes)
	line, _ := block.PeekLine()
	if notes == nil || !bytes.HasPrefix(line, []byte("[^")) {
		return nil
	}
	label, _, ok := strings.Cut(string(line[2:min(len(line), 402)]), "]")
	words := notes.words[label]
	if !ok || words == "" {
		return nil
	}
	notes.used[label] = true
	block.Advance(len("[^]") + len(label))
	return &noteNode{words: words}
}

// noteNode is a footnote in the text.
type noteNode struct {
	ast.BaseInline
	words string
}

var noteKind = ast.NewNodeKind("Note")

// Kind implements ast.Node.
func (*noteNode) Kind() ast.NodeKind { return noteKind }

// Dump implements ast.Node.
func (n *noteNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"words": n.words}, nil)
}

// notesOf returns what the footnotes in blocks say, each once, in their order.
func notesOf(blocks []*model.Node) []string {
	var out []string
	seen := map[string]bool{}
	for _, b := range blocks {
		model.New(model.Body, model.Attrs{}, b).Walk(func(n *model.Node, _ model.Pos) bool {
			if words := n.Attrs().Note; words != "" && !seen[words] {
				seen[words] = true
				out = append(out, words)
			}
			return true
		})
	}
	return out
}

// sign returns the sign of a footnote.
func (w *writer) sign(words string) string {
	return fmt.Sprintf("[^%d]", slices.Index(w.notes, words)+1)
}

// definitions writes the words of the notes in blocks, each after its sign on a line of its own.
func (w *writer) definitions(blocks []*model.Node) string {
	var b strings.Builder
	for _, words := range notesOf(blocks) {
		var line []*model.Node
		for i, l := range strings.Split(words, "\n") {
			if i > 0 {
				line = append(line, model.NewBreak())
			}
			line = append(line, model.NewText(l))
		}
		b.WriteString("\n" + w.sign(words) + ": " + w.inlineMarkdown(line, true, false))
	}
	if b.Len() == 0 {
		return ""
	}
	return b.String() + "\n"
}
