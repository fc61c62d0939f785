package desk

import (
	"context"
	"encoding/json"
	"image"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/files"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/export/qr"
)

// codeShare is the share window's code.
type codeShare struct {
	s      *sharing
	job    press.CodeJob
	pixels bool // the size is one in pixels, not in millimetres of a print
	shared press.Shared
	drawn  image.Image
	failed error // why there is no code as it is asked for; the picture is gone then
	turn   int

	known    *chrome.Prose // of the print
	contrast *chrome.Prose
	words    *field.Entry // under the code
	swatches [2]*canvas.Rectangle
	saves    []*chrome.Button
}

// levels are the error levels in the order of their strength.
var levels = []qr.Level{qr.L, qr.M, qr.Q, qr.H}

// resolutions are those of usual printers; 203 is that of labels.
var resolutions = []int{150, 203, 300, 600, 1200}

const (
	codeSide      = 24   // mm, where nobody says another
	codePixels    = 1024 // the same in pixels
	codeOnScreen  = 900  // pixels of the picture in the window
	leastSide     = 5    // mm
	mostSide      = 2000
	leastPixels   = 50
	mostPixels    = 8192
	swatchSide    = 20
	shortField    = 96
	captionLetter = 40 // the most characters under a code
)

// codeKept is what is remembered of a code from one article to the next.
type codeKept struct {
	Side, Pixels, DPI int
	InPixels          bool
	Level             string
	Dark, Light       string
	Caption, Address  bool
}

// recall takes what was chosen last on this computer.
func (c *codeShare) recall() { c.job, c.pixels = c.s.d.codeJob() }

// codeJob is what share codes looked like last on this computer; pixels says that their size was one in pixels.
func (d *desk) codeJob() (j press.CodeJob, pixels bool) {
	j = press.CodeJob{Look: qr.Plain, Side: codeSide, DPI: press.DefaultDPI, Pixels: codePixels, Scan: true}
	var k codeKept
	if json.Unmarshal([]byte(d.Preferences.String(prefShare)), &k) != nil { // nothing yet, or of another version
		return j, false
	}
	if k.Side >= leastSide && k.Side <= mostSide {
		j.Side = qr.Millimetres(k.Side)
	}
	if k.Pixels >= leastPixels && k.Pixels <= mostPixels {
		j.Pixels = k.Pixels
	}
	if slices.Contains(resolutions, k.DPI) {
		j.DPI = k.DPI
	}
	if l, err := press.ParseLevel(k.Level); err == nil {
		j.Level = l
	}
	dark, errDark := qr.ParseColour(k.Dark)
	light, errLight := qr.ParseColour(k.Light)
	if errDark == nil && errLight == nil && qr.Contrast(dark, light) >= qr.LeastContrast {
		j.Look = qr.Look{Dark: dark, Light: light}
	}
	j.Scan, j.Address = k.Caption, k.Address
	return j, k.InPixels
}

// codeText says of codes how large they will be and what they look like.
func (d *desk) codeText(j press.CodeJob, pixels bool) string {
	size := strconv.FormatFloat(float64(j.Side), 'f', -1, 64) + " mm · " + strconv.Itoa(j.DPI) + " dpi"
	if pixels {
		size = strconv.Itoa(j.Pixels) + " px"
	}
	return d.S("share.many.as", "Size", size, "Level", j.Level.String(), "Dark", strings.ToUpper(j.Look.Dark.String()), "Light", strings.ToUpper(j.Look.Light.String()))
}

// keep remembers what is chosen. A level that a logo asked for goes with the logo.
func (c *codeShare) keep() {
	level := c.job.Level
	if c.job.Look.Logo != nil {
		level = qr.M
	}
	k := codeKept{int(c.job.Side + 0.5), c.job.Pixels, c.job.DPI, c.pixels, level.String(), c.job.Look.Dark.String(), c.job.Look.Light.String(), c.job.Scan, c.job.Address}
	if data, err := json.Marshal(k); err == nil { // it holds nothing that JSON cannot
		c.s.d.Preferences.SetString(prefShare, string(data))
	}
}

// asked is the job: in pixels, no print is known.
func (c *codeShare) asked() press.CodeJob {
	j := c.job
	if c.pixels {
		j.Side = 0
	}
	return j
}

