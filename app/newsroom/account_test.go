package newsroom_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
	"galley/app/newsroom/seal"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/track"
)

// cheap keeps the tests quick.
var cheap = seal.Cost{Memory: 64, Time: 1, Threads: 1}

// signedRoom is a newsroom with accounts on in which the given people are signed in, each with the password "password of NAME". 辛 manages it.
func signedRoom(t *testing.T, names ...string) *room {
	t.Helper()
	r := newRoom(t, t.Context())
	r.SetCost(cheap)
	for _, name := range append([]string{"辛"}, names...) {
		must(t, r.SetPassword(r.ctx, newsroom.Staff{}, r.staff[name], "password of "+name))
	}
	must(t, r.UseAccounts(r.ctx, r.staff["辛"], true, "password of 辛"))
	for _, name := range names {
		r.signIn(t, name)
	}
	return r
}

func (r *room) signIn(t fataler, name string) {
	t.Helper()
	p, err := r.SignIn(r.ctx, name, "password of "+name)
	must(t, err)
	if p.ID != r.staff[name].ID {
		t.Fatalf("%s signed in and is %s", name, p.Name)
	}
}

// rows returns the audit.
func (r *room) rows(t fataler) (rows []ledger.Row) {
	t.Helper()
	must(t, r.store.EachAudit(r.ctx, func(row ledger.Row) error { rows = append(rows, row); return nil }))
	return rows
}

// TestGate asks every service that acts for a person, with accounts on: without a session each is refused in the same words and stores nothing,
// and a session of somebody else does not help.
func TestGate(t *testing.T) {
	r := signedRoom(t, "甲")
	a := r.create(t)
	r.SignOut(r.staff["甲"])
	for name, service := range map[string]func(actor newsroom.Staff) error{
		"Create": func(s newsroom.Staff) error {
			_, err := r.Create(r.ctx, s, manuscript("headline(通知) p(正文。)"))
			return err
		},
		"Append": func(s newsroom.Staff) error { _, err := r.Append(r.ctx, s, a.ID, 0, nil); return err },
		"Act": func(s newsroom.Staff) error {
			_, err := r.Act(r.ctx, s, a.ID, newsroom.Do{Action: newsroom.Submit})
			return err
		},
		"KeepVersion": func(s newsroom.Staff) error { _, err := r.KeepVersion(r.ctx, s, a.ID, "初稿"); return err },
		"Restore":     func(s newsroom.Staff) error { _, err := r.Restore(r.ctx, s, a.ID, 1); return err },
		"CopyBack": func(s newsroom.Staff) error {
			_, err := r.CopyBack(r.ctx, s, a.ID, 1, track.Change{})
			return err
		},
		"TakePicture":  func(s newsroom.Staff) error { _, err := r.TakePicture(r.ctx, s, "", photo(t, 1)); return err },
		"PutAway":      func(s newsroom.Staff) error { return r.PutAway(r.ctx, s, "none", true) },
		"Hold":         func(s newsroom.Staff) error { _, err := r.Hold(r.ctx, s, a.ID, "desk"); return err },
		"TakeOver":     func(s newsroom.Staff) error { _, err := r.TakeOver(r.ctx, s, a.ID, "desk"); return err },
		"EndLease":     func(s newsroom.Staff) error { return r.EndLease(r.ctx, s, a.ID) },
		"KeepLost":     func(s newsroom.Staff) error { _, err := r.KeepLost(r.ctx, s, a.ID, 0, nil); return err },
		"SaveSettings": func(s newsroom.Staff) error { return r.SaveSettings(r.ctx, s, newsroom.NewSettings()) },
		"AddStaff":     func(s newsroom.Staff) error { _, err := r.AddStaff(r.ctx, s, "壬", newsroom.Writer); return err },
		"EditStaff":    func(s newsroom.Staff) error { return r.EditStaff(r.ctx, s, r.staff["乙"]) },
		"SetPassword":  func(s newsroom.Staff) error { return r.SetPassword(r.ctx, s, r.staff["辛"], "stolen stolen") },
		"UseAccounts":  func(s newsroom.Staff) error { return r.UseAccounts(r.ctx, s, false, "") },
	} {
		t.Run(name, func(t *testing.T) {
			for _, who := range []string{"甲", "戊"} {
				err := r.unchanged(t, func() error { return service(r.staff[who]) })
				refused(t, err, newsroom.Forbidden, "error.not_signed_in")
			}
			if newsroom.CodeOf(r.unchanged(t, func() error { return service(newsroom.Staff{}) })) != newsroom.Forbidden {
				t.Error("nobody may")
			}
		})
	}
	options, err := r.MayAct(r.ctx, r.staff["甲"], a)
	must(t, err)
	for _, o := range options {
		refused(t, o.Err, newsroom.Forbidden, "error.not_signed_in")
	}
}

