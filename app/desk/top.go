package desk

import (
	"galley/app/desk/chrome"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// languageNames are what the languages call themselves.
var languageNames = map[catalogue.Lang]string{catalogue.ZhHans: "简体中文", catalogue.ZhHant: "繁體中文", catalogue.En: "English"}

func (m *mainWindow) languageButton() *chrome.Button {
	d := m.d
	return chrome.NewMenuButton(languageNames[d.words.Lang()], chrome.Ghost, func() []chrome.Option {
		var options []chrome.Option
		for _, l := range catalogue.Langs() {
			options = append(options, chrome.Option{Label: languageNames[l], Chosen: l == d.words.Lang(), Action: func() { d.setLanguage(l) }})
		}
		return options
	})
}

func (m *mainWindow) themeButton() *chrome.Button {
	d := m.d
	name := d.s("theme.light")
	if d.dark() {
		name = d.s("theme.dark")
	}
	return chrome.NewMenuButton(name, chrome.Ghost, func() []chrome.Option {
		return []chrome.Option{
			{Label: d.s("theme.light"), Chosen: !d.dark(), Action: func() { d.setDark(false) }},
			{Label: d.s("theme.dark"), Chosen: d.dark(), Action: func() { d.setDark(true) }},
		}
	})
}

func (m *mainWindow) personButton() *chrome.Button {
	d := m.d
	label := d.me.Name
	if len(d.me.Roles) > 0 {
		label += " · " + d.label(newsroom.RoleText(d.me.Roles[0]))
	}
	return chrome.NewMenuButton(chrome.Cut(label, 200, chrome.Style{}), chrome.Ghost, func() []chrome.Option {
		var options []chrome.Option
		for _, s := range d.people {
			options = append(options, chrome.Option{Label: s.Name + "　" + d.roles(s), Chosen: s.ID == d.me.ID, Action: func() { d.signIn(s) }})
		}
		return append(options, chrome.Option{Rule: true}, chrome.Option{Label: d.s("person.add"), Action: m.addPerson})
	})
}
