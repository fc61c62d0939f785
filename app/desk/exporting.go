package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/assets/catalogue"
)

// outlet is a kind of file that an article goes out as, besides PDF.
type outlet struct {
	name   string // in the catalogue
	ending string
	key    *desktop.CustomShortcut
	make   func(context.Context, Press, newsroom.Article) ([]byte, []catalogue.Text, error)
}

// outlets are the kinds, in the order of the menu.
var outlets = []outlet{
	{"word", "docx", keyWord, func(ctx context.Context, p Press, a newsroom.Article) ([]byte, []catalogue.Text, error) {
		data, report, err := p.Word(ctx, a, press.WordOptions{})
		return data, press.ReportTexts(report), err
	}},
	{"markdown", "md", keyMarkdown, plainOutlet(press.Markdown)},
	{"text", "txt", keyText, plainOutlet(press.PlainText)},
}

func plainOutlet(f press.PlainFormat) func(context.Context, Press, newsroom.Article) ([]byte, []catalogue.Text, error) {
	return func(ctx context.Context, p Press, a newsroom.Article) ([]byte, []catalogue.Text, error) {
		data, err := p.Plain(ctx, a, f)
		return data, nil, err
	}
}

// exportItems are the entries of the outlets; on gives an entry its article.
func (f *frame) exportItems(on func(func(newsroom.Article)) func(), in bool) (items []*fyne.MenuItem) {
	for _, o := range outlets {
		items = append(items, unless(in, entry(f.d.S("export."+o.name), o.key, on(func(a newsroom.Article) { f.exportAs(a, o) }))))
	}
	return items
}

// exportAs makes the file of an article and asks where it should go.
func (f *frame) exportAs(a newsroom.Article, o outlet) {
	d := f.d
	var data []byte
	var notes []catalogue.Text
	d.work(func(ctx context.Context) (err error) {
		data, notes, err = o.make(ctx, d.Press, a)
		return err
	}, func(err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		f.saveFile(strings.TrimSuffix(d.S("export."+o.name), "…"), press.FileName(a)+"."+o.ending, writeBytes(data), func(path string) { f.saidSaved(path, notes...) })
	})
}
