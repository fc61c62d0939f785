package voice

import (
	"strings"

	"galley/app/desk/chrome"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// Steps is the review of an article as a line of dots, with who took each step and when.
func (v *Voice) Steps(a newsroom.Article, history []newsroom.Decision) []chrome.Step {
	last := map[string]newsroom.Decision{} // of this round, by step; submission and publication by action
	for _, h := range history {
		if h.Round == a.Round || h.Action == newsroom.Publish || h.Action == newsroom.Withdraw {
			key := h.Step
			if h.Action == newsroom.Submit || h.Action == newsroom.Publish || h.Action == newsroom.Withdraw {
				key = string(h.Action)
			}
			last[key] = h
		}
	}
	who := func(h newsroom.Decision) string { return h.Name + " " + v.Moment(h.At) }
	submit := chrome.Step{Name: v.Label(newsroom.ActionText(newsroom.Submit)), Who: v.Person(a.Creator)}
	switch a.State {
	case newsroom.Draft:
		submit.Progress = chrome.Now
		if a.Creator == v.Me.ID {
			submit.Progress = chrome.MyTurn
		}
	case newsroom.Returned:
		submit.Progress = chrome.Back
		submit.Name, submit.Who = v.S("step.returned"), v.Person(a.Creator)
	default:
		submit.Progress, submit.Who = chrome.Done, who(last[string(newsroom.Submit)])
	}
	steps := []chrome.Step{submit}
	for i, p := range a.Policy.Steps {
		s := chrome.Step{Name: v.Label(newsroom.StepText(p.Name)), Who: v.open(p)}
		h, taken := last[p.Name]
		passed := a.State == newsroom.Approved || a.State == newsroom.Published || a.State == newsroom.Withdrawn || a.State == newsroom.InReview && i < a.Step
		switch {
		case passed:
			s.Progress = chrome.Done
			if taken {
				s.Name, s.Who = v.Label(catalogue.T("desk.step."+passedAs(h), "Step", newsroom.StepText(p.Name))), who(h)
			}
		case a.State == newsroom.InReview && i == a.Step && newsroom.IsTurnOf(a, v.Me):
			s.Progress, s.Who = chrome.MyTurn, v.S("step.mine")
		case a.State == newsroom.InReview && i == a.Step:
			s.Progress = chrome.Now
			if n := len(a.Agreed); n > 0 {
				s.Who = v.S("step.agreed", "Have", n, "Need", p.Need)
			}
		case a.State == newsroom.Returned && taken && h.Action == newsroom.Return:
			s.Name, s.Who = v.Label(catalogue.T("desk.step.sent_back", "Step", newsroom.StepText(p.Name))), who(h)
		}
		steps = append(steps, s)
	}
	publish := chrome.Step{Name: v.Label(newsroom.ActionText(newsroom.Publish)), Who: v.Label(newsroom.RoleText(newsroom.Publisher))}
	switch {
	case a.State == newsroom.Approved && newsroom.IsTurnOf(a, v.Me):
		publish.Progress, publish.Who = chrome.MyTurn, v.S("step.mine")
	case a.State == newsroom.Approved:
		publish.Progress = chrome.Now
	case a.State == newsroom.Published:
		publish.Progress, publish.Who = chrome.Done, who(last[string(newsroom.Publish)])
	case a.State == newsroom.Withdrawn:
		publish.Progress, publish.Who = chrome.Back, who(last[string(newsroom.Withdraw)])
		publish.Name = v.Label(newsroom.StateText(newsroom.Withdrawn))
	}
	return append(steps, publish)
}

// passedAs says how a step came to lie behind an article.
func passedAs(d newsroom.Decision) string {
	switch d.Action {
	case newsroom.Override:
		return "overridden"
	case newsroom.ApproveCorrected:
		return "corrected"
	}
	return "passed"
}

// open says who may take a step: the people it names, or those of its role.
func (v *Voice) open(p newsroom.PolicyStep) string {
	if len(p.People) == 0 {
		return v.Label(newsroom.RoleText(p.Role))
	}
	names := make([]string, len(p.People))
	for i, id := range p.People {
		names[i] = v.Person(id)
	}
	return strings.Join(names, "、")
}
