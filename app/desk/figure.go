package desk

import (
	"context"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

// pictureSuffixes are the files that can be a figure.
var pictureSuffixes = []string{".png", ".jpg", ".jpeg", ".gif"}

// anyFigure tells whether a figure may stand at the caret.
var anyFigure = state.InsertFigure(model.Attrs{Picture: strings.Repeat("00", sha256.Size)})

// choosePicture asks for a picture and puts it into the article.
func (w *writer) choosePicture() {
	w.openFile(w.d.S("picture.title"), pictureSuffixes, w.insertPicture)
}

// insertPicture stores the picture in a file and puts a figure at the caret, which goes on in its caption.
func (w *writer) insertPicture(path string) {
	d := w.d
	var taken newsroom.Picture
	actor := d.Me
	d.work(func(ctx context.Context) error {
		data, err := readFile(path)
		if err == nil {
			taken, err = d.Newsroom.TakePicture(ctx, actor, path, data)
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.refuse(err)
		case !w.page.Can(anyFigure):
			w.tell(d.S("picture.title"), d.S("picture.body_only"))
		default:
			w.do(state.InsertFigure(taken.Figure()))
		}
	})
}

// dropped puts the pictures in where they were dropped.
func (w *writer) dropped(at fyne.Position, files []fyne.URI) {
	w.page.PlaceAt(at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(w.page)))
	for _, f := range files {
		w.insertPicture(f.Path())
	}
}

// figureOf returns the figure that is selected or has the caret in its caption, with the position before it.
func figureOf(s state.State) (model.Pos, *model.Node, bool) {
	from := s.Selection().From()
	if n := s.Doc().NodeAt(from); n != nil && n.Kind() == model.Figure {
		return from, n, true
	}
	at, err := s.Doc().Resolve(from)
	if err != nil {
		return 0, nil, false
	}
	for d := at.Depth(); d > 0; d-- {
		if n := at.Node(d); n.Kind() == model.Figure {
			return at.Before(d), n, true
		}
	}
	return 0, nil, false
}

// figureWidths are the widths to choose from, in thousandths of the measure; 0 is the picture's own.
var figureWidths = []struct {
	name  string
	width uint16
}{{"own", 0}, {"full", 1000}, {"three_quarters", 750}, {"half", 500}, {"third", 333}}

// editFigure asks for what a figure has beside its caption: alternative text, credit, rights and width.
func (w *writer) editFigure() {
	d := w.d
	_, n, ok := figureOf(w.page.State())
	if !ok {
		w.tell(d.S("figure.title"), d.S("figure.select"))
		return
	}
	const inner = dialogWidth - 48
	attrs := n.Attrs()
	alt, credit, rights := field.NewText(d.Input), field.NewEntry(d.Input), field.NewEntry(d.Input)
	alt.SetMinRowsVisible(2)
	alt.SetText(attrs.Alt)
	credit.SetText(attrs.Credit)
	rights.SetText(attrs.Rights)
	var labels []string
	var widths []uint16
	for _, f := range figureWidths {
		labels, widths = append(labels, d.S("figure.width."+f.name)), append(widths, f.width)
	}
	chosen := slices.Index(widths, attrs.Width)
	if chosen < 0 { // from an import
		chosen = len(widths)
		labels, widths = append(labels, strconv.Itoa(int(attrs.Width+5)/10)+"%"), append(widths, attrs.Width)
	}
	var card *chrome.Modal
	press := func() {
		card.Close()
		now := attrs
		now.Alt, now.Credit, now.Rights, now.Width = strings.Join(strings.Fields(trim(alt)), " "), trim(credit), trim(rights), widths[chosen]
		if at, n, ok := figureOf(w.page.State()); ok && n.Attrs() == attrs && now != attrs {
			w.do(state.SetAttrs(at, now))
		}
	}
	credit.OnCommit, rights.OnCommit = press, press
	alt.Shortcuts = commitShortcut(press)
	alt.OnEscape = func() { card.Close() }
	credit.OnEscape, rights.OnEscape = alt.OnEscape, alt.OnEscape
	card = w.show(chrome.Card(d.S("figure.title"), dialogWidth, chrome.Column(12,
		chrome.Column(4, chrome.Text(d.S("figure.alt"), chrome.Meta()), alt, chrome.NewProse(d.S("figure.alt.hint"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: inner})),
		chrome.Labelled(d.S("figure.credit"), credit),
		chrome.Column(4, chrome.Text(d.S("figure.rights"), chrome.Meta()), rights, chrome.NewProse(d.S("figure.rights.hint"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: inner})),
		chrome.Labelled(d.S("figure.width"), chrome.Segments(labels, chosen, inner, func(i int) { chosen = i }))),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("figure.set"), chrome.Primary, press)), press)
	w.focus(alt)
}
