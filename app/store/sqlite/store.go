package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"galley/app/newsroom"
)

// FileName is the name of the database in a newsroom's folder.
const FileName = "newsroom.db"

// Options say how a store is opened.
type Options struct {
	// Now is the clock of the audit for what carries no time of its own: settings and staff. Nil is time.Now.
	Now func() time.Time
}

// Store is a newsroom.Store on one database. Make it with [OpenStore].
type Store struct {
	path    string // of the database
	now     func() time.Time
	writer  *sql.DB // one connection, BEGIN IMMEDIATE
	readers *sql.DB // read-only connections
	lock    *flock.Flock
	wrote   atomic.Bool
	close   sync.Once
}

var _ newsroom.Store = (*Store)(nil)

// OpenStore opens the newsroom in folder dir. Where dir or the database in it does not exist it is made.
//
// It refuses with a newsroom.Error and leaves everything as it was. Invalid: dir is a file, cannot be written to, is on a network file
// system, or, for a new newsroom, in a folder that a cloud service synchronises; the database is not Galley's, or was written by a newer
// Galley. Corrupt: the database is damaged; it is looked through when it was not closed properly. Conflict: it must be upgraded and another
// Galley has it open. Internal: the disk fails.
func OpenStore(ctx context.Context, dir string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Invalid, err, "store.cannot_open", "Path", dir)
	}
	s := &Store{path: filepath.Join(dir, FileName), now: o.Now}
	if err := s.open(ctx, schema); err != nil {
		return nil, errors.Join(refusal(err, s.path), s.Close())
	}
	return s, nil
}

// open does the work of OpenStore. Whatever it leaves open after an error is for Close.
func (s *Store) open(ctx context.Context, migrations []migration) error {
	if err := checkLibrary(); err != nil {
		return err
	}
	newest := newestOf(migrations)
	sole, err := s.claim(ctx, migrations, newest)
	if err != nil {
		return err
	}
	unclean := sole && hasContent(s.path+"-wal", s.path+"-journal")
	s.readers = openDB(s.path, reading)
	// Again, and now with what the -wal holds. On a read-only handle, because the last handle that can write would on closing move the
	// -wal of a newer Galley into the database.
	found, err := checkVersion(ctx, s.readers, s.path, newest)
	if err != nil {
		return err
	}
	s.writer = openDB(s.path, writing)
	if unclean {
		if err := quickCheck(ctx, s.writer, s.path); err != nil {
			return err
		}
	}
	if err := useWAL(ctx, s.writer); err != nil {
		return err
	}
	if found < newest {
		if !sole {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.in_use", "Path", s.path)
		}
		if err := upgrade(ctx, s.writer, s.path, migrations); err != nil {
			return err
		}
	}
	return s.shareLock(ctx)
}

// claim makes sure that there is a newsroom which this Galley can open, makes one where there is none, and takes its lock.
func (s *Store) claim(ctx context.Context, migrations []migration, newest int) (sole bool, err error) {
	info, err := os.Stat(s.path)
	if err := checkFolder(filepath.Dir(s.path), errors.Is(err, os.ErrNotExist)); err != nil {
		return false, err
	}
	var probed error
	switch {
	case errors.Is(err, os.ErrNotExist):
		err = create(ctx, s.path, migrations)
	case err == nil && !info.Mode().IsRegular():
		err = newsroom.Errorf(newsroom.Invalid, nil, "store.not_galley", "Path", s.path)
	case err == nil:
		if probed = probe(ctx, s.path, newest); !isCorrupt(probed) {
			err = probed
		}
	}
	if err != nil {
		return false, err
	}
	if sole, err = s.takeLock(ctx); err == nil && sole && probed != nil {
		// Another process that was just moving its -wal into the file looks like damage to a probe, which takes no lock. Now there is none.
		err = probe(ctx, s.path, newest)
	}
	return sole, err
}

// Close closes the database. Nothing can be done with the store after it.
func (s *Store) Close() error {
	var err error
	s.close.Do(func() {
		if s.readers != nil {
			err = errors.Join(err, s.readers.Close())
		}
		if s.writer != nil {
			if s.wrote.Load() {
				err = errors.Join(err, tidy(s.writer))
			}
			err = errors.Join(err, s.writer.Close())
		}
		if s.lock != nil {
			err = errors.Join(err, s.lock.Close())
		}
	})
	if err != nil {
		return refusal(err, s.path)
	}
	return nil
}

// tidy brings the planner's figures up to date and the -wal into the database. Another process that reads at this moment keeps the -wal from
// being emptied; then that process does it when it closes.
func tidy(db *sql.DB) error {
	for _, q := range []string{"PRAGMA busy_timeout = 50", "PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := db.Exec(q); err != nil && !isBusy(err) {
			return err
		}
	}
	return nil
}

// tx is one transaction. Its helpers return plain errors of the driver; read and write make refusals of them.
type tx struct {
	*sql.Tx
	ctx context.Context
}

func (t *tx) exec(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

func (t *tx) row(query string, args ...any) *sql.Row { return t.QueryRowContext(t.ctx, query, args...) }

// each calls scan for every row of the result.
func (t *tx) each(scan func(*sql.Rows) error, query string, args ...any) (err error) {
	rows, err := t.QueryContext(t.ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// write runs f in a transaction that holds the database's one write lock from its start, and moves the feed.
func (s *Store) write(ctx context.Context, f func(*tx) error) error {
	return s.in(ctx, s.writer, func(t *tx) error {
		if err := f(t); err != nil {
			return err
		}
		s.wrote.Store(true)
		return t.exec("UPDATE feed SET seq = seq + 1")
	})
}

// read runs f in a transaction that sees one state of the database.
func (s *Store) read(ctx context.Context, f func(*tx) error) error { return s.in(ctx, s.readers, f) }

func (s *Store) in(ctx context.Context, db *sql.DB, f func(*tx) error) error {
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return refusal(err, s.path)
	}
	// After a commit this does nothing. After a panic in f it frees the connection.
	defer func() { _ = t.Rollback() }()
	if err := f(&tx{t, ctx}); err != nil {
		return refusal(err, s.path)
	}
	if err := t.Commit(); err != nil {
		return refusal(err, s.path)
	}
	return nil
}

// Stamp returns a number that rises with every committed write, whoever made it.
func (s *Store) Stamp(ctx context.Context) (stamp int64, err error) {
	err = s.read(ctx, func(t *tx) error { return t.row("SELECT seq FROM feed").Scan(&stamp) })
	return stamp, err
}
