package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/preview"
)

// phone is the window of an article that phones read as a draft: the code that leads there, how long it will, and on which network. The article
// is shown while the window is open.
type phone struct {
	frame
	article  newsroom.Article
	networks []preview.Network
	at       preview.Network
	server   *preview.Server // nil before it is there, and where it could not start
	failed   error
	turn     int // of the newest start
	code     image.Image
	over     bool // its time is over
	said     string
	left     *chrome.Prose // how long, how often
	stopTick func()
}

// Sizes of the window.
const (
	phoneWidth, phoneHeight float32 = 600, 680
	phoneCode               float32 = 280
	phoneInner                      = phoneWidth - 96
	phonePixels                     = 2 * int(phoneCode)
)

// phone shows an article to phones, or brings the window that does to the front.
func (d *desk) phone(a newsroom.Article) {
	if p, ok := d.phones[a.ID]; ok {
		p.win.RequestFocus()
		return
	}
	p := &phone{frame: newFrame(d, "phone", "", phoneWidth, phoneHeight), article: a, stopTick: func() {}}
	d.phones[a.ID] = p
	p.win.SetCloseIntercept(p.leave)
	p.listen(func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			p.leave()
		}
		return k == fyne.KeyEscape
	})
	p.build()
	p.win.Show()
	p.start()
}

// hidePhone ends the preview of an article with the window that asked for it.
func (d *desk) hidePhone(id newsroom.ArticleID) {
	if p, ok := d.phones[id]; ok {
		p.leave()
	}
}

// leave ends the preview and closes the window.
func (p *phone) leave() {
	p.stop()
	p.stopTick()
	delete(p.d.phones, p.article.ID)
	p.win.Close()
}

// stop ends the preview; what failed meanwhile is said where the window stays.
func (p *phone) stop() {
	p.turn++
	if p.server != nil {
		p.failed = p.server.Close()
		p.server = nil
	}
}

// start shows the article at a new address.
func (p *phone) start() {
	d := p.d
	p.stop()
	p.over, p.code, p.said, p.failed = false, nil, "", nil
	turn, at, number := p.turn, p.at, p.article.Number
	var networks []preview.Network
	var server *preview.Server
	var code image.Image
	d.work(func(ctx context.Context) (err error) {
		if networks, err = d.Networks(); err != nil {
			return err
		}
		if !at.Address.IsValid() {
			if at, err = preview.Choose(networks, ""); err != nil {
				return err
			}
		}
		if server, err = preview.Start(ctx, preview.Options{At: at.Address, For: preview.DefaultFor, Source: preview.Of(d.Newsroom, number), Now: d.Now, After: d.After}); err != nil {
			return err
		}
		picture, err := server.Code().PNG(phonePixels)
		if err == nil {
			code, err = png.Decode(bytes.NewReader(picture))
		}
		if err != nil { // nobody could find it
			err = errors.Join(err, server.Close())
			server = nil
		}
		return err
	}, func(err error) {
		if turn != p.turn || d.phones[p.article.ID] != p { // closed or started again meanwhile
			if server != nil {
				_ = server.Close() // nobody is left to hear of it
			}
			return
		}
		p.networks, p.at, p.server, p.code, p.failed = networks, at, server, code, err
		p.stopTick()
		p.stopTick = d.every(time.Second, p.tick)
		p.build()
	})
}

// tick says how long the preview lasts, and when it is over.
func (p *phone) tick() {
	if p.server == nil {
		return
	}
	if stopped, err := p.server.Stopped(); stopped {
		p.stop()
		if err != nil {
			p.failed = err
		}
		p.over = true
		p.build()
		return
	}
	p.left.SetText(p.state())
}

// state is how long the preview lasts and how often it was read.
func (p *phone) state() string {
	d := p.d
	left := max(0, p.server.Until().Sub(d.Now())).Round(time.Second)
	words := d.S("phone.left", "Left", fmt.Sprintf("%d:%02d", int(left/time.Minute), int(left%time.Minute/time.Second))) + " · " + d.S("phone.opened", "Count", p.server.Opened())
	if p.said != "" {
		words += " · " + p.said
	}
	return words
}

// extend gives the preview more time, or starts it again.
func (p *phone) extend() {
	if p.server == nil {
		p.start()
		return
	}
	p.server.Extend(preview.DefaultFor)
	p.tick()
}

func (p *phone) copyAddress() {
	if p.server == nil {
		return
	}
	p.d.app.Clipboard().SetContent(p.server.Address())
	p.said = p.d.S("phone.copied")
	p.tick()
}

