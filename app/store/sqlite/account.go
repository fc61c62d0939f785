package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// FindAccount returns a person's account, the newsroom's own under the empty id; the zero value where there is none.
func (s *Store) FindAccount(ctx context.Context, id newsroom.StaffID) (a newsroom.Account, err error) {
	err = s.read(ctx, func(t *tx) (err error) { a, err = t.findAccount(id); return err })
	return a, err
}

// SaveAccount replaces an account. The audit tells of a new key, and of no password. Conflict: the newsroom has another key of its own
// already.
func (s *Store) SaveAccount(ctx context.Context, a newsroom.Account, by newsroom.Hand) error {
	return s.write(ctx, func(t *tx) error {
		before, err := t.findAccount(a.Person)
		if err != nil {
			return err
		}
		if a.Person == "" && before.Public != "" && before.Public != a.Public {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.key_exists")
		}
		failedAt := sql.NullInt64{Int64: a.FailedAt.UnixMicro(), Valid: !a.FailedAt.IsZero()}
		if err := t.exec(`INSERT INTO account (person, password, public, key, temporary, failed, failed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (person) DO UPDATE SET (password, public, key, temporary, failed, failed_at) =
			(excluded.password, excluded.public, excluded.key, excluded.temporary, excluded.failed, excluded.failed_at)`,
			a.Person, a.Password, a.Public, a.Key, a.Temporary, a.Failed, failedAt); err != nil {
			return err
		}
		if a.Public == before.Public {
			return nil
		}
		return t.createAudit(s.now(), by, ledger.Key, ledger.KeyBody{Person: string(a.Person), Key: a.Public})
	})
}

func (t *tx) findAccount(id newsroom.StaffID) (newsroom.Account, error) {
	a := newsroom.Account{Person: id}
	var failedAt sql.NullInt64
	err := t.row("SELECT password, public, key, temporary, failed, failed_at FROM account WHERE person = ?", id).
		Scan(&a.Password, &a.Public, &a.Key, &a.Temporary, &a.Failed, &failedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return newsroom.Account{}, nil
	}
	if failedAt.Valid {
		a.FailedAt = instant(failedAt.Int64)
	}
	return a, err
}
