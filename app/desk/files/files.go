// Package files asks a person for a file: one to open, or the name of one to save.
//
// The card shows one folder at a time. A name may be typed with its whole path, so that everything works by keyboard; typing the name of a
// folder goes there. Saving over a file that exists is asked for once more, in place. Fyne has such a dialog too; this one speaks the
// application's languages, wears its theme, and uses its text fields, which are safe with input methods.
package files

import (
	"errors"
	"image/color"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
)

// Options say what is asked for.
type Options struct {
	Title    string
	Folder   string   // where it begins
	Name     string   // proposed, when saving
	Suffixes []string // of the files that are shown, with their dots; none for all
	Save     bool
	Input    *field.Input
	Words    func(id string, pairs ...any) string // files.open, files.save, files.up, files.name, files.cancel, files.exists, files.replace, files.unreadable, files.none, files.missing
}

const (
	cardWidth  float32 = 680
	rowHeight  float32 = 32
	listHeight float32 = 9 * rowHeight
)

// chooser is the card while it is open.
type chooser struct {
	Options
	modal   *chrome.Modal
	done    func(path string)
	folder  string
	entries []entry
	where   *chrome.Prose
	rows    *chrome.Rows
	name    *field.Entry
	said    *chrome.Prose
	button  *chrome.Button
	replace string // the path that the person was told exists
}

type entry struct {
	name   string
	folder bool
}

// Show puts the card over a window. done is called with the path that was chosen, after the card has gone.
func Show(c fyne.Canvas, o Options, done func(path string)) *chrome.Modal {
	x := &chooser{Options: o, done: done, rows: chrome.NewRows(), name: field.NewEntry(o.Input)}
	const inner = cardWidth - 48
	x.where = chrome.NewProse("", chrome.Style{Token: theme.Soft, Lines: 1, Width: inner - 90})
	x.said = chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner})
	x.said.Hide()
	x.name.SetText(o.Name)
	x.name.SetPlaceHolder(o.Words("files.name"))
	x.name.OnCommit = x.commit
	x.name.OnDown = func() { c.Focus(x.rows) }
	x.name.OnChanged = func(string) { x.forget() }
	x.rows.Make = func() fyne.CanvasObject { return newFileRow() }
	x.rows.Height = func(int, float32) float32 { return rowHeight }
	x.rows.Update = func(i int, r fyne.CanvasObject, selected bool) { r.(*fileRow).set(x.entries[i], selected) }
	x.rows.OnSelect = func(i int) {
		if !x.entries[i].folder {
			x.name.SetText(x.entries[i].name)
		}
	}
	x.rows.OnOpen = x.open
	up := chrome.NewButton(o.Words("files.up"), chrome.Plain, func() { x.goTo(filepath.Dir(x.folder)) })
	label := o.Words("files.open")
	if o.Save {
		label = o.Words("files.save")
	}
	x.button = chrome.NewButton(label, chrome.Primary, x.commit)
	list := chrome.Framed(theme.Paper, theme.Line, 6, chrome.Fixed(0, listHeight, chrome.Inset(1, x.rows)))
	body := chrome.Column(10, chrome.GrowingRow(8, x.where, x.where, up), list, x.name, x.said)
	cancel := chrome.NewButton(o.Words("files.cancel"), chrome.Plain, func() { x.modal.Close() })
	x.modal = chrome.Show(c, chrome.Card(o.Title, cardWidth, body, cancel, x.button), x.commit)
	x.goTo(nearest(o.Folder))
	c.Focus(x.name)
	x.name.CursorColumn = utf8.RuneCountInString(o.Name) - utf8.RuneCountInString(filepath.Ext(o.Name)) // before the suffix
	x.name.Refresh()
	return x.modal
}

// nearest returns the folder or the nearest one above it that can be read: where a dialog begins may have gone.
func nearest(folder string) string {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return string(filepath.Separator)
	}
	for {
		if _, err := os.ReadDir(abs); err == nil || abs == filepath.Dir(abs) {
			return abs
		}
		abs = filepath.Dir(abs)
	}
}

