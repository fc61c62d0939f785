package sqlite

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"galley/app/newsroom"
)

// Backup writes a verified copy of the newsroom, with every commit up to now, to a new file. The newsroom can be used meanwhile. The file gets
// its name when it is whole and was read back; nothing is left after an error or when ctx ends. Conflict: there is a file of that name.
// Invalid: its folder does not exist or cannot be written to. Corrupt: the copy is not sound, because the newsroom is not.
func (s *Store) Backup(ctx context.Context, file string) error {
	file, err := filepath.Abs(file)
	if err != nil {
		return refusal(err, file)
	}
	switch _, err := os.Stat(filepath.Dir(file)); {
	case errors.Is(err, fs.ErrNotExist):
		return newsroom.Errorf(newsroom.Invalid, err, "store.backup_no_folder", "Path", filepath.Dir(file))
	case err != nil:
		return refusal(err, file)
	}
	err = backup(ctx, s.path, file, verifyCopy)
	if errors.Is(err, fs.ErrExist) {
		return newsroom.Errorf(newsroom.Conflict, err, "store.backup_exists", "Path", file)
	}
	return refusal(err, file)
}

// backup copies the database at path to file. It returns fs.ErrExist when there is a file.
func backup(ctx context.Context, path, file string, verify func(context.Context, string) error) (err error) {
	if _, err := os.Lstat(file); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	temp := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+"."+rand.Text()+".part")
	defer func() { err = errors.Join(err, removeDatabase(temp)) }()
	if err := copyDatabase(ctx, path, temp); err != nil {
		return err
	}
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := verify(ctx, temp); err != nil {
		return err
	}
	return publish(temp, file)
}

// copyDatabase writes a compact copy. VACUUM INTO reads one state of the database; SQLite's other way, the stepped backup, starts again with
// every commit and may never end.
func copyDatabase(ctx context.Context, path, to string) (err error) {
	db := openDB(path, copying)
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

// verifyOld reads the pages and references in a copy of an older version back from the disk. Its tables are not those that this Galley reads.
func verifyOld(ctx context.Context, path string) (err error) {
	db := openDB(path, resting)
	defer func() { err = errors.Join(err, db.Close()) }()
	found, err := databaseFindings(ctx, db)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return newsroom.Errorf(newsroom.Corrupt, nil, "store.backup_unsound", "Finding", found[0])
	}
	return nil
}

// verifyCopy reads everything in the copy back from the disk.
func verifyCopy(ctx context.Context, path string) (err error) {
	db := openDB(path, resting)
	defer func() { err = errors.Join(err, db.Close()) }()
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	found, err := (&tx{t, ctx}).findings()
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return newsroom.Errorf(newsroom.Corrupt, nil, "store.backup_unsound", "Finding", found[0])
	}
	return nil
}
