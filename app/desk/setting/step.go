package setting

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// stepsHead is the row of the policy's steps, and what can be done with the one that is open.
func (f *Form) stepsHead(p *newsroom.Policy) fyne.CanvasObject {
	labels := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		labels[i] = strconv.Itoa(i+1) + "　" + f.stepName(s)
	}
	return chrome.Column(12,
		heading(f.S("setting.steps"), chrome.NewButton("＋ "+f.S("setting.step.add"), chrome.Plain, f.AddStep)),
		chrome.Segments(labels, min(max(0, f.step), len(p.Steps)-1), Width, func(i int) {
			f.step, f.named, f.goal = i, false, goalStep
			f.Redraw()
		}))
}

func (f *Form) stepName(s newsroom.PolicyStep) string {
	if s.Name == "" {
		return f.S("setting.step.unnamed")
	}
	return f.Label(newsroom.StepText(s.Name))
}

// stepPage draws the step that is open.
func (f *Form) stepPage(s *newsroom.PolicyStep) fyne.CanvasObject {
	const inner = Width - 40
	name := f.entry(s.Name, func(t string) { s.Name = t })
	f.aim(goalStep, name)
	hours := f.number(s.Hours, f.S("setting.step.no_limit"), func(n int) { s.Hours = n })
	need := f.number(s.Need, "1", func(n int) { s.Need = n })
	left, right, gone := chrome.NewButton("← "+f.S("setting.step.earlier"), chrome.Ghost, func() { f.MoveStep(-1) }),
		chrome.NewButton(f.S("setting.step.later")+" →", chrome.Ghost, func() { f.MoveStep(1) }),
		chrome.NewButton(f.S("setting.step.remove"), chrome.Danger, f.RemoveStep)
	spring := chrome.Spring()
	body := chrome.Column(16,
		chrome.Row(16, labelled(f.S("setting.step.name"), 300, name), labelled(f.S("setting.step.need"), 150, need), labelled(f.S("setting.step.hours"), 200, hours)),
		chrome.Labelled(f.S("setting.step.who"), f.who(s, inner)),
		chrome.Labelled(f.S("setting.step.proofs"), f.proofs(s, inner)),
		chrome.Labelled(f.S("setting.step.checks"), f.checklist("step", s.Checks, inner, func(c []newsroom.Check) { s.Checks = c })),
		chrome.Labelled(f.S("setting.step.override"), f.ticks(f.roles(), inner, func(i int) bool { return slices.Contains(s.Override, newsroom.Roles()[i]) }, func(i int, on bool) {
			s.Override = toggled(s.Override, newsroom.Roles()[i], on)
		})),
		chrome.GrowingRow(8, spring, left, right, spring, gone))
	return chrome.Framed(theme.Paper, theme.Line, 8, chrome.Sized(Width, 0, chrome.Inset(20, body)))
}

func (f *Form) roles() []string {
	out := []string{}
	for _, r := range newsroom.Roles() {
		out = append(out, f.Label(newsroom.RoleText(r)))
	}
	return out
}

// who chooses who takes the step: everybody of a role, or people by name.
func (f *Form) who(s *newsroom.PolicyStep, width float32) fyne.CanvasObject {
	at := 0
	if len(s.People) > 0 || f.named {
		at = 1
	}
	out := chrome.Column(8, chrome.Segments([]string{f.S("setting.step.by_role"), f.S("setting.step.by_name")}, at, width, func(i int) {
		if f.named = i == 1; f.named {
			s.Role = ""
		} else {
			s.People, s.Role = nil, newsroom.Reviewer
		}
		f.goal = goalStep
		f.restructured()
	}))
	if at == 0 {
		out.Add(chrome.Segments(f.roles(), slices.Index(newsroom.Roles(), s.Role), width, func(i int) {
			s.Role = newsroom.Roles()[i]
			f.Changed()
		}))
		return out
	}
	var people []newsroom.Staff
	var names []string
	for _, p := range f.People {
		if !p.Removed || slices.Contains(s.People, p.ID) {
			people, names = append(people, p), append(names, p.Name)
		}
	}
	out.Add(f.ticks(names, width, func(i int) bool { return slices.Contains(s.People, people[i].ID) }, func(i int, on bool) {
		s.People = toggled(s.People, people[i].ID, on)
	}))
	return out
}

