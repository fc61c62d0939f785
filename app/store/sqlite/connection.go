package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"galley/app/newsroom"
)

// oldestLibrary is the first SQLite without the WAL-reset bug, which can corrupt a database that two connections checkpoint at once
// (3.7.0 to 3.51.2; sqlite.org/wal.html).
const oldestLibrary = 3_051_003

// checkLibrary refuses a build against a SQLite that can lose data, as the system's often is.
func checkLibrary() error {
	if name, number, _ := sqlite3.Version(); number < oldestLibrary {
		return newsroom.Errorf(newsroom.Internal, nil, "store.old_library", "Version", name)
	}
	return nil
}

// purpose is what a handle is for.
type purpose struct {
	params      string // of the connection string
	connections int
}

// The driver would choose synchronous=NORMAL, and again when the connection string sets the journal mode; the order in which it applies its
// parameters makes _synchronous win. NORMAL loses acknowledged commits when the power fails. busy_timeout is how long one process waits for
// the other.
var (
	writing  = purpose{"mode=rw&_txlock=immediate&_synchronous=FULL&_busy_timeout=10000&_foreign_keys=1&_recursive_triggers=1&_stmt_cache_size=40", 1}
	creating = purpose{"mode=rwc&_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_auto_vacuum=NONE&_foreign_keys=1&_recursive_triggers=1", 1}
	reading  = purpose{"mode=ro&_query_only=1&_synchronous=FULL&_busy_timeout=10000&_cache_size=-16384&_stmt_cache_size=40", 4}
	copying  = purpose{"mode=ro&_synchronous=FULL&_busy_timeout=10000", 1} // VACUUM INTO counts as a write to query_only
	// resting reads a file that nobody writes to: it takes no lock and makes no -wal. It does not see what a -wal holds.
	resting = purpose{"mode=ro&immutable=1&_query_only=1", 1}
)

// openDB returns a handle on the database file. The connections are made when they are needed.
func openDB(path string, p purpose) *sql.DB {
	db := sql.OpenDB(connector{dsn(path, p.params)})
	db.SetMaxOpenConns(p.connections)
	db.SetMaxIdleConns(p.connections)
	return db
}

// dsn returns the connection string. The path is escaped: a question mark in a folder's name is not the start of the parameters.
func dsn(path, params string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/…
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: params}).String()
}

// connector makes connections without registering a driver by name.
type connector struct{ dsn string }

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.Driver().Open(c.dsn) }

func (c connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{ConnectHook: setPragmas} }

// setPragmas sets what the connection string cannot: for a file that somebody else may have written (sqlite.org/security.html, 1.2), and
// for macOS, where fsync alone does not reach the disk.
func setPragmas(c *sqlite3.SQLiteConn) error {
	_, err := c.Exec(`PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;
		PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1`, nil)
	return err
}

// useWAL makes sure of the journal mode, which the file remembers: a backup that was put in the place of a database has another.
func useWAL(ctx context.Context, db *sql.DB) error {
	var mode string
	return db.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
}
