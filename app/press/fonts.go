package press

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/export/page"
)

// Face is a face that a print is set in.
type Face struct {
	Name   string
	House  bool // comes with the program
	Glyphs int  // on all pages
}

// facesOf counts the glyphs of each face, and puts the faces in the order of their use.
func facesOf(d page.Document) []Face {
	counts := map[string]int{}
	for _, p := range d.Pages {
		for _, f := range p.Frames {
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok {
					counts[g.Run.Face.Name()] += len(g.Run.Glyphs)
				}
			}
		}
	}
	out := make([]Face, 0, len(counts))
	for name, n := range counts {
		out = append(out, Face{name, isHouse(name), n})
	}
	slices.SortFunc(out, func(a, b Face) int { return cmp.Or(cmp.Compare(b.Glyphs, a.Glyphs), cmp.Compare(a.Name, b.Name)) })
	return out
}

func isHouse(name string) bool {
	return slices.ContainsFunc(fonts.All(), func(f fonts.Face) bool { return f.String() == name })
}

// Cast is the face that a category of type is set in.
type Cast struct {
	Category typecase.Category
	Name     string
	House    bool // comes with the program
	StandsIn bool // it is a face of another category: there is none of this one
}

// castOf tells for each category what it is set in.
func castOf(f page.Fonts) []Cast {
	var out []Cast
	for _, c := range []struct {
		is         typecase.Category
		own, stand *typeset.Family
	}{
		{typecase.FangSong, f.FangSong, f.Song}, {typecase.XiaoBiaoSong, f.XiaoBiaoSong, f.SongBold},
		{typecase.Hei, f.Hei, nil}, {typecase.Kai, f.Kai, nil}, {typecase.Song, f.Song, nil},
	} {
		family := c.own
		if family == nil {
			family = c.stand
		}
		name := family.Faces[0].Name()
		out = append(out, Cast{c.is, name, isHouse(name), c.own == nil})
	}
	return out
}

func asNewsroom(err error, e **newsroom.Error) bool { return errors.As(err, e) }

func isCancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
