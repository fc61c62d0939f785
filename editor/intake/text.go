package intake

import (
	"strings"
	"unicode/utf8"

	"galley/editor/intake/charset"
	"galley/editor/intake/han"
	"galley/editor/intake/label"
	"galley/editor/model"
)

// headLines is how many lines of a text can be the head of a page.
const headLines = 15

// PlainText returns the paragraphs of a text: one for every line that is not blank, without the blanks at its ends. It returns one empty
// paragraph for a blank text, so that the result is always a valid body. Characters that a document may not hold are left out.
func PlainText(text string) []*model.Node {
	text, _ = charset.Clean(text)
	var out []*model.Node
	for _, p := range linePieces(text) {
		out = append(out, p.block)
	}
	if len(out) == 0 {
		out = append(out, model.New(model.Paragraph, model.Attrs{}))
	}
	return out
}

func linePieces(text string) []piece {
	var out []piece
	for _, l := range strings.Split(text, "\n") {
		l = strings.TrimFunc(l, han.IsIndent)
		if strings.TrimFunc(l, han.IsBlank) == "" {
			continue
		}
		out = append(out, piece{
			block: model.New(model.Paragraph, model.Attrs{}, model.NewText(l)),
			lines: []string{l},
			runes: utf8.RuneCountInString(l),
		})
	}
	return out
}

// readText reads a text: one that was scraped from a page, if its head has a breadcrumb or a line of labels, else one that was written.
func (r *reader) readText(text string) error {
	ps := linePieces(text)
	headline, scraped := r.scrapedHeadline(ps)
	r.report.How = "text"
	if scraped {
		r.report.How = "page-text"
	} else if len(ps) > 1 && isHeadlike(ps[0].text()) && r.labelsOf(&ps[0], false) == nil {
		headline = ps[0].text()
	}
	r.classify(ps, headline, scraped)
	r.collect(ps)
	if headline != "" {
		r.headline = []*model.Node{model.NewText(headline)}
	}
	return nil
}

// isHeadlike reports whether the first line of a text is its headline: short, and no sentence.
func isHeadlike(line string) bool {
	return utf8.RuneCountInString(line) <= 60 && !strings.ContainsAny(line[len(line)-min(len(line), 3):], "。！？；：，.!?;:,")
}

// scrapedHeadline finds the headline of a page's text: the line that its breadcrumb ends with, or the one before its line of labels. It
// returns false if the text is no page's.
func (r *reader) scrapedHeadline(ps []piece) (string, bool) {
	head := ps[:min(len(ps), headLines)]
	last, labels, crumb := "", -1, false
	for i := range head {
		text := head[i].text()
		if c, ok := label.Breadcrumb(text, false); ok {
			crumb = true
			if n := len(c.Parts); n > 0 {
				last = c.Parts[n-1]
			}
			continue
		}
		if crumb && label.SameHeadline(last, text) {
			return text, true
		}
		if labels < 0 {
			for _, l := range r.labelsOf(&head[i], false) {
				if l.Field == label.Source || l.Field == label.Published || l.Field == label.Reads {
					labels = i
				}
			}
		}
	}
	for i := labels - 1; i >= 0; i-- {
		text := head[i].text()
		if _, ok := label.Breadcrumb(text, false); ok || r.labelsOf(&head[i], false) != nil {
			continue
		}
		return text, true
	}
	return "", crumb
}
