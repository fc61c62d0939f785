package desk

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"galley/app/desk/field"
	"galley/app/newsroom"
)

// TestStaffing does with the window what the commands do: an administrator is added, turns accounts on with a password of his own, and cannot
// be taken away while he is the last.
func TestStaffing(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as(h.People[0].Name).staffing()
	s := h.staffed
	field1 := func(text string) {
		t.Helper()
		e, ok := s.win.Canvas().Focused().(*field.Entry)
		if !ok {
			t.Fatalf("the keyboard is at %T", s.win.Canvas().Focused())
		}
		test.Type(e, text)
	}
	named := func(name string) (newsroom.Staff, int) {
		i := slices.IndexFunc(s.people, func(p newsroom.Staff) bool { return p.Name == name })
		if i < 0 {
			return newsroom.Staff{}, i
		}
		return s.people[i], i
	}
	for _, p := range s.people { // the test makes the only administrator itself
		if p.Has(newsroom.Admin) {
			p.Roles = slices.DeleteFunc(slices.Clone(p.Roles), func(r newsroom.Role) bool { return r == newsroom.Admin })
			if len(p.Roles) == 0 {
				p.Roles = []newsroom.Role{newsroom.Writer}
			}
			h.must(h.room.EditStaff(t.Context(), newsroom.Staff{}, p))
		}
	}
	h.must(s.changed())
	if _, ok := s.administrator(); ok {
		t.Fatal("there is an administrator")
	}
	s.person(newsroom.Staff{Roles: []newsroom.Role{newsroom.Admin}})
	press1(t, s.win, h.S("person.add.do"))
	if s.card == nil {
		t.Fatal("somebody without a name was added")
	}
	field1("管理员甲")
	s.card.Press()
	admin, at := named("管理员甲")
	if at < 0 || s.card != nil || !admin.May(newsroom.ManagePeople) {
		t.Fatalf("%+v of %d people", admin, len(s.people))
	}
	s.switchAccounts()
	field1("a password of mine")
	s.win.Canvas().FocusNext()
	field1("another password")
	s.card.Press()
	if h.settings.Accounts || s.card == nil {
		t.Fatal("accounts are on with two passwords")
	}
	s.card.Close()
	s.switchAccounts()
	field1("a password of mine")
	s.win.Canvas().FocusNext()
	field1("a password of mine")
	s.card.Press()
	if !h.settings.Accounts || h.Me.ID != "" {
		t.Fatalf("accounts %v, %s works here", h.settings.Accounts, h.Me.Name)
	}
	who, err := h.room.SignIn(t.Context(), admin.Name, "a password of mine")
	h.must(err)
	h.signIn(who)
	s.rows.Set(len(s.people), at)
	s.retire()
	s.card.Press()
	if p, _ := named(admin.Name); p.Removed || s.card == nil {
		t.Error("the last administrator is gone")
	}
	s.card.Close()
	s.leave()
	if h.staffed != nil {
		t.Error("the window is still known")
	}
}
