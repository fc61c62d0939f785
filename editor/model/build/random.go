package build

import (
	"math/rand/v2"

	"galley/editor/model"
)

// Rand returns a source of random numbers for a seed, as a failing test prints it.
func Rand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// Random returns a valid document with about size blocks in its body, anywhere in the schema: nested lists and quotes, tables, figures, all
// marks, footnotes, empty textblocks; Han, Latin, characters beyond the basic plane, and combining marks.
func Random(r *rand.Rand, size int) *model.Node {
	g := generator{r}
	content := make([]*model.Node, 0, 5)
	for _, k := range heads {
		content = append(content, model.New(k, model.Attrs{}, g.inline()...))
	}
	body := g.blocks(1+r.IntN(2*max(size, 1)), 0, false)
	return model.New(model.Doc, model.Attrs{}, append(content, model.New(model.Body, model.Attrs{}, body...))...)
}

// RandomText returns a text of n characters of all the kinds that [Random] uses.
func RandomText(r *rand.Rand, n int) string {
	out := make([]rune, n)
	for i := range out {
		out[i] = characters[r.IntN(len(characters))]
	}
	return string(out)
}

// RandomMarks returns a random set of marks, often empty.
func RandomMarks(r *rand.Rand) model.Marks {
	var set model.Marks
	for r.IntN(3) == 0 {
		set = set.With(RandomMark(r))
	}
	return set
}

// RandomMark returns a random mark.
func RandomMark(r *rand.Rand) model.Mark {
	k := model.Strong + model.MarkKind(r.IntN(int(model.ProperName)))
	if k == model.Link {
		return model.Mark{Kind: k, Href: links[r.IntN(len(links))]}
	}
	return model.Mark{Kind: k}
}

var (
	characters = []rune("通知公告校园新闻师生大会，。！？、；：“”《》（）——……北abcXYZ 0123.,!?()[]<>\\\"'é" + "e\u0301n\u0303" + "\u200d\u3000\u00a0" +
		"😀👩🏽𠀀𠮷𝒳")
	links = []string{"https://news.example.edu/1", "https://news.example.edu/2?a=1&b=2", "mailto:news@example.edu"}
)

type generator struct{ *rand.Rand }

func (g generator) inline() []*model.Node {
	var out []*model.Node
	for range g.IntN(5) {
		marks := RandomMarks(g.Rand)
		switch g.IntN(16) {
		case 0, 1:
			out = append(out, model.NewBreak(marks...))
		case 2:
			out = append(out, model.NewFootnote("注"+RandomText(g.Rand, g.IntN(6))+"。", marks...))
		default:
			out = append(out, model.NewText(RandomText(g.Rand, 1+g.IntN(8)), marks...))
		}
	}
	return out
}

func (g generator) blocks(n, depth int, inTable bool) []*model.Node {
	out := make([]*model.Node, n)
	for i := range out {
		out[i] = g.block(depth, inTable)
	}
	return out
}

// block returns a block; deeper down, more often a paragraph.
func (g generator) block(depth int, inTable bool) *model.Node {
	few := func() int { return 1 + g.IntN(3) }
	switch k := g.IntN(12 + 6*depth); {
	case k == 0:
		return model.New(model.Heading, model.Attrs{Level: uint8(1 + g.IntN(3))}, g.inline()...)
	case k == 1:
		return model.New(model.Quote, model.Attrs{}, g.blocks(few(), depth+1, inTable)...)
	case k == 2 || k == 3:
		return g.list(depth, inTable)
	case k == 4:
		return model.New(model.Figure, model.Attrs{Picture: Picture(string(rune('a' + g.IntN(4)))), Alt: RandomText(g.Rand, g.IntN(4)),
			Credit: RandomText(g.Rand, g.IntN(3)), Rights: RandomText(g.Rand, g.IntN(2)), Width: uint16(g.IntN(1001)), Crop: g.crop()}, g.inline()...)
	case k == 5 && !inTable:
		return g.table(depth)
	case k == 6:
		return model.New(model.Rule, model.Attrs{})
	}
	return model.New(model.Paragraph, model.Attrs{}, g.inline()...)
}

// crop returns a part of a picture, the whole every other time.
func (g generator) crop() model.Crop {
	if g.IntN(2) == 0 {
		return model.Crop{}
	}
	w, h := 1+g.IntN(model.Whole-1), 1+g.IntN(model.Whole)
	return model.Crop{X: uint16(g.IntN(model.Whole - w + 1)), Y: uint16(g.IntN(model.Whole - h + 1)), W: uint16(w), H: uint16(h)}
}

func (g generator) list(depth int, inTable bool) *model.Node {
	items := make([]*model.Node, 1+g.IntN(3))
	for i := range items {
		items[i] = model.New(model.ListItem, model.Attrs{}, g.blocks(1+g.IntN(2), depth+1, inTable)...)
	}
	if g.IntN(2) == 0 {
		return model.New(model.BulletList, model.Attrs{}, items...)
	}
	return model.New(model.NumberedList, model.Attrs{Start: int32(g.IntN(20))}, items...)
}

func (g generator) table(depth int) *model.Node {
	columns := 1 + g.IntN(3)
	rows := make([]*model.Node, 1+g.IntN(3))
	for i := range rows {
		cells := make([]*model.Node, columns)
		for j := range cells {
			content := []*model.Node{model.New(model.Paragraph, model.Attrs{}, g.inline()...)}
			if g.IntN(6) == 0 {
				content = append(content, g.list(depth+1, true))
			}
			cells[j] = model.New(model.TableCell, model.Attrs{Header: i == 0, ColSpan: 1, RowSpan: 1}, content...)
		}
		rows[i] = model.New(model.TableRow, model.Attrs{}, cells...)
	}
	return model.New(model.Table, model.Attrs{}, rows...)
}
