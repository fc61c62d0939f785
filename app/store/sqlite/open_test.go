package sqlite

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// refused makes sure of an error's code and sentence, in every language, and that the sentence names what it should.
func refused(t *testing.T, err error, code newsroom.Code, id string, names ...string) {
	t.Helper()
	var e *newsroom.Error
	if !errors.As(err, &e) || e.Code != code || e.Text.ID != id {
		t.Fatalf("got the error %v, want %s %s", err, code, id)
	}
	for _, l := range catalogue.Langs() {
		said := catalogue.For(l).Say(e.Text)
		for _, name := range names {
			if !strings.Contains(said, name) {
				t.Errorf("%s: %q does not name %q", l, said, name)
			}
		}
		if strings.Contains(said, "<no value>") || strings.Contains(said, "⟦") {
			t.Errorf("%s: %q has holes", l, said)
		}
	}
}

// folder returns the hash of every file below dir by its name, and nothing for a folder.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		if d.IsDir() {
			files[path] = ""
			return nil
		}
		data, err := os.ReadFile(path)
		files[path] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// closed makes a newsroom with one article in it and returns its folder.
func closed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s := openStore(t, dir)
	createDraft(t, s, "one", 3)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// alter runs SQL on the database of a folder behind the store's back, without its triggers.
func alter(t *testing.T, dir string, statements ...string) {
	t.Helper()
	db := openDB(filepath.Join(dir, FileName), writing)
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, dir string) string // returns the folder to open
		code newsroom.Code
		id   string
	}{
		{"a folder that is a file", func(t *testing.T, dir string) string {
			return write(t, filepath.Join(dir, "file"), "text")
		}, newsroom.Invalid, "store.folder_is_file"},
		{"a folder below a file", func(t *testing.T, dir string) string {
			return filepath.Join(write(t, filepath.Join(dir, "file"), "text"), "newsroom")
		}, newsroom.Invalid, "store.folder_is_file"},
		{"a database that is a folder", func(t *testing.T, dir string) string {
			if err := os.Mkdir(filepath.Join(dir, FileName), 0o700); err != nil {
				t.Fatal(err)
			}
			return dir
		}, newsroom.Invalid, "store.not_galley"},
		{"a text file", func(t *testing.T, dir string) string {
			write(t, filepath.Join(dir, FileName), strings.Repeat("this is not a database\n", 400))
			return dir
		}, newsroom.Invalid, "store.not_galley"},
		{"an empty file", func(t *testing.T, dir string) string {
			write(t, filepath.Join(dir, FileName), "")
			return dir
		}, newsroom.Invalid, "store.not_galley"},
		{"another program's database", func(t *testing.T, dir string) string {
			db := openDB(filepath.Join(dir, FileName), creating)
			if _, err := db.Exec("CREATE TABLE bookmark (url TEXT); PRAGMA user_version = 1"); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			return dir
		}, newsroom.Invalid, "store.not_galley"},
		{"a new one in a folder that a cloud keeps", func(t *testing.T, dir string) string {
			return filepath.Join(dir, "Dropbox (Personal)", "稿件")
		}, newsroom.Invalid, "store.cloud"},
	} {
		t.Run(c.name, func(t *testing.T) {
			top := t.TempDir()
			dir := c.make(t, top)
			before := folder(t, top)
			s, err := OpenStore(t.Context(), dir, Options{})
			if s != nil {
				t.Fatal("a store was opened")
			}
			refused(t, err, c.code, c.id, filepath.Base(top))
			if after := folder(t, top); !maps.Equal(after, before) {
				t.Errorf("the folder was %v and is %v", before, after)
			}
		})
	}
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A newsroom in a cloud's folder that is there already can be opened: its owner needs a way out.
func TestOpenExistingInCloud(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "坚果云")
	if err := os.Rename(closed(t), dir); err != nil {
		t.Fatal(err)
	}
	if err := openStore(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenMakesFolders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "新 的", "what? #1%20&mode=memory", "newsroom")
	s := openStore(t, dir)
	createDraft(t, s, "one", 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// The lock file stays; what SQLite and the making needed does not.
	names := slices.Sorted(maps.Keys(folder(t, dir)))
	if want := []string{filepath.Join(dir, FileName), filepath.Join(dir, "newsroom.lock")}; !slices.Equal(names, want) {
		t.Errorf("the folder holds %v, want %v", names, want)
	}
	s = openStore(t, dir)
	defer s.Close()
	if _, err := s.FindArticle(t.Context(), "one"); err != nil {
		t.Error(err)
	}
}

func TestNewerVersionIsLeftUntouched(t *testing.T) {
	dir := closed(t)
	alter(t, dir, fmt.Sprint("PRAGMA user_version = ", newestOf(schema)+1))
	before := folder(t, dir)
	for range 2 {
		_, err := OpenStore(t.Context(), dir, Options{})
		refused(t, err, newsroom.Invalid, "store.newer", FileName, fmt.Sprint(newestOf(schema)+1), fmt.Sprint(newestOf(schema)))
		if after := folder(t, dir); !maps.Equal(after, before) {
			t.Fatalf("the folder was %v and is %v", before, after)
		}
	}
}

