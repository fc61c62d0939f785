package desk

import (
	"galley/app/desk/chrome"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

func (m *mainWindow) languageButton() *chrome.Button {
	d := m.d
	return chrome.NewMenuButton(voice.LanguageNames[d.Words.Lang()], chrome.Ghost, func() []chrome.Option {
		var options []chrome.Option
		for _, l := range catalogue.Langs() {
			options = append(options, chrome.Option{Label: voice.LanguageNames[l], Chosen: l == d.Words.Lang(), Action: func() { d.setLanguage(l) }})
		}
		return options
	})
}

func (m *mainWindow) themeButton() *chrome.Button {
	d := m.d
	name := d.S("theme.light")
	if d.dark() {
		name = d.S("theme.dark")
	}
	return chrome.NewMenuButton(name, chrome.Ghost, func() []chrome.Option {
		return []chrome.Option{
			{Label: d.S("theme.light"), Chosen: !d.dark(), Action: func() { d.setDark(false) }},
			{Label: d.S("theme.dark"), Chosen: d.dark(), Action: func() { d.setDark(true) }},
		}
	})
}

func (m *mainWindow) personButton() *chrome.Button {
	d := m.d
	label := d.Me.Name
	if len(d.Me.Roles) > 0 {
		label += " · " + d.Label(newsroom.RoleText(d.Me.Roles[0]))
	}
	return chrome.NewMenuButton(chrome.Cut(label, 200, chrome.Style{}), chrome.Ghost, func() []chrome.Option {
		var options []chrome.Option
		for _, s := range d.workers() {
			options = append(options, chrome.Option{Label: s.Name + "　" + d.Roles(s), Chosen: s.ID == d.Me.ID, Action: func() { d.enter(s) }})
		}
		options = append(options, chrome.Option{Rule: true})
		if d.locks() {
			options = append(options, chrome.Option{Label: d.S("password.change.option"), Action: func() {
				m.changePassword(d.Me, "", func() { m.status.say(toneSaved, d.S("password.changed")) })
			}}, chrome.Option{Label: d.S("lock"), Action: d.lock})
		}
		return append(options, chrome.Option{Label: d.S("person.add"), Action: m.addPerson})
	})
}
