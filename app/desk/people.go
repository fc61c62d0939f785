package desk

import (
	"context"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// greeting is the page of a window that nobody has signed in to: the name of the house, a card in the middle, what it is at the foot.
func (m *mainWindow) greeting(title, sentence string, width float32, body fyne.CanvasObject) fyne.CanvasObject {
	card := chrome.Framed(theme.Paper, theme.Line, 10, chrome.Sized(width, 0, chrome.Inset(28, chrome.Column(0,
		chrome.NewProse(title, chrome.Style{Size: theme.DisplaySize, Bold: true, Width: width - 56}),
		chrome.Gap(0, 6),
		chrome.NewProse(sentence, chrome.Style{Token: theme.Soft, Width: width - 56}),
		chrome.Gap(0, 20), body))))
	spring := chrome.Spring()
	name := chrome.Text("Galley", chrome.Style{Size: theme.TitleSize, Bold: true})
	top := bar(topHeight, chrome.GrowingRow(8, spring, name, spring, m.languageButton(), m.themeButton()))
	m.status.say(toneSaved, m.d.S("status.where", "Where", m.d.Where))
	return chrome.Dock(top, m.status.object, chrome.On(theme.Ground, container.NewVScroll(chrome.Inset(24, chrome.Centre(card)))))
}

// firstStart offers the sample newsroom or an empty one.
func (m *mainWindow) firstStart() fyne.CanvasObject {
	d := m.d
	const width = 620
	form := m.emptyForm(width - 56)
	form.Hide()
	var sample, own *chrome.Button
	sample = chrome.NewButton(d.S("first.sample"), chrome.Primary, func() {
		sample.Disable()
		own.Disable()
		m.status.say(toneBusy, d.S("first.filling"))
		d.work(d.Sample, func(err error) {
			if err == nil {
				err = d.load(context.Background())
			}
			m.build()
			if err != nil {
				m.refuse(err)
			}
		})
	})
	m.firstButton = sample
	choice := func(title, sentence string, b *chrome.Button) fyne.CanvasObject {
		const inner = width - 56 - 40
		prose := chrome.NewProse(sentence, chrome.Style{Token: theme.Soft, Width: inner - 150})
		words := chrome.Column(2, chrome.Text(title, chrome.Style{Size: theme.HeadlineSize, Bold: true}), prose)
		return chrome.Framed(theme.Panel, theme.Line, 8, chrome.Inset(18, chrome.GrowingRow(16, words, words, b)))
	}
	var page *fyne.Container
	own = chrome.NewButton(d.S("first.own"), chrome.Plain, func() {
		form.Show()
		page.Refresh()
		m.win.Content().Refresh()
		m.focus(m.firstField)
	})
	page = chrome.Column(12, choice(d.S("first.sample.title"), d.S("first.sample.text"), sample), choice(d.S("first.own.title"), d.S("first.own.text"), own), form)
	return m.greeting(d.S("first.title"), d.S("first.text"), width, page)
}

// emptyForm asks what an empty newsroom needs: the site, the pattern of its addresses, the first person, and whether people sign in.
func (m *mainWindow) emptyForm(width float32) fyne.CanvasObject {
	d := m.d
	site, pattern, name := field.NewEntry(d.Input), field.NewEntry(d.Input), field.NewEntry(d.Input)
	m.firstField, m.firstName = site, name
	site.SetPlaceHolder(d.S("first.site.hint"))
	pattern.SetText(newsroom.NewSettings().Pattern)
	roles := newRoleChecks(d, newsroom.Roles())
	said := chrome.NewProse("", chrome.Style{Token: theme.Red, Width: width})
	said.Hide()
	password, again, passwords, given := d.twice()
	passwords.Hide()
	accounts := chrome.NewTick(d.S("first.accounts"), width, false, func(on bool) {
		passwords.Hidden = !on
		m.win.Content().Refresh()
		if on {
			m.focus(password)
		}
	})
	var first newsroom.Staff // made by a try before, where only the password was refused
	begin := func() {
		s := newsroom.NewSettings()
		s.Site, s.Pattern, s.Language = strings.TrimSpace(site.Text), strings.TrimSpace(pattern.Text), d.Words.Lang()
		d.work(func(ctx context.Context) (err error) {
			secret := ""
			if accounts.On() {
				if secret, err = given(); err != nil {
					return err
				}
			}
			if err := d.Newsroom.SaveSettings(ctx, newsroom.Staff{}, s); err != nil {
				return err
			}
			who := first
			if who.Name, who.Roles = strings.TrimSpace(name.Text), roles.chosen(); who.ID == "" {
				who, err = d.Newsroom.AddPerson(ctx, newsroom.Staff{}, who)
			} else {
				err = d.Newsroom.EditStaff(ctx, newsroom.Staff{}, who)
			}
			if err != nil {
				return err
			}
			if first = who; accounts.On() {
				return d.Newsroom.BeginAccounts(ctx, first, secret)
			}
			return nil
		}, func(err error) {
			if err == nil {
				err = d.load(context.Background())
			}
			if err != nil {
				said.SetText(d.Words.Say(newsroom.TextOf(err)))
				said.Show()
				m.win.Content().Refresh()
				return
			}
			d.signIn(first)
		})
	}
	name.OnCommit, password.OnCommit, again.OnCommit = begin, begin, begin
	return chrome.Column(12, chrome.Gap(0, 4), chrome.HLine(), chrome.Gap(0, 2),
		chrome.Labelled(d.S("first.site"), site), chrome.Labelled(d.S("first.pattern"), pattern), chrome.Labelled(d.S("first.name"), name),
		chrome.Labelled(d.S("first.roles"), roles.object),
		chrome.Column(4, accounts, chrome.NewProse(d.S("first.accounts.text"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: width})), passwords, said, chrome.Row(8, chrome.NewButton(d.S("first.begin"), chrome.Primary, begin)))
}

// roleChecks is a choice of roles, any number of them.
type roleChecks struct {
	roles  []newsroom.Role
	checks []*widget.Check
	object fyne.CanvasObject
}

func newRoleChecks(d *desk, on []newsroom.Role) *roleChecks {
	r := &roleChecks{roles: newsroom.Roles()}
	row := chrome.Row(12)
	for _, role := range r.roles {
		c := widget.NewCheck(d.Label(newsroom.RoleText(role)), nil)
		for _, o := range on {
			if o == role {
				c.SetChecked(true)
			}
		}
		r.checks = append(r.checks, c)
		row.Add(c)
	}
	r.object = row
	return r
}

func (r *roleChecks) chosen() []newsroom.Role {
	var out []newsroom.Role
	for i, c := range r.checks {
		if c.Checked {
			out = append(out, r.roles[i])
		}
	}
	return out
}

// signIn asks who works here. With accounts off there are no passwords, and the window says so: whoever has the computer has the newsroom.
func (m *mainWindow) signIn() fyne.CanvasObject {
	d := m.d
	const width = 460
	people := d.workers()
	list := chrome.NewRows()
	list.Make = func() fyne.CanvasObject { return newPersonRow() }
	list.Height = func(int, float32) float32 { return 52 }
	list.Update = func(i int, o fyne.CanvasObject, selected bool) {
		o.(*personRow).set(people[i].Name, d.Roles(people[i]), selected)
	}
	list.OnSelect = func(int) {}
	list.OnOpen = func(i int) { d.enter(people[i]) }
	list.Set(len(people), 0)
	rows := min(len(people), 8)
	enter := chrome.NewButton(d.S("signin.enter"), chrome.Primary, func() {
		if i := list.Selected(); i >= 0 {
			d.enter(people[i])
		}
	})
	add := chrome.NewButton(d.S("person.add"), chrome.Ghost, m.addPerson)
	trust, text := d.S("signin.trust"), d.S("signin.text")
	if d.settings.Accounts {
		add.Hide() // that is for an administrator, who is not here yet
		trust, text = d.S("signin.accounts"), d.S("signin.locked")
	}
	spring := chrome.Spring()
	body := chrome.Column(16,
		chrome.Framed(theme.Paper, theme.Line, 6, chrome.Fixed(0, float32(rows)*52, list)),
		chrome.GrowingRow(8, spring, add, spring, enter),
		chrome.NewProse(trust, chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: width - 56}))
	object := m.greeting(d.S("signin.title", "Site", m.siteName()), text, width, body)
	m.people = list
	return object
}