// The version may be in the -wal alone, when a newer Galley was killed. Only the -shm, which is rebuilt at each start, may change then.
func TestNewerVersionInWAL(t *testing.T) {
	live := closed(t)
	db := openDB(filepath.Join(live, FileName), writing)
	defer db.Close()
	if _, err := db.Exec(fmt.Sprint("PRAGMA user_version = ", newestOf(schema)+1)); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{FileName, FileName + "-wal"} {
		data, err := os.ReadFile(filepath.Join(live, name))
		if err != nil || len(data) == 0 {
			t.Fatal(name, len(data), err)
		}
		write(t, filepath.Join(dir, name), string(data))
	}
	before := folder(t, dir)
	_, err := OpenStore(t.Context(), dir, Options{})
	refused(t, err, newsroom.Invalid, "store.newer", fmt.Sprint(newestOf(schema)+1))
	after := folder(t, dir)
	for name, hash := range before {
		if after[name] != hash {
			t.Errorf("%s changed", name)
		}
	}
}

// A read-only folder is a matter of rights, which the superuser does not meet; helper takes them away from itself.
func TestReadOnlyFolder(t *testing.T) {
	for _, c := range []struct {
		name  string
		where func(dir string) string
		mode  os.FileMode
	}{
		{"a newsroom in it", func(dir string) string { return dir }, 0o555},
		{"a newsroom to be made in it", func(dir string) string { return filepath.Join(dir, "new") }, 0o555},
		{"a folder that cannot be looked into", func(dir string) string { return filepath.Join(dir, "new") }, 0o000},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := closed(t)
			before := folder(t, dir)
			if err := os.Chmod(dir, c.mode); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := os.Chmod(dir, 0o755); err != nil {
					t.Error(err)
				}
			})
			said := helpAsNobody(t, "open", c.where(dir))
			if !strings.HasPrefix(said, "invalid store.read_only ") || !strings.Contains(said, dir) {
				t.Errorf("helper says %q", said)
			}
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if after := folder(t, dir); !maps.Equal(after, before) {
				t.Errorf("the folder was %v and is %v", before, after)
			}
		})
	}
}

func TestPragmas(t *testing.T) {
	s := openStore(t, t.TempDir())
	defer s.Close()
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "trusted_schema": "0", "cell_size_check": "1", "mmap_size": "0",
		"temp_store": "2", "auto_vacuum": "0", "busy_timeout": "10000", "application_id": fmt.Sprint(applicationID),
		"user_version": fmt.Sprint(newestOf(schema)),
	}
	for name, value := range want {
		var writer, reader string
		if err := s.writer.QueryRow("PRAGMA " + name).Scan(&writer); err != nil {
			t.Fatal(name, err)
		}
		if err := s.readers.QueryRow("PRAGMA " + name).Scan(&reader); err != nil {
			t.Fatal(name, err)
		}
		if writer != value || reader != value {
			t.Errorf("%s is %s for the writer and %s for readers, want %s", name, writer, reader, value)
		}
	}
	var recursive string
	if err := s.writer.QueryRow("PRAGMA recursive_triggers").Scan(&recursive); err != nil || recursive != "1" {
		t.Errorf("recursive_triggers is %s %v", recursive, err)
	}
	if _, err := s.readers.Exec("UPDATE feed SET seq = 0"); err == nil {
		t.Error("a reader can write")
	}
	if _, number, _ := sqlite3.Version(); number < oldestLibrary {
		t.Errorf("SQLite is %d", number)
	}
}

func TestRefusals(t *testing.T) {
	const path = "/newsroom/newsroom.db"
	for _, c := range []struct {
		err  error
		code newsroom.Code
		id   string
	}{
		{sqlite3.Error{Code: sqlite3.ErrFull}, newsroom.Internal, "store.disk_full"},
		{sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, newsroom.Internal, "store.disk_full"},
		{sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.EIO}, newsroom.Internal, "store.disk_failed"},
		{sqlite3.Error{Code: sqlite3.ErrReadonly}, newsroom.Internal, "store.read_only"},
		{sqlite3.Error{Code: sqlite3.ErrCorrupt}, newsroom.Corrupt, "store.damaged"},
		{sqlite3.Error{Code: sqlite3.ErrNotADB}, newsroom.Corrupt, "store.damaged"},
		{sqlite3.Error{Code: sqlite3.ErrBusy}, newsroom.Internal, "store.busy"},
		{sqlite3.Error{Code: sqlite3.ErrCantOpen}, newsroom.Internal, "store.cannot_open"},
		{sqlite3.Error{Code: sqlite3.ErrConstraint}, newsroom.Internal, "store.failed"},
		{&os.PathError{Err: syscall.EACCES}, newsroom.Invalid, "store.read_only"},
		{&os.PathError{Err: syscall.EROFS}, newsroom.Invalid, "store.read_only"},
		{&os.PathError{Err: syscall.ENOSPC}, newsroom.Internal, "store.disk_full"},
		{fmt.Errorf("%w: x", errUnreadable), newsroom.Corrupt, "store.damaged"},
		{errors.New("x"), newsroom.Internal, "store.failed"},
	} {
		err := refusal(fmt.Errorf("outer: %w", c.err), path)
		refused(t, err, c.code, c.id, path)
		if !errors.Is(err, c.err) {
			t.Errorf("%v lost its cause", err)
		}
	}
	for _, cancelled := range []error{context.Canceled, context.DeadlineExceeded, sqlite3.Error{Code: sqlite3.ErrInterrupt}} {
		refused(t, refusal(cancelled, path), newsroom.Internal, "store.cancelled")
	}
}

