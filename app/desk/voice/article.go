package voice

import (
	"strconv"

	"galley/app/desk/chrome"
	"galley/app/newsroom"
)

// Headline names an article in lists, one without a headline too.
func (v *Voice) Headline(a newsroom.Article) string {
	if a.Digest.Headline == "" {
		return v.S("untitled")
	}
	return a.Digest.Headline
}

// Chip says where an article stands for the person.
func (v *Voice) Chip(a newsroom.Article) (string, chrome.Tone) {
	text := v.Label(newsroom.StateText(a.State))
	tone := map[newsroom.State]chrome.Tone{newsroom.InReview: chrome.News, newsroom.Returned: chrome.Alert, newsroom.Approved: chrome.Good}[a.State]
	if step := a.Awaits(); step != "" {
		text = v.Label(newsroom.StepText(step))
	}
	switch {
	case a.Unreviewed:
		text, tone = v.S("chip.unreviewed", "Standing", text), chrome.Alert
	case a.Amends != "":
		text = v.S("chip.amends", "Action", v.Label(newsroom.ActionText(a.Amends)), "Standing", text)
	}
	if newsroom.IsTurnOf(a, v.Me) && a.State != newsroom.Returned {
		tone = chrome.Mine
	}
	return text, tone
}

// Meta is the line below a headline: column, author, length.
func (v *Voice) Meta(a newsroom.Article) string {
	s := ""
	for _, part := range []string{a.Digest.Column, a.Digest.Author, v.S("characters", "Count", Grouped(a.Digest.Characters))} {
		if part != "" {
			if s != "" {
				s += "　"
			}
			s += part
		}
	}
	return s
}

// Grouped writes a number with a thin space between its thousands.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}
