package word

import (
	"net/url"
	"slices"
	"strings"

	"galley/editor/intake/han"
	"galley/editor/intake/word/opc"
	"galley/editor/model"
)

// paragraph is a paragraph that is being read.
type paragraph struct {
	*story
	out      *flow
	props    paragraphProperties // with those of its styles
	own      paragraphProperties // without
	face     face
	marks    model.Marks // of the text that comes
	hidden   bool        // likewise
	font     string      // likewise
	pending  strings.Builder
	inline   []*model.Node
	ahead    []block // figures and boxes before the text
	behind   []block // likewise behind it
	broken   bool    // a page ended here
	href     string
	hasWords bool
}

// paragraph reads w:p.
func (st *story) paragraph(out *flow) error {
	p := st.newParagraph(out)
	if err := st.s.Each(p.child); err != nil {
		return err
	}
	return p.end()
}

func (st *story) newParagraph(out *flow) *paragraph {
	st.paragraphs++
	p := &paragraph{story: st, out: out}
	p.take(noProperties())
	p.inline, p.hasWords = out.carry, len(out.carry) > 0
	out.carry = nil
	return p
}

// take gives the paragraph its properties.
func (p *paragraph) take(own paragraphProperties) {
	if own.style == "" || p.sheet.styles[own.style] == nil {
		own.style = p.sheet.paragraph
	}
	p.own, p.face = own, p.sheet.face(own.style)
	p.props = p.face.paragraph.over(own)
	switch o := own.outline; {
	case o == 9 && p.face.role == heading:
		p.face.role = text
	case o >= 0 && o < 9 && (p.face.role == text || p.face.role == heading):
		p.face.role, p.face.rank = heading, o+1
	}
}

// child reads what may stand in a paragraph.
func (p *paragraph) child(e opc.Element) error {
	switch e.Name {
	case "w:r":
		return p.run()
	case "w:pPr":
		props, err := readParagraphProperties(p.s)
		p.take(props)
		return err
	case "w:hyperlink":
		href := e.Relation("id")
		if rel, ok := p.rels[href]; ok && rel.External {
			if href = rel.Target; e.Attr("anchor") != "" && !strings.Contains(href, "#") {
				href += "#" + e.Attr("anchor")
			}
		} else {
			href = "" // a place in the same file
		}
		before := p.href
		p.href = p.address(href)
		err := p.s.Each(p.child)
		p.href = before
		return err
	case "w:fldSimple":
		p.fields = append(p.fields, field{result: true, href: p.address(hyperlink(e.Attr("instr")))})
		err := p.s.Each(p.child)
		p.fields = p.fields[:len(p.fields)-1]
		return err
	case "w:ins", "w:moveTo":
		p.count(map[string]NoteKind{"w:ins": Insertions, "w:moveTo": Moves}[e.Name], "")
		if p.carries(revisionOf(e)) {
			return p.s.Each(p.child)
		}
	case "w:del", "w:moveFrom":
		if e.Name == "w:del" {
			p.count(Deletions, "")
		}
		if !p.carries(revisionOf(e)) {
			return p.s.Each(p.child)
		}
	case "w:sdt":
		return p.control(p.child)
	case "mc:AlternateContent":
		return p.alternate(p.child)
	case "m:oMath", "m:oMathPara":
		return p.formula(e)
	default:
		if slices.Contains(through, e.Name) {
			return p.s.Each(p.child)
		}
	}
	return nil
}

// run reads w:r.
func (p *paragraph) run() error {
	p.dress(runProperties{})
	return p.s.Each(p.runChild)
}

