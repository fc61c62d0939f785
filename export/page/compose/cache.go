package compose

import (
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/export"
)

// Cache keeps the rows of blocks from one document to the next: a node is an immutable value, so the same node in the same column and style
// gives the same rows. After a key only the block that was written in is set. It holds what the last document used, for one [Setup], and is not
// for concurrent use.
type Cache struct {
	now, before map[place]*cached
}

// place is what the rows of a block depend on besides the numbers of its notes.
type place struct {
	node     *model.Node
	col      Column
	style    Style
	language catalogue.Lang
}

// cached is a block that was set, with its numbers counted from 0.
type cached struct {
	rows      []Row
	shown, id int // last numbers of notes before the block
	notes     []Note
	tally
}

// NewCache returns an empty cache.
func NewCache() *Cache { return &Cache{now: map[place]*cached{}} }

// turn begins a new document.
func (c *Cache) turn() { c.now, c.before = make(map[place]*cached, len(c.now)), c.now }

func (c *Cache) find(at place) *cached {
	if found := c.now[at]; found != nil {
		return found
	}
	return c.before[at]
}

// Body sets the blocks of a body like [Setter.Blocks], and takes those that were set before from the cache.
func (s *Setter) Body(nodes []*model.Node, col Column, st Style) ([]Row, error) {
	var rows []Row
	for i, n := range nodes {
		more, err := s.block(n, col, s.indented(nodes, i, st))
		if err != nil {
			return nil, err
		}
		rows = join(rows, more)
	}
	return rows, nil
}

func (s *Setter) block(n *model.Node, col Column, st Style) ([]Row, error) {
	if s.Cache == nil {
		return s.blockRows(n, col, st)
	}
	at := place{n, col, st, s.language}
	c := s.Cache.find(at)
	if c == nil || len(c.notes) > 0 && (c.shown != s.shown || c.id != s.id) {
		var err error
		if c, err = s.setAlone(n, col, st); err != nil {
			return nil, err
		}
	}
	s.Cache.now[at] = c
	rows := shift(c.rows, s.tally)
	for i, note := range c.notes {
		s.notes[s.id+i+1] = Note{shift(note.Rows, s.tally)}
	}
	s.shown, s.id = s.shown+len(c.notes), s.id+len(c.notes)
	s.blocks, s.tables, s.lists, s.wide = s.blocks+c.blocks, s.tables+c.tables, s.lists+c.lists, s.wide+c.wide
	for _, list := range [][]export.Glyph{c.report.Missing, c.report.Replaced} {
		for _, g := range list {
			s.glyph(g)
		}
	}
	s.report.Notes = append(s.report.Notes, c.report.Notes...)
	return rows, nil
}

// setAlone sets a block as if nothing were before it but notes.
func (s *Setter) setAlone(n *model.Node, col Column, st Style) (*cached, error) {
	outer := *s
	s.tally, s.noted, s.notes = tally{}, map[export.Glyph]bool{}, map[int]Note{}
	rows, err := s.blockRows(n, col, st)
	c := &cached{rows: rows, shown: outer.shown, id: outer.id, tally: s.tally}
	for id := outer.id + 1; id <= s.id; id++ {
		c.notes = append(c.notes, s.notes[id])
	}
	*s = outer
	return c, err
}

// shift returns rows whose blocks, tables and lists count from others.
func shift(rows []Row, from tally) []Row {
	out := make([]Row, len(rows))
	copy(out, rows)
	for i := range out {
		out[i].blocks, out[i].tables, out[i].lists = from.blocks, from.tables, from.lists
	}
	return out
}
