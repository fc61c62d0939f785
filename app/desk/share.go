package desk

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/assets/catalogue"
	"galley/export"
	"galley/export/qr"
)

// Sizes of the code's pictures.
const (
	codeOnScreen = 720 // pixels, drawn at 260
	codePixels   = 1024
	codeSide     = 24 // mm, of the SVG
)

// share shows an article's address as a code, large, with what can be done with it.
func (f *frame) share(a newsroom.Article) {
	d := f.d
	var piece export.Piece
	var code qr.Code
	var picture image.Image
	d.work(func(ctx context.Context) error {
		m, _, err := d.Newsroom.Manuscript(ctx, a.ID)
		if err != nil {
			return err
		}
		if piece, err = d.Newsroom.Piece(ctx, a, m); err != nil {
			return err
		}
		address, err := qr.ASCIIAddress(piece.Permalink)
		if err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "desk.share.bad_address", "Address", piece.Permalink)
		}
		if code, err = qr.New(address, qr.M); err != nil {
			return newsroom.Errorf(newsroom.Internal, err, "desk.share.unreadable", "Address", address)
		}
		data, err := code.PNG(codeOnScreen)
		if err != nil {
			return newsroom.Errorf(newsroom.Internal, err, "desk.share.unreadable", "Address", address)
		}
		picture, err = png.Decode(bytes.NewReader(data))
		return err
	}, func(err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		f.showShare(a, piece, code, picture)
	})
}

func (f *frame) showShare(a newsroom.Article, piece export.Piece, code qr.Code, picture image.Image) {
	d := f.d
	const leftWidth, rightWidth, side = 400, 440, 260
	img := canvas.NewImageFromImage(picture)
	img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleFastest
	caption := canvas.NewText(catalogue.For(piece.Language).S("desk.share.caption"), theme.Color(theme.Ink))
	caption.TextSize, caption.FontSource = 19, theme.Song()
	address := chrome.NewProse(code.Content(), chrome.Style{Size: 13, Token: theme.Soft, Align: fyne.TextAlignCenter, Width: leftWidth - 64, Lines: 3})
	said := chrome.Text(d.S("share.verified", "Version", code.Version(), "Level", code.Level().String()), chrome.Style{Size: 13, Token: theme.Green})
	paper := canvas.NewRectangle(theme.Color(theme.Paper))
	paper.TopLeftCornerRadius, paper.BottomLeftCornerRadius = chrome.CardRadius, chrome.CardRadius
	left := chrome.Over(paper, chrome.Fixed(leftWidth, 0, chrome.Pad(36, 32, 32, 32, chrome.Column(0,
		chrome.Centre(chrome.On(theme.Paper, whiteCard(side, img))), chrome.Gap(0, 18), chrome.Centre(caption), chrome.Gap(0, 8), address,
		chrome.Gap(0, 16), chrome.Centre(said)))))

	pixels := field.NewEntry(d.Input)
	pixels.SetText(strconv.Itoa(codePixels))
	note := chrome.NewProse(d.S("share.pixels.hint"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: rightWidth - 64 - 110})
	var card *chrome.Modal
	savePNG := func() {
		n, err := strconv.Atoi(strings.TrimSpace(pixels.Text))
		var data []byte
		if err == nil {
			data, err = code.PNG(n)
		}
		if err != nil {
			note.SetToken(theme.Red)
			note.SetText(d.S("share.pixels.bad"))
			card.Refresh()
			return
		}
		f.saveFile(d.S("share.save_png"), string(a.Number)+".png", writeBytes(data), f.saidSaved)
	}
	saveSVG := func() {
		data, err := code.SVG(codeSide, piece.Permalink)
		if err != nil {
			f.refuse(newsroom.Errorf(newsroom.Internal, err, "desk.share.unreadable", "Address", code.Content()))
			return
		}
		f.saveFile(d.S("share.save_svg"), string(a.Number)+".svg", writeBytes(data), f.saidSaved)
	}
	pixels.OnCommit = savePNG
	var copied *chrome.Button
	copied = chrome.NewButton(d.S("share.copy"), chrome.Primary, func() {
		d.app.Clipboard().SetContent(code.Content())
		copied.SetLabel(d.S("share.copied"))
	})
	online := chrome.Notice(chrome.Good, rightWidth-64, d.S("share.online", "At", d.Stamp(a.PublishedAt)))
	if a.State != newsroom.Published {
		online = chrome.Notice(chrome.Alert, rightWidth-64, d.S("share.not_online", "Standing", newsroom.StandingText(a)))
	}
	label := func(id string) fyne.CanvasObject { return chrome.Text(d.S(id), chrome.Meta()) }
	right := chrome.Fixed(rightWidth, 0, chrome.Pad(32, 32, 32, 32, chrome.Dock(
		chrome.Column(0,
			chrome.NewProse(d.S("share.title"), chrome.Style{Size: theme.TitleSize, Bold: true, Width: rightWidth - 64}), chrome.Gap(0, 4),
			chrome.NewProse(d.Headline(a), chrome.Style{Token: theme.Soft, Lines: 2, Width: rightWidth - 64}), chrome.Gap(0, 18),
			label("share.web"), chrome.Gap(0, 6), online, chrome.Gap(0, 10), chrome.Row(8, copied), chrome.Gap(0, 18),
			label("share.png"), chrome.Gap(0, 6), chrome.GrowingRow(10, note, chrome.Fixed(100, 0, pixels), note), chrome.Gap(0, 8),
			chrome.Row(8, chrome.NewButton(d.S("share.save_png"), chrome.Plain, savePNG), chrome.NewButton(d.S("share.save_svg"), chrome.Plain, saveSVG))),
		chrome.Row(8, chrome.NewButton(d.S("close"), chrome.Plain, func() { card.Close() })), chrome.Gap(0, 24))))
	card = f.show(chrome.TopRow(0, nil, left, right), nil)
}

// whiteCard keeps the ground of a code white in the dark theme too: scanners need it.
func whiteCard(side float32, o fyne.CanvasObject) fyne.CanvasObject {
	white := canvas.NewRectangle(theme.Theme{}.Token(theme.Paper))
	white.CornerRadius = 6
	return chrome.Fixed(side, side, chrome.Over(white, o))
}

func writeBytes(data []byte) func(path string) error {
	return func(path string) error { return press.WriteFile(path, data) }
}

// saidSaved says where a file went and offers to open it.
func (f *frame) saidSaved(path string) {
	d := f.d
	f.tell(d.S("file.saved"), path, chrome.Option{Label: d.S("file.open"), Action: func() { f.openOutside(path) }})
}

// openOutside opens a file in the program that the system has for it.
func (f *frame) openOutside(path string) {
	d := f.d
	d.work(func(context.Context) error { return d.OpenFile(path) }, func(err error) {
		if err != nil {
			f.refuse(newsroom.Errorf(newsroom.Internal, err, "desk.file.no_program", "Path", path))
		}
	})
}
