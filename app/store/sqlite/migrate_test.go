package sqlite

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"galley/app/newsroom"
)

// later returns the migrations of a Galley to come: this one's, and the given.
func later(statements ...string) []migration {
	all := append([]migration(nil), schema...)
	for _, q := range statements {
		all = append(all, migration{newestOf(all) + 1, q})
	}
	return all
}

// openWith opens the folder as a Galley with other migrations.
func openWith(t *testing.T, dir string, all []migration) (*Store, error) {
	t.Helper()
	s := &Store{path: filepath.Join(dir, FileName), now: stopped}
	if err := s.open(t.Context(), all); err != nil {
		return nil, errors.Join(refusal(err, s.path), s.Close())
	}
	return s, nil
}

func backupsIn(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "backups", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestUpgrade(t *testing.T) {
	dir := t.TempDir()
	recorded(t, dir)
	s := openStore(t, dir)
	want := contents(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	all := later(
		"ALTER TABLE article ADD COLUMN slug TEXT NOT NULL DEFAULT ''",
		// Rebuilding a table that others refer to needs references not to be enforced meanwhile.
		`CREATE TABLE staff_new (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, roles TEXT NOT NULL, removed INTEGER NOT NULL, unit TEXT NOT NULL) STRICT;
		INSERT INTO staff_new SELECT * FROM staff; DROP TRIGGER staff_delete; DROP TABLE staff; ALTER TABLE staff_new RENAME TO staff`,
	)
	for range 2 { // the second time there is nothing to do
		s, err := openWith(t, dir, all)
		if err != nil {
			t.Fatal(err)
		}
		if got := contents(t, s); !maps.Equal(got, want) {
			t.Errorf("after the upgrade there are %v, want %v", got, want)
		}
		var slug string
		if err := s.readers.QueryRow("SELECT slug FROM article").Scan(&slug); err != nil {
			t.Error(err)
		}
		var enforced string
		if err := s.writer.QueryRow("PRAGMA foreign_keys").Scan(&enforced); err != nil || enforced != "1" {
			t.Errorf("after the upgrade foreign_keys is %s, %v", enforced, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	backups := backupsIn(t, dir)
	if len(backups) != 1 {
		t.Fatalf("the backups are %v", backups)
	}
	// The Galley of before refuses the database and opens the backup.
	_, err := OpenStore(t.Context(), dir, Options{})
	refused(t, err, newsroom.Invalid, "store.newer", fmt.Sprint(newestOf(all)), fmt.Sprint(newestOf(schema)))
	restored := t.TempDir()
	if err := os.Rename(backups[0], filepath.Join(restored, FileName)); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, restored)
	defer s.Close()
	if got := contents(t, s); !maps.Equal(got, want) {
		t.Errorf("the backup holds %v, want %v", got, want)
	}
}

// An upgrade that fails leaves the database at the version it had, with its backup; tried again it makes no second backup of the same state.
// TestUpgradeFromEvery opens a database as every version of the schema made it.
func TestUpgradeFromEvery(t *testing.T) {
	for n := 1; n < len(schema); n++ {
		dir := t.TempDir()
		if err := build(t.Context(), filepath.Join(dir, FileName), schema[:n]); err != nil {
			t.Fatal(err)
		}
		s, err := OpenStore(t.Context(), dir, Options{})
		if err != nil {
			t.Fatalf("from version %d: %v", n, err)
		}
		found, err := s.CheckIntegrity(t.Context())
		if err != nil || len(found) > 0 {
			t.Errorf("from version %d: %v, %v", n, found, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestUpgradeFails(t *testing.T) {
	for _, c := range []struct{ name, statement string }{
		{"a statement that is wrong", "CREATE TABLE more (x TEXT) STRICT; INSERT INTO nowhere VALUES (1)"},
		{"a reference that leads nowhere", "DROP TRIGGER article_delete; DELETE FROM article"},
		{"what is kept", "DELETE FROM audit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			recorded(t, dir)
			all := later("ALTER TABLE article ADD COLUMN slug TEXT", c.statement)
			var backups []string
			for try := range 3 {
				_, err := openWith(t, dir, all)
				refused(t, err, newsroom.CodeOf(err), "store.upgrade_failed", dir, fmt.Sprint(newestOf(all)))
				if found := backupsIn(t, dir); try == 0 {
					backups = found
				} else if len(found) != 2 || !slices.Contains(found, backups[0]) {
					// The first step was done at the first try, so that there is another version to copy before the second.
					t.Errorf("at try %d the backups are %v", try, found)
				}
			}
			s, err := openWith(t, dir, all[:newestOf(all)-1])
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if found, err := s.CheckIntegrity(t.Context()); err != nil || len(found) > 0 {
				t.Error(found, err)
			}
			if _, err := s.FindArticle(t.Context(), "one"); err != nil {
				t.Error(err)
			}
			if err := s.readers.QueryRow("SELECT x FROM more").Scan(new(string)); err == nil || !strings.Contains(err.Error(), "no such table") {
				t.Errorf("half of the migration is there: %v", err)
			}
		})
	}
}

// Nobody's database is changed under him.
func TestUpgradeInUse(t *testing.T) {
	dir := closed(t)
	s := openStore(t, dir)
	defer s.Close()
	_, err := openWith(t, dir, later("ALTER TABLE article ADD COLUMN slug TEXT"))
	refused(t, err, newsroom.Conflict, "store.in_use", dir)
	if found := backupsIn(t, dir); len(found) > 0 {
		t.Errorf("there are backups: %v", found)
	}
	createDraft(t, s, "two", 1)
}

// A newsroom is made in one piece or not at all.
func TestCreateFails(t *testing.T) {
	dir := t.TempDir()
	_, err := openWith(t, dir, later("INSERT INTO nowhere VALUES (1)"))
	refused(t, err, newsroom.Internal, "store.failed", dir)
	if left := folder(t, dir); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = OpenStore(ctx, dir, Options{})
	refused(t, err, newsroom.Internal, "store.cancelled")
	if left := folder(t, dir); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
}

// Of several who make the same newsroom at once one does, and all have it.
func TestCreateRace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	const people = 6
	errs := make(chan error)
	for i := range people {
		go func() {
			s, err := OpenStore(context.Background(), dir, Options{})
			if err != nil {
				errs <- err
				return
			}
			err = s.CreateStaff(context.Background(), newsroom.Staff{ID: newsroom.StaffID(fmt.Sprint(i)), Name: fmt.Sprint(i)}, newsroom.Hand{})
			errs <- errors.Join(err, s.Close())
		}()
	}
	for range people {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	s := openStore(t, dir)
	defer s.Close()
	if staff, err := s.FindStaff(t.Context()); err != nil || len(staff) != people {
		t.Errorf("%d people, %v", len(staff), err)
	}
}

func TestReadMigrations(t *testing.T) {
	for i, m := range schema {
		if m.version != i+1 || m.sql == "" {
			t.Errorf("migration %d is version %d", i, m.version)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a gap in the numbers is accepted")
		}
	}()
	readMigrations(fstest.MapFS{"sql/0001.sql": {}, "sql/0003.sql": {}})
}
