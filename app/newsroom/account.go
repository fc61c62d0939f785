package newsroom

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"time"

	"galley/app/newsroom/ledger"
	"galley/app/newsroom/seal"
)

// Accounts.
//
// A newsroom begins as one trusted desk: whoever has the computer may act as anybody, every decision is signed with the newsroom's own
// key, and the record says that accounts were off. From [Newsroom.UseAccounts] on every service that acts for a person asks [Newsroom.person],
// which wants a session of that person in this Newsroom, begun by [Newsroom.SignIn]; decisions are signed with the person's own key, which
// is in the clear only in that session.
//
// The owner of the file can still write what he likes into it by other means. What he cannot do is sign with somebody's key.

// Account is what the store keeps of a person's password and key. The newsroom's own account has no person and no password, and its key is not
// locked.
type Account struct {
	Person    StaffID
	Password  string // PHC string of the hash
	Public    string // hex of the public key
	Key       string // the private key, locked under the password; see seal
	Temporary bool   // somebody else chose the password
	Failed    int    // wrong passwords since the last right one
	FailedAt  time.Time
}

// session is a person signed in, with his key in the clear.
type session struct {
	key       ed25519.PrivateKey
	confirmed time.Time // when he last gave the password
}

// The desk stands for whoever is at a newsroom without accounts when nobody is named, as when the first person is added.
var desk = Staff{}

// known returns the person as the store knows him, whether he works here or not.
func (n *Newsroom) known(ctx context.Context, who Staff) (Staff, error) {
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return Staff{}, err
	}
	for _, s := range staff {
		if s.ID == who.ID {
			return s, nil
		}
	}
	return Staff{}, Errorf(Forbidden, nil, "error.no_such_person", "Name", who.Name)
}

// person returns the actor as the store knows him, so that nobody acts in roles that he only says he has. It is the one gate of every
// service that acts for somebody. Forbidden: he was removed, or accounts are on and he is not signed in here.
func (n *Newsroom) person(ctx context.Context, actor Staff) (Staff, error) {
	p, err := n.known(ctx, actor)
	if err != nil {
		return Staff{}, err
	}
	if p.Removed {
		n.SignOut(p)
		return Staff{}, Errorf(Forbidden, nil, "error.person_removed", "Name", p.Name)
	}
	s, err := n.Settings(ctx)
	if err != nil || !s.Accounts {
		return p, err
	}
	a, err := n.store.FindAccount(ctx, p.ID)
	if err != nil {
		return Staff{}, err
	}
	in, ok := n.session(p.ID)
	switch {
	case ok && ledger.Public(in.key) != a.Public: // somebody gave him another password meanwhile
		n.SignOut(p)
		return Staff{}, Errorf(Forbidden, nil, "error.not_signed_in", "Name", p.Name)
	case !ok:
		return Staff{}, Errorf(Forbidden, nil, "error.not_signed_in", "Name", p.Name)
	case a.Temporary:
		return Staff{}, Errorf(Forbidden, nil, "error.password_temporary", "Name", p.Name)
	}
	return p, nil
}

func (n *Newsroom) session(id StaffID) (session, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s, ok := n.sessions[id]
	return s, ok
}

func (n *Newsroom) begin(id StaffID, key ed25519.PrivateKey) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.sessions[id] = session{key, n.now()}
}

// SignOut ends the person's session here, if there is one, and forgets his key.
func (n *Newsroom) SignOut(p Staff) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.sessions, p.ID)
}

// manage returns the hand of a person with the right, and the settings as they are. While accounts are off nobody needs to be named.
func (n *Newsroom) manage(ctx context.Context, actor Staff, right Right) (Hand, Settings, error) {
	s, err := n.Settings(ctx)
	if err != nil {
		return Hand{}, s, err
	}
	if s.Accounts || actor.ID != desk.ID {
		if actor, err = n.person(ctx, actor); err == nil {
			err = lacks(actor, right)
		}
		if err != nil {
			return Hand{}, s, err
		}
	}
	hand, err := n.hand(ctx, s, actor)
	return hand, s, err
}

// hand returns who signs for the actor: he himself with accounts, the newsroom without.
func (n *Newsroom) hand(ctx context.Context, s Settings, actor Staff) (Hand, error) {
	if s.Accounts {
		in, ok := n.session(actor.ID)
		if !ok {
			return Hand{}, Errorf(Forbidden, nil, "error.not_signed_in", "Name", actor.Name)
		}
		return handOf(actor.ID, in.key, false), nil
	}
	key, err := n.ownKey(ctx)
	return handOf(actor.ID, key, true), err
}

func handOf(by StaffID, key ed25519.PrivateKey, off bool) Hand {
	return Hand{by, func(digest string) ledger.Signature { return ledger.Sign(digest, key, off) }}
}

