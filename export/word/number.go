package word

import (
	"strconv"
	"strings"

	"galley/editor/model"
)

const (
	maxDepth = 9   // lists in lists (ISO/IEC 29500-1, 17.9.3)
	indent   = 420 // of each depth in twips, two characters
)

// numbering is a list of the document.
type numbering struct {
	depth   int // lists around it
	ordered bool
	start   int
}

// number returns the number of a list, and takes it in. Every list has levels of its own, so that neighbours never count on.
func (w *writer) number(l *model.Node, depth int) int {
	n, ok := w.numbers[l]
	if !ok {
		w.lists = append(w.lists, numbering{min(depth, maxDepth-1), l.Kind() == model.NumberedList, int(l.Attrs().Start)})
		n = len(w.lists)
		w.numbers[l] = n
	}
	return n
}

// goneNumber is [writer.number] of a list whose items are gone: that of the list which they stood in, where it is still there.
func (w *writer) goneNumber(l *model.Node, depth int) int {
	if depth < len(w.open) && w.lists[w.open[depth]-1].ordered == (l.Kind() == model.NumberedList) {
		return w.open[depth]
	}
	return w.number(l, depth)
}

// leave ends the lists deeper than a context.
func (w *writer) leave(c context) { w.open = w.open[:min(len(w.open), c.depth)] }

// bullets are the signs of the depths, in turn.
var bullets = []string{"•", "◦", "▪"}

// numberingPart returns the part of numbering.
func (w *writer) numberingPart() string {
	var abstracts, nums strings.Builder
	for i, l := range w.lists {
		id := strconv.Itoa(i + 1)
		abstracts.WriteString(`<w:abstractNum w:abstractNumId="` + id + `"><w:multiLevelType w:val="hybridMultilevel"/>`)
		for d := range l.depth + 1 {
			format, text, start := "bullet", bullets[d%len(bullets)], 1
			if l.ordered {
				format, text = "decimal", "%"+strconv.Itoa(d+1)+"."
				if d == l.depth {
					start = l.start
				}
			}
			left := strconv.Itoa(indent * (d + 1))
			abstracts.WriteString(`<w:lvl w:ilvl="` + strconv.Itoa(d) + `"><w:start w:val="` + strconv.Itoa(start) + `"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text +
				`"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="` + left + `" w:hanging="` + strconv.Itoa(indent) + `"/></w:pPr></w:lvl>`)
		}
		abstracts.WriteString(`</w:abstractNum>`)
		nums.WriteString(`<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + id + `"/></w:num>`)
	}
	return `<w:numbering ` + names + `>` + abstracts.String() + nums.String() + `</w:numbering>`
}
