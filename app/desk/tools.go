package desk

import (
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/motion"
	"galley/editor/transform"
	"galley/editor/view"
)

// tool is a button of the bar of the writing window.
type tool struct {
	button *chrome.Button
	can    func() bool            // whether it can be pressed; nil for always
	holds  func(state.State) bool // whether the text has what the button gives it; nil for a button that gives nothing
}

// tools is the bar: undo and redo, the kind of the paragraph, marks, blocks; at the right the one thing to do next.
func (w *writer) tools() fyne.CanvasObject {
	d := w.d
	w.bar = nil
	row := []fyne.CanvasObject{}
	rule := func() { row = append(row, chrome.Pad(0, 6, 0, 6, chrome.Fixed(1, 20, chrome.VLine()))) }
	put := func(t tool, hint string) {
		t.button.Hint, t.button.Say = hint, func(s string) { w.status.hint(s) }
		w.bar = append(w.bar, t)
		row = append(row, t.button)
	}
	action := func(a view.Action, holds func(state.State) bool) {
		b := chrome.NewButton(d.S("tool."+string(a)), chrome.Ghost, func() { w.act(a) })
		put(tool{b, func() bool { return w.page.CanAct(a) }, holds}, strings.TrimSpace(d.S("act."+string(a))+"　"+keyOf(a)))
	}
	marked := func(k model.MarkKind) func(state.State) bool {
		return func(s state.State) bool {
			_, ok := state.ActiveMarks(s).Find(k)
			return ok
		}
	}
	in := func(k model.Kind) func(state.State) bool {
		return func(s state.State) bool { return within(s, k) }
	}
	action(view.Undo, nil)
	action(view.Redo, nil)
	rule()
	w.kind = chrome.NewMenuButton("", chrome.Plain, w.kinds)
	row = append(row, chrome.Fixed(116, chrome.ControlHeight, w.kind))
	rule()
	action(view.Strong, marked(model.Strong))
	action(view.Emphasis, marked(model.Emphasis))
	action(view.Underline, marked(model.Underline))
	put(tool{chrome.NewButton(d.S("tool.link"), chrome.Ghost, w.editLink), w.canLink, marked(model.Link)}, d.S("link.menu")+"　"+keyName(keyLink))
	put(tool{chrome.NewButton(d.S("tool.note"), chrome.Ghost, w.editNote), func() bool { return w.page.Can(anyNote) }, nil}, d.S("note.menu")+"　"+keyName(keyNote))
	rule()
	action(view.BulletList, in(model.BulletList))
	action(view.NumberedList, in(model.NumberedList))
	action(view.Quote, in(model.Quote))
	put(tool{chrome.NewButton(d.S("tool.picture"), chrome.Ghost, w.choosePicture), func() bool { return w.page.Can(anyFigure) }, nil}, d.S("picture.menu")+"　"+keyName(keyPicture))
	put(tool{chrome.NewButton(d.S("tool.table"), chrome.Ghost, w.insertTable), func() bool { return w.page.Can(newTable) }, nil}, d.S("table.insert")+"　"+keyName(keyTable))
	spring := chrome.Spring()
	submit := chrome.NewButton(d.Label(newsroom.ActionText(newsroom.Submit)), chrome.Primary, w.handOver)
	submit.Allow(!w.tenure.reads)
	row = append(row, spring, chrome.NewButton(d.S("action.print"), chrome.Plain, w.print), chrome.Gap(4, 0), submit)
	return chrome.GrowingRow(2, spring, row...)
}

// showTools lets the bar say what the selected text is.
func (w *writer) showTools(s state.State) {
	for _, t := range w.bar {
		kind := chrome.Ghost
		if t.holds != nil && t.holds(s) {
			kind = chrome.Held
		}
		t.button.SetKind(kind)
		t.button.Allow(!w.tenure.reads && (t.can == nil || t.can()))
	}
	w.kind.SetLabel(w.kindName(s))
	w.kind.Allow(!w.tenure.reads)
}