// goTo shows a folder.
func (x *chooser) goTo(folder string) {
	list, err := os.ReadDir(folder)
	if err != nil {
		x.say(x.Words("files.unreadable", "Path", folder))
		return
	}
	x.folder = folder
	x.where.SetText(folder)
	x.entries = x.entries[:0]
	for _, e := range list {
		if x.shows(e) {
			x.entries = append(x.entries, entry{e.Name(), e.IsDir()})
		}
	}
	slices.SortStableFunc(x.entries, func(a, b entry) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	x.rows.Set(len(x.entries), -1)
	x.forget()
}

func (x *chooser) shows(e fs.DirEntry) bool {
	if strings.HasPrefix(e.Name(), ".") {
		return false
	}
	return e.IsDir() || len(x.Suffixes) == 0 || slices.Contains(x.Suffixes, strings.ToLower(filepath.Ext(e.Name())))
}

// open opens the i-th entry of the list.
func (x *chooser) open(i int) {
	if x.entries[i].folder {
		x.goTo(filepath.Join(x.folder, x.entries[i].name))
		return
	}
	x.name.SetText(x.entries[i].name)
	x.commit()
}

// commit takes the name that is typed.
func (x *chooser) commit() {
	name := strings.TrimSpace(x.name.Text)
	if name == "" {
		if i := x.rows.Selected(); i >= 0 && x.entries[i].folder {
			x.open(i)
			return
		}
		x.say(x.Words("files.none"))
		return
	}
	path := x.path(name)
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		x.goTo(path)
		x.name.SetText("")
	case !x.Save && errors.Is(err, fs.ErrNotExist):
		x.say(x.Words("files.missing", "Path", path))
	case x.Save && err == nil && x.replace != path:
		x.replace = path
		x.button.SetLabel(x.Words("files.replace"))
		x.say(x.Words("files.exists", "Name", filepath.Base(path)))
	default:
		x.modal.Close()
		x.done(path)
	}
}

// path makes a typed name a path: from the folder that is shown, or from the person's own folder for ~.
func (x *chooser) path(name string) string {
	if rest, ok := strings.CutPrefix(name, "~"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(x.folder, name)
}

// forget takes back what was said about a name that has changed since.
func (x *chooser) forget() {
	x.replace = ""
	if x.Save && x.button != nil {
		x.button.SetLabel(x.Words("files.save"))
	}
	if x.said.Visible() {
		x.said.Hide()
		x.modal.Refresh()
	}
}

func (x *chooser) say(s string) {
	x.said.SetText(s)
	x.said.Show()
	x.modal.Refresh()
}

// fileRow is one name of the list.
type fileRow struct {
	widget.BaseWidget
	ground      *canvas.Rectangle
	body, flap  *canvas.Rectangle // a folder, or a sheet without its flap
	name        *canvas.Text
	folder, sel bool
}

func newFileRow() *fileRow {
	r := &fileRow{ground: canvas.NewRectangle(color.Transparent), body: canvas.NewRectangle(color.Transparent), flap: canvas.NewRectangle(color.Transparent), name: chrome.Text("", chrome.Style{})}
	r.ExtendBaseWidget(r)
	return r
}

func (r *fileRow) set(e entry, selected bool) {
	r.name.Text, r.folder, r.sel = e.name, e.folder, selected
	r.ground.FillColor = theme.Color(theme.Paper)
	if selected {
		r.ground.FillColor = theme.Color(theme.RedWash)
	}
	r.body.CornerRadius, r.flap.CornerRadius = 2, 1.5
	r.body.FillColor, r.body.StrokeColor, r.body.StrokeWidth = theme.Color(theme.Paper), theme.Color(theme.Soft), 1
	if e.folder {
		r.body.FillColor, r.body.StrokeWidth = theme.Color(theme.Faint), 0
		r.flap.FillColor = theme.Color(theme.Faint)
	}
	r.flap.Hidden = !e.folder
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *fileRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: fileLayout{r}, Objects: []fyne.CanvasObject{r.ground, r.flap, r.body, r.name}})
}

type fileLayout struct{ r *fileRow }

func (l fileLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r := l.r
	r.ground.Resize(size)
	if r.folder {
		r.flap.Move(fyne.NewPos(12, 9))
		r.flap.Resize(fyne.NewSize(7, 4))
		r.body.Move(fyne.NewPos(12, 11))
		r.body.Resize(fyne.NewSize(16, 11))
	} else {
		r.body.Move(fyne.NewPos(14, 9))
		r.body.Resize(fyne.NewSize(11, 14))
	}
	m := r.name.MinSize()
	r.name.Resize(m)
	r.name.Move(fyne.NewPos(38, (size.Height-m.Height)/2))
}

func (l fileLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, rowHeight) }
