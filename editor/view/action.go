package view

import (
	"slices"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/motion"
	"galley/editor/typeset"
	"galley/editor/view/layout"
)

// Action is something that a key, a menu or a button asks an editor for.
type Action string

// The actions.
const (
	Undo           Action = "undo"
	Redo           Action = "redo"
	Cut            Action = "cut"
	Copy           Action = "copy"
	Paste          Action = "paste"
	PastePlain     Action = "paste-plain"
	SelectAll      Action = "select-all"
	Strong         Action = "strong"
	Emphasis       Action = "emphasis"
	Underline      Action = "underline"
	Strike         Action = "strike"
	Superscript    Action = "superscript"
	Subscript      Action = "subscript"
	BookTitle      Action = "book-title"
	ProperName     Action = "proper-name"
	ClearMarks     Action = "clear-marks"
	Body           Action = "paragraph"
	Heading1       Action = "heading-1"
	Heading2       Action = "heading-2"
	Heading3       Action = "heading-3"
	Quote          Action = "quote"
	BulletList     Action = "bullet-list"
	NumberedList   Action = "numbered-list"
	Sink           Action = "sink"
	Lift           Action = "lift"
	Rule           Action = "rule"
	BlockUp        Action = "block-up"
	BlockDown      Action = "block-down"
	Return         Action = "return"
	LineBreak      Action = "line-break"
	Tab            Action = "tab"
	TabBack        Action = "tab-back"
	DeleteBack     Action = "delete-back"
	DeleteForward  Action = "delete-forward"
	DeleteWordBack Action = "delete-word-back"
	DeleteWord     Action = "delete-word"
	DeleteLineBack Action = "delete-line-back"
	DeleteLine     Action = "delete-line"
	Left           Action = "left"
	Right          Action = "right"
	WordLeft       Action = "word-left"
	WordRight      Action = "word-right"
	Up             Action = "up"
	Down           Action = "down"
	ParagraphUp    Action = "paragraph-up"
	ParagraphDown  Action = "paragraph-down"
	LineStart      Action = "line-start"
	LineEnd        Action = "line-end"
	PageUp         Action = "page-up"
	PageDown       Action = "page-down"
	DocumentStart  Action = "document-start"
	DocumentEnd    Action = "document-end"
	Larger         Action = "larger"
	Smaller        Action = "smaller"
	ActualSize     Action = "actual-size"
)

// commands are the actions that are commands on the state alone.
var commands = map[Action]state.Command{
	Undo: history.Undo, Redo: history.Redo,
	Strong: state.ToggleMark(model.Mark{Kind: model.Strong}), Emphasis: state.ToggleMark(model.Mark{Kind: model.Emphasis}),
	Underline: state.ToggleMark(model.Mark{Kind: model.Underline}), Strike: state.ToggleMark(model.Mark{Kind: model.Strike}),
	Superscript: state.ToggleMark(model.Mark{Kind: model.Superscript}), Subscript: state.ToggleMark(model.Mark{Kind: model.Subscript}),
	BookTitle: state.ToggleMark(model.Mark{Kind: model.BookTitle}), ProperName: state.ToggleMark(model.Mark{Kind: model.ProperName}),
	ClearMarks: state.ClearMarks,
	Body:       state.Paragraphs, Heading1: state.ToggleHeading(1), Heading2: state.ToggleHeading(2), Heading3: state.ToggleHeading(3),
	Quote: state.ToggleQuote, BulletList: state.ToggleList(model.BulletList), NumberedList: state.ToggleList(model.NumberedList),
	Sink: state.SinkItem, Lift: state.LiftItem, Rule: state.InsertRule,
	BlockUp: state.MoveBlock(motion.Backward), BlockDown: state.MoveBlock(motion.Forward),
	Return: state.Return, LineBreak: state.InsertBreak, Tab: state.Tab, TabBack: state.ShiftTab,
	DeleteBack: state.DeleteBackward(motion.Character), DeleteForward: state.DeleteForward(motion.Character),
	DeleteWordBack: state.DeleteBackward(motion.Word), DeleteWord: state.DeleteForward(motion.Word),
}

// reading are the actions that change nothing, which an editor that is only read has too.
var reading = []Action{Copy, SelectAll, Left, Right, WordLeft, WordRight, Up, Down, ParagraphUp, ParagraphDown, LineStart, LineEnd, PageUp,
	PageDown, DocumentStart, DocumentEnd, Larger, Smaller, ActualSize}

// Act carries an action out and reports whether it applied.
func (e *Editor) Act(a Action) bool {
	e.finish()
	return e.act(a, false)
}

// CanAct reports whether an action would apply.
func (e *Editor) CanAct(a Action) bool {
	if e.reads && !slices.Contains(reading, a) {
		return false
	}
	if (a == Undo || a == Redo) && e.Undoing != nil && e.Undoing(a == Redo) != nil {
		return true
	}
	if c, ok := commands[a]; ok {
		return e.Can(c)
	}
	if a == Cut || a == Copy {
		return e.State().Selection().From() < e.state.Selection().To()
	}
	return true
}

