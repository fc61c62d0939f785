package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
)

// strikeParser is the strike-through of two tildes.
type strikeParser struct{}

// Trigger returns the character that may begin a strike-through.
func (strikeParser) Trigger() []byte { return []byte{'~'} }

// Parse reads a run of tildes.
func (strikeParser) Parse(_ ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, block.PrecendingCharacter(), 2, strikeParser{})
	if d == nil || d.OriginalLength != 2 {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(d)
	return d
}

// IsDelimiter reports whether a byte belongs to a run.
func (strikeParser) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser reports whether two runs belong together.
func (strikeParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch returns the node for what stands between two runs.
func (strikeParser) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

// paragraphParser takes indented lines too: they are no code here.
type paragraphParser struct{ parser.BlockParser }

// CanAcceptIndentedLine reports true.
func (paragraphParser) CanAcceptIndentedLine() bool { return true }

// signParser takes the lines by which [Write] writes what Markdown has no sign for, as blocks of HTML. All other HTML is text.
type signParser struct{}

// Trigger returns the character that may begin such a line.
func (signParser) Trigger() []byte { return []byte{'<'} }

// Open takes a line.
func (signParser) Open(_ ast.Node, reader gmtext.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	line = bytes.TrimSpace(line)
	if string(line) != emptyParagraph && !(bytes.HasPrefix(line, []byte(commentHead)) && bytes.HasSuffix(line, []byte(commentTail))) {
		return nil, parser.NoChildren
	}
	node := ast.NewHTMLBlock(ast.HTMLBlockType2)
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue ends the block: it is one line.
func (signParser) Continue(ast.Node, gmtext.Reader, parser.Context) parser.State { return parser.Close }

// Close has nothing to do.
func (signParser) Close(ast.Node, gmtext.Reader, parser.Context) {}

// CanInterruptParagraph reports true.
func (signParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine reports false.
func (signParser) CanAcceptIndentedLine() bool { return false }

// tableTransformer makes tables of paragraphs, but not of those with a row of more cells than the head has: GitHub leaves such cells out, and
// here no word is left out.
type tableTransformer struct{ parser.ParagraphTransformer }

// Transform makes the table.
func (t tableTransformer) Transform(node *ast.Paragraph, reader gmtext.Reader, pc parser.Context) {
	columns := 0
	for i := range node.Lines().Len() {
		segment := node.Lines().At(i)
		line := bytes.TrimSpace(segment.Value(reader.Source()))
		n := cellCount(line)
		switch {
		case columns == 0 && len(line) > 0 && len(bytes.Trim(line, "|:- \t")) == 0:
			columns = n
		case columns > 0 && n > columns:
			return
		}
	}
	if columns > 0 {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// cellCount returns how many cells a line of a table has.
func cellCount(line []byte) int {
	n := 1
	for i, c := range line {
		if c == '|' && i > 0 && i < len(line)-1 && line[i-1] != '\\' {
			n++
		}
	}
	return n
}