// TestRights holds what the services and the review machine let each role do to the table of rights.
func TestRights(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	approved := r.act(t, r.create(t), toApproved...)
	published := r.act(t, r.act(t, r.create(t), toApproved...), "己", "publish")
	for _, role := range newsroom.Roles() {
		p, err := r.AddStaff(r.ctx, newsroom.Staff{}, "角色"+string(role), role)
		must(t, err)
		may := func(a newsroom.Article, action newsroom.Action) bool {
			options, err := r.MayAct(r.ctx, p, a)
			must(t, err)
			i := slices.IndexFunc(options, func(o newsroom.Option) bool { return o.Action == action })
			return options[i].Err == nil
		}
		_, writes := r.Create(r.ctx, p, manuscript("headline(通知) p(正文。)"))
		saves := r.SaveSettings(r.ctx, p, newsroom.NewSettings())
		adds := r.EditStaff(r.ctx, p, p)
		_, err = r.Hold(r.ctx, r.staff["甲"], a.ID, "desk")
		must(t, err)
		ends := r.EndLease(r.ctx, p, a.ID)
		for right, does := range map[newsroom.Right]bool{
			newsroom.WriteArticles: writes == nil, newsroom.EditAll: may(a, newsroom.Edit), newsroom.PublishOut: may(approved, newsroom.Publish),
			newsroom.WithdrawOut: may(published, newsroom.Withdraw), newsroom.ManageSettings: saves == nil, newsroom.ManagePeople: adds == nil, newsroom.TakeLeases: ends == nil,
		} {
			if role.Allows(right) != does {
				t.Errorf("%s: the table says %v of %s, the newsroom %v", role, !does, right, does)
			}
		}
	}
}

func TestWrongPassword(t *testing.T) {
	r := signedRoom(t)
	must(t, r.SetPassword(r.ctx, r.staff["辛"], r.staff["甲"], "password of 甲"))
	wrong := func() error { _, err := r.SignIn(r.ctx, "甲", "password of 乙"); return err }
	for range 5 {
		refused(t, wrong(), newsroom.Forbidden, "error.wrong_password")
	}
	right := func() error { _, err := r.SignIn(r.ctx, "甲", "password of 甲"); return err }
	refused(t, r.unchanged(t, right), newsroom.Forbidden, "error.sign_in_wait")
	r.now = r.now.Add(-time.Hour) // a clock that is set back does not help
	refused(t, right(), newsroom.Forbidden, "error.sign_in_wait")
	r.now = r.now.Add(time.Hour + 30*time.Second)
	refused(t, wrong(), newsroom.Forbidden, "error.wrong_password")
	r.now = r.now.Add(59 * time.Second) // twice as long
	refused(t, right(), newsroom.Forbidden, "error.sign_in_wait")
	// The wait is the store's and not the program's.
	again := newsroom.New(r.store, func() time.Time { return r.now })
	again.SetCost(cheap)
	_, err := again.SignIn(r.ctx, "甲", "password of 甲")
	refused(t, err, newsroom.Forbidden, "error.sign_in_wait")
	r.now = r.now.Add(time.Second)
	must(t, right())
	refused(t, wrong(), newsroom.Forbidden, "error.wrong_password") // and the count is at its beginning again
	must(t, right())
	_, err = r.SignIn(r.ctx, "乙", "password of 乙")
	refused(t, err, newsroom.Forbidden, "error.no_password")
}

