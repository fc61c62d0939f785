package word

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"galley/editor/intake/han"
	"galley/editor/intake/note"
	"galley/editor/intake/word/opc"
	"galley/editor/model"
)

// Document is what a file holds.
type Document struct {
	Headline []*model.Node // inline; likewise the other parts of the head
	Kicker   []*model.Node
	Subtitle []*model.Node
	Abstract []*model.Node
	Body     []*model.Node     // blocks; none if the file has no words
	Pictures map[string][]byte // by the hex SHA-256 that the figures name
	Properties
	Revisions []Revision // who changed something with changes tracked, the oldest first
	Report    Report
}

// Properties are what the file says of itself. What it does not say is zero.
type Properties struct {
	Title    string   // often that of another text, whose file was written over
	Creator  string   // "" if it names a program or nobody in particular
	Keywords []string //
}

// Read reads a file with its tracked changes carried out. The error is an [*Error] or that of ctx. Equal files give equal documents.
func Read(ctx context.Context, data []byte) (*Document, error) { return ReadWith(ctx, data, nil) }

// ReadWith is [Read] with only those tracked changes carried out for which carried is true; nil is true for all.
func ReadWith(ctx context.Context, data []byte, carried func(Revision) bool) (doc *Document, err error) {
	// A fault of ours in a file that nobody foresaw must not take the desk down with it.
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, opc.Damaged("unforeseen", fmt.Errorf("%v", r))
		}
	}()
	c, err := opc.Open(ctx, data)
	if err != nil {
		return nil, err
	}
	main, err := mainPart(c)
	if err != nil {
		return nil, err
	}
	rels, err := c.Relations(main)
	if err != nil {
		return nil, err
	}
	r := &reading{c: c, carried: carried, revisions: map[Revision]bool{}, pictures: map[string][]byte{}, read: map[string]picture{}, looks: map[lookKey]runLook{}, unusable: map[string]bool{}, parts: map[string]string{}}
	for _, id := range slices.Sorted(maps.Keys(rels)) {
		if rel := rels[id]; !rel.External && r.parts[rel.Kind] == "" {
			r.parts[rel.Kind] = rel.Target
		}
	}
	if r.sheet, err = readStyles(c, r.parts["styles"]); err != nil {
		return nil, err
	}
	if r.lists, err = readNumbering(c, r.parts["numbering"], r.sheet); err != nil {
		return nil, err
	}
	if r.notes, err = r.readNotes(); err != nil {
		return nil, err
	}
	if len(r.notes) > 0 { // a list in a note does not go on in the body
		if r.lists, err = readNumbering(c, r.parts["numbering"], r.sheet); err != nil {
			return nil, err
		}
	}
	body, err := r.body(main, rels)
	if err != nil {
		return nil, err
	}
	doc = &Document{}
	blocks := doc.head(body.blocks)
	doc.Body = nodes(blocks)
	if doc.Properties, err = readProperties(c); err != nil {
		return nil, err
	}
	if err := r.surroundings(rels); err != nil {
		return nil, err
	}
	doc.Pictures, doc.Revisions, doc.Report = r.pictures, r.known(), r.report()
	return doc, nil
}

// reading is one reading of a file.
type reading struct {
	tally
	c          *opc.Container
	parts      map[string]string // of the main part's relations, by kind
	sheet      *sheet
	lists      *lists
	pictures   map[string][]byte
	read       map[string]picture // by part
	looks      map[lookKey]runLook
	waiting    []*figure // for the width of their section
	notes      map[noteRef]string
	paragraphs int                 // paragraphs, cells, rows, figures and notes so far
	pieces     int                 // of text, likewise
	carried    func(Revision) bool // nil for all
	revisions  map[Revision]bool   // that were met
	unusable   map[string]bool     // addresses of links, in the report already
}

// within returns the error of a document that grows too large. It is asked wherever a file can make it grow.
func (r *reading) within() error {
	switch {
	case r.paragraphs > maxParagraphs:
		return opc.TooLarge("paragraphs", maxParagraphs)
	case r.pieces > maxPieces:
		return opc.TooLarge("pieces", maxPieces)
	}
	return nil
}

// body reads the main part.
func (r *reading) body(part string, rels map[string]opc.Relation) (*flow, error) {
	out := &flow{}
	err := r.c.Scan(part, func(s *opc.Scanner, root opc.Element) error {
		if root.Name != "w:document" {
			return &Error{Err: ErrNotWord, Detail: "zip"}
		}
		st := &story{reading: r, s: s, rels: rels, preserve: root.Attr("space") == "preserve"}
		return s.Each(func(e opc.Element) error {
			if e.Name != "w:body" {
				return nil
			}
			return st.blocks(out)
		})
	})
	if err != nil {
		return nil, err
	}
	out.end()
	r.widths(defaultWidth)
	return out, nil
}