// ownKey returns the newsroom's own key, and makes it at the first call. It stands in the store in the clear: it says that a record
// was made by this newsroom's program, and not by whom.
func (n *Newsroom) ownKey(ctx context.Context) (ed25519.PrivateKey, error) {
	for range 2 { // of two that make it at once one is refused and reads the other's
		a, err := n.store.FindAccount(ctx, "")
		if err != nil {
			return nil, err
		}
		if a.Key != "" {
			seed, err := hex.DecodeString(a.Key)
			if err != nil || len(seed) != ed25519.SeedSize {
				return nil, Errorf(Corrupt, err, "error.key_damaged", "Name", "Galley")
			}
			return ed25519.NewKeyFromSeed(seed), nil
		}
		key := seal.NewKey()
		a = Account{Public: ledger.Public(key), Key: hex.EncodeToString(key.Seed())}
		if err := n.store.SaveAccount(ctx, a, handOf("", key, true)); err != nil && CodeOf(err) != Conflict {
			return nil, err
		}
	}
	return nil, Errorf(Internal, nil, "error.key_damaged", "Name", "Galley")
}

// The wait after wrong passwords: none for the first four, then half a minute, doubled with each more.
const (
	freeTries = 4
	firstWait = 30 * time.Second
	maxWait   = 15 * time.Minute
)

// wait returns how long nobody may try again after that many wrong passwords.
func wait(failed int) time.Duration {
	if failed <= freeTries {
		return 0
	}
	if failed > freeTries+5 {
		return maxWait
	}
	return min(firstWait<<(failed-freeTries-1), maxWait)
}

// SignIn begins a session of the person of that name and returns him. Forbidden: the password is wrong, there were too many wrong
// ones, the person has no password yet or was removed. NotFound. Invalid: accounts are off. A password that was hashed at less than today's
// cost is hashed again.
func (n *Newsroom) SignIn(ctx context.Context, name, password string) (Staff, error) {
	s, err := n.Settings(ctx)
	if err != nil {
		return Staff{}, err
	}
	if !s.Accounts {
		return Staff{}, Errorf(Invalid, nil, "error.accounts_off")
	}
	p, err := n.FindStaff(ctx, name)
	if err != nil {
		return Staff{}, err
	}
	if p.Removed {
		return Staff{}, Errorf(Forbidden, nil, "error.person_removed", "Name", p.Name)
	}
	_, key, err := n.unlock(ctx, p, password)
	if err != nil {
		return Staff{}, err
	}
	n.begin(p.ID, key)
	return p, nil
}

// unlock returns the person's account and key, counts a wrong password and makes who guesses wait.
func (n *Newsroom) unlock(ctx context.Context, p Staff, password string) (Account, ed25519.PrivateKey, error) {
	a, err := n.store.FindAccount(ctx, p.ID)
	if err != nil {
		return a, nil, err
	}
	if a.Password == "" {
		return a, nil, Errorf(Forbidden, nil, "error.no_password", "Name", p.Name)
	}
	// A clock that was set back makes the wait longer, never shorter.
	if until := a.FailedAt.Add(wait(a.Failed)); n.now().Before(until) && wait(a.Failed) > 0 {
		return a, nil, Errorf(Forbidden, nil, "error.sign_in_wait", "Name", p.Name, "At", until, "Count", a.Failed)
	}
	right, stale, err := seal.Check(a.Password, password, n.cost)
	if err != nil {
		return a, nil, Errorf(Corrupt, err, "error.key_damaged", "Name", p.Name)
	}
	if !right {
		a.Failed++
		a.FailedAt = n.now()
		if err := n.store.SaveAccount(ctx, a, Hand{}); err != nil {
			return a, nil, err
		}
		return a, nil, Errorf(Forbidden, nil, "error.wrong_password", "Name", p.Name)
	}
	key, err := seal.Unlock(a.Key, password)
	if err != nil || ledger.Public(key) != a.Public {
		return a, nil, Errorf(Corrupt, err, "error.key_damaged", "Name", p.Name)
	}
	if stale || a.Failed > 0 {
		a.Failed, a.FailedAt = 0, time.Time{}
		if stale {
			a.Password, a.Key = seal.Hash(password, n.cost), seal.Lock(key, password, n.cost)
		}
		err = n.store.SaveAccount(ctx, a, Hand{})
	}
	return a, key, err
}

// Confirm takes the password of a person who is signed in once more, as the last step of a review and publication ask for. Refusals are those of
// SignIn.
func (n *Newsroom) Confirm(ctx context.Context, actor Staff, password string) error {
	p, err := n.person(ctx, actor)
	if err != nil {
		return err
	}
	_, err = n.SignIn(ctx, p.Name, password)
	return err
}

// confirmTime is how long a password counts as just given.
const confirmTime = 2 * time.Minute

