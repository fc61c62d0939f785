package word

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/editor/model"
)

// edge is a place in the document where comments begin or end.
type edge struct {
	at  model.Pos
	end bool
	xml string
}

// margin is the comments of a file.
type margin struct {
	edges    []edge // that are still to be written
	comments strings.Builder
	extended strings.Builder // who answers whom, and what is settled
}

// begin takes the comments in.
func (w *writer) begin(threads []Thread) {
	id := 0
	for _, t := range threads {
		parent := ""
		for _, c := range t.Said {
			n := strconv.Itoa(id)
			paragraph := w.comment(c, id)
			w.extended.WriteString(`<w15:commentEx w15:paraId="` + paragraph + `"`)
			if parent != "" {
				w.extended.WriteString(` w15:paraIdParent="` + parent + `"`)
			} else {
				parent = paragraph
			}
			w.extended.WriteString(` w15:done="` + map[bool]string{false: "0", true: "1"}[t.Resolved] + `"/>`)
			w.edges = append(w.edges, edge{t.From, false, `<w:commentRangeStart w:id="` + n + `"/>`},
				edge{max(t.From, t.To), true, `<w:commentRangeEnd w:id="` + n + `"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="` + n + `"/></w:r>`})
			id++
		}
	}
	slices.SortStableFunc(w.edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
}

// comment writes a comment and returns the id of its last paragraph.
func (w *writer) comment(c Comment, id int) string {
	first, _ := utf8.DecodeRuneInString(c.Name)
	initials := ""
	if c.Name != "" {
		initials = string(first)
	}
	w.comments.WriteString(`<w:comment w:id="` + strconv.Itoa(id) + `" w:author="` + escape(c.Name) + `" w:initials="` + escape(initials) + `"`)
	if !c.At.IsZero() {
		w.comments.WriteString(` w:date="` + w.hour(c.At) + `"`)
	}
	w.comments.WriteString(`>`)
	lines := strings.Split(c.Text, "\n")
	paragraph := ""
	for i, line := range lines {
		// Ids of paragraphs are hexadecimal, below 80000000, and each stands once in a file.
		paragraph = strings.ToUpper(strconv.FormatInt(int64(1<<28+id<<12+i), 16))
		w.comments.WriteString(`<w:p w14:paraId="` + paragraph + `"><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>`)
		if i == 0 {
			w.comments.WriteString(`<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>`)
		}
		w.comments.WriteString(`<w:r>` + texts(line, "t") + `</w:r></w:p>`)
	}
	w.comments.WriteString(`</w:comment>`)
	return paragraph
}

// isComment reports whether a comment begins or ends at a position or before it, and is still to be written.
func (m *margin) isComment(at model.Pos) bool { return len(m.edges) > 0 && m.edges[0].at <= at }

// at returns the edges up to a position, and takes them off the list. A comment on nothing ends where it begins.
func (m *margin) at(at model.Pos) string {
	var b strings.Builder
	for len(m.edges) > 0 && m.edges[0].at <= at {
		b.WriteString(m.edges[0].xml)
		m.edges = m.edges[1:]
	}
	return b.String()
}

// nextComment returns the first position behind at where a comment begins or ends, at most end.
func (m *margin) nextComment(at, end model.Pos) model.Pos {
	for _, e := range m.edges {
		if e.at > at {
			return min(end, e.at)
		}
	}
	return end
}

// endMargin writes what no paragraph had a place for.
func (w *writer) endMargin() {
	if len(w.edges) > 0 {
		w.body.WriteString(w.paragraph(`<w:pStyle w:val="Gap"/>`, "", w.margin.at(w.edges[len(w.edges)-1].at)))
	}
}
