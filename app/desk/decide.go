package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// given is what a person gives with a decision beside its words: the ticked items of the checklist and the figures of the proofs.
type given struct {
	checks map[string]*chrome.Tick
	proofs map[newsroom.ProofKind]*figures
	object fyne.CanvasObject // nil where nothing is asked for
}

// figures are the fields of one proof.
type figures struct{ found, corrected *field.Entry }

// newGiven asks for what a step, or a submission, asks for. What stood in the fields before is carried over.
func newGiven(d *desk, title string, checks []newsroom.Check, proofs []newsroom.ProofCheck, width float32, before given) given {
	g := given{checks: map[string]*chrome.Tick{}, proofs: map[newsroom.ProofKind]*figures{}}
	if len(checks)+len(proofs) == 0 {
		return g
	}
	col := chrome.Column(8, chrome.Text(title, chrome.Style{Bold: true}))
	for _, c := range checks {
		text := c.Text
		if c.Required {
			text = d.S("decide.required", "Item", text)
		}
		old, ok := before.checks[c.ID]
		t := chrome.NewTick(text, width, ok && old.On(), nil)
		g.checks[c.ID] = t
		col.Add(t)
	}
	for _, p := range proofs {
		f := &figures{field.NewEntry(d.Input), field.NewEntry(d.Input)}
		f.found.SetPlaceHolder("0")
		f.corrected.SetPlaceHolder("0")
		if old, ok := before.proofs[p.Kind]; ok {
			f.found.SetText(old.found.Text)
			f.corrected.SetText(old.corrected.Text)
		}
		g.proofs[p.Kind] = f
		label := d.Label(newsroom.ProofText(p.Kind))
		if p.Required {
			label = d.S("decide.required", "Item", label)
		}
		const box = 48
		found, corrected := d.S("decide.found"), d.S("decide.corrected")
		name := chrome.NewProse(label, chrome.Style{Width: width - 2*box - 24 - chrome.Width(found, chrome.Meta()) - chrome.Width(corrected, chrome.Meta()), Lines: 3})
		col.Add(chrome.GrowingRow(6, name, name, chrome.Text(found, chrome.Meta()), chrome.Fixed(box, 0, f.found),
			chrome.Text(corrected, chrome.Meta()), chrome.Fixed(box, 0, f.corrected)))
	}
	g.object = col
	return g
}

// put adds what is given to a request. Invalid: a figure is none. A proof without figures was not read.
func (g given) put(do *newsroom.Do, checks []newsroom.Check, proofs []newsroom.ProofCheck) error {
	for _, c := range checks {
		if t, ok := g.checks[c.ID]; ok && t.On() {
			do.Checks = append(do.Checks, c.ID)
		}
	}
	for _, p := range proofs {
		f, ok := g.proofs[p.Kind]
		if !ok || trim(f.found) == "" && trim(f.corrected) == "" {
			continue
		}
		found, errFound := figure(f.found)
		corrected, errCorrected := figure(f.corrected)
		if errFound != nil || errCorrected != nil {
			e := newsroom.Errorf(newsroom.Invalid, nil, "bar.proof_figures", "Proof", newsroom.ProofText(p.Kind), "Kind", string(p.Kind))
			e.Unmet = []newsroom.Unmet{{Text: e.Text, Target: newsroom.Target{Kind: newsroom.ToProof, Name: string(p.Kind)}}}
			return e
		}
		do.Proofs = append(do.Proofs, newsroom.Proof{Kind: p.Kind, Found: found, Corrected: corrected})
	}
	return nil
}

// figure reads a number of errors; an empty field is none.
func figure(e *field.Entry) (int, error) {
	s := strings.TrimSpace(e.Text)
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}

// lead returns what leads to the field in which a condition is met, nil where it is not here.
func (g given) lead(f *frame, t newsroom.Target) func() {
	switch t.Kind {
	case newsroom.ToCheck:
		if c, ok := g.checks[t.Name]; ok {
			return func() { f.focus(c.Field()) }
		}
	case newsroom.ToProof:
		if p, ok := g.proofs[newsroom.ProofKind(t.Name)]; ok {
			return func() { f.focus(p.found) }
		}
	}
	return nil
}

// leading is a condition that is not met, in a list of them.
func leading(d *desk, u newsroom.Unmet, go_ func(), width float32) fyne.CanvasObject {
	prose := chrome.NewProse(d.Words.Say(u.Text), chrome.Style{Width: width - 16})
	if go_ == nil {
		return chrome.GrowingRow(8, prose, chrome.Dot(chrome.Alert), prose)
	}
	b := chrome.NewButton(d.leadLabel(u.Target), chrome.Plain, go_)
	prose = chrome.NewProse(d.Words.Say(u.Text), chrome.Style{Width: width - 24 - b.MinSize().Width})
	return chrome.GrowingRow(8, prose, chrome.Dot(chrome.Alert), prose, b)
}

// leadLabel says on a button what it opens.
func (d *desk) leadLabel(t newsroom.Target) string {
	if t.Kind == newsroom.ToChange {
		return d.S("changes.list")
	}
	return d.S("lead." + string(t.Kind))
}

// lead returns what leads to where a condition on an article is met, nil where the person can do nothing about it here. own is asked first.
func (f *frame) lead(a newsroom.Article, t newsroom.Target, own func(newsroom.Target) func()) func() {
	d := f.d
	if own != nil {
		if go_ := own(t); go_ != nil {
			return go_
		}
	}
	switch t.Kind {
	case newsroom.ToChange:
		return func() { f.openChanges(a) }
	case newsroom.ToField:
		if w, ok := d.writers[a.ID]; ok {
			return func() { w.showField(newsroom.Field(t.Name)) }
		}
		if a.State != newsroom.Draft && a.State != newsroom.Returned {
			return nil
		}
		return func() {
			d.write(a)
			if w, ok := d.writers[a.ID]; ok {
				w.showField(newsroom.Field(t.Name))
			}
		}
	}
	return nil
}

// refuseAct shows why something was not done with an article: every condition that is not met, each with what leads to it. own leads to places
// in the window itself.
func (f *frame) refuseAct(a newsroom.Article, err error, own func(newsroom.Target) func()) {
	d := f.d
	unmet := newsroom.UnmetOf(err)
	ways := make([]func(), len(unmet))
	some := false
	for i, u := range unmet {
		ways[i] = f.lead(a, u.Target, own)
		some = some || ways[i] != nil
	}
	if len(unmet) == 0 || len(unmet) == 1 && !some {
		f.refuse(err)
		return
	}
	const inner = dialogWidth - 48
	var card *chrome.Modal
	list := chrome.Column(10)
	first := func() { card.Close() }
	for i, u := range unmet {
		var go_ func()
		if ways[i] != nil {
			go_ = func() {
				card.Close()
				ways[i]()
			}
			if first != nil && some {
				first, some = go_, false
			}
		}
		list.Add(leading(d, u, go_, inner))
	}
	card = f.show(chrome.Card(d.S("refused."+string(newsroom.CodeOf(err))), dialogWidth, chrome.Column(12,
		chrome.NewProse(d.S("refused.all", "Count", len(unmet)), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: inner}), list),
		chrome.NewButton(d.S("close"), chrome.Plain, func() { card.Close() })), first)
}