// confirmed refuses the last approval and a publication by somebody who did not just give his password: a desk that was left open for a
// moment must not put a name under what is final.
func (n *Newsroom) confirmed(s Settings, actor Staff, o Outcome) error {
	final := o.Decision.Action == Publish || o.Decision.Step != "" && (o.Article.State == Approved || o.Article.State == Published)
	if !s.Accounts || !final {
		return nil
	}
	in, ok := n.session(actor.ID)
	if since := n.now().Sub(in.confirmed); ok && since >= 0 && since < confirmTime {
		return nil
	}
	return Errorf(Forbidden, nil, "error.confirm", "Action", ActionText(o.Decision.Action))
}

// ChangePassword gives a person who is signed in a password of his own choice. The key stays, but where somebody else chose the password before:
// then the key is a new one, which only he has had. Forbidden: the old password is wrong. Invalid: the new one does not fit.
func (n *Newsroom) ChangePassword(ctx context.Context, actor Staff, old, password string) error {
	p, err := n.known(ctx, actor)
	if err != nil {
		return err
	}
	if p.Removed {
		return Errorf(Forbidden, nil, "error.person_removed", "Name", p.Name)
	}
	a, key, err := n.unlock(ctx, p, old)
	if err != nil {
		return err
	}
	if !seal.Fits(password) {
		return Errorf(Invalid, nil, "error.password_form", "Least", seal.MinPassword, "Most", seal.MaxPassword)
	}
	if old == password {
		return Errorf(Invalid, nil, "error.password_same")
	}
	hand := handOf(p.ID, key, false)
	if s, err := n.Settings(ctx); err != nil {
		return err
	} else if !s.Accounts {
		if hand, err = n.hand(ctx, s, p); err != nil {
			return err
		}
	}
	if a.Temporary {
		key = seal.NewKey()
	}
	if err := n.store.SaveAccount(ctx, n.locked(p, key, password), hand); err != nil {
		return err
	}
	n.begin(p.ID, key)
	return nil
}

// SetPassword gives a person a password, and a new key with it. At a trusted desk it is taken as his own; with accounts only who manages people
// gives one out, and the person must choose his own before he can do anything else. Forbidden. Invalid: the password does not fit.
func (n *Newsroom) SetPassword(ctx context.Context, actor, person Staff, password string) error {
	hand, s, err := n.manage(ctx, actor, ManagePeople)
	if err != nil {
		return err
	}
	p, err := n.known(ctx, person)
	if err != nil {
		return err
	}
	if p.Removed {
		return Errorf(Forbidden, nil, "error.person_removed", "Name", p.Name)
	}
	if !seal.Fits(password) {
		return Errorf(Invalid, nil, "error.password_form", "Least", seal.MinPassword, "Most", seal.MaxPassword)
	}
	a := n.locked(p, seal.NewKey(), password)
	a.Temporary = s.Accounts
	return n.store.SaveAccount(ctx, a, hand)
}

func (n *Newsroom) locked(p Staff, key ed25519.PrivateKey, password string) Account {
	return Account{
		Person: p.ID, Password: seal.Hash(password, n.cost), Public: ledger.Public(key), Key: seal.Lock(key, password, n.cost),
	}
}

// HasPassword reports whether the person can sign in, and whether he must choose a password of his own first.
func (n *Newsroom) HasPassword(ctx context.Context, p Staff) (has, temporary bool, err error) {
	a, err := n.store.FindAccount(ctx, p.ID)
	return a.Password != "", a.Temporary, err
}

// BeginAccounts turns accounts on for a person who may: with the password that he has, or with this one as his first. Refusals are those of
// SetPassword and UseAccounts.
func (n *Newsroom) BeginAccounts(ctx context.Context, actor Staff, password string) error {
	if actor.ID == desk.ID {
		return Errorf(Forbidden, nil, "error.accounts_actor")
	}
	has, _, err := n.HasPassword(ctx, actor)
	if err != nil {
		return err
	}
	if !has { // the first of all passwords is his own
		if err := n.SetPassword(ctx, actor, actor, password); err != nil {
			return err
		}
	}
	return n.UseAccounts(ctx, actor, true, password)
}

// UseAccounts turns accounts on or off for the whole newsroom. To turn them on the actor gives the password that he will sign in with, and is
// signed in then. Forbidden: the actor does not manage the settings, has no password yet, or it is another one.
func (n *Newsroom) UseAccounts(ctx context.Context, actor Staff, on bool, password string) error {
	if actor.ID == desk.ID { // somebody must be able to turn them off again
		return Errorf(Forbidden, nil, "error.accounts_actor")
	}
	hand, s, err := n.manage(ctx, actor, ManageSettings)
	if err != nil || s.Accounts == on {
		return err
	}
	var key ed25519.PrivateKey
	if on {
		p, err := n.known(ctx, actor)
		if err != nil {
			return err
		}
		if _, key, err = n.unlock(ctx, p, password); err != nil {
			return err
		}
	}
	s.Accounts = on
	if err := n.store.SaveSettings(ctx, s, hand); err != nil {
		return err
	}
	if on {
		n.begin(actor.ID, key)
	}
	return nil
}
