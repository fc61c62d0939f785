package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// staffing is the window of people and accounts: everybody who works or worked here at the left, at the right whether accounts are on and what
// each role may do. What is refused is refused by the newsroom, and said where it was asked for.
type staffing struct {
	frame
	people []newsroom.Staff
	marks  []string // what the list says of each one's password
	failed error
	turn   int

	status *status
	rows   *chrome.Rows
	box    *fyne.Container
	side   *fyne.Container
}

// Sizes of the window.
const (
	staffingWidth, staffingHeight float32 = 960, 640
	staffingSide                  float32 = 540
	personHeight                  float32 = 52
)

// staffing opens the window, or brings it to the front.
func (d *desk) staffing() {
	if d.staffed != nil {
		d.staffed.win.RequestFocus()
		return
	}
	s := &staffing{frame: newFrame(d, "staffing", "", staffingWidth, staffingHeight)}
	d.staffed = s
	s.win.SetCloseIntercept(s.leave)
	s.listen(func(k fyne.KeyName) bool {
		if k != fyne.KeyEscape {
			return false
		}
		s.leave()
		return true
	})
	s.build()
	s.win.Show()
	s.load()
}

func (s *staffing) leave() {
	s.turn++
	s.keepSize()
	s.d.staffed = nil
	s.win.Close()
}

// build makes the window's content anew, in the language and theme of now.
func (s *staffing) build() {
	d := s.d
	s.status = newStatus(d)
	s.win.SetTitle(d.S("staffing.title"))
	s.win.SetMainMenu(s.menu())
	s.rows = chrome.NewRows()
	s.rows.Make = func() fyne.CanvasObject { return newPersonRow() }
	s.rows.Height = func(int, float32) float32 { return personHeight }
	s.rows.Update = func(i int, o fyne.CanvasObject, selected bool) {
		p := s.people[i]
		says := []string{d.Roles(p), p.Unit, s.marks[i]}
		o.(*personRow).set(p.Name, strings.Join(slices.DeleteFunc(says, func(t string) bool { return t == "" }), " · "), selected)
	}
	s.rows.OnOpen = func(int) { s.edit() }
	s.box, s.side = slot(s.rows), chrome.Column(16)
	spring := chrome.Spring()
	top := chrome.GrowingRow(8, spring, chrome.NewButton("＋ "+d.S("person.add.do"), chrome.Primary, s.add), chrome.NewButton(d.S("staffing.edit"), chrome.Plain, s.edit),
		chrome.NewButton(d.S("staffing.password"), chrome.Plain, s.givePassword), chrome.NewButton(d.S("staffing.retire"), chrome.Plain, s.retire), spring)
	s.win.SetContent(chrome.Dock(bar(topHeight, top), s.status.object,
		chrome.Beside(staffingSide, chrome.On(theme.Paper, s.box), chrome.On(theme.Panel, container.NewVScroll(chrome.Inset(20, s.side))))))
	s.present()
	s.focus(s.rows)
}

// menu is the window's.
func (s *staffing) menu() *fyne.MainMenu {
	d, line := s.d, fyne.NewMenuItemSeparator
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"),
			entry(d.S("person.add"), keyNew, s.free(s.add)),
			entry(d.S("staffing.edit")+"…", keyHandOver, s.commit(s.edit)),
			entry(d.S("staffing.password")+"…", keyGivePassword, s.free(s.givePassword)),
			entry(d.S("staffing.retire"), keyGiveBack, s.free(s.retire)), line(),
			entry(d.S(s.switchText())+"…", keyAccounts, s.free(s.switchAccounts)), line(),
			entry(d.S("close"), keyClose, s.free(s.leave))),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, s.free(s.showKeys))),
	)
}

// switchText is what the switch of accounts does now.
func (s *staffing) switchText() string {
	if s.d.settings.Accounts {
		return "staffing.off"
	}
	return "staffing.on"
}

// load reads who works here. Of two readings that are under way the later one is shown.
func (s *staffing) load() {
	d := s.d
	s.turn++
	turn := s.turn
	var people []newsroom.Staff
	var marks []string
	d.work(func(ctx context.Context) (err error) {
		if people, err = d.Newsroom.Staff(ctx); err != nil {
			return err
		}
		for _, p := range people {
			has, temporary, err := d.Newsroom.HasPassword(ctx, p)
			if err != nil {
				return err
			}
			mark := ""
			switch {
			case p.Removed:
				mark = d.S("staffing.removed")
			case !has:
				mark = d.S("staffing.none")
			case temporary:
				mark = d.S("staffing.temporary")
			}
			marks = append(marks, mark)
		}
		return nil
	}, func(err error) {
		if turn != s.turn {
			return
		}
		s.failed = err
		if err == nil {
			s.people, s.marks = people, marks
		}
		s.present()
	})
}