// TestTemporaryPassword: who was given a password can do nothing with it but choose another, and then has a key that nobody else had.
func TestTemporaryPassword(t *testing.T) {
	r := signedRoom(t)
	must(t, r.SetPassword(r.ctx, r.staff["辛"], r.staff["甲"], "password of 甲"))
	given, err := r.store.FindAccount(r.ctx, r.staff["甲"].ID)
	must(t, err)
	r.signIn(t, "甲")
	_, err = r.Create(r.ctx, r.staff["甲"], manuscript("headline(通知) p(正文。)"))
	refused(t, err, newsroom.Forbidden, "error.password_temporary")
	refused(t, r.ChangePassword(r.ctx, r.staff["甲"], "password of 甲", "short"), newsroom.Invalid, "error.password_form")
	refused(t, r.ChangePassword(r.ctx, r.staff["甲"], "password of 甲", "password of 甲"), newsroom.Invalid, "error.password_same")
	refused(t, r.ChangePassword(r.ctx, r.staff["甲"], "another", "my own password"), newsroom.Forbidden, "error.wrong_password")
	must(t, r.ChangePassword(r.ctx, r.staff["甲"], "password of 甲", "my own password"))
	r.create(t)
	own, err := r.store.FindAccount(r.ctx, r.staff["甲"].ID)
	must(t, err)
	if own.Public == given.Public {
		t.Error("the key is the one that the administrator could have")
	}
	must(t, r.ChangePassword(r.ctx, r.staff["甲"], "my own password", "my next password"))
	if next, err := r.store.FindAccount(r.ctx, r.staff["甲"].ID); err != nil || next.Public != own.Public {
		t.Error("a new password of one's own made a new key", err)
	}
	sound(t, r)
}

// TestOtherPassword: a password given out meanwhile ends a session.
func TestOtherPassword(t *testing.T) {
	r := signedRoom(t, "甲")
	a := r.create(t)
	must(t, r.SetPassword(r.ctx, r.staff["辛"], r.staff["甲"], "another password"))
	_, err := r.Act(r.ctx, r.staff["甲"], a.ID, newsroom.Do{Action: newsroom.Submit})
	refused(t, err, newsroom.Forbidden, "error.not_signed_in")
	must(t, r.EditStaff(r.ctx, r.staff["辛"], r.staff["甲"]))
}

// TestRemovedInReview takes a reviewer out between two steps: he is refused from then on, and what he decided stays.
func TestRemovedInReview(t *testing.T) {
	r := signedRoom(t, "甲", "乙", "丙", "戊")
	a := r.act(t, r.create(t), "甲", "submit", "乙", "approve")
	removed := r.staff["丙"]
	removed.Removed = true
	must(t, r.EditStaff(r.ctx, r.staff["辛"], removed))
	_, err := r.Act(r.ctx, r.staff["丙"], a.ID, newsroom.Do{Action: newsroom.Approve})
	refused(t, err, newsroom.Forbidden, "error.person_removed")
	_, err = r.SignIn(r.ctx, "丙", "password of 丙")
	refused(t, err, newsroom.Forbidden, "error.person_removed")
	back := r.staff["丙"]
	must(t, r.EditStaff(r.ctx, r.staff["辛"], back))
	r.signIn(t, "丙")
	a = r.act(t, a, "丙", "approve")
	r.signIn(t, "戊")
	r.act(t, a, "戊", "approve")
	sound(t, r)
}

