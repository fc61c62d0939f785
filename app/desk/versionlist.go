package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/track"
)

// time is a row of the list: what it was frozen for or its name, who, when, and how much it changed.
func (v *versions) time(row int, selected bool) fyne.CanvasObject {
	d, seq := v.d, v.at(row)
	what, meta := v.name(seq), d.Stamp(v.article.Updated)
	if seq != 0 {
		e := v.entries[len(v.entries)-row]
		size := d.Words.Say(e.Size.Text())
		if e.Err != nil {
			size = d.Words.S("version.damaged")
		}
		what, meta = what+" "+d.Words.Say(e.ReasonName()), strings.Join([]string{d.Person(e.By), d.Moment(e.At), size}, " · ")
	}
	style := chrome.Style{Bold: selected, Lines: 1}
	title := chrome.NewProse(what, style)
	line := chrome.GrowingRow(6, title, title)
	for _, side := range []struct {
		seq  newsroom.VersionSeq
		id   string
		tone chrome.Tone
	}{{v.from, "versions.earlier", chrome.Mine}, {v.to, "versions.later", chrome.News}} {
		if seq == side.seq && len(v.entries) > 0 {
			chip := chrome.NewChip("", side.tone)
			chip.Set(d.S(side.id), side.tone, selected)
			line.Add(chip)
		}
	}
	return ruled(chrome.Column(3, line, chrome.Text(chrome.Cut(meta, timesWidth-32, chrome.Meta()), chrome.Meta())), selected)
}

// ruled is a row of a list with a line below, on the ground of what is selected.
func ruled(o fyne.CanvasObject, selected bool) fyne.CanvasObject {
	ground := theme.Panel
	if selected {
		ground = theme.RedWash
	}
	return chrome.On(ground, chrome.Dock(chrome.Gap(0, 0), chrome.HLine(), chrome.Pad(9, 14, 6, 16, o)))
}

// changeRows lists the changes of a difference.
func (d *desk) changeRows(diff newsroom.Difference, chosen func(int)) *chrome.Rows {
	l := chrome.NewRows()
	l.Make = func() fyne.CanvasObject { return container.NewStack() }
	l.Height = func(i int, _ float32) float32 {
		lines := 1
		for _, w := range d.changed(diff.Changes[i]) {
			lines += min(w.style.Lines, len(chrome.Wrap(w.text, w.style.Width, w.style)))
		}
		return float32(lines)*chrome.LineHeight(chrome.Meta()) + 20
	}
	l.Update = func(i int, o fyne.CanvasObject, selected bool) {
		col := chrome.Column(0, chrome.Text(d.Label(newsroom.ChangeText(diff.Changes[i].Kind)), chrome.Meta()))
		for _, w := range d.changed(diff.Changes[i]) {
			col.Add(chrome.NewProse(w.text, w.style))
		}
		exchange(o.(*fyne.Container), ruled(col, selected))
	}
	l.OnSelect, l.OnOpen = chosen, chosen
	l.Set(len(diff.Changes), -1)
	return l
}

// said is a text in its style.
type said struct {
	text  string
	style chrome.Style
}

// mostChanged is how many characters of a change its row is given.
const mostChanged = 120

// changed returns the words of a change in the colours of the page: what stood there, and what stands there now.
func (d *desk) changed(c track.Change) (out []said) {
	add := func(id, words string, ink theme.Token) {
		words = strings.Trim(strings.ReplaceAll(words, "\n", "¶"), "¶")
		if words == "" {
			return
		}
		if r := []rune(words); len(r) > mostChanged {
			words = string(r[:mostChanged]) + "…"
		}
		if id != "" {
			words = d.S(id, "Words", words)
		}
		out = append(out, said{words, chrome.Style{Size: theme.MetaSize, Token: ink, Lines: 2, Width: changesWidth - 32}})
	}
	switch {
	case c.Kind == track.Move:
		add("", c.New, theme.Amber)
	case c.Old == c.New:
		add("", c.New, theme.Green)
	default:
		add("changes.old", c.Old, theme.Red)
		add("changes.new", c.New, theme.Blue)
	}
	return out
}