// present shows what was read.
func (s *staffing) present() {
	d := s.d
	switch {
	case s.failed != nil:
		s.status.say(toneError, d.Words.Say(newsroom.TextOf(s.failed)))
		exchange(s.box, empty(d.S("staffing.failed"), d.Words.Say(newsroom.TextOf(s.failed)), chrome.NewButton(d.S("retry"), chrome.Plain, s.load)))
	case len(s.people) == 0:
		exchange(s.box, empty(d.S("staffing.nobody"), d.S("staffing.nobody.text"), chrome.NewButton(d.S("person.add"), chrome.Plain, s.add)))
	default:
		s.status.say(toneSaved, d.S("staffing.count", "Count", len(d.workers())))
		s.rows.Set(len(s.people), min(max(0, s.rows.Selected()), len(s.people)-1))
		exchange(s.box, s.rows)
	}
	const inner = staffingSide - 40
	text, kind := d.S("staffing.are_off"), chrome.Primary
	if d.settings.Accounts {
		text, kind = d.S("staffing.are_on"), chrome.Plain
	}
	s.side.Objects = []fyne.CanvasObject{
		chrome.Text(d.S("staffing.accounts"), chrome.Style{Size: theme.HeadlineSize, Bold: true}),
		chrome.NewProse(text, chrome.Style{Token: theme.Soft, Width: inner}),
		chrome.Row(8, chrome.NewButton(d.S(s.switchText()), kind, s.switchAccounts)),
		chrome.HLine(),
		chrome.Text(d.S("staffing.rights"), chrome.Style{Size: theme.HeadlineSize, Bold: true}),
		chrome.NewProse(d.S("staffing.rights.text"), chrome.Style{Token: theme.Soft, Width: inner}),
		s.rights(inner),
	}
	s.side.Refresh()
}

// rights is the newsroom's table of roles and rights.
func (s *staffing) rights(width float32) fyne.CanvasObject {
	d := s.d
	const cell = 78
	name := width - cell*float32(len(newsroom.Roles()))
	line := func(label string, style chrome.Style, of func(newsroom.Role) string) fyne.CanvasObject {
		style.Width = name - 8
		row := chrome.Row(0, chrome.Fixed(name, 0, chrome.NewProse(label, style)))
		for _, r := range newsroom.Roles() {
			row.Add(chrome.Fixed(cell, 0, chrome.NewProse(of(r), chrome.Style{Size: theme.MetaSize, Align: fyne.TextAlignCenter, Width: cell})))
		}
		return row
	}
	out := chrome.Column(6, line("", chrome.Style{}, func(r newsroom.Role) string { return d.Label(newsroom.RoleText(r)) }), chrome.HLine())
	for _, right := range newsroom.Rights() {
		out.Add(line(d.S("right."+string(right)), chrome.Style{Size: theme.MetaSize}, func(r newsroom.Role) string {
			if r.Allows(right) {
				return "✓"
			}
			return ""
		}))
	}
	return out
}

// chosen is the selected person.
func (s *staffing) chosen() (newsroom.Staff, bool) {
	if i := s.rows.Selected(); i >= 0 && i < len(s.people) {
		return s.people[i], true
	}
	return newsroom.Staff{}, false
}

// changed reads everything anew after somebody or something was changed.
func (s *staffing) changed() error {
	err := s.d.load(context.Background())
	s.d.rebuild()
	s.load()
	return err
}

func (s *staffing) add() { s.person(newsroom.Staff{Roles: []newsroom.Role{newsroom.Writer}}) }

func (s *staffing) edit() {
	if p, ok := s.chosen(); ok {
		s.person(p)
	}
}

// person asks for name, unit and roles of somebody, who is new where he has no id.
func (s *staffing) person(p newsroom.Staff) {
	d := s.d
	name, unit := field.NewEntry(d.Input), field.NewEntry(d.Input)
	name.SetText(p.Name)
	unit.SetText(p.Unit)
	roles := newRoleChecks(d, p.Roles)
	title, do := d.S("person.add.title"), d.S("person.add.do")
	if p.ID != "" {
		title, do = p.Name, d.S("staffing.save")
	}
	s.ask(title, do, chrome.Column(12, chrome.Labelled(d.S("first.name"), name), chrome.Labelled(d.S("staffing.unit"), unit), chrome.Labelled(d.S("first.roles"), roles.object)), func(ctx context.Context) error {
		p.Name, p.Unit, p.Roles = strings.TrimSpace(name.Text), strings.TrimSpace(unit.Text), roles.chosen()
		if p.ID != "" {
			return d.Newsroom.EditStaff(ctx, d.manager(), p)
		}
		_, err := d.Newsroom.AddPerson(ctx, d.manager(), p)
		return err
	}, nil, name, unit)
}

