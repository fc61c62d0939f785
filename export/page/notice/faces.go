package notice

import (
	"fmt"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
)

// faces are the categories of type that the standard names (5.2.2, 7), each with what it is set in.
type faces struct {
	fangSong, xiaoBiaoSong, hei, kai, song *typeset.Family
}

// category is one of the five categories, and what stands in where there is no face of it.
type category struct {
	id     string // of its name in the catalogue
	name   string // as the standard has it
	clause string // that asks for it first
	own    func(page.Fonts) *typeset.Family
	stand  func(page.Fonts) *typeset.Family
	put    func(*faces, *typeset.Family)
}

func (c category) text() catalogue.Text { return catalogue.T("page.category." + c.id) }

var categories = []category{
	{"fangsong", "仿宋体", "5.2.2", func(f page.Fonts) *typeset.Family { return f.FangSong }, func(f page.Fonts) *typeset.Family { return f.Song }, func(s *faces, f *typeset.Family) { s.fangSong = f }},
	{"xiaobiaosong", "小标宋体", "7.3.1", func(f page.Fonts) *typeset.Family { return f.XiaoBiaoSong }, func(f page.Fonts) *typeset.Family { return f.SongBold }, func(s *faces, f *typeset.Family) { s.xiaoBiaoSong = f }},
	{"hei", "黑体", "7.3.3", func(f page.Fonts) *typeset.Family { return f.Hei }, nil, func(s *faces, f *typeset.Family) { s.hei = f }},
	{"kai", "楷体", "7.3.3", func(f page.Fonts) *typeset.Family { return f.Kai }, nil, func(s *faces, f *typeset.Family) { s.kai = f }},
	{"song", "宋体", "7.5", func(f page.Fonts) *typeset.Family { return f.Song }, nil, func(s *faces, f *typeset.Family) { s.song = f }},
}

// MissingFaces is the error of a strict layout: these categories of type are not installed.
type MissingFaces struct {
	Categories []catalogue.Text // their names
}

// Error names the categories.
func (e *MissingFaces) Error() string {
	names := make([]string, len(e.Categories))
	for i, c := range e.Categories {
		names[i] = catalogue.For(catalogue.En).Say(c)
	}
	return "notice: no face of the categories " + strings.Join(names, ", ")
}

// newFaces returns what is set in, with a note for every category that another stands in for.
func newFaces(f page.Fonts, strict bool) (faces, []catalogue.Text, error) {
	var out faces
	var notes []catalogue.Text
	var missing []catalogue.Text
	for _, c := range categories {
		family := c.own(f)
		if family == nil && c.stand != nil {
			if family = c.stand(f); family != nil && len(family.Faces) > 0 {
				missing = append(missing, c.text())
				notes = append(notes, catalogue.T("notice.stands_in", "Category", c.text(), "Face", family.Faces[0].Name()))
			}
		}
		if family == nil || len(family.Faces) == 0 {
			return faces{}, nil, fmt.Errorf("notice: no face for %s", c.name)
		}
		c.put(&out, family)
	}
	if strict && len(missing) > 0 {
		return faces{}, nil, &MissingFaces{missing}
	}
	return out, notes, nil
}

// faceClauses says of each category whether the notice is set in it.
func faceClauses(f page.Fonts) []export.Clause {
	var out []export.Clause
	for _, c := range categories {
		family := c.own(f)
		met := family != nil
		if !met {
			family = c.stand(f)
		}
		out = append(out, export.Clause{
			Number: c.clause, What: catalogue.T("notice.face"), Wanted: c.name, Found: family.Faces[0].Name(), Met: met,
		})
	}
	return out
}
