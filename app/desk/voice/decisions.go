package voice

import (
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// Decisions is a list of decisions as cards: who did what when, on which version, and in his words why.
func (v *Voice) Decisions(list []newsroom.Decision, width float32) fyne.CanvasObject {
	col := chrome.Column(10)
	for i := len(list) - 1; i >= 0; i-- {
		col.Add(v.decision(list[i], width))
	}
	return col
}

var decisionTones = map[newsroom.Action]chrome.Tone{
	newsroom.Submit: chrome.News, newsroom.Approve: chrome.Good, newsroom.Return: chrome.Alert, newsroom.Publish: chrome.Good, newsroom.Withdraw: chrome.Mine,
	newsroom.ApproveCorrected: chrome.Good, newsroom.Override: chrome.Alert, newsroom.Recall: chrome.Alert,
	newsroom.Correct: chrome.News, newsroom.Update: chrome.News, newsroom.Republish: chrome.News,
}

// detail is what only some decisions say: the policy of a round, proofs with their figures, how much of the checklist was gone through, what
// readers were told.
func (v *Voice) detail(h newsroom.Decision) string {
	if h.Detail == nil {
		return ""
	}
	var out []string
	if p := h.Policy(); p != nil {
		out = append(out, v.S("history.policy", "Name", p.Name, "Version", p.Version))
	}
	for _, p := range h.Detail.Proofs {
		out = append(out, v.S("history.proof", "Proof", newsroom.ProofText(p.Kind), "Found", p.Found, "Corrected", p.Corrected))
	}
	if n := len(h.Detail.Checks); n > 0 {
		out = append(out, v.S("history.checks", "Count", n))
	}
	if h.Detail.Notice != "" {
		out = append(out, v.S("history.notice", "Notice", h.Detail.Notice))
	}
	return strings.Join(out, "\n")
}

func (v *Voice) decision(h newsroom.Decision, width float32) fyne.CanvasObject {
	tone := decisionTones[h.Action]
	what := v.Label(newsroom.ActionText(h.Action))
	if h.Step != "" {
		what = v.Label(catalogue.T("desk.history.step", "Step", newsroom.StepText(h.Step), "Action", newsroom.ActionText(h.Action)))
	}
	head := chrome.Row(8, chrome.NewChip(what, tone), chrome.Text(h.Name, chrome.Style{Bold: true}))
	parts := []fyne.CanvasObject{head}
	words := h.Opinion
	if h.Reason != "" {
		words = h.Reason
	}
	if words != "" {
		parts = append(parts, chrome.NewProse(words, chrome.Style{Width: width - 28}))
	}
	if more := v.detail(h); more != "" {
		parts = append(parts, chrome.NewProse(more, chrome.Style{Size: theme.MetaSize, Width: width - 28}))
	}
	meta := v.Stamp(h.At) + " · " + v.S("version", "Version", int(h.Version))
	if s := string(h.Hash); len(s) > 8 {
		meta += " · " + s[:4] + "…" + s[len(s)-4:]
	}
	if h.Action == newsroom.Return {
		to := v.S("history.to_author")
		if h.SentTo != "" {
			to = v.S("history.to_step", "Step", newsroom.StepText(h.SentTo))
		}
		meta = to + " · " + meta
	}
	parts = append(parts, chrome.NewProse(meta, chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: width - 28}))
	return chrome.Framed(theme.Paper, theme.Line, 6, chrome.Pad(10, 14, 10, 14, chrome.Column(6, parts...)))
}
