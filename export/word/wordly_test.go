package word_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"

	"galley/editor/intake/han"
	"galley/editor/model"
	"galley/editor/model/build"
)

// shown are the pictures of these tests by their hashes.
var shown, hashes = makePictures()

func makePictures() (map[string][]byte, []string) {
	out, order := map[string][]byte{}, []string{}
	for i := range 4 {
		var b bytes.Buffer
		m := image.NewGray(image.Rect(0, 0, 80+10*i, 60))
		m.Set(1, 1, color.White)
		if err := png.Encode(&b, m); err != nil {
			panic(err)
		}
		hash := build.Picture(b.String())
		out[hash] = b.Bytes()
		order = append(order, hash)
	}
	return out, order
}

func pictures(hash string) ([]byte, error) {
	if b, ok := shown[hash]; ok {
		return b, nil
	}
	return nil, errors.New("no such picture")
}

// wordly returns the document as Word can say it: no blanks at the ends of paragraphs and no empty paragraphs, which are layout; items that
// begin with a paragraph and go on with paragraphs and lists; quotations of paragraphs that stand apart; a width for every figure.
func wordly(doc *model.Node) *model.Node {
	parts := slices.Clone(doc.Children())
	for i, c := range parts[:4] {
		parts[i] = c.With(bare(c.Children())...)
		if c.Kind() == model.Headline && parts[i].ContentSize() == 0 {
			parts[i] = c.With(model.NewText("题"))
		}
	}
	body := blocks(parts[4].Children())
	if len(body) == 0 {
		body = []*model.Node{model.New(model.Paragraph, model.Attrs{}, model.NewText("文"))}
	}
	parts[4] = parts[4].With(body...)
	return doc.With(parts...)
}

// bare takes the blanks at the ends away, as far as nothing is drawn at them.
func bare(in []*model.Node) []*model.Node {
	in = slices.Clone(in)
	for i, n := range in {
		if n.Kind() == model.Footnote { // the sign is raised already, and has a style of its own
			in[i] = n
			for _, k := range []model.MarkKind{model.Superscript, model.Subscript, model.BookTitle, model.ProperName} {
				in[i] = in[i].WithMarks(in[i].Marks().Without(model.Mark{Kind: k}))
			}
		}
	}
	drawn := func(n *model.Node) bool {
		return n.Kind() != model.Text || n.Marks().Has(model.Mark{Kind: model.Underline}) || n.Marks().Has(model.Mark{Kind: model.Strike})
	}
	for len(in) > 0 && !drawn(in[0]) {
		if s := strings.TrimLeftFunc(in[0].Text(), han.IsIndent); s != "" {
			in = append([]*model.Node{model.NewText(s, in[0].Marks()...)}, in[1:]...)
			break
		}
		in = in[1:]
	}
	for len(in) > 0 && !drawn(in[len(in)-1]) {
		last := in[len(in)-1]
		if s := strings.TrimRightFunc(last.Text(), han.IsIndent); s != "" {
			in = append(slices.Clone(in[:len(in)-1]), model.NewText(s, last.Marks()...))
			break
		}
		in = in[:len(in)-1]
	}
	return in
}

func blocks(in []*model.Node) []*model.Node {
	var out []*model.Node
	for _, b := range in {
		switch k := b.Kind(); {
		case k == model.Figure:
			a := b.Attrs()
			if shown[a.Picture] == nil {
				a.Picture = hashes[int(a.Picture[0])%4]
			}
			a.Alt, a.Credit, a.Rights, a.Width, a.Crop = han.Squeeze(a.Alt), han.Squeeze(a.Credit), han.Squeeze(a.Rights), max(a.Width, 1), model.Crop{} // a file has the part that is shown
			out = append(out, b.WithAttrs(a).With(bare(b.Children())...))
		case k.IsTextblock():
			if c := bare(b.Children()); len(c) > 0 {
				out = append(out, b.With(c...))
			}
		case k == model.Quote:
			if n, ps := len(out), paragraphs(b); len(ps) > 0 && (n == 0 || out[n-1].Kind() != model.Quote) {
				out = append(out, b.With(ps...))
			}
		case k == model.BulletList || k == model.NumberedList:
			var items []*model.Node
			for _, item := range b.Children() {
				content := paragraphs(item)
				if len(content) == 0 {
					content = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
				}
				for _, c := range item.Children() {
					if c.Kind() == model.BulletList || c.Kind() == model.NumberedList {
						content = append(content, blocks([]*model.Node{c})...)
					}
				}
				items = append(items, item.With(content...))
			}
			out = append(out, b.With(items...))
		case k == model.Table:
			var rows []*model.Node
			for _, row := range b.Children() {
				var cells []*model.Node
				for _, c := range row.Children() {
					content := blocks(c.Children())
					if len(content) == 0 {
						content = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
					}
					cells = append(cells, c.With(content...))
				}
				rows = append(rows, row.With(cells...))
			}
			out = append(out, b.With(rows...))
		default:
			out = append(out, b)
		}
	}
	return out
}

// paragraphs returns the textblocks right inside a node as paragraphs, but for those that are empty.
func paragraphs(n *model.Node) []*model.Node {
	var out []*model.Node
	for _, c := range n.Children() {
		if c.Kind().IsTextblock() && c.Kind() != model.Figure {
			if in := bare(c.Children()); len(in) > 0 {
				out = append(out, model.New(model.Paragraph, model.Attrs{}, in...))
			}
		}
	}
	return out
}