// set makes the code as it is asked for and reads it; of several settings the last one counts.
func (c *codeShare) set() {
	d := c.s.d
	c.turn++
	turn, job, a := c.turn, c.asked(), c.s.article
	var shared press.Shared
	var drawn image.Image
	d.work(func(ctx context.Context) (err error) {
		if shared, err = d.Press.Share(ctx, a, job); err != nil {
			return err
		}
		drawn, err = d.Press.CodePreview(ctx, shared, codeOnScreen)
		return err
	}, func(err error) {
		if turn != c.turn {
			return
		}
		c.shared, c.drawn, c.failed = shared, drawn, err
		if err != nil {
			c.drawn = nil
		} else {
			c.keep()
		}
		c.s.show()
	})
}

// change changes the job and makes the code of it.
func (c *codeShare) change(set func(*press.CodeJob)) {
	set(&c.job)
	c.set()
}

// bad says why a field cannot be used; the code that was shown is no longer the one that is asked for.
func (c *codeShare) bad(err error) {
	c.turn++
	c.failed, c.drawn = err, nil
	c.s.show()
}

// shown is the picture and what stands under it.
func (c *codeShare) shown() (image.Image, []fyne.CanvasObject) {
	d := c.s.d
	if c.drawn == nil {
		return nil, nil
	}
	known := chrome.Text(d.S("share.verified", "Version", c.shared.Version(), "Level", c.shared.Level().String()), chrome.Style{Size: 13, Token: theme.Green})
	return c.drawn, c.s.under(c.shared.Shown, known)
}

// allow lets files be saved while there is a code, and says what is to be known of it.
func (c *codeShare) allow() {
	for _, b := range c.saves {
		b.Allow(c.drawn != nil)
	}
	if c.known == nil {
		return
	}
	words, token := "", theme.Soft
	if c.drawn != nil {
		c.words.SetPlaceHolder(c.shared.Scan)
		for i, t := range c.shared.Notes {
			if i > 0 {
				words, token = words+"\n", theme.Amber
			}
			words += c.s.d.Words.Say(t)
		}
	}
	if c.pixels {
		words = c.s.d.S("share.pixels")
	}
	c.known.SetText(words)
	c.known.SetToken(token)
	c.showContrast()
}

// showContrast says how far the colours are apart.
func (c *codeShare) showContrast() {
	look := c.job.Look
	share := qr.Contrast(look.Dark, look.Light)
	id, token := "share.contrast.good", theme.Green
	switch {
	case share < qr.LeastContrast:
		id, token = "share.contrast.bad", theme.Red
	case share < qr.GoodContrast:
		id, token = "share.contrast.fair", theme.Amber
	}
	c.contrast.SetText(c.s.d.S(id, "Percent", int(share*100+0.5)))
	c.contrast.SetToken(token)
	for i, v := range []qr.Colour{look.Dark, look.Light} {
		c.swatches[i].FillColor = color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
		c.swatches[i].Refresh()
	}
}

// content is the side of the window.
func (c *codeShare) content() fyne.CanvasObject {
	c.known = chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: shareInner})
	c.contrast = chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Width: shareInner})
	labels := make([]string, len(levels))
	for i, l := range levels {
		labels[i] = l.String()
	}
	c.saves = nil
	files := chrome.Row(8)
	for i, f := range press.CodeFormats() {
		kind := chrome.Plain
		if i == 0 {
			kind = chrome.Primary
		}
		b := chrome.NewButton(strings.ToUpper(string(f)), kind, func() { c.save(f) })
		c.saves = append(c.saves, b)
		files.Add(b)
	}
	logo := chrome.NewButton(c.logoLabel(), chrome.Plain, c.changeLogo)
	segments := chrome.Segments(labels, slices.Index(levels, c.job.Level), 190, func(i int) { c.setLevel(levels[i]) })
	return chrome.Column(0,
		c.s.group("share.place", c.s.placeChoice()),
		c.s.group("share.size", c.sizeRow(), c.known),
		c.s.group("share.level", chrome.Row(8, segments, logo)),
		c.s.group("share.colours", c.colourRow(), c.contrast),
		c.s.group("share.caption", c.captionRow()...),
		c.s.group("share.save", files),
		c.s.group("share.web", c.s.online()),
	)
}

