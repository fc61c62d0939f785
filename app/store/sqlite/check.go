package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// CheckIntegrity returns what is wrong with the database: its pages and indexes, references between rows, the audit, the pictures. Documents,
// changes and versions are for newsroom.Newsroom.Check, which replays them.
func (s *Store) CheckIntegrity(ctx context.Context) (found []catalogue.Text, err error) {
	err = s.read(ctx, func(t *tx) (err error) { found, err = t.findings(); return err })
	return found, err
}

func (t *tx) findings() ([]catalogue.Text, error) {
	found, err := databaseFindings(t.ctx, t.Tx)
	if err != nil || len(found) > 0 {
		return found, err // the tables cannot be trusted to be read
	}
	if found, err = t.verifyAudit(); err != nil {
		return found, err
	}
	pictures, err := t.pictureFindings()
	return append(found, pictures...), err
}

// queryer is a transaction or a handle.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// databaseFindings asks SQLite. A database that is too damaged to answer is a finding too.
func databaseFindings(ctx context.Context, q queryer) ([]catalogue.Text, error) {
	found, err := integrityFindings(ctx, q)
	if len(found) > 0 || err != nil {
		return found, err
	}
	return referenceFindings(ctx, q)
}

func integrityFindings(ctx context.Context, q queryer) (found []catalogue.Text, err error) {
	rows, err := q.QueryContext(ctx, "PRAGMA integrity_check")
	if err != nil {
		return damageFinding(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return found, err
		}
		if line != "ok" {
			found = append(found, catalogue.T("store.check_database", "Finding", line))
		}
	}
	if err := rows.Err(); err != nil {
		more, err := damageFinding(err)
		return append(found, more...), err
	}
	return found, nil
}

func damageFinding(err error) ([]catalogue.Text, error) {
	if newsroom.CodeOf(refusal(err, "")) == newsroom.Corrupt {
		return []catalogue.Text{catalogue.T("store.check_database", "Finding", err.Error())}, nil
	}
	return nil, err
}

func referenceFindings(ctx context.Context, q queryer) (found []catalogue.Text, err error) {
	rows, err := q.QueryContext(ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var table, parent string
		var row int64
		if err := rows.Scan(&table, &row, &parent); err != nil {
			return found, err
		}
		found = append(found, catalogue.T("store.check_reference", "Table", table, "Row", row, "Parent", parent))
	}
	return found, rows.Err()
}

func (t *tx) pictureFindings() (found []catalogue.Text, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var hash string
		var data sql.RawBytes
		if err := rows.Scan(&hash, &data); err != nil {
			return err
		}
		if pictureHash(data) != hash {
			found = append(found, catalogue.T("store.picture_damaged", "Hash", hash))
		}
		return nil
	}, "SELECT hash, data FROM picture")
	return found, err
}

// quickCheck refuses a database whose pages contradict each other. It costs a reading of the whole file, so that it is only done after an
// end that was not clean.
func quickCheck(ctx context.Context, db *sql.DB, path string) error {
	var line string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&line); err != nil {
		return err
	}
	if line != "ok" {
		return newsroom.Errorf(newsroom.Corrupt, errors.New(line), "store.damaged", "Path", path)
	}
	return nil
}
