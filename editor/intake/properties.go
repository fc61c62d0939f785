package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/editor/intake/han"
	"galley/editor/intake/label"
)

// take stores the values of a line of labels, and returns the fields it filled, for the report. The first value of a property stays.
func (r *reader) take(ls []label.Label) []string {
	var taken []string
	for _, l := range ls {
		if l.Value != "" && r.takeOne(l) && !slices.Contains(taken, string(l.Field)) {
			taken = append(taken, string(l.Field))
		}
	}
	return taken
}

func (r *reader) takeOne(l label.Label) bool {
	p := &r.props
	switch l.Field {
	case label.Source:
		return r.fill(&p.Source, l)
	case label.Column:
		return r.fill(&p.Column, l)
	case label.Editor:
		return r.join(&p.Editor, l)
	case label.Reviewer:
		return r.join(&p.Reviewer, l)
	case label.Authors:
		for _, name := range split(l.Value) {
			if !slices.Contains(p.Authors, name) {
				p.Authors = append(p.Authors, name)
			}
		}
		return true
	case label.Keywords:
		if len(p.Keywords) == 0 {
			p.Keywords = split(l.Value)
		}
		return true
	case label.Reads:
		digits := strings.Map(func(c rune) rune {
			switch {
			case c >= '0' && c <= '9':
				return c
			case c == ',' || c == '，' || c == '次' || c == ' ':
				return -1
			}
			return 'x'
		}, l.Value)
		n, err := strconv.Atoi(digits)
		if err != nil || p.Reads != 0 {
			return false // filled by a script in the browser, or no number
		}
		p.Reads = n
		return true
	case label.Published:
		t, _, _, ok := label.Moment(l.Value, r.src.Location)
		if !ok {
			r.report.note(TimeNotUnderstood, l.Value, 0)
			return false
		}
		if p.Published.IsZero() {
			p.Published = t
		}
		return true
	case label.Abstract:
		return r.takeAbstract(l.Value)
	}
	return false
}

func (r *reader) fill(s *string, l label.Label) bool {
	if *s != "" {
		if *s != l.Value {
			r.report.note(LabelAgain, l.Word+"："+l.Value, 0)
		}
		return false
	}
	*s = l.Value
	return true
}

// join fills a property that several labels may share: 初审, 复审 and 终审 are one reviewer credit.
func (r *reader) join(s *string, l label.Label) bool {
	switch {
	case *s == "":
		*s = l.Value
	case !slices.Contains(strings.Split(*s, "、"), l.Value):
		*s += "、" + l.Value
	}
	return true
}

// split parts a list of names or keywords.
func split(s string) []string {
	parts := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",，、;；/|", c) })
	if len(parts) == 1 {
		parts = strings.Fields(s)
		for _, p := range parts {
			if n := utf8.RuneCountInString(p); n < 2 || n > 4 || p[0] < 0x80 {
				parts = []string{s} // words of one name, or a unit with its name
				break
			}
		}
	}
	var out []string
	for _, p := range parts {
		if p = strings.TrimFunc(p, han.IsBlank); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// takeCrumbs stores site and column of a breadcrumb.
func (r *reader) takeCrumbs(c label.Crumbs, headline string) {
	site, column := c.Place(headline)
	if r.props.Site == "" {
		r.props.Site = site
	}
	if r.props.Column == "" {
		r.props.Column = column
	}
}