// build makes the window's content anew, in the language and theme of now.
func (p *phone) build() {
	d := p.d
	p.win.SetTitle(d.Headline(p.article) + " · " + d.S("phone"))
	p.win.SetMainMenu(p.menu())
	p.left = chrome.NewProse("", chrome.Style{Size: 13, Token: theme.Green, Align: fyne.TextAlignCenter, Width: phoneInner})
	body := chrome.Column(0)
	closes := chrome.NewButton(d.S("close"), chrome.Plain, p.leave)
	again := chrome.NewButton(d.S("phone.again"), chrome.Primary, p.start)
	centred := func(words string, token theme.Token) fyne.CanvasObject {
		return chrome.NewProse(words, chrome.Style{Size: 13, Token: token, Align: fyne.TextAlignCenter, Width: phoneInner})
	}
	switch {
	case p.failed != nil:
		body.Add(chrome.Notice(chrome.Mine, phoneInner, d.Words.Say(newsroom.TextOf(p.failed))))
		body.Add(chrome.Gap(0, 20))
		body.Add(chrome.Centre(chrome.Row(8, closes, again)))
	case p.over:
		body.Add(chrome.Notice(chrome.Alert, phoneInner, d.S("phone.over")))
		body.Add(chrome.Gap(0, 20))
		body.Add(chrome.Centre(chrome.Row(8, closes, again)))
	case p.server == nil:
		body.Add(centred(d.S("phone.starting"), theme.Soft))
	default:
		picture := canvas.NewImageFromImage(p.code)
		picture.FillMode = canvas.ImageFillContain
		picture.ScaleMode = canvas.ImageScalePixels
		p.left.SetText(p.state())
		for _, o := range []fyne.CanvasObject{
			chrome.Centre(chrome.Text(d.S("phone.scan"), chrome.Style{Size: theme.TitleSize, Bold: true})), chrome.Gap(0, 12),
			chrome.Centre(chrome.Fixed(phoneCode, phoneCode, picture)), chrome.Gap(0, 12),
			centred(p.server.Address(), theme.Soft), chrome.Gap(0, 6), p.left, chrome.Gap(0, 16),
			chrome.Centre(chrome.Row(8, chrome.NewButton(d.S("phone.stop"), chrome.Plain, p.leave), chrome.NewButton(d.S("share.copy_address"), chrome.Plain, p.copyAddress), chrome.NewButton(d.S("phone.extend"), chrome.Primary, p.extend))),
			chrome.Gap(0, 18), centred(d.S("phone.same"), theme.Soft), chrome.Gap(0, 4), centred(d.S("phone.plain"), theme.Soft),
		} {
			body.Add(o)
		}
	}
	if len(p.networks) > 1 {
		body.Add(chrome.Gap(0, 14))
		body.Add(chrome.Centre(chrome.Row(8, chrome.Text(d.S("phone.network"), chrome.Meta()), chrome.NewMenuButton(networkName(p.at), chrome.Plain, p.choices))))
	}
	p.win.SetContent(chrome.On(theme.Paper, chrome.Pad(24, 48, 20, 48, body)))
}

func networkName(n preview.Network) string { return n.Interface + "　" + n.Address.String() }

// use shows the article on another network, at a new address.
func (p *phone) use(n preview.Network) {
	p.at = n
	p.start()
}

// choices are the networks.
func (p *phone) choices() []chrome.Option {
	var out []chrome.Option
	for _, n := range p.networks {
		out = append(out, chrome.Option{Label: networkName(n), Chosen: n == p.at, Action: func() { p.use(n) }})
	}
	return out
}

// menu is the window's.
func (p *phone) menu() *fyne.MainMenu {
	d, line := p.d, fyne.NewMenuItemSeparator
	items := []*fyne.MenuItem{
		entry(d.S("phone.extend"), keyExtend, p.free(p.extend)),
		entry(d.S("share.copy_address"), keyCopyAddress, p.free(p.copyAddress)), line(),
	}
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5}
	for i, n := range p.networks[:min(len(p.networks), len(keys))] {
		item := entry(networkName(n), ctrl(keys[i]), p.free(func() { p.use(n) }))
		item.Checked = n == p.at
		items = append(items, item)
	}
	if len(p.networks) > 0 {
		items = append(items, line())
	}
	return fyne.NewMainMenu(fyne.NewMenu(d.S("menu.file"), append(items, entry(d.S("phone.stop"), keyClose, p.free(p.leave)))...),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, p.free(p.showKeys))))
}
