package sqlite

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"galley/app/newsroom"
)

// TestBackup restores a backup as a person would, by putting it in the place of the database.
func TestBackup(t *testing.T) {
	dir, target := t.TempDir(), t.TempDir()
	recorded(t, dir)
	s := openStore(t, dir)
	defer s.Close()
	want := contents(t, s)
	file := filepath.Join(target, FileName)
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if names := slices.Collect(maps.Keys(folder(t, target))); len(names) != 1 {
		t.Errorf("beside the backup are %v", names)
	}
	restored := openStore(t, target)
	defer restored.Close()
	if got := contents(t, restored); !maps.Equal(got, want) {
		t.Errorf("restored are %v, want %v", got, want)
	}
	if found, err := restored.CheckIntegrity(t.Context()); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
	stamp, err := s.Stamp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := restored.Stamp(t.Context()); err != nil || got != stamp {
		t.Errorf("the stamp is %d, want %d; %v", got, stamp, err)
	}
	createDraft(t, restored, "two", 1) // it is a newsroom like any other
	var mode string
	if err := restored.writer.QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
		t.Errorf("the journal mode of a restored newsroom is %s, %v", mode, err)
	}
}

func TestBackupRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, s *Store, target string) (ctx context.Context, file string)
		code newsroom.Code
		id   string
	}{
		{"a file that is there", func(t *testing.T, s *Store, target string) (context.Context, string) {
			return t.Context(), write(t, filepath.Join(target, "backup.db"), "precious")
		}, newsroom.Conflict, "store.backup_exists"},
		{"the newsroom itself", func(t *testing.T, s *Store, target string) (context.Context, string) {
			return t.Context(), s.path
		}, newsroom.Conflict, "store.backup_exists"},
		{"no folder", func(t *testing.T, s *Store, target string) (context.Context, string) {
			return t.Context(), filepath.Join(target, "no", "backup.db")
		}, newsroom.Invalid, "store.backup_no_folder"},
		{"a newsroom that is not sound", func(t *testing.T, s *Store, target string) (context.Context, string) {
			if _, err := s.writer.Exec("DROP TRIGGER picture_update; UPDATE picture SET data = x'00'"); err != nil {
				t.Fatal(err)
			}
			return t.Context(), filepath.Join(target, "backup.db")
		}, newsroom.Corrupt, "store.backup_unsound"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, target := t.TempDir(), t.TempDir()
			recorded(t, dir)
			s := openStore(t, dir)
			defer s.Close()
			ctx, file := c.make(t, s, target)
			before := folder(t, target)
			refused(t, s.Backup(ctx, file), c.code, c.id)
			if after := folder(t, target); !maps.Equal(after, before) {
				t.Errorf("the folder was %v and is %v", before, after)
			}
		})
	}
}

// countdown is a context that ends after it was asked a number of times, so that a test can stop a backup at each of its stages.
type countdown struct {
	context.Context
	left atomic.Int64
	done chan struct{}
}

func (c *countdown) Err() error {
	left := c.left.Add(-1)
	if left == 0 {
		close(c.done)
	}
	if left <= 0 {
		return context.Canceled
	}
	return nil
}

func (c *countdown) Done() <-chan struct{} { return c.done }

func TestBackupStopped(t *testing.T) {
	dir := t.TempDir()
	recorded(t, dir)
	s := openStore(t, dir)
	defer s.Close()
	ended := 0
	for n := range 40 {
		target := t.TempDir()
		ctx := &countdown{Context: context.Background(), done: make(chan struct{})}
		ctx.left.Store(int64(n) + 1)
		err := s.Backup(ctx, filepath.Join(target, "backup.db"))
		left := slices.Sorted(maps.Keys(folder(t, target)))
		if err == nil {
			if len(left) != 1 {
				t.Errorf("after a backup there are %v", left)
			}
			continue
		}
		ended++
		refused(t, err, newsroom.Internal, "store.cancelled")
		if len(left) > 0 {
			t.Errorf("stopped at %d, it leaves %v", n, left)
		}
	}
	if ended == 0 {
		t.Error("no backup was stopped")
	}
}

// TestBackupWhileWriting makes backups while another goroutine commits without a rest: each is one state of the newsroom.
func TestBackupWhileWriting(t *testing.T) {
	s := openStore(t, t.TempDir())
	defer s.Close()
	a, m := createDraft(t, s, "one", 3)
	stop, ended := make(chan struct{}), make(chan error)
	go func() {
		for {
			select {
			case <-stop:
				ended <- nil
				return
			default:
			}
			c, after := typed(t, m, '字')
			var err error
			if a, err = s.AppendChanges(context.Background(), a, a.Revision, []newsroom.Change{c}, "w", after); err != nil {
				ended <- err
				return
			}
			m = after
		}
	}()
	for i := range 5 {
		dir := t.TempDir()
		if err := s.Backup(t.Context(), filepath.Join(dir, FileName)); err != nil {
			t.Fatal(err)
		}
		b := openStore(t, dir)
		got, r, err := b.FindManuscript(t.Context(), "one")
		if err != nil || got.Headline() != fmt.Sprint(repeated('字', int(r)), "标题") {
			t.Errorf("backup %d: revision %d is %q, %v", i, r, got.Headline(), err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

func repeated(r rune, n int) string {
	all := make([]rune, n)
	for i := range all {
		all[i] = r
	}
	return string(all)
}

// Two who publish under one name: one wins, and the other's file does not replace it.
func TestPublishTakesNoName(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "file"), "first")
	temp := write(t, filepath.Join(dir, "temp"), "second")
	if err := publish(temp, file); !os.IsExist(err) {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "first" {
		t.Errorf("the file is %q, %v", data, err)
	}
}