func TestLastAdmin(t *testing.T) {
	r := signedRoom(t, "庚")
	last := r.staff["辛"]
	last.Roles = []newsroom.Role{newsroom.Writer}
	refused(t, r.EditStaff(r.ctx, r.staff["辛"], last), newsroom.Invalid, "error.last_admin")
	last = r.staff["辛"]
	last.Removed = true
	refused(t, r.EditStaff(r.ctx, r.staff["辛"], last), newsroom.Invalid, "error.last_admin")
	refused(t, r.EditStaff(r.ctx, r.staff["庚"], r.staff["庚"]), newsroom.Forbidden, "bar.role")
}

// TestConfirm: the last approval and a publication want a password that was just given.
func TestConfirm(t *testing.T) {
	r := signedRoom(t, "甲", "乙", "丙", "戊", "己")
	a := r.act(t, r.create(t), "甲", "submit")
	r.now = r.now.Add(time.Hour)
	a = r.act(t, a, "乙", "approve", "丙", "approve")
	approve := func() (err error) {
		a, err = r.Act(r.ctx, r.staff["戊"], a.ID, newsroom.Do{Action: newsroom.Approve})
		return err
	}
	before := a
	refused(t, r.unchanged(t, approve), newsroom.Forbidden, "error.confirm")
	a = before
	refused(t, r.Confirm(r.ctx, r.staff["戊"], "password of 甲"), newsroom.Forbidden, "error.wrong_password")
	refused(t, approve(), newsroom.Forbidden, "error.confirm")
	a = before
	must(t, r.Confirm(r.ctx, r.staff["戊"], "password of 戊"))
	must(t, approve())
	_, err := r.Act(r.ctx, r.staff["己"], a.ID, newsroom.Do{Action: newsroom.Publish})
	refused(t, err, newsroom.Forbidden, "error.confirm")
	r.signIn(t, "己")
	_, err = r.Act(r.ctx, r.staff["己"], a.ID, newsroom.Do{Action: newsroom.Publish})
	must(t, err)
	sound(t, r)
}

// TestSigned looks at who signed what before accounts, with them and after them.
func TestSigned(t *testing.T) {
	r := newRoom(t, t.Context())
	r.SetCost(cheap)
	r.act(t, r.create(t), "甲", "submit")
	for _, name := range []string{"辛", "甲", "乙"} {
		must(t, r.SetPassword(r.ctx, newsroom.Staff{}, r.staff[name], "password of "+name))
	}
	must(t, r.UseAccounts(r.ctx, r.staff["辛"], true, "password of 辛"))
	r.signIn(t, "甲")
	a := r.act(t, r.create(t), "甲", "submit")
	must(t, r.UseAccounts(r.ctx, r.staff["辛"], false, ""))
	r.act(t, a, "乙", "approve")
	own, err := r.store.FindAccount(r.ctx, r.staff["甲"].ID)
	must(t, err)
	var seen []bool
	for _, row := range r.rows(t) {
		if row.Kind != ledger.Decision {
			continue
		}
		var d newsroom.Decision
		must(t, json.Unmarshal([]byte(row.Body), &d))
		if row.Actor != string(d.By) || !row.Signature.Signs(row.Digest()) {
			t.Errorf("decision %d is by %s and signed for %s", d.Seq, d.By, row.Actor)
		}
		if mine := row.Signature.Key == own.Public; mine == row.Signature.Off {
			t.Errorf("decision %d is signed with the key of 甲: %v, with accounts off: %v", d.Seq, mine, row.Signature.Off)
		}
		seen = append(seen, row.Signature.Off)
	}
	if !slices.Equal(seen, []bool{true, false, true}) {
		t.Errorf("accounts were off: %v", seen)
	}
	sound(t, r)
}