// sizeRow says how large the code will be: millimetres of a print at a resolution, or pixels.
func (c *codeShare) sizeRow() fyne.CanvasObject {
	d := c.s.d
	size := field.NewEntry(d.Input)
	size.SetText(strconv.FormatFloat(float64(c.job.Side), 'f', -1, 64))
	if c.pixels {
		size.SetText(strconv.Itoa(c.job.Pixels))
	}
	size.OnChanged = func(text string) {
		if c.pixels {
			n, err := strconv.Atoi(strings.TrimSpace(text))
			if err != nil || n < leastPixels || n > mostPixels {
				c.bad(newsroom.Errorf(newsroom.Invalid, err, "error.code_pixels", "Least", leastPixels, "Most", mostPixels))
				return
			}
			c.change(func(j *press.CodeJob) { j.Pixels = n })
			return
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil || !(v >= leastSide && v <= mostSide) {
			c.bad(newsroom.Errorf(newsroom.Invalid, err, "error.code_side"))
			return
		}
		c.change(func(j *press.CodeJob) { j.Side = qr.Millimetres(v) })
	}
	unit := func(pixels bool) func() {
		return func() {
			c.pixels = pixels
			c.s.fill()
			c.set()
		}
	}
	name := d.S("share.unit.mm")
	if c.pixels {
		name = d.S("share.unit.px")
	}
	units := chrome.NewMenuButton(name, chrome.Plain, func() []chrome.Option {
		return []chrome.Option{{Label: d.S("share.unit.mm"), Chosen: !c.pixels, Action: unit(false)}, {Label: d.S("share.unit.px"), Chosen: c.pixels, Action: unit(true)}}
	})
	row := chrome.Row(8, chrome.Fixed(shortField, 0, size), units)
	if c.pixels {
		return row
	}
	dots := func(n int) string { return strconv.Itoa(n) + " dpi" }
	row.Add(chrome.NewMenuButton(dots(c.job.DPI), chrome.Plain, func() []chrome.Option {
		out := make([]chrome.Option, len(resolutions))
		for i, n := range resolutions {
			out[i] = chrome.Option{Label: dots(n), Chosen: n == c.job.DPI, Action: func() {
				c.job.DPI = n
				c.s.fill()
				c.set()
			}}
		}
		return out
	}))
	return row
}

// codeLooks are colours that were tried: modules and ground.
var codeLooks = []struct {
	label string
	look  qr.Look
}{
	{"plain", qr.Plain}, {"ink", qr.Look{Dark: 0x22252A, Light: 0xFAF9F6}}, {"red", qr.Look{Dark: 0xB4232A, Light: qr.White}},
	{"blue", qr.Look{Dark: 0x2B5FA8, Light: qr.White}}, {"green", qr.Look{Dark: 0x2A7047, Light: qr.White}}, {"yellow", qr.Look{Dark: 0x22252A, Light: 0xFFF3C9}},
}

// colourRow are the colours of the modules and of the ground.
func (c *codeShare) colourRow() fyne.CanvasObject {
	d := c.s.d
	row := chrome.Row(8)
	for i, of := range []*qr.Colour{&c.job.Look.Dark, &c.job.Look.Light} {
		c.swatches[i] = canvas.NewRectangle(color.White)
		c.swatches[i].StrokeColor, c.swatches[i].StrokeWidth, c.swatches[i].CornerRadius = theme.Color(theme.Edge), 1, 4
		e := field.NewEntry(d.Input)
		e.SetText(strings.ToUpper(of.String()))
		e.OnChanged = func(text string) {
			v, err := qr.ParseColour(text)
			if err != nil {
				c.bad(newsroom.Errorf(newsroom.Invalid, err, "error.code_colour"))
				return
			}
			c.change(func(*press.CodeJob) { *of = v })
		}
		row.Add(chrome.Fixed(swatchSide, swatchSide, c.swatches[i]))
		row.Add(chrome.Fixed(shortField, 0, e))
	}
	row.Add(chrome.NewMenuButton(d.S("share.colours.usual"), chrome.Plain, func() []chrome.Option {
		out := make([]chrome.Option, len(codeLooks))
		for i, l := range codeLooks {
			at := c.job.Look.Dark == l.look.Dark && c.job.Look.Light == l.look.Light
			out[i] = chrome.Option{Label: d.S("share.colours." + l.label), Chosen: at, Action: func() {
				c.job.Look.Dark, c.job.Look.Light = l.look.Dark, l.look.Light
				c.s.fill()
				c.set()
			}}
		}
		return out
	}))
	return row
}

// captionRow are the words under the code.
func (c *codeShare) captionRow() []fyne.CanvasObject {
	d := c.s.d
	words := field.NewEntry(d.Input)
	c.words = words
	words.SetText(c.job.Caption)
	words.OnChanged = func(text string) {
		if r := []rune(text); len(r) > captionLetter {
			text = string(r[:captionLetter])
		}
		c.change(func(j *press.CodeJob) { j.Caption = strings.TrimSpace(text) })
	}
	if !c.job.Scan {
		words.Disable()
	}
	with := chrome.NewTick(d.S("share.caption.with"), shareInner, c.job.Scan, func(on bool) {
		c.job.Scan = on
		if !on {
			c.job.Caption = ""
		}
		c.s.fill()
		c.set()
	})
	address := chrome.NewTick(d.S("share.caption.address"), shareInner, c.job.Address, func(on bool) { c.change(func(j *press.CodeJob) { j.Address = on }) })
	return []fyne.CanvasObject{with, words, address}
}

// setLevel changes the error level. A logo needs the strongest.
func (c *codeShare) setLevel(l qr.Level) {
	c.job.Level = l
	c.s.fill()
	c.set()
}

func (c *codeShare) logoLabel() string {
	if c.job.Look.Logo != nil {
		return c.s.d.S("share.logo.remove")
	}
	return c.s.d.S("share.logo.add")
}

// changeLogo asks for a picture for the middle, or takes it away.
func (c *codeShare) changeLogo() {
	d := c.s.d
	if c.job.Look.Logo != nil {
		c.job.Look.Logo, c.job.Level = nil, qr.M
		c.s.fill()
		c.set()
		return
	}
	c.s.chooseFile(files.Options{Title: d.S("share.logo.title"), Suffixes: []string{".png", ".jpg", ".jpeg", ".gif"}}, c.useLogo)
}

// useLogo puts the picture of a file into the middle, at the level that this needs.
func (c *codeShare) useLogo(path string) {
	d := c.s.d
	var logo *qr.Logo
	d.work(func(context.Context) error {
		data, err := readFile(path)
		if err != nil {
			return err
		}
		if logo, err = qr.NewLogo(data); err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "error.code_picture", "File", path, "Cause", err.Error())
		}
		return nil
	}, func(err error) {
		if err != nil {
			c.s.refuse(err)
			return
		}
		c.job.Look.Logo, c.job.Level = logo, qr.H
		c.s.fill()
		c.set()
	})
}

// file returns what makes a file of the code that is shown, and whether there is one.
func (c *codeShare) file(f press.CodeFormat) (func(context.Context) ([]byte, error), bool) {
	shared := c.shared
	return func(ctx context.Context) ([]byte, error) { return c.s.d.Press.CodeFile(ctx, shared, f) }, c.drawn != nil
}

func (c *codeShare) png() (func(context.Context) ([]byte, error), bool) { return c.file(press.PNG) }

// save makes a file and asks where it should go.
func (c *codeShare) save(f press.CodeFormat) {
	s := c.s
	make, ok := c.file(f)
	if !ok {
		return
	}
	s.saveMade(make, s.d.S("share.save."+string(f)), press.FileName(s.article)+"."+string(f))
}

// saveMade makes a file and asks where it should go.
func (s *sharing) saveMade(make func(context.Context) ([]byte, error), title, name string) {
	var data []byte
	s.d.work(func(ctx context.Context) (err error) {
		data, err = make(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.refuse(err)
			return
		}
		s.saveFile(strings.TrimSuffix(title, "…"), name, writeBytes(data), func(path string) { s.saidSaved(path) })
	})
}
