package setting

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/newsroom"
)

// policy draws a review policy: what has to be there before the review, and its steps, of which one is open.
func (f *Form) policy(at int) fyne.CanvasObject {
	p := &f.Draft.Policies[at]
	name := f.entry(p.Name, func(s string) { p.Name = s })
	f.aim(goalPage, name)
	labels := []string{}
	for _, x := range newsroom.PolicyFields() {
		labels = append(labels, f.Label(newsroom.PolicyFieldText(x)))
	}
	amended := f.choice(f.amended(*p), func() []chrome.Option {
		out := []chrome.Option{{Label: f.S("setting.policy.same"), Chosen: p.Amended == "", Action: func() { p.Amended = ""; f.restructured() }}}
		for _, o := range f.Draft.Policies {
			if o.ID != p.ID {
				out = append(out, chrome.Option{Label: o.Name, Chosen: p.Amended == o.ID, Action: func() { p.Amended = o.ID; f.restructured() }})
			}
		}
		return out
	})
	urgent := chrome.NewTick(f.S("setting.policy.urgent"), Width, p.Urgent, func(on bool) {
		p.Urgent = on
		f.Changed()
	})
	head := chrome.GrowingRow(16, nil, labelled(f.S("setting.policy.name"), 320, name), labelled(f.S("setting.policy.amended"), 200, chrome.Row(0, amended)))
	out := chrome.Column(16, head, soft(f.versionText(*p), Width), urgent, chrome.HLine(),
		heading(f.S("setting.policy.before")),
		chrome.Labelled(f.S("setting.policy.fields"), f.ticks(labels, Width, func(i int) bool { return slices.Contains(p.Fields, newsroom.PolicyFields()[i]) }, func(i int, on bool) {
			p.Fields = toggled(p.Fields, newsroom.PolicyFields()[i], on)
		})),
		chrome.Labelled(f.S("setting.policy.checks"), f.checklist("policy", p.Checks, Width, func(c []newsroom.Check) { p.Checks = c })),
		chrome.HLine(), f.stepsHead(p))
	if f.step = min(max(0, f.step), len(p.Steps)-1); f.step >= 0 {
		out.Add(f.stepPage(&p.Steps[f.step]))
	}
	return out
}

// choice is a button that opens a menu.
func (f *Form) choice(label string, options func() []chrome.Option) *chrome.Button {
	return chrome.NewMenuButton(label, chrome.Plain, options)
}

// amended names the policy that corrections follow.
func (f *Form) amended(p newsroom.Policy) string {
	if o, ok := f.Draft.Policy(p.Amended); ok {
		return o.Name
	}
	return f.S("setting.policy.same")
}

// versionText says which version the policy is, and what becomes of it when it is saved.
func (f *Form) versionText(p newsroom.Policy) string {
	if p.Version == 0 {
		return f.S("setting.policy.new")
	}
	used := 0
	for _, c := range f.Draft.Columns {
		if f.Draft.PolicyOf(c.Name).ID == p.ID {
			used++
		}
	}
	return f.S("setting.policy.version", "Version", p.Version, "Columns", used)
}

// Earlier returns the versions that a policy had, newest first; choosing one puts what it said into the draft.
func (f *Form) Earlier() []chrome.Option {
	p := f.shown()
	if p == nil {
		return nil
	}
	var out []chrome.Option
	for _, past := range slices.Backward(f.Stored.Past) {
		if past.ID == p.ID {
			out = append(out, chrome.Option{Label: f.S("setting.policy.earlier", "Version", past.Version, "Name", past.Name), Action: func() {
				now := p.Version
				*p = past.Clone()
				p.Version = now
				f.restructured()
			}})
		}
	}
	return out
}

// AddPolicy puts a policy made from one of the samples after the others and returns its page.
func (f *Form) AddPolicy(sample newsroom.Policy) Place {
	has := func(of func(newsroom.Policy) string, s string) bool {
		return slices.ContainsFunc(f.Draft.Policies, func(p newsroom.Policy) bool { return of(p) == s })
	}
	p := sample.Clone()
	p.Version, p.Amended = 0, ""
	byID := func(p newsroom.Policy) string { return p.ID }
	p.ID = fresh("policy", func(id string) bool {
		return has(byID, id) || slices.ContainsFunc(f.Stored.Past, func(p newsroom.Policy) bool { return p.ID == id })
	})
	for n := 2; has(func(p newsroom.Policy) string { return p.Name }, p.Name); n++ {
		p.Name = sample.Name + " " + strconv.Itoa(n)
	}
	f.Draft.Policies = append(f.Draft.Policies, p)
	f.Changed()
	return Place{Kind: Policies, Policy: len(f.Draft.Policies) - 1}
}

// RemovePolicy takes the policy on the page out of the draft. Columns that follow it, and policies whose corrections do, are not changed: the newsroom
// refuses the draft and names them.
func (f *Form) RemovePolicy() {
	if at := f.place.Policy; f.shown() != nil {
		f.Draft.Policies = slices.Delete(slices.Clone(f.Draft.Policies), at, at+1)
		f.Changed()
	}
}