func (m *mainWindow) siteName() string {
	if s := m.d.settings.Site; s != "" {
		return s
	}
	return "Galley"
}

// personRow is one person of a list.
type personRow struct {
	widget.BaseWidget
	ground, mark *canvas.Rectangle
	disc         *canvas.Circle
	letter       *canvas.Text
	name, roles  *canvas.Text
}

func newPersonRow() *personRow {
	r := &personRow{ground: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), disc: canvas.NewCircle(theme.Color(theme.Quiet)), letter: chrome.Text("", chrome.Style{Bold: true, Token: theme.Soft}),
		name: chrome.Text("", chrome.Style{Size: theme.HeadlineSize}), roles: chrome.Text("", chrome.Meta())}
	r.ExtendBaseWidget(r)
	return r
}

func (r *personRow) set(name, roles string, selected bool) {
	r.name.Text, r.roles.Text = name, roles
	r.letter.Text = string([]rune(name + " ")[:1])
	r.ground.FillColor, r.mark.FillColor = theme.Color(theme.Paper), theme.Color(theme.Paper)
	if selected {
		r.ground.FillColor, r.mark.FillColor = theme.Color(theme.RedWash), theme.Color(theme.Red)
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *personRow) CreateRenderer() fyne.WidgetRenderer {
	disc := chrome.Fixed(32, 32, chrome.Over(r.disc, chrome.Centre(r.letter)))
	line := chrome.TopRow(0, nil, chrome.Fixed(3, 0, r.mark), chrome.Pad(8, 14, 8, 13, chrome.Row(12, disc, chrome.Column(0, r.name, r.roles))))
	return widget.NewSimpleRenderer(chrome.Over(r.ground, line))
}

// manager is who adds people: with accounts on the person who is signed in, without them the desk that everybody trusts.
func (d *desk) manager() newsroom.Staff {
	if d.settings.Accounts {
		return d.Me
	}
	return newsroom.Staff{}
}

// addPerson asks for a new member of staff.
func (m *mainWindow) addPerson() {
	d := m.d
	const width = dialogWidth + 60
	name := field.NewEntry(d.Input)
	roles := newRoleChecks(d, []newsroom.Role{newsroom.Writer})
	said := chrome.NewProse("", chrome.Style{Token: theme.Red, Width: width - 48})
	said.Hide()
	body := chrome.Column(12, chrome.Labelled(d.S("first.name"), name), chrome.Labelled(d.S("first.roles"), roles.object), said)
	var card *chrome.Modal
	add := func() {
		d.work(func(ctx context.Context) error {
			_, err := d.Newsroom.AddStaff(ctx, d.manager(), strings.TrimSpace(name.Text), roles.chosen()...)
			if err == nil {
				err = d.load(ctx)
			}
			return err
		}, func(err error) {
			if err != nil {
				said.SetText(d.Words.Say(newsroom.TextOf(err)))
				said.Show()
				card.Refresh()
				return
			}
			card.Close()
			m.build()
		})
	}
	name.OnCommit = add
	card = m.show(chrome.Card(d.S("person.add.title"), width, body,
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("person.add.do"), chrome.Primary, add)), add)
	m.focus(name)
}