// headings are the kinds of paragraph to choose from.
var headings = []struct {
	action view.Action
	block  transform.Block
}{
	{view.Body, transform.Block{Kind: model.Paragraph}},
	{view.Heading1, transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 1}}},
	{view.Heading2, transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 2}}},
	{view.Heading3, transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 3}}},
}

// heads are the parts above the body by name.
var heads = map[model.Kind]string{model.Kicker: "kicker", model.Headline: "headline", model.Subtitle: "subtitle", model.Abstract: "abstract"}

// kindName says what the selected paragraphs are.
func (w *writer) kindName(s state.State) string {
	block, ok := kindOf(s)
	if !ok {
		return "—"
	}
	if name, ok := heads[block.Kind]; ok {
		return w.d.S("part." + name)
	}
	for _, h := range headings {
		if h.block == block {
			return w.d.S("act." + string(h.action))
		}
	}
	return "—"
}

// kinds are the kinds of paragraph in the menu of the bar.
func (w *writer) kinds() []chrome.Option {
	var options []chrome.Option
	block, _ := kindOf(w.page.State())
	for _, h := range headings {
		options = append(options, chrome.Option{Label: w.d.S("act." + string(h.action)), Chosen: h.block == block, Action: func() { w.act(h.action) }})
	}
	return options
}

// canLink reports whether there is text to be a link, or a link at the caret.
func (w *writer) canLink() bool { return w.page.Can(state.SetLink("https://example.org")) }

// editLink asks for the address of the link at the selection.
func (w *writer) editLink() {
	if !w.canLink() {
		w.tell(w.d.S("link.title"), w.d.S("link.select"))
		return
	}
	d, s := w.d, w.page.State()
	_, _, old, has := state.LinkAt(s.Doc(), s.Selection().From())
	address := field.NewEntry(d.Input)
	address.SetText(old.Href)
	address.SetPlaceHolder("https://")
	var card *chrome.Modal
	done := func(c state.Command) func() {
		return func() {
			card.Close()
			w.do(c)
		}
	}
	press := func() {
		if href := trim(address); href != "" {
			done(state.SetLink(href))()
			return
		}
		w.focus(address)
	}
	address.OnCommit = press
	address.OnEscape = func() { card.Close() }
	buttons := []fyne.CanvasObject{chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() })}
	if has {
		buttons = append(buttons, chrome.NewButton(d.S("link.remove"), chrome.Danger, done(state.RemoveLink)))
	}
	card = w.show(chrome.Card(d.S("link.title"), dialogWidth, chrome.Labelled(d.S("link.address"), address),
		append(buttons, chrome.NewButton(d.S("link.set"), chrome.Primary, press))...), press)
	w.focus(address)
}

// newTable is the table that the button puts in.
var newTable = state.InsertTable(3, 3)

func (w *writer) insertTable() { w.do(newTable) }

// tableItems are what can be done with the table around the caret.
func (w *writer) tableItems() []*fyne.MenuItem {
	d := w.d
	item := func(label string, c state.Command) *fyne.MenuItem {
		return entry(label, nil, w.free(func() { w.do(c) }))
	}
	return []*fyne.MenuItem{
		item(d.S("table.row_above"), state.AddRow(motion.Backward)), item(d.S("table.row_below"), state.AddRow(motion.Forward)),
		item(d.S("table.column_before"), state.AddColumn(motion.Backward)), item(d.S("table.column_after"), state.AddColumn(motion.Forward)),
		item(d.S("table.merge"), state.MergeCells), item(d.S("table.split"), state.SplitCell), item(d.S("table.header"), state.ToggleHeaderRow), fyne.NewMenuItemSeparator(),
		item(d.S("table.delete_row"), state.DeleteRow), item(d.S("table.delete_column"), state.DeleteColumn), item(d.S("table.delete"), state.DeleteTable),
	}
}
