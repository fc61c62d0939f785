package desk

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"galley/app/desk/field"
	"galley/app/newsroom"
)

// withAccounts turns accounts on in the house: everybody has the password "password of NAME", and the person who is returned manages it.
func withAccounts(h *house) newsroom.Staff {
	h.t.Helper()
	ctx := h.t.Context()
	admin, err := h.room.AddStaff(ctx, newsroom.Staff{}, "管理员甲", newsroom.Admin)
	h.must(err)
	people, err := h.room.Staff(ctx)
	h.must(err)
	for _, p := range people {
		if p.ID == admin.ID || p.ID == people[0].ID {
			h.must(h.room.SetPassword(ctx, newsroom.Staff{}, p, "password of "+p.Name))
		}
	}
	h.must(h.room.UseAccounts(ctx, admin, true, "password of "+admin.Name))
	h.room.SignOut(admin)
	h.must(h.load(ctx))
	h.main.build()
	return admin
}

// passwordField is the field that has the keyboard.
func (h *house) passwordField() *field.Entry {
	h.t.Helper()
	e, ok := h.main.win.Canvas().Focused().(*field.Entry)
	if !ok || !e.Password {
		h.t.Fatal("no password is asked for")
	}
	return e
}

// TestPassword signs in by the window: a wrong password is refused in place, the right one opens the desk, locking closes it again.
func TestPassword(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	withAccounts(h)
	who := h.People[0]
	h.enter(who)
	test.Type(h.passwordField(), "not the password")
	press1(t, h.main.win, h.S("password.enter"))
	if h.Me.ID != "" {
		t.Fatal("a wrong password opened the desk")
	}
	test.Type(h.passwordField(), "password of "+who.Name)
	press1(t, h.main.win, h.S("password.enter"))
	if h.Me.ID != who.ID {
		t.Fatal("the right password did not open the desk")
	}
	m := newsroom.Manuscript{}
	if _, err := h.room.Create(t.Context(), who, m); newsroom.CodeOf(err) == newsroom.Forbidden {
		t.Errorf("who is signed in is refused: %v", err)
	}
	h.lock()
	if _, err := h.room.Create(t.Context(), who, m); newsroom.CodeOf(err) != newsroom.Forbidden || h.Me.ID != "" {
		t.Errorf("the desk is locked, and %s may go on: %v", who.Name, err)
	}
}

// TestGivenPassword: who signs in with a password that was given out is asked for one of his own before the desk opens.
func TestGivenPassword(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	admin := withAccounts(h)
	who := h.People[0]
	_, err := h.room.SignIn(t.Context(), admin.Name, "password of "+admin.Name)
	h.must(err)
	h.must(h.room.SetPassword(t.Context(), admin, who, "given by an admin"))
	h.room.SignOut(admin)
	h.enter(who)
	test.Type(h.passwordField(), "given by an admin")
	press1(t, h.main.win, h.S("password.enter"))
	if h.Me.ID != "" {
		t.Fatal("a password that was given out opened the desk")
	}
	test.Type(h.passwordField(), "my own password")
	h.main.win.Canvas().FocusNext()
	test.Type(h.passwordField(), "my own password")
	press1(t, h.main.win, h.S("password.change"))
	if h.Me.ID != who.ID {
		t.Fatal("one's own password did not open the desk")
	}
}
