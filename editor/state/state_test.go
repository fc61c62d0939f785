package state_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/motion"
	"galley/editor/transform"
	"galley/editor/transform/laws"
)

// parse returns a state of a text in which <a> is the anchor and <h> the head, <x> and <y> are in the first and the last of selected cells, <c> is
// a caret, or <n> stands before a selected block.
func parse(t *testing.T, text string) state.State {
	t.Helper()
	doc, tags := build.Tagged(text)
	tr := state.NewState(doc).Begin()
	var sel state.Selection
	if pos, ok := tags["n"]; ok {
		node, err := state.SelectNode(doc, pos)
		if err != nil {
			t.Fatal(err)
		}
		sel = node
	} else if pos, ok := tags["c"]; ok {
		sel = state.Caret(pos)
	} else if from, ok := tags["x"]; ok { // from cell to cell
		sel = state.Between(doc, from, tags["y"])
	} else {
		sel = state.TextSelection{Anchor: tags["a"], Head: tags["h"]}
	}
	if err := tr.Select(sel); err != nil {
		t.Fatal(err)
	}
	s, err := state.NewState(doc).Apply(tr)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// do runs a command, checking that it answers the same without a dispatch and that its steps keep the laws.
func do(t *testing.T, s state.State, c state.Command) (next state.State, applied bool) {
	t.Helper()
	next = s
	applies := c(s, nil)
	applied = c(s, func(tr *state.Transaction) {
		laws.Check(t, s.Doc(), tr.Steps(), tr.Doc())
		var err error
		if next, err = s.Apply(tr); err != nil {
			t.Fatal(err)
		}
	})
	if applies != applied {
		t.Fatalf("answers %v, and does %v", applies, applied)
	}
	return next, applied
}

func TestCommands(t *testing.T) {
	strong, em := model.Mark{Kind: model.Strong}, model.Mark{Kind: model.Emphasis}
	paragraph := transform.Block{Kind: model.Paragraph}
	h2 := transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 2}}
	checkCommands(t, []commandCase{
		{"type", state.InsertText("乙"), "p(甲<c>)", "p(甲乙<c>)"},
		{"type over", state.InsertText("丁"), "p(甲<a>乙<h>丙)", "p(甲丁<c>丙)"},
		{"type over, backwards", state.InsertText("丁"), "p(甲<h>乙<a>丙)", "p(甲丁<c>丙)"},
		{"type over marked text", state.InsertText("丁"), "p(甲[strong <a>乙]<h>丙)", "p(甲[strong 丁]<c>丙)"},
		{"type over paragraphs", state.InsertText("丁"), "p(甲<a>乙) ul(li(p(丙<h>)))", "p(甲丁<c>)"},
		{"type over a figure", state.InsertText("丁"), "p(甲) <n> fig=x(图)", "p(甲) p(丁<c>)"},
		{"type in the headline", state.InsertText("题"), "headline(主<c>) p()", "headline(主题<c>) p()"},
		{"type a line feed", state.InsertText("\n"), "p(甲<c>)", ""},

		{"delete", state.DeleteSelection, "p(甲<a>乙<h>丙)", "p(甲<c>丙)"},
		{"delete nothing", state.DeleteSelection, "p(甲<c>)", ""},
		{"delete a figure", state.DeleteSelection, "p(甲) <n> fig=x(图) p(乙)", "p(甲) p(<c>乙)"},
		{"delete the last figure", state.DeleteSelection, "p(甲) <n> fig=x(图)", "p(甲<c>)"},
		{"delete the only figure", state.DeleteSelection, "<n> fig=x(图)", "p(<c>)"},

		{"split", state.SplitBlock, "p(甲<c>乙)", "p(甲) p(<c>乙)"},
		{"split over", state.SplitBlock, "p(甲<a>乙<h>丙)", "p(甲) p(<c>丙)"},
		{"split after a heading", state.SplitBlock, "h2(甲<c>)", "h2(甲) p(<c>)"},
		{"split in a heading", state.SplitBlock, "h2(甲<c>乙)", "h2(甲) h2(<c>乙)"},
		{"split before a heading", state.SplitBlock, "h2(<c>甲)", "p() h2(<c>甲)"},
		{"split a caption", state.SplitBlock, "fig=x(甲<c>乙)", "fig=x(甲) p(<c>乙)"},
		{"split an item", state.SplitBlock, "ul(li(p(甲<c>乙)))", "ul(li(p(甲)) li(p(<c>乙)))"},
		{"split an item with more", state.SplitBlock, "ul(li(p(甲<c>乙) p(丙)))", "ul(li(p(甲)) li(p(<c>乙) p(丙)))"},
		{"leave a list", state.SplitBlock, "ul(li(p(甲)) li(p(<c>)))", "ul(li(p(甲))) p(<c>)"},
		{"split in a cell", state.SplitBlock, "table(tr(td(p(甲<c>乙))))", "table(tr(td(p(甲) p(<c>乙))))"},
		{"split the headline", state.SplitBlock, "headline(主<c>题) p()", ""},

		{"join", state.JoinBackward, "p(甲) p(<c>乙)", "p(甲<c>乙)"},
		{"join an empty one", state.JoinBackward, "p(甲) p(<c>)", "p(甲<c>)"},
		{"join a list", state.JoinBackward, "ul(li(p(甲))) p(<c>乙)", "ul(li(p(甲<c>乙)))"},
		{"join a quote", state.JoinBackward, "quote(p(甲) p(乙)) p(<c>丙)", "quote(p(甲) p(乙<c>丙))"},
		{"join in the middle", state.JoinBackward, "p(甲) p(乙<c>)", ""},
		{"join the first", state.JoinBackward, "headline(主) p(<c>甲)", ""},
		{"join the headline", state.JoinBackward, "kicker(引) headline(<c>主) p()", ""},
		{"join a selection", state.JoinBackward, "p(甲) p(<a>乙<h>)", ""},
		{"join out of a quote", state.JoinBackward, "quote(p(<c>甲) p(乙))", "p(<c>甲) quote(p(乙))"},
		{"join out of a list", state.JoinBackward, "ul(li(p(甲)) li(p(<c>乙)))", "ul(li(p(甲))) p(<c>乙)"},
		{"join selects a rule", state.JoinBackward, "hr() p(<c>甲)", "<n> hr() p(甲)"},
		{"join selects a table", state.JoinBackward, "table(tr(td(p()))) p(<c>甲)", "<n> table(tr(td(p()))) p(甲)"},
		{"join selects a figure in a quote", state.JoinBackward, "quote(fig=x(图)) p(<c>甲)", "quote(<n> fig=x(图)) p(甲)"},
		{"join in a cell", state.JoinBackward, "table(tr(td(p(甲)) td(p(<c>乙))))", ""},
		{"join in a cell in a quote", state.JoinBackward, "quote(table(tr(td(p(<c>乙)))))", ""},

		{"mark", state.ToggleMark(strong), "p(甲<a>乙<h>)", "p(甲[strong <a>乙]<h>)"},
		{"mark the rest", state.ToggleMark(strong), "p(<a>甲[strong 乙]<h>)", "p([strong <a>甲乙<h>])"},
		{"unmark", state.ToggleMark(strong), "p([strong <a>甲[em 乙]<h>])", "p(<a>甲[em 乙<h>])"},
		{"unmark a link of any address", state.ToggleMark(model.Mark{Kind: model.Link, Href: "y"}), "p([link=x <a>甲<h>])", "p(<a>甲<h>)"},
		{"mark no text", state.ToggleMark(em), "p(甲<a>) p(<h>乙)", ""},
		{"mark a figure's caption", state.ToggleMark(em), "<n> fig=x(图)", "<n> fig=x([em 图])"},

		{"heading", state.SetBlockKind(h2), "p(甲<c>)", "h2(甲<c>)"},
		{"headings", state.SetBlockKind(h2), "p(<a>甲) p(乙<h>)", "h2(<a>甲) h2(乙<h>)"},
		{"paragraph", state.SetBlockKind(paragraph), "h2(甲<c>)", "p(甲<c>)"},
		{"heading in the head", state.SetBlockKind(h2), "headline(甲<c>) p()", ""},
	})
}