func TestMountedNetwork(t *testing.T) {
	const table = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:30 / /home rw - nfs4 server:/home rw
41 40 254:1 / /home/local rw - ext4 /dev/vdb rw
42 22 0:31 / /mnt/my\040share rw shared:7 - cifs //server/share rw
43 22 0:32 / /media/over rw - nfs server:/x rw
44 43 0:33 / /media/over rw - tmpfs tmpfs rw
45 22 0:34 / /mnt/stick rw - fuseblk /dev/sdb1 rw
46 22 0:35 / /mnt/ssh rw - fuse.sshfs me@server: rw
garbage
`
	for path, want := range map[string]string{
		"/": "", "/var/lib": "", "/home": "nfs4", "/home/me/newsroom": "nfs4", "/homestead": "", "/home/local/newsroom": "",
		"/mnt/my share/newsroom": "cifs", "/media/over": "", "/mnt/stick": "", "/mnt/ssh/x": "fuse.sshfs",
	} {
		got, err := mountedNetwork(strings.NewReader(table), path)
		if got != want || err != nil {
			t.Errorf("%s is on %q, %v; want %q", path, got, err, want)
		}
	}
}

func TestCheckCloud(t *testing.T) {
	for dir, want := range map[string]bool{
		"/home/me/Dropbox/news": true, "/home/me/dropbox": true, "/home/me/OneDrive - 大学/稿": true, "/home/me/百度网盘/x": true,
		"/home/me/news": false, "/home/me/my Dropbox": false, "/home/me/drop": false,
	} {
		if err := checkCloud(dir); (err != nil) != want {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// Opening must not wait for another one that has the newsroom open, and must not look through a database that is in use.
func TestTwoStoresOnOneFolder(t *testing.T) {
	dir := t.TempDir()
	first, second := openStore(t, dir), openStore(t, dir)
	a, m := createDraft(t, first, "one", 1)
	c, after := typed(t, m, '字')
	if _, err := second.AppendChanges(t.Context(), a, 0, []newsroom.Change{c}, "w", after); err != nil {
		t.Fatal(err)
	}
	_, err := first.AppendChanges(t.Context(), a, 0, []newsroom.Change{c}, "w", after)
	if newsroom.CodeOf(err) != newsroom.Conflict {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	got, _, err := second.FindManuscript(t.Context(), "one")
	if err != nil || !got.Equal(after) {
		t.Fatal(got, err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	if err := second.Close(); err != nil {
		t.Error("closing twice:", err)
	}
}

// A file whose pages contradict each other is found at the start after an end that was not clean.
func TestUncleanEndIsLookedThrough(t *testing.T) {
	live := closed(t)
	s := openStore(t, live)
	defer s.Close()
	createDraft(t, s, "two", 1)
	dir := t.TempDir()
	data, err := os.ReadFile(filepath.Join(live, FileName))
	if err != nil {
		t.Fatal(err)
	}
	wal, err := os.ReadFile(filepath.Join(live, FileName+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	clear(data[4096*4+8:]) // pages that the -wal does not all replace
	write(t, filepath.Join(dir, FileName), string(data))
	write(t, filepath.Join(dir, FileName+"-wal"), string(wal))
	_, err = OpenStore(t.Context(), dir, Options{})
	refused(t, err, newsroom.Corrupt, "store.damaged", dir)
}

// A store that was opened when the clock says something uses it for what carries no time.
func TestClock(t *testing.T) {
	s := openStore(t, t.TempDir())
	defer s.Close()
	if err := s.SaveSettings(t.Context(), newsroom.NewSettings(), newsroom.Hand{}); err != nil {
		t.Fatal(err)
	}
	var at int64
	if err := s.readers.QueryRow("SELECT at FROM audit").Scan(&at); err != nil || !instant(at).Equal(noon) {
		t.Errorf("the audit says %v, %v", time.UnixMicro(at), err)
	}
}