// head takes the parts of the head from the front of the blocks: paragraphs in their styles, or else a first heading of the first rank, or
// else a first line that is centred and no sentence, as nobody writes but for a headline.
func (d *Document) head(blocks []block) []block {
	parts := map[role]*[]*model.Node{headline: &d.Headline, kicker: &d.Kicker, subtitle: &d.Subtitle, abstract: &d.Abstract}
	for len(blocks) > 0 && parts[blocks[0].role] != nil && blocks[0].inline != nil {
		at := parts[blocks[0].role]
		if len(*at) > 0 {
			*at = append(*at, model.NewBreak())
		}
		*at = append(*at, blocks[0].inline...)
		blocks = blocks[1:]
	}
	if len(d.Headline) == 0 && len(blocks) > 1 && blocks[0].inline != nil && blocks[0].item == nil {
		if b := blocks[0]; b.role == heading && b.rank == 1 || b.role == text && b.centred && isHeadlike(b.inline) {
			d.Headline, blocks = b.inline, blocks[1:]
		}
	}
	return blocks
}

// isHeadlike reports whether a line could be a headline: short, and no sentence.
func isHeadlike(inline []*model.Node) bool {
	s := []rune(strings.TrimFunc(plain(inline), han.IsBlank))
	return len(s) > 0 && len(s) <= 60 && !strings.ContainsRune("。！？；：，.!?;:,", s[len(s)-1])
}

func plain(inline []*model.Node) string {
	return model.New(model.Paragraph, model.Attrs{}, inline...).PlainText()
}

// noteRef is a sign of a footnote or an endnote in the text.
type noteRef struct {
	kind string // the part it is in: footnotes or endnotes
	id   string
}

// readNotes returns what the footnotes and the endnotes say, before the body is read. Their pictures go; what separates them from the text
// is no note.
func (r *reading) readNotes() (map[noteRef]string, error) {
	said := map[noteRef]string{}
	for _, kind := range []string{"footnotes", "endnotes"} {
		part := r.parts[kind]
		if part == "" || !r.c.Has(part) {
			continue
		}
		rels, err := r.c.Relations(part)
		if err != nil {
			return nil, err
		}
		err = r.c.Scan(part, func(s *opc.Scanner, root opc.Element) error {
			st := &story{reading: r, s: s, rels: rels, inNotes: true, preserve: root.Attr("space") == "preserve"}
			return s.Each(func(e opc.Element) error {
				ref := noteRef{kind, e.Attr("id")}
				_, known := said[ref]
				if e.Name != "w:footnote" && e.Name != "w:endnote" || known || strings.HasSuffix(strings.ToLower(e.Attr("type")), "separator") {
					return nil
				}
				out := &flow{}
				err := st.blocks(out)
				out.end()
				st.fields = nil
				said[ref] = note.Words(nodes(out.blocks))
				return err
			})
		})
		if err != nil {
			return nil, err
		}
	}
	return said, nil
}

// surroundings reports what stands around the text: heads and feet of pages, macros, and what is outside of the file.
func (r *reading) surroundings(rels map[string]opc.Relation) error {
	var said []string
	seen := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(rels)) {
		rel := rels[id]
		switch {
		case rel.External && rel.Kind != "hyperlink" && rel.Kind != "image":
			r.count(Outside, cutText(rel.Target))
		case !rel.External && (rel.Kind == "header" || rel.Kind == "footer") && r.c.Has(rel.Target) && !seen[rel.Target]:
			seen[rel.Target] = true
			s, err := words(r.c, rel.Target)
			if err != nil {
				return err
			}
			if strings.ContainsFunc(s, unicode.IsLetter) && !slices.Contains(said, s) { // a page number says nothing
				said = append(said, s)
				r.drop(HeaderFooter, s, "")
			}
		}
	}
	if settings := r.parts["settings"]; settings != "" {
		rels, err := r.c.Relations(settings)
		if err != nil {
			return err
		}
		for _, id := range slices.Sorted(maps.Keys(rels)) {
			// The path of a template on the writer's own disk stands in most files; a template elsewhere is a way to attack Word.
			if t := rels[id].Target; rels[id].External && !strings.HasPrefix(strings.ToLower(t), "file:///") {
				r.count(Outside, cutText(t))
			}
		}
	}
	for _, part := range r.c.Names() {
		if strings.HasSuffix(part, "vbaproject.bin") {
			r.drop(Macros, opc.Printable(part), "")
		}
	}
	return nil
}

// words returns the words of a part on one line.
func words(c *opc.Container, part string) (string, error) {
	var out strings.Builder
	err := c.Scan(part, func(s *opc.Scanner, root opc.Element) error {
		var visit func(opc.Element) error
		visit = func(e opc.Element) error {
			switch e.Name {
			case "w:t":
				t, err := s.Text()
				out.WriteString(t)
				return err
			case "w:p", "w:tab", "w:br":
				out.WriteByte(' ')
			case "w:del", "w:moveFrom", "mc:Fallback":
				return nil
			}
			return s.Each(visit)
		}
		return s.Each(visit)
	})
	return han.Squeeze(out.String()), err
}