// proofs chooses which readings go with the step, and which of them have to be.
func (f *Form) proofs(s *newsroom.PolicyStep, width float32) fyne.CanvasObject {
	said := func(k newsroom.ProofKind, state string) string {
		return f.S("setting.proof", "Proof", f.Label(newsroom.ProofText(k)), "Need", state)
	}
	cell := float32(0) // every button is as wide as the widest can be, so that none moves
	for _, k := range newsroom.ProofKinds() {
		for _, state := range []string{f.need(true), f.need(false), f.S("setting.none")} {
			cell = max(cell, chrome.NewMenuButton(said(k, state), chrome.Plain, nil).MinSize().Width)
		}
	}
	var all []fyne.CanvasObject
	for _, k := range newsroom.ProofKinds() {
		of := func() int { return slices.IndexFunc(s.Proofs, func(c newsroom.ProofCheck) bool { return c.Kind == k }) }
		label := func() string {
			state := f.S("setting.none")
			if i := of(); i >= 0 {
				state = f.need(s.Proofs[i].Required)
			}
			return said(k, state)
		}
		b := chrome.NewMenuButton(label(), chrome.Plain, nil)
		set := func(on, required bool) {
			s.Proofs = slices.DeleteFunc(slices.Clone(s.Proofs), func(c newsroom.ProofCheck) bool { return c.Kind == k })
			if on {
				s.Proofs = append(s.Proofs, newsroom.ProofCheck{Kind: k, Required: required})
			}
			slices.SortFunc(s.Proofs, func(a, b newsroom.ProofCheck) int {
				return slices.Index(newsroom.ProofKinds(), a.Kind) - slices.Index(newsroom.ProofKinds(), b.Kind)
			})
			b.SetLabel(label())
			f.Changed()
		}
		b.OnTap = func() {
			i := of()
			chrome.PopUp(b, []chrome.Option{
				{Label: f.S("setting.required"), Chosen: i >= 0 && s.Proofs[i].Required, Action: func() { set(true, true) }},
				{Label: f.S("setting.advised"), Chosen: i >= 0 && !s.Proofs[i].Required, Action: func() { set(true, false) }},
				{Label: f.S("setting.none"), Chosen: i < 0, Action: func() { set(false, false) }},
			})
		}
		all = append(all, chrome.Fixed(cell, 0, b))
	}
	return chrome.Flow(8, width, all...)
}

// AddStep puts a step behind the one that is open, and opens it.
func (f *Form) AddStep() {
	p := f.shown()
	if p == nil {
		return
	}
	f.step, f.named, f.goal = min(f.step+1, len(p.Steps)), false, goalStep
	p.Steps = slices.Insert(slices.Clone(p.Steps), f.step, newsroom.PolicyStep{Role: newsroom.Reviewer, Hours: 8})
	f.restructured()
}

// MoveStep moves the open step of the policy on the page by one place.
func (f *Form) MoveStep(by int) {
	p := f.shown()
	if to := f.step + by; p != nil && to >= 0 && to < len(p.Steps) {
		p.Steps = slices.Clone(p.Steps)
		p.Steps[f.step], p.Steps[to] = p.Steps[to], p.Steps[f.step]
		f.step, f.goal = to, goalStep
		f.restructured()
	}
}

// RemoveStep takes the open step out of its policy.
func (f *Form) RemoveStep() {
	if p := f.shown(); p != nil && f.step < len(p.Steps) {
		p.Steps = slices.Delete(slices.Clone(p.Steps), f.step, f.step+1)
		f.step, f.goal = max(0, f.step-1), goalStep
		f.restructured()
	}
}

// TurnStep opens the next step, or the one before.
func (f *Form) TurnStep(by int) {
	if p := f.shown(); p != nil && f.step+by >= 0 && f.step+by < len(p.Steps) {
		f.step, f.named, f.goal = f.step+by, false, goalStep
		f.Redraw()
	}
}
