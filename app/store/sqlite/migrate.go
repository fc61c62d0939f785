package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"galley/app/newsroom"
)

// applicationID marks a database as Galley's in bytes 68 to 71 of its header: «GALY».
const applicationID = 0x47414c59

//go:embed sql/*.sql
var files embed.FS

// schema are the migrations of this Galley. A file that was released is never changed; a new one follows it.
var schema = readMigrations(files)

// migration brings a database to a version.
type migration struct {
	version int
	sql     string
}

// readMigrations returns the files sql/0001.sql, sql/0002.sql, … It panics where one is missing: the program was built wrongly.
func readMigrations(files fs.FS) []migration {
	names, err := fs.Glob(files, "sql/*.sql")
	if err != nil {
		panic(err)
	}
	all := make([]migration, len(names))
	for i := range names {
		text, err := fs.ReadFile(files, fmt.Sprintf("sql/%04d.sql", i+1))
		if err != nil {
			panic(err)
		}
		all[i] = migration{i + 1, string(text)}
	}
	return all
}

func newestOf(all []migration) int { return all[len(all)-1].version }

// create makes a database of the newest version. It is built under another name and given its own when it is whole, so that a crash or a
// full disk leaves nothing behind and a second process that does the same finds either none or a good one.
func create(ctx context.Context, path string, all []migration) (err error) {
	temp := path + ".new-" + rand.Text()
	defer func() { err = errors.Join(err, removeDatabase(temp)) }()
	if err := build(ctx, temp, all); err != nil {
		return err
	}
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := publish(temp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func build(ctx context.Context, path string, all []migration) (err error) {
	db := openDB(path, creating)
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "PRAGMA application_id = "+strconv.Itoa(applicationID)); err != nil {
		return err
	}
	return migrate(ctx, db, all)
}

// removeDatabase removes a database that was not finished and what SQLite keeps beside it.
func removeDatabase(path string) error {
	var err error
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if e := os.Remove(path + suffix); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

// probe refuses a database that is not Galley's or too new, without a trace in its folder.
func probe(ctx context.Context, path string, newest int) (err error) {
	db := openDB(path, resting)
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = checkVersion(ctx, db, path, newest)
	return err
}

// checkVersion returns the version of the database and refuses one that this Galley cannot open.
func checkVersion(ctx context.Context, db *sql.DB, path string, newest int) (int, error) {
	var id, version int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); isNoDatabase(err) {
		return 0, newsroom.Errorf(newsroom.Invalid, err, "store.not_galley", "Path", path)
	} else if err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	switch {
	case id != applicationID:
		return 0, newsroom.Errorf(newsroom.Invalid, nil, "store.not_galley", "Path", path)
	case version > newest:
		return 0, newsroom.Errorf(newsroom.Invalid, nil, "store.newer", "Path", path, "Found", version, "Known", newest)
	case version < 1:
		return 0, fmt.Errorf("%w: version %d", errUnreadable, version)
	}
	return version, nil
}

// upgrade copies the database into backups/ and brings it to the newest version.
func upgrade(ctx context.Context, db *sql.DB, path string, all []migration) error {
	backups := filepath.Join(filepath.Dir(path), "backups")
	if err := os.MkdirAll(backups, 0o700); err != nil {
		return err
	}
	var from int
	var stamp int64
	if err := db.QueryRowContext(ctx, "SELECT user_version, (SELECT seq FROM feed) FROM pragma_user_version").Scan(&from, &stamp); err != nil {
		return err
	}
	// The stamp is in the name: an upgrade that is tried again makes no second copy of the same state and never replaces a copy.
	name := fmt.Sprintf("version-%d-before-%d-stamp-%d.db", from, newestOf(all), stamp)
	if err := backup(ctx, path, filepath.Join(backups, name), verifyOld); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := migrate(ctx, db, all); err != nil {
		err := refusal(err, path)
		return newsroom.Errorf(newsroom.CodeOf(err), err, "store.upgrade_failed", "Path", path, "Version", newestOf(all), "Cause", newsroom.TextOf(err))
	}
	return nil
}

// migrate runs the migrations that the database lacks, each in a transaction with its version.
func migrate(ctx context.Context, db *sql.DB, all []migration) (err error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	// SQLite cannot rebuild a table that others refer to while it enforces references; they are checked before the commit.
	defer func() {
		_, on := c.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON")
		err = errors.Join(err, on, c.Close())
	}()
	if _, err := c.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	for _, m := range all {
		if err := m.run(ctx, c); err != nil {
			return fmt.Errorf("sqlite: migration %d: %w", m.version, err)
		}
	}
	return nil
}

// run runs the migration unless the database has it.
func (m migration) run(ctx context.Context, c *sql.Conn) error {
	t, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	var version int
	if err := t.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version >= m.version {
		return err
	}
	if _, err := t.ExecContext(ctx, m.sql); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "PRAGMA user_version = "+strconv.Itoa(m.version)); err != nil {
		return err
	}
	found, err := databaseFindings(ctx, t)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return &newsroom.Error{Code: newsroom.Corrupt, Text: found[0]}
	}
	return t.Commit()
}