func (p *paragraph) runChild(e opc.Element) error {
	if err := p.within(); err != nil {
		return err
	}
	switch e.Name {
	case "w:rPr":
		props, err := readRunProperties(p.s)
		if props.was != nil && !p.carries(props.changed) {
			props = *props.was
		}
		p.dress(props)
		return err
	case "w:t", "m:t", "w:delText":
		t, err := p.s.Text()
		if !p.preserve && e.Attr("space") != "preserve" {
			t = strings.Trim(t, " \t\r\n")
		}
		p.add(t)
		return err
	case "w:tab", "w:ptab":
		p.add("\t")
	case "w:br", "w:cr":
		if kind := e.Attr("type"); kind == "page" || kind == "column" {
			p.broken = true
		} else {
			p.lineBreak()
		}
	case "w:noBreakHyphen":
		p.add("\u2011")
	case "w:softHyphen":
		p.add("\u00ad")
	case "w:sym":
		p.symbol(e.Attr("font"), e.Attr("char"))
	case "w:drawing", "w:pict":
		if p.inNotes {
			p.drop(Embedded, "", "")
			return nil
		}
		return p.drawing(e)
	case "w:object":
		p.drop(Embedded, "", "")
	case "w:fldChar":
		p.fieldChar(e.Attr("fldCharType"))
	case "w:instrText", "w:delInstrText":
		t, err := p.s.Text()
		p.instruction(t)
		return err
	case "w:footnoteReference":
		p.note(noteRef{"footnotes", e.Attr("id")})
	case "w:endnoteReference":
		p.note(noteRef{"endnotes", e.Attr("id")})
	case "w:commentReference":
		p.count(Comments, "")
	case "w:ruby":
		p.count(PhoneticGuides, "")
		return p.s.Each(func(e opc.Element) error {
			if e.Name == "w:rubyBase" {
				return p.s.Each(p.child)
			}
			return nil
		})
	case "mc:AlternateContent":
		return p.alternate(p.runChild)
	}
	return nil
}

// note puts a note; a note in a note has no place.
func (p *paragraph) note(ref noteRef) {
	if p.inNotes || p.inInstruction() || p.hidden {
		return
	}
	// The sign of a note is raised whatever its words are.
	n := model.NewFootnote(p.notes[ref], p.marks.Without(model.Mark{Kind: model.Superscript})...)
	if n == nil {
		return
	}
	p.paragraphs++
	if ref.kind == "endnotes" {
		p.count(Endnotes, "")
	}
	p.flush()
	p.pieces++
	p.inline, p.hasWords = append(p.inline, n), true
}

// formula reads a formula as the text in it: the model has no formulas.
func (p *paragraph) formula(e opc.Element) error {
	if e.Name == "m:oMath" {
		p.count(Formulas, "")
	}
	p.dress(runProperties{})
	var visit func(opc.Element) error
	visit = func(e opc.Element) error {
		switch e.Name {
		case "m:oMath":
			return p.formula(e)
		case "m:t":
			return p.runChild(e)
		case "m:den": // of a fraction, behind the numerator
			p.add("/")
		case "w:r":
			return p.run()
		case "w:del", "w:rPr", "m:rPr":
			return nil
		}
		return p.s.Each(visit)
	}
	return p.s.Each(visit)
}

// lookKey is what the look of a run follows from.
type lookKey struct {
	paragraph, character string
	role                 role
	look                 look
}

// runLook is the look of a run in terms of the document.
type runLook struct {
	marks  model.Marks
	hidden bool
	font   string
}

// signs are the marks that a property means.
var signs = []struct {
	of   property
	mark model.MarkKind
}{
	{bold, model.Strong}, {italic, model.Emphasis}, {dots, model.Emphasis}, {underline, model.Underline}, {strike, model.Strike},
	{doubleStrike, model.Strike}, {raised, model.Superscript}, {lowered, model.Subscript},
}

// dress sets the marks of the text that comes.
func (p *paragraph) dress(props runProperties) {
	key := lookKey{p.props.style, props.style, p.face.role, props.look}
	l, ok := p.looks[key]
	if !ok {
		char := p.sheet.face(props.style)
		if char.link || char.mark != 0 {
			char.look.on[underline] = inherit
		}
		is := p.face.look.styled(char.look).over(props.look)
		l.hidden, l.font = is.on[vanish] == on, is.font
		for _, s := range signs {
			// What a heading or a quotation has from its style is how all of them look, and no stress on these words.
			if is.on[s.of] == on && (p.face.role == text || p.face.look.on[s.of] != on) {
				l.marks = l.marks.With(model.Mark{Kind: s.mark})
			}
		}
		if char.mark != 0 {
			l.marks = l.marks.With(model.Mark{Kind: char.mark})
		}
		p.looks[key] = l
	}
	p.hidden, p.font = l.hidden, l.font
	marks := l.marks
	if href := p.link(); href != "" {
		marks = marks.With(model.Mark{Kind: model.Link, Href: href})
	}
	p.turn(marks)
}

// turn goes on with other marks.
func (p *paragraph) turn(marks model.Marks) {
	if !marks.Equal(p.marks) {
		p.flush()
		p.marks = marks
	}
}

func (p *paragraph) flush() {
	if p.pending.Len() > 0 {
		p.pieces++
		p.inline = append(p.inline, model.NewText(p.pending.String(), p.marks...))
		p.pending.Reset()
	}
}

