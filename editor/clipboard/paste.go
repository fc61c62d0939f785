package clipboard

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"galley/editor/intake"
	"galley/editor/model"
)

// Pasted is what comes from a clipboard, cleaned.
type Pasted struct {
	Slice    model.Slice
	Pictures map[string][]byte // that travelled in the HTML, by the digest that figures name
}

// Paste reads a clipboard that offers a text and, if the system can say so, HTML, empty otherwise. What [Copy] made comes back as it was:
// by the HTML, or by the text when own, what this program copied last, has the same. The error is for HTML that is too large to be read;
// the text alone may do then.
func Paste(page, text string, own Content) (Pasted, error) {
	if own.Text != "" && page == "" && sameText(text, own.Text) {
		return Pasted{Slice: own.Slice}, nil
	}
	if slice, ok := structure(page); ok {
		return Pasted{Slice: slice}, nil
	}
	if page == "" {
		return Pasted{Slice: FromText(text)}, nil
	}
	blocks, pictures, err := intake.Fragment(page)
	if err != nil {
		return Pasted{}, fmt.Errorf("clipboard: %w", err)
	}
	if blocks = cleanBlocks(blocks); len(blocks) == 0 {
		return Pasted{Slice: FromText(text)}, nil
	}
	return Pasted{Slice: open(blocks), Pictures: pictures}, nil
}

// sameText compares texts as systems hand them on, with other ends of lines.
func sameText(a, b string) bool {
	plain := func(s string) string { return strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n\x00") }
	return plain(a) == plain(b)
}

// FromText makes a slice of a text, without HTML or as plain text: each line that is not blank is a paragraph.
func FromText(text string) model.Slice {
	var blocks []*model.Node
	lines := strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool {
		return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
	})
	for _, line := range lines {
		var content []*model.Node
		if n := model.NewText(line); n != nil {
			content = clean([]*model.Node{n})
		}
		if len(content) > 0 {
			blocks = append(blocks, model.New(model.Paragraph, model.Attrs{}, content...))
		}
	}
	return open(blocks)
}

// cleanBlocks cleans the textblocks and leaves out paragraphs and headings without text, with the lists and quotes that have nothing else.
func cleanBlocks(blocks []*model.Node) []*model.Node {
	var out []*model.Node
	for _, n := range blocks {
		switch {
		case n.Kind().IsTextblock():
			n = n.With(clean(n.Children())...)
			if n.ContentSize() == 0 && n.Kind() != model.Figure {
				continue
			}
		case n.Kind() == model.TableCell:
			content := cleanBlocks(n.Children())
			if len(content) == 0 {
				content = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
			}
			n = n.With(content...)
		case !n.Kind().IsLeaf():
			content := cleanBlocks(n.Children())
			if len(content) == 0 {
				continue
			}
			n = n.With(content...)
		}
		out = append(out, n)
	}
	return out
}

// open returns blocks as a slice whose paragraphs at the ends go on with the text where they are put.
func open(blocks []*model.Node) model.Slice {
	s := model.Slice{Content: blocks}
	if len(blocks) == 0 {
		return model.Slice{}
	}
	if first := blocks[0].Kind(); first == model.Paragraph || len(blocks) == 1 && first == model.Heading {
		s.OpenStart = 1
	}
	if last := blocks[len(blocks)-1].Kind(); last == model.Paragraph || len(blocks) == 1 && last == model.Heading {
		s.OpenEnd = 1
	}
	return s
}

// structure returns the slice that [Copy] wrote into HTML; ok is false when there is none or it was damaged on the way.
func structure(page string) (s model.Slice, ok bool) {
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return model.Slice{}, false
		case html.StartTagToken:
			for {
				key, value, more := z.TagAttr()
				if string(key) == attribute {
					if json.Unmarshal(value, &s) != nil || s.Check() != nil {
						return model.Slice{}, false
					}
					return s, true
				}
				if !more {
					break
				}
			}
		}
	}
}