// act carries an action out; extend keeps the anchor of the selection, as with Shift.
func (e *Editor) act(a Action, extend bool) bool {
	if e.reads && !slices.Contains(reading, a) {
		return false
	}
	if a == Undo || a == Redo {
		if e.Undoing != nil {
			if do := e.Undoing(a == Redo); do != nil {
				do()
				return true
			}
		}
	}
	if a == Return && (e.openFigure() || e.openNote()) {
		return true
	}
	if c, ok := commands[a]; ok {
		return e.do(c)
	}
	switch a {
	case Left:
		return !extend && e.do(state.Collapse(motion.Backward)) || e.step(motion.Character, motion.Backward, extend)
	case Right:
		return !extend && e.do(state.Collapse(motion.Forward)) || e.step(motion.Character, motion.Forward, extend)
	case WordLeft:
		return e.step(motion.Word, motion.Backward, extend)
	case WordRight:
		return e.step(motion.Word, motion.Forward, extend)
	case ParagraphUp:
		return e.step(motion.Paragraph, motion.Backward, extend)
	case ParagraphDown:
		return e.step(motion.Paragraph, motion.Forward, extend)
	case DocumentStart:
		return e.step(motion.Document, motion.Backward, extend)
	case DocumentEnd:
		return e.step(motion.Document, motion.Forward, extend)
	case Up:
		return e.vertical(e.line(e.lay.Up), motion.Backward, extend)
	case Down:
		return e.vertical(e.line(e.lay.Down), motion.Forward, extend)
	case PageUp:
		return e.page(-1, extend)
	case PageDown:
		return e.page(1, extend)
	case LineStart:
		pos, side := e.lineStart(e.head(), e.side)
		return e.move(pos, side, extend)
	case LineEnd:
		pos, side := e.lineEnd(e.head(), e.side)
		return e.move(pos, side, extend)
	case DeleteLineBack:
		return e.deleteTo(e.lineStart)
	case DeleteLine:
		return e.deleteTo(e.lineEnd)
	case SelectAll:
		return e.do(state.SelectEverything)
	case Cut:
		return e.copy() && e.do(state.DeleteSelection)
	case Copy:
		return e.copy()
	case Paste:
		return e.paste(false)
	case PastePlain:
		return e.paste(true)
	case Larger:
		e.zoomBy(1)
	case Smaller:
		e.zoomBy(-1)
	case ActualSize:
		e.SetZoom(100)
		if e.OnZoom != nil {
			e.OnZoom(e.zoom)
		}
	default:
		return false
	}
	return true
}

// step moves the caret or the head of the selection by a unit.
func (e *Editor) step(unit motion.Unit, dir motion.Direction, extend bool) bool {
	if extend {
		return e.do(state.Extend(unit, dir))
	}
	return e.do(state.Move(unit, dir))
}

// move puts the head of the selection somewhere, and its anchor too unless it extends.
func (e *Editor) move(pos model.Pos, side layout.Side, extend bool) bool {
	anchor := pos
	if extend {
		anchor = e.anchor()
	}
	return e.selectText(anchor, pos, side)
}

// vertical moves by a line and keeps the column; from the first line it goes to the start of the text, and from the last to its end.
func (e *Editor) vertical(line func(model.Pos, layout.Side, typeset.Length) (model.Pos, layout.Side, bool), dir motion.Direction, extend bool) bool {
	if extend && e.do(state.ExtendCells(int(dir), 0)) {
		return true
	}
	x, ok := e.column()
	from := e.head()
	if !extend && !e.empty() && dir < 0 {
		from = e.state.Selection().From()
	}
	pos, side, found := line(from, e.side, x)
	if !found {
		return e.step(motion.Document, dir, extend)
	}
	if !e.move(pos, side, extend) {
		return false
	}
	e.goal, e.hasGoal = x, ok
	return true
}

// column returns the column that moving by lines keeps.
func (e *Editor) column() (typeset.Length, bool) {
	if e.hasGoal {
		return e.goal, true
	}
	c, ok := e.caret()
	return c.X, ok
}

// page moves by the height of the window, less two lines that stay in sight.
func (e *Editor) page(dir int, extend bool) bool {
	by := typeset.Points(float64(e.Size().Height)) - 2*e.lay.Leading()
	by = max(by, e.lay.Leading())
	x, ok := e.column()
	e.scroll.to(e, e.scroll.top+float32(dir)*float32(by.Points()))
	pos, side, found := e.lay.Page(e.shown(e.head(), true), e.side, x, by*typeset.Length(dir))
	pos = e.hidden(pos)
	if !found {
		return e.step(motion.Document, motion.Direction(dir), extend)
	}
	if !e.move(pos, side, extend) {
		return false
	}
	e.goal, e.hasGoal = x, ok
	return true
}

// deleteTo deletes the selection, or up to the start or the end of the line.
func (e *Editor) deleteTo(end func(model.Pos, layout.Side) (model.Pos, layout.Side)) bool {
	if !e.empty() {
		return e.do(state.DeleteSelection)
	}
	to, _ := end(e.head(), e.side)
	if to == e.head() {
		if back, _ := e.lineStart(e.head(), e.side); back == to {
			return e.do(state.DeleteBackward(motion.Character))
		}
		return e.do(state.DeleteForward(motion.Character))
	}
	return e.do(state.DeleteRange(min(to, e.head()), max(to, e.head())))
}
