package intake

import (
	"strings"
	"time"
	"unicode/utf8"

	"galley/editor/intake/han"
	"galley/editor/intake/label"
	"galley/editor/model"
)

// classify gives every piece of the article's element, or of a text, its verdict. Whole says that the pieces are a whole page: what comes
// before the headline and after the credits is then furniture.
//
// The article has three zones. In the lead, labels, breadcrumb and copies of the headline are taken; it ends at the first piece that is none
// of these. In the tail, after the last paragraph that reads like one, credits are taken and furniture is dropped by its wording. What lies
// between is dropped only as spam, or if its own element says that it is furniture and nothing in it reads like a paragraph.
func (r *reader) classify(ps []piece, headline string, whole bool) {
	for i := range ps {
		p := &ps[i]
		if p.why = judgeSpam(p); p.why == 0 && p.hint != 0 && !p.substantial() {
			p.why = p.hint
		}
	}
	lead := r.lead(ps, headline, whole)
	last := lead - 1 // the last piece that reads like a paragraph
	for i := lead; i < len(ps); i++ {
		if ps[i].why == 0 && ps[i].substantial() && wording(ps[i].text()) == 0 && r.labelsOf(&ps[i], false) == nil {
			last = i
		}
	}
	r.tail(ps[last+1:], whole)
	trimRules(ps)
}

// lead classifies the pieces before the text and returns where the text begins.
func (r *reader) lead(ps []piece, headline string, whole bool) int {
	title := -1
	for i := range ps {
		if ps[i].substantial() && !label.SameHeadline(ps[i].text(), headline) {
			break
		}
		if label.SameHeadline(ps[i].text(), headline) {
			title = i
			if !whole {
				break
			}
		}
	}
	expectAbstract := false
	for i := range ps {
		p := &ps[i]
		text := p.text()
		switch {
		case p.block == nil:
			continue
		case expectAbstract && p.why == 0 && text != "":
			p.why, expectAbstract = Label, false
			p.fields = r.take([]label.Label{{Field: label.Abstract, Value: p.report()}})
			continue
		case p.why.IsSpam():
			continue
		}
		if c, ok := label.Breadcrumb(text, p.hint == Breadcrumb); ok {
			p.why = Breadcrumb
			r.takeCrumbs(c, headline)
			continue
		}
		if ls := r.labelsOf(p, false); ls != nil && (i > title || !whole) {
			p.why, p.fields = Label, r.take(ls)
			expectAbstract = ls[len(ls)-1].Field == label.Abstract && ls[len(ls)-1].Value == ""
			continue
		}
		switch {
		case p.why != 0:
		case label.SameHeadline(text, headline):
			p.why = HeadlineCopy
		case i < title && whole:
			if p.why = wording(text); p.why == 0 {
				p.why = Surroundings
			}
		case p.block.Kind() == model.Rule:
		case i > title && r.bareMoment(text):
			p.why, p.fields = Label, r.take([]label.Label{{Field: label.Published, Value: text}})
		case i == 0 || title >= 0:
			if p.why = wording(text); p.why == 0 {
				return i
			}
		default:
			return i
		}
	}
	return len(ps)
}

// bareMoment reports whether a line is a time and nothing else.
func (r *reader) bareMoment(line string) bool {
	if utf8.RuneCountInString(line) > 40 {
		return false
	}
	_, before, after, ok := label.Moment(line, time.UTC)
	return ok && strings.TrimFunc(before+after, func(c rune) bool { return han.IsBlank(c) || strings.ContainsRune("[]()（）【】", c) }) == ""
}

// tail classifies the pieces after the last paragraph of the text.
func (r *reader) tail(ps []piece, whole bool) {
	credited := false
	for i := range ps {
		p := &ps[i]
		switch {
		case p.block == nil || p.why != 0:
		case r.takeCredits(p):
			credited = true
		case credited && strings.HasPrefix(string(han.Fold(p.text())), "附件"):
		case credited && (whole || p.linkDense() && p.runes > 0):
			if p.why = wording(p.text()); p.why == 0 {
				p.why = AfterCredits
			}
		}
	}
	for i := len(ps) - 1; i >= 0; i-- { // what closes the page, as long as its wording says so
		p := &ps[i]
		if p.block == nil || p.why != 0 || p.block.Kind() == model.Rule {
			continue
		}
		if p.why = wording(p.text()); p.why == 0 {
			return
		}
	}
}