// commandCase is a command with the state before and after it; an empty after: it does not apply.
type commandCase struct {
	name          string
	command       state.Command
	before, after string
}

func checkCommands(t *testing.T, cases []commandCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := parse(t, c.before)
			next, applied := do(t, s, c.command)
			if c.after == "" {
				if applied {
					t.Fatalf("applies, and gives %s", build.Format(next.Doc()))
				}
				return
			}
			if !applied {
				t.Fatal("does not apply")
			}
			want := parse(t, c.after)
			if !next.Doc().Equal(want.Doc()) {
				t.Fatalf("got %s", build.Format(next.Doc()))
			}
			if next.Selection() != want.Selection() {
				t.Errorf("selects %#v, want %#v", next.Selection(), want.Selection())
			}
		})
	}
}

func TestDeleteAll(t *testing.T) {
	s := state.NewState(build.Doc("kicker(引) headline(主) p(甲) ul(li(p(乙)))"))
	tr := s.Begin()
	if err := tr.Select(state.SelectAll(s.Doc())); err != nil {
		t.Fatal(err)
	}
	s, err := s.Apply(tr)
	if err != nil {
		t.Fatal(err)
	}
	s, applied := do(t, s, state.DeleteSelection)
	if !applied || !s.Doc().Equal(model.NewDoc()) || s.Selection() != state.Selection(state.Caret(1)) {
		t.Errorf("got %s, %#v", build.Format(s.Doc()), s.Selection())
	}
}