// ask shows a card whose button does something to the people. A refusal is said on the card, which stays.
func (s *staffing) ask(title, do string, form fyne.CanvasObject, try func(context.Context) error, done func(), fields ...*field.Entry) {
	d := s.d
	const width = dialogWidth + 60
	said := chrome.NewProse("", chrome.Style{Token: theme.Red, Width: width - 48})
	said.Hide()
	var card *chrome.Modal
	busy := false
	press := func() {
		if busy {
			return
		}
		busy = true
		d.work(try, func(err error) {
			busy = false
			if err != nil {
				said.SetText(d.Words.Say(newsroom.TextOf(err)))
				said.Show()
				card.Refresh()
				return
			}
			card.Close()
			if done != nil {
				done()
			}
			if err := s.changed(); err != nil {
				s.refuse(err)
			}
		})
	}
	for _, f := range fields {
		f.OnCommit = press
	}
	card = s.frame.show(chrome.Card(title, width, chrome.Column(12, form, said),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(do, chrome.Primary, press)), press)
	if len(fields) > 0 {
		s.focus(fields[0])
	}
}

// retire says that the selected person works here no more, or works here again. What he did keeps his name.
func (s *staffing) retire() {
	p, ok := s.chosen()
	if !ok {
		return
	}
	d := s.d
	text, do := "staffing.retire.text", "staffing.retire.do"
	if p.Removed {
		text, do = "staffing.restore.text", "staffing.restore"
	}
	s.ask(p.Name, d.S(do), chrome.NewProse(d.S(text, "Name", p.Name), chrome.Style{Token: theme.Soft, Width: dialogWidth + 12}), func(ctx context.Context) error {
		q := p
		q.Removed = !p.Removed
		return d.Newsroom.EditStaff(ctx, d.manager(), q)
	}, nil)
}

// twice asks for a new password in two fields and returns it, refused where they differ.
func (d *desk) twice() (first, second *field.Entry, form *fyne.Container, given func() (string, error)) {
	first, second = secret(), secret()
	form = chrome.Column(12, chrome.Labelled(d.S("password.new"), first), chrome.Labelled(d.S("password.again"), second))
	return first, second, form, func() (string, error) {
		if first.Text != second.Text {
			return "", newsroom.Errorf(newsroom.Invalid, nil, "error.password_twice")
		}
		return first.Text, nil
	}
}

// givePassword gives the selected person a password, which with accounts on he must change when he first signs in.
func (s *staffing) givePassword() {
	p, ok := s.chosen()
	if !ok {
		return
	}
	d := s.d
	first, second, form, given := d.twice()
	s.ask(d.S("staffing.password.title", "Name", p.Name), d.S("staffing.password"), form, func(ctx context.Context) error {
		password, err := given()
		if err != nil {
			return err
		}
		return d.Newsroom.SetPassword(ctx, d.manager(), p, password)
	}, nil, first, second)
}

// administrator is who turns accounts on: who works here now where he may, otherwise the first one who may.
func (s *staffing) administrator() (newsroom.Staff, bool) {
	for _, p := range append([]newsroom.Staff{s.d.Me}, s.d.workers()...) {
		if p.ID != "" && p.May(newsroom.ManageSettings) {
			return p, true
		}
	}
	return newsroom.Staff{}, false
}

// switchAccounts turns accounts on, with the administrator's own password, or off.
func (s *staffing) switchAccounts() {
	d := s.d
	if d.settings.Accounts {
		s.ask(d.S("staffing.off"), d.S("staffing.off"), chrome.NewProse(d.S("staffing.off.text"), chrome.Style{Token: theme.Soft, Width: dialogWidth + 12}), func(ctx context.Context) error {
			return d.Newsroom.UseAccounts(ctx, d.Me, false, "")
		}, nil)
		return
	}
	who, ok := s.administrator()
	if !ok {
		s.tell(d.S("staffing.on"), d.S("staffing.no_admin"))
		return
	}
	has, _, err := d.Newsroom.HasPassword(context.Background(), who)
	if err != nil {
		s.refuse(err)
		return
	}
	first, second, form, given := d.twice()
	fields := []*field.Entry{first, second}
	if has {
		fields, form = fields[:1], chrome.Column(12, chrome.Labelled(d.S("password"), first))
		given = func() (string, error) { return first.Text, nil }
	}
	form.Objects = append([]fyne.CanvasObject{chrome.NewProse(d.S("staffing.on.text", "Name", who.Name), chrome.Style{Token: theme.Soft, Width: dialogWidth + 12})}, form.Objects...)
	s.ask(d.S("staffing.on"), d.S("staffing.on"), form, func(ctx context.Context) error {
		password, err := given()
		if err != nil {
			return err
		}
		return d.Newsroom.BeginAccounts(ctx, who, password)
	}, func() { // nobody else has a session: his text is saved, and he is asked for his password
		if d.Me.ID == who.ID {
			return
		}
		d.settings.Accounts = true
		d.lock()
	}, fields...)
}
