package typeset

// setter sets the items of one line after another: glue is shrunk or stretched to the measure, and glyphs get their places.
type setter struct {
	*builder
	widths []Length // of the glue behind each item of the line
	glyphs []Glyph  // of the whole paragraph; runs are parts of it
	runs   []Run    // likewise
}

func newSetter(b *builder, lines int) *setter {
	return &setter{builder: b, glyphs: make([]Glyph, 0, len(b.pool)+len(b.clusters)/8+lines), runs: make([]Run, 0, lines+len(b.spans))}
}

// set returns the line of items first to last.
func (s *setter) set(first, last int) Line {
	items := s.items
	line := Line{Start: s.startOf(items, first), End: s.startOf(items, last+1)}
	indent := s.o.Hang
	if first == 0 {
		indent = s.o.FirstIndent
	}
	row := items[first : last+1]
	end := &row[len(row)-1]
	lead, trail := row[0].leads(&s.o), end.trails(&s.o)
	slack := s.o.lineMeasure(first == 0) - natural(row) - lead - trail
	hung := Length(0)
	if slack < 0 {
		hung = end.hangs(&s.o)
		slack += hung
		given := min(trail, max(0, -slack)) // the room behind the last mark is the first to go
		trail -= given
		slack += given
	}
	slack = s.distribute(row, slack, s.o.Align == Distribute || s.o.Align == Justify && end.penalty != forced)
	s.place(row, lead, &line)
	line.Width += trail - hung
	line.Left = indent
	switch room := s.o.Measure - indent - line.Width; {
	case s.o.Align == Centre, s.o.Align == Distribute && slack > 0:
		line.Left += room / 2
	case s.o.Align == End:
		line.Left += room
	}
	return line
}

func (s *setter) startOf(items []item, i int) int {
	if i == 0 {
		return 0
	}
	if i < len(items) && items[i].first < len(s.clusters) {
		return s.clusters[items[i].first].start
	}
	return len(s.text)
}

func natural(row []item) Length {
	var w Length
	for i := range row {
		w += row[i].width + row[i].glue.width
	}
	end := &row[len(row)-1]
	return w + end.hyphen - end.glue.width
}

// distribute fills s.widths: what is missing is taken in the order of the reduction, what is left over is given in the order of the
// expansion and then to all even gaps alike. It returns what no gap could take.
func (s *setter) distribute(row []item, slack Length, justify bool) Length {
	s.widths = s.widths[:0]
	for i := range row {
		s.widths = append(s.widths, row[i].glue.width)
	}
	gaps := row[:len(row)-1]
	s.widths[len(gaps)] = 0
	if slack < 0 {
		for level := uint8(0); level < shrinkLevels && slack < 0; level++ {
			slack += s.share(gaps, -slack, -1, func(g *glue) Length {
				if g.shrinkAt != level {
					return 0
				}
				return g.shrink
			})
		}
		return slack
	}
	if !justify {
		return 0
	}
	for level := uint8(0); level < stretchLevels && slack > 0; level++ {
		slack -= s.share(gaps, slack, 1, func(g *glue) Length {
			if g.stretchAt != level {
				return 0
			}
			return g.stretch
		})
	}
	if slack == 0 {
		return 0
	}
	var even int64
	for i := range gaps {
		if gaps[i].glue.even {
			even++
		}
	}
	var given, n int64
	for i := range gaps {
		if gaps[i].glue.even {
			n++
			upTo := int64(slack) * n / even
			s.widths[i] += Length(upTo - given)
			given = upTo
		}
	}
	return slack - Length(given)
}

// share changes the gaps by up to want in proportion to what each can, and returns how much it was. The parts add up to the last unit.
func (s *setter) share(gaps []item, want Length, sign Length, can func(*glue) Length) Length {
	var total int64
	for i := range gaps {
		total += int64(can(&gaps[i].glue))
	}
	if total == 0 {
		return 0
	}
	take := min(int64(want), total)
	var given, seen int64
	for i := range gaps {
		seen += int64(can(&gaps[i].glue))
		upTo := take * seen / total
		s.widths[i] += sign * Length(upTo-given)
		given = upTo
	}
	return Length(take)
}

// place puts the glyphs of the row into runs, from the given place on.
func (s *setter) place(row []item, x Length, line *Line) {
	var run *Run
	from, firstRun := len(s.glyphs), len(s.runs)
	leave := func() {
		if run != nil {
			run.Glyphs = s.glyphs[from:len(s.glyphs):len(s.glyphs)]
		}
		from = len(s.glyphs)
	}
	enter := func(c *cluster, at Length) {
		span := &s.spans[c.span]
		if run != nil && run.Face == c.face && run.Span == c.span {
			return
		}
		leave()
		s.runs = append(s.runs, Run{Face: c.face, Size: span.Size, X: at, Rise: span.Rise, Span: c.span})
		run = &s.runs[len(s.runs)-1]
	}
	for i := range row {
		it := &row[i]
		if it.first < it.last {
			enter(&s.clusters[it.first], x)
		}
		for _, p := range s.pool[it.glyphFrom:it.glyphTo] {
			s.glyphs = append(s.glyphs, Glyph{ID: p.id, X: x + p.x - run.X, Y: p.y, Text: s.text[p.start:p.end]})
		}
		x += it.width
		if i+1 == len(row) && it.hyphen > 0 {
			s.glyphs = append(s.glyphs, Glyph{ID: run.Face.hyphen(run.Size).glyph, X: x - run.X}) // drawn, and not in the text
			x += it.hyphen
		}
		if run != nil {
			run.Width = x - run.X
		}
		if i+1 < len(row) && it.spaces > it.last {
			n := Length(it.spaces - it.last)
			for j := it.last; j < it.spaces; j++ {
				c := &s.clusters[j]
				at := x + s.widths[i]*Length(j-it.last)/n
				enter(c, at)
				s.glyphs = append(s.glyphs, Glyph{ID: c.glyph, X: at - run.X, Text: s.text[c.start:c.end]})
				run.Width = x + s.widths[i]*Length(j-it.last+1)/n - run.X
			}
		}
		x += s.widths[i]
	}
	leave()
	line.Runs = s.runs[firstRun:len(s.runs):len(s.runs)]
	line.Width = x
	for i := range line.Runs {
		r := &line.Runs[i]
		for j := range r.Glyphs {
			end := r.Width
			if j+1 < len(r.Glyphs) {
				end = r.Glyphs[j+1].X
			}
			r.Glyphs[j].Advance = end - r.Glyphs[j].X
		}
		line.Ascent = max(line.Ascent, r.Face.Ascent(r.Size)+r.Rise)
		line.Descent = max(line.Descent, r.Face.Descent(r.Size)-r.Rise)
	}
}