func TestStoredMarks(t *testing.T) {
	strong := model.Mark{Kind: model.Strong}
	s := parse(t, "p(甲<c>)")
	step := func(c state.Command) {
		t.Helper()
		var applied bool
		if s, applied = do(t, s, c); !applied {
			t.Fatal("does not apply")
		}
	}
	step(state.ToggleMark(strong))
	if marks, ok := s.StoredMarks(); !ok || !marks.Has(strong) {
		t.Fatalf("stored %v", marks)
	}
	step(state.InsertText("乙"))
	step(state.InsertText("丙"))
	if _, ok := s.StoredMarks(); ok {
		t.Error("marks are kept after typing")
	}
	step(state.ToggleMark(strong))
	step(state.InsertText("丁"))
	if got, want := build.Format(s.Doc()), "p(甲[strong 乙丙]丁)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	step(state.ToggleMark(strong))
	tr := s.Begin()
	if err := tr.Select(state.Caret(11)); err != nil {
		t.Fatal(err)
	}
	if _, ok := tr.StoredMarks(); ok {
		t.Error("marks are kept after the caret moved")
	}
}

func TestApplyRefusesAnotherDocument(t *testing.T) {
	s := parse(t, "p(甲<c>)")
	tr := s.Begin()
	if err := tr.InsertText(10, "乙", nil); err != nil {
		t.Fatal(err)
	}
	next, err := s.Apply(tr)
	if err != nil {
		t.Fatal(err)
	}
	same, err := next.Apply(tr)
	if !errors.Is(err, state.ErrStale) {
		t.Errorf("applied twice: %v", err)
	}
	if same.Doc() != next.Doc() {
		t.Error("a refused transaction changed the state")
	}
}