// TestStaleHash: a password that was hashed when machines were slower is hashed again at the next sign-in, and its key with it.
func TestStaleHash(t *testing.T) {
	r := signedRoom(t)
	old := seal.Cost{Memory: 32, Time: 1, Threads: 1}
	key := seal.NewKey()
	id := r.staff["甲"].ID
	must(t, r.store.SaveAccount(r.ctx, newsroom.Account{Person: id, Password: seal.Hash("password of 甲", old), Public: ledger.Public(key),
		Key: seal.Lock(key, "password of 甲", old)}, newsroom.Hand{}))
	r.signIn(t, "甲")
	a, err := r.store.FindAccount(r.ctx, id)
	must(t, err)
	if _, stale, err := seal.Check(a.Password, "password of 甲", cheap); stale || err != nil {
		t.Error("the hash is as it was", err)
	}
	if again, err := seal.Unlock(a.Key, "password of 甲"); err != nil || !again.Equal(key) {
		t.Error("the key is another one", err)
	}
}

// TestSettingsKeepAccounts: who saves settings that he read before does not turn accounts off by it.
func TestSettingsKeepAccounts(t *testing.T) {
	r := signedRoom(t)
	must(t, r.SaveSettings(r.ctx, r.staff["辛"], newsroom.NewSettings()))
	if s, err := r.Settings(r.ctx); err != nil || !s.Accounts {
		t.Error("accounts are off", err)
	}
	s := newsroom.NewSettings()
	s.IdleMinutes = -1
	refused(t, r.SaveSettings(r.ctx, r.staff["辛"], s), newsroom.Invalid, "error.idle")
}

// witness is a Witness in memory.
type witness struct{ seen newsroom.Seen }

func (w *witness) Seen() (newsroom.Seen, error) { return w.seen, nil }
func (w *witness) Keep(s newsroom.Seen) error   { w.seen = s; return nil }
func textIDs(texts []catalogue.Text) (list []string) {
	for _, t := range texts {
		list = append(list, t.ID)
	}
	return list
}

// TestWitness puts an older newsroom and another one in the place of the one that was seen.
func TestWitness(t *testing.T) {
	w := &witness{}
	look := func(r *room) []string {
		t.Helper()
		found, err := r.UseWitness(r.ctx, w)
		must(t, err)
		return textIDs(found)
	}
	r := newRoom(t, t.Context())
	if found := look(r); found != nil {
		t.Errorf("nothing was seen, and it finds %v", found)
	}
	must(t, r.Close())
	r.act(t, r.create(t), "甲", "submit")
	if found := look(r); found != nil {
		t.Errorf("the newsroom grew, and it finds %v", found)
	}
	sound(t, r)
	must(t, r.Close())

	older := newRoom(t, t.Context())
	other := newRoom(t, t.Context())
	other.act(t, other.create(t), "甲", "submit", "乙", "approve", "丙", "approve")
	for want, r := range map[string]*room{"check.replayed": older, "check.forked": other} {
		if found := look(r); !slices.Equal(found, []string{want}) {
			t.Errorf("found %v, want %s", found, want)
		}
		findings, err := r.Check(r.ctx, nil)
		must(t, err)
		if len(findings) != 1 || findings[0].Text.ID != want {
			t.Errorf("the check finds %v, want %s", findings, want)
		}
		seen := w.seen
		must(t, r.Close())
		if w.seen != seen {
			t.Error("the witness forgot what it saw")
		}
		must(t, r.Accept(r.ctx))
		if found := look(r); found != nil {
			t.Errorf("it was accepted, and it finds %v", found)
		}
		w.seen = seen
	}
}

// TestWriterAway: with accounts on an article can be approved with corrections while its writer is not signed in.
func TestWriterAway(t *testing.T) {
	r := signedRoom(t, "甲", "乙")
	a := r.act(t, r.create(t), "甲", "submit")
	r.SignOut(r.staff["甲"])
	m, revision, err := r.Manuscript(r.ctx, a.ID)
	must(t, err)
	_, err = r.ApproveCorrected(r.ctx, r.staff["乙"], a.ID, revision, []newsroom.Change{retext(m, model.Headline, "会议的通知")},
		newsroom.Do{Action: newsroom.ApproveCorrected, Opinion: "同意"})
	must(t, err)
	sound(t, r)
}