// add takes text in.
func (p *paragraph) add(t string) {
	switch {
	case t == "" || p.inInstruction():
		return
	case p.hidden:
		p.drop(Hidden, t, "")
		return
	}
	if p.broken && p.hasWords {
		p.lineBreak()
	}
	p.broken = false
	if strings.ContainsFunc(t, isPrivate) {
		t = p.symbols(t)
	}
	t, controls := clean(t)
	for range controls {
		p.count(ControlCharacters, "")
	}
	p.hasWords = p.hasWords || strings.TrimFunc(t, han.IsBlank) != ""
	p.pending.WriteString(t)
}

func (p *paragraph) lineBreak() {
	if p.inInstruction() || p.hidden {
		return
	}
	p.flush()
	p.pieces++
	p.inline = append(p.inline, model.NewBreak(p.marks...))
	p.broken = false
}

// clean takes out the characters that a document may not hold, and counts them. A line feed in a text is a space, as Word shows it.
func clean(s string) (string, int) {
	bad := func(c rune) bool { return !model.ValidRune(c) }
	if !strings.ContainsFunc(s, bad) {
		return s, 0
	}
	n := 0
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\r':
			return ' '
		case bad(c):
			n++
			return -1
		}
		return c
	}, s), n
}

// address returns a link's address if a reader can follow it.
func (p *paragraph) address(href string) string {
	if href = strings.TrimSpace(href); href == "" {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "mailto" && (u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		if t := opc.Printable(href); len(p.links) < maxDropped && !p.unusable[t] {
			p.unusable[t] = true
			p.links = append(p.links, Note{LinkUnusable, t, 1})
		}
		return ""
	}
	return href
}

// link returns the address that text here leads to.
func (p *paragraph) link() string {
	if p.href != "" {
		return p.href
	}
	for _, f := range slices.Backward(p.fields) {
		if f.href != "" {
			return f.href
		}
	}
	return ""
}

// end hands the paragraph on.
func (p *paragraph) end() error {
	p.flush()
	if p.props.section > 0 {
		defer p.widths(p.props.section)
	}
	if mark := p.props.mark; mark.deleted != nil && p.carries(*mark.deleted) || mark.inserted != nil && !p.carries(*mark.inserted) {
		p.out.carry = p.inline
		p.out.blocks = append(append(p.out.blocks, p.ahead...), p.behind...)
		return nil
	}
	b := block{role: p.face.role, rank: p.face.rank, inline: trim(p.inline), centred: p.props.centred == on, left: p.props.left, runOn: -1}
	if b.role == particulars {
		return nil
	}
	if b.role == contents {
		p.drop(Contents, plain(b.inline), "")
		return nil
	}
	sign, numbered := p.lists.next(p.props, b.role != text)
	switch {
	case numbered && sign.typed != "" && len(b.inline) > 0:
		p.count(NumbersTyped, "")
		b.inline = append([]*model.Node{model.NewText(sign.typed)}, b.inline...)
	case numbered && sign.item != nil:
		if p.own.left >= 0 {
			sign.item.left = p.own.left
		}
		b.item = sign.item
	case numbered:
		b.runOn = sign.runOn
	case len(b.inline) == 0 && p.props.ruled && len(p.ahead) == 0:
		b.node = model.New(model.Rule, model.Attrs{})
	}
	p.out.add(b, p.ahead, p.behind)
	return nil
}

// trim takes the blanks at the ends of a paragraph away, which are layout: indents made by hand and what was left behind. Blanks with a line
// under or through them are words: a place to write a name in.
func trim(in []*model.Node) []*model.Node {
	for len(in) > 0 && isBare(in[0]) {
		if s := strings.TrimLeftFunc(in[0].Text(), han.IsIndent); s != "" {
			in[0] = model.NewText(s, in[0].Marks()...)
			break
		}
		in = in[1:]
	}
	for len(in) > 0 && isBare(in[len(in)-1]) {
		last := &in[len(in)-1]
		if s := strings.TrimRightFunc((*last).Text(), han.IsIndent); s != "" {
			*last = model.NewText(s, (*last).Marks()...)
			break
		}
		in = in[:len(in)-1]
	}
	return in
}

// isBare reports whether nothing but its characters is seen of a text.
func isBare(n *model.Node) bool {
	_, under := n.Marks().Find(model.Underline)
	_, through := n.Marks().Find(model.Strike)
	return n.Kind() == model.Text && !under && !through
}