func TestSelectRefuses(t *testing.T) {
	s := state.NewState(build.Doc("p(甲) hr()"))
	for _, sel := range []state.Selection{
		state.Caret(-1), state.Caret(0), state.Caret(9), state.Caret(100), state.TextSelection{Anchor: 10, Head: 12},
		state.NodeSelection{}, state.SelectAll(build.Doc("p()")),
	} {
		if err := s.Begin().Select(sel); err == nil {
			t.Errorf("selected %#v", sel)
		}
	}
	if _, err := state.SelectNode(s.Doc(), 8); err == nil {
		t.Error("selected the body")
	}
}

func TestMeta(t *testing.T) {
	type key struct{}
	tr := state.NewState(model.NewDoc()).Begin()
	if tr.Meta(key{}) != nil {
		t.Error("something is noted")
	}
	tr.SetMeta(key{}, 7)
	if tr.Meta(key{}) != 7 {
		t.Error("nothing is noted")
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct{ text string }{
		{"<a> p(<c>甲)"}, {"p(甲<c>) <a>"}, {"p(甲<a><c>乙)"}, {"p(甲) <a> ul(li(p(<c>乙)))"}, {"p(甲) ul(li(p(乙<c>)) <a>)"},
		{"hr() <a> hr() table(tr(td(p(<c>乙))))"}, {"abstract(要<c>) hr() <a> hr()"}, {"ul(li(p(甲)) <a> li(p(<c>)))"},
	} {
		doc, tags := build.Tagged(c.text)
		if got := state.Near(doc, tags["a"]); got != state.Caret(tags["c"]) {
			t.Errorf("%s: %d, want %d", c.text, got.Head, tags["c"])
		}
	}
}

// randomSlice returns a piece of a random document.
func randomSlice(r *rand.Rand) model.Slice {
	doc := build.Random(r, 2)
	from := r.IntN(doc.ContentSize())
	slice, err := doc.Slice(model.Pos(from), model.Pos(from+1+r.IntN(doc.ContentSize()-from)))
	if err != nil {
		panic(err)
	}
	return slice
}

// TestCommandsKeepTheSelectionValid runs random commands and selections on random documents.
func TestCommandsKeepTheSelectionValid(t *testing.T) {
	for seed := range uint64(400) {
		r := build.Rand(seed)
		s := state.NewState(build.Random(r, 3))
		calls := []string{fmt.Sprintf("seed %d: %s", seed, build.Format(s.Doc()))}
		for range 25 {
			size := s.Doc().ContentSize()
			tr := s.Begin()
			place := func() model.Pos {
				return motion.Snap(s.Doc(), state.Near(s.Doc(), model.Pos(r.IntN(size+1))).Head, motion.Backward)
			}
			var sel state.Selection = state.TextSelection{Anchor: place(), Head: place()}
			switch node, err := state.SelectNode(s.Doc(), model.Pos(r.IntN(size+1))); {
			case r.IntN(40) == 0:
				sel = state.SelectAll(s.Doc())
			case r.IntN(3) == 0:
				text := sel.(state.TextSelection)
				sel = state.Between(s.Doc(), text.Anchor, text.Head)
			case r.IntN(4) == 0 && err == nil:
				sel = node
			case r.IntN(2) == 0:
				sel = state.Caret(sel.From())
			}
			if err := tr.Select(sel); err != nil {
				t.Fatalf("%v after\n\t%s", err, strings.Join(calls, "\n\t"))
			}
			var err error
			if s, err = s.Apply(tr); err != nil {
				t.Fatal(err)
			}
			commands := []struct {
				name string
				do   state.Command
			}{
				{"InsertText", state.InsertText(build.RandomText(r, 1+r.IntN(3)))}, {"DeleteSelection", state.DeleteSelection},
				{"SplitBlock", state.SplitBlock}, {"JoinBackward", state.JoinBackward}, {"ToggleMark", state.ToggleMark(build.RandomMark(r))},
				{"SetBlockKind", state.SetBlockKind(transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 1}})},
				{"DeleteBackward", state.DeleteBackward(motion.Word)}, {"DeleteForward", state.DeleteForward(motion.Character)},
				{"Return", state.Return}, {"InsertBreak", state.InsertBreak}, {"Move", state.Move(motion.Word, motion.Forward)},
				{"bullets", state.ToggleList(model.BulletList)}, {"numbers", state.ToggleList(model.NumberedList)},
				{"Tab", state.Tab}, {"ShiftTab", state.ShiftTab}, {"ToggleHeading", state.ToggleHeading(1)}, {"ToggleQuote", state.ToggleQuote},
				{"InsertRule", state.InsertRule}, {"InsertFigure", state.InsertFigure(model.Attrs{Picture: build.Picture("x")})},
				{"MoveBlock up", state.MoveBlock(motion.Backward)}, {"MoveBlock down", state.MoveBlock(motion.Forward)},
				{"InsertTable", state.InsertTable(2, 2)}, {"AddRow", state.AddRow(motion.Backward)}, {"AddColumn", state.AddColumn(motion.Forward)},
				{"DeleteRow", state.DeleteRow}, {"DeleteColumn", state.DeleteColumn}, {"DeleteTable", state.DeleteTable},
				{"MergeCells", state.MergeCells}, {"SplitCell", state.SplitCell}, {"ExtendCells", state.ExtendCells(1, 0)},
				{"ToggleHeaderRow", state.ToggleHeaderRow}, {"SetLink", state.SetLink("https://a.example")}, {"RemoveLink", state.RemoveLink},
				{"ClearMarks", state.ClearMarks}, {"InsertPlain", state.InsertPlain("一\n二")},
				{"InsertSlice", state.InsertSlice(randomSlice(r))}, {"InputRule", state.InputRule},
				{"Extend", state.Extend(motion.Paragraph, motion.Backward)}, {"Collapse", state.Collapse(motion.Forward)},
			}
			c := commands[r.IntN(len(commands))]
			calls = append(calls, fmt.Sprintf("Select(%#v); %s", sel, c.name))
			next, applied := do(t, s, c.do)
			if must := c.name == "InsertText" || c.name == "DeleteSelection" && sel.From() != sel.To(); must && !applied {
				t.Fatalf("refused:\n\t%s", strings.Join(calls, "\n\t"))
			}
			if err := next.Begin().Select(next.Selection()); err != nil {
				t.Fatalf("%v after\n\t%s", err, strings.Join(calls, "\n\t"))
			}
			if sel, ok := next.Selection().(state.TextSelection); ok {
				for _, pos := range []model.Pos{sel.Anchor, sel.Head} {
					if motion.Snap(next.Doc(), pos, motion.Forward) != pos {
						t.Fatalf("%d is inside of a cluster of %s after\n\t%s", pos, build.Format(next.Doc()), strings.Join(calls, "\n\t"))
					}
				}
			}
			s = next
		}
	}
}

// keys is a field that counts transactions.
type keys struct{ from int }

func (k keys) Init(*model.Node) any { return k.from }

func (keys) Apply(value any, tr *state.Transaction, _ state.State) any {
	if tr.Changed() {
		return value.(int) + 1
	}
	return value
}

func TestField(t *testing.T) {
	s := state.NewState(build.Doc("p(甲)"), keys{5}, keys{7})
	before := s
	for range 3 {
		state.InsertText("乙")(s, func(tr *state.Transaction) {
			var err error
			if s, err = s.Apply(tr); err != nil {
				t.Fatal(err)
			}
		})
	}
	if s.Value(keys{5}) != 8 || s.Value(keys{7}) != 10 || before.Value(keys{7}) != 7 {
		t.Errorf("values %v, %v, and %v before", s.Value(keys{5}), s.Value(keys{7}), before.Value(keys{7}))
	}
	if s.Value(keys{6}) != nil {
		t.Error("a field that is not kept has a value")
	}
}
