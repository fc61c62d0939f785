package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/files"
	"galley/app/desk/theme"
	"galley/app/press"
	"galley/app/typecase"
)

// ownFonts are the fonts that were chosen on this computer.
func (d *desk) ownFonts() typecase.Choice {
	out := typecase.Choice{Folder: d.Preferences.String(prefFonts)}
	for _, c := range typecase.Categories() {
		if file := d.Preferences.String(prefFont + c.String()); file != "" {
			out = out.With(c, typecase.ParseFile(file))
		}
	}
	return out
}

// fontRows are the categories of type, each with its face, then where own fonts come from. A face that stands in for one of another category is
// said in red.
func (p *printing) fontRows() []fyne.CanvasObject {
	d := p.d
	column := chrome.Column(4)
	for _, c := range p.printed.Cast {
		if c.StandsIn && p.layout() != press.Notice && p.job.Fonts.Own(c.Category) == (typecase.File{}) {
			continue // no other layout asks for it
		}
		name := strings.TrimSuffix(c.Name, " Regular")
		column.Add(p.row(d.Label(typecase.CategoryText(c.Category)), name, func() []chrome.Option { return p.fontChoices(c.Category) }))
		if c.StandsIn {
			column.Add(chrome.NewProse(d.S("print.stands_in", "Category", typecase.CategoryText(c.Category), "Font", name), chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: printInner}))
		}
	}
	column.Add(chrome.Gap(0, 2))
	column.Add(chrome.Row(8, chrome.NewButton(d.S("print.fonts_choose"), chrome.Plain, p.askFonts)))
	column.Add(p.check(d.S("print.strict"), p.job.Strict, func(j *press.Job, on bool) { j.Strict = on }))
	return []fyne.CanvasObject{column}
}

// mostOffered is how many of the system's faces a menu shows; any other is chosen as a file.
const mostOffered = 14

// fontChoices are what a category may be set in: what the house or the folder has, the system's faces of the category, or any file.
func (p *printing) fontChoices(c typecase.Category) []chrome.Option {
	d := p.d
	at := p.job.Fonts.Own(c)
	out := []chrome.Option{{Label: d.S("print.font_house"), Chosen: at == (typecase.File{}), Action: func() { p.useFont(c, typecase.File{}) }}}
	found := at == typecase.File{}
	var offered []chrome.Option
	for _, f := range p.system {
		if f.Known && f.Category == c && len(offered) < mostOffered {
			found = found || f.File == at
			offered = append(offered, chrome.Option{Label: chrome.Cut(f.Name, 360, chrome.Style{}), Chosen: f.File == at, Action: func() { p.useFont(c, f.File) }})
		}
	}
	if !found {
		offered = append(offered, chrome.Option{Label: chrome.Cut(at.String(), 360, chrome.Style{}), Chosen: true, Action: func() {}})
	}
	if len(offered) > 0 {
		out = append(append(out, chrome.Option{Rule: true}), offered...)
	}
	return append(out, chrome.Option{Rule: true}, chrome.Option{Label: d.S("print.font_file"), Action: func() { p.askFont(c) }})
}

// findFonts lists the faces of the system, away from the window.
func (p *printing) findFonts() {
	var list []typecase.Face
	p.d.work(func(ctx context.Context) (err error) {
		list, err = typecase.List(ctx, p.d.FontFolders)
		return err
	}, func(err error) {
		if err == nil {
			p.system = list
		}
	})
}

// useFont sets a category in a face, the zero File for that of the house, and remembers it.
func (p *printing) useFont(c typecase.Category, f typecase.File) {
	p.d.Preferences.SetString(prefFont+c.String(), f.String())
	j := p.job
	j.Fonts = j.Fonts.With(c, f)
	p.change(j)
}

// askFont asks for a font file for a category.
func (p *printing) askFont(c typecase.Category) {
	d := p.d
	p.chooseFile(files.Options{Title: d.S("print.font_title", "Category", typecase.CategoryText(c)), Suffixes: typecase.Suffixes()}, func(path string) {
		p.useFont(c, typecase.File{Path: path})
	})
}

// askFonts asks for the folder of a person's own fonts.
func (p *printing) askFonts() {
	d := p.d
	p.askFolder(d.S("print.fonts_title"), d.S("print.fonts_text"), p.job.Fonts.Folder, d.S("print.fonts_use"), func(folder string) {
		d.Preferences.SetString(prefFonts, folder)
		j := p.job
		j.Fonts.Folder = folder
		p.change(j)
	})
}