// takeCredits takes a piece of labels that may close an article.
func (r *reader) takeCredits(p *piece) bool {
	ls := r.labelsOf(p, false)
	if ls == nil {
		return false
	}
	for _, l := range ls {
		if l.Field == label.Abstract {
			return false
		}
	}
	p.why, p.fields = Label, r.take(ls)
	return true
}

// labelsOf returns the labels of a piece all of whose lines are labels, or nil.
func (r *reader) labelsOf(p *piece, trusting bool) []label.Label {
	var out []label.Label
	for _, line := range p.lines {
		ls := label.Line(line, trusting)
		if ls == nil {
			return nil
		}
		out = append(out, ls...)
	}
	return out
}

// trimRules drops the rules that nothing of the article precedes or follows.
func trimRules(ps []piece) {
	open := func(p *piece) bool { return p.block == nil || p.why != 0 }
	isRule := func(p *piece) bool { return p.block != nil && p.block.Kind() == model.Rule }
	for i := range ps {
		if isRule(&ps[i]) {
			ps[i].block = nil
		} else if !open(&ps[i]) {
			break
		}
	}
	for i := len(ps) - 1; i >= 0; i-- {
		if isRule(&ps[i]) {
			ps[i].block = nil
		} else if !open(&ps[i]) {
			break
		}
	}
}

// surround gives the pieces outside the article their verdicts and takes the labels among them: all before the article, and credits after
// it as far as nothing else begins there.
func (r *reader) surround(ps []piece, headline string, after bool) {
	harvest := true
	for i := range ps {
		p := &ps[i]
		if p.block == nil {
			continue
		}
		text := p.text()
		furniture := wording(text)
		if after && (p.hint == SideColumn || p.hint == Related || p.hint == Comments || p.heads > 0 || furniture == Related || furniture == Comments) {
			harvest = false
		}
		if p.why = judgeSpam(p); p.why != 0 {
			continue
		}
		if c, ok := label.Breadcrumb(text, p.hint == Breadcrumb); ok && !after {
			p.why = Breadcrumb
			r.takeCrumbs(c, headline)
			continue
		}
		if harvest && p.hint != SideColumn && p.hint != Navigation && p.hint != Footer {
			if ls := r.labelsOf(p, !after); ls != nil {
				p.why, p.fields = Label, r.take(ls)
				continue
			}
			if !after && r.bareMoment(text) {
				p.why, p.fields = Label, r.take([]label.Label{{Field: label.Published, Value: text}})
				continue
			}
		}
		switch {
		case label.SameHeadline(text, headline):
			p.why = HeadlineCopy
		case p.hint != 0:
			p.why = p.hint
		case furniture != 0:
			p.why = furniture
		case p.linkDense() && p.links > 0 && after:
			p.why = Related
		case p.linkDense() && p.links > 0:
			p.why = Navigation
		default:
			p.why = Surroundings
		}
	}
}

// collect puts the pieces that are article into the body and the others into the report.
func (r *reader) collect(ps []piece) {
	for i := range ps {
		p := &ps[i]
		r.report.Dropped = append(r.report.Dropped, p.cut...)
		switch {
		case p.block == nil:
		case p.why == 0:
			if p.block.Kind() == model.Paragraph && wordless(p.text()) && len(p.cut) > 0 {
				continue // only the strokes between links that were cut out
			}
			r.body = append(r.body, p.block)
			r.report.Notes = append(r.report.Notes, p.notes...)
		case p.block.Kind() == model.Rule:
		case p.text() == "" && p.block.Kind() != model.Figure:
		default:
			r.report.Dropped = append(r.report.Dropped, Dropped{Text: p.report(), Why: p.why, Fields: p.fields})
		}
	}
}

func (r *reader) takeAbstract(text string) bool {
	if len(r.abstract) > 0 || text == "" {
		return false
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			r.abstract = append(r.abstract, model.NewBreak())
		}
		r.abstract = append(r.abstract, model.NewText(line))
	}
	return true
}
