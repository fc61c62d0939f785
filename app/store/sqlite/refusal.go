package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"galley/app/newsroom"
)

// refusals says what a result code of SQLite means for a person.
var refusals = map[sqlite3.ErrNo]struct {
	code newsroom.Code
	id   string
}{
	sqlite3.ErrFull:     {newsroom.Internal, "store.disk_full"},
	sqlite3.ErrReadonly: {newsroom.Internal, "store.read_only"},
	sqlite3.ErrPerm:     {newsroom.Internal, "store.read_only"},
	sqlite3.ErrCorrupt:  {newsroom.Corrupt, "store.damaged"},
	sqlite3.ErrNotADB:   {newsroom.Corrupt, "store.damaged"},
	sqlite3.ErrBusy:     {newsroom.Internal, "store.busy"},
	sqlite3.ErrLocked:   {newsroom.Internal, "store.busy"},
	sqlite3.ErrCantOpen: {newsroom.Internal, "store.cannot_open"},
	sqlite3.ErrIoErr:    {newsroom.Internal, "store.disk_failed"},
}

// errUnreadable is why a stored value cannot be used.
var errUnreadable = errors.New("sqlite: a stored value cannot be read")

// isNoDatabase reports whether the file is no SQLite database at all.
func isNoDatabase(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && lite.Code == sqlite3.ErrNotADB
}

// isCorrupt reports whether SQLite found the pages of the file to contradict each other.
func isCorrupt(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && lite.Code == sqlite3.ErrCorrupt
}

// refusal makes a newsroom.Error of any error. path is the file that the sentence names.
func refusal(err error, path string) error {
	var (
		refused *newsroom.Error
		lite    sqlite3.Error
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return refused
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, sql.ErrTxDone):
		// A call that is cancelled has its transaction rolled back under it, and may meet that first.
		return newsroom.Errorf(newsroom.Internal, err, "store.cancelled")
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return newsroom.Errorf(newsroom.Internal, err, "store.disk_full", "Path", path)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return newsroom.Errorf(newsroom.Invalid, err, "store.read_only", "Path", path)
	case errors.Is(err, errUnreadable), strings.HasPrefix(err.Error(), "sql: Scan error"): // the driver has no other word for a value of another type than its column's
		return newsroom.Errorf(newsroom.Corrupt, err, "store.damaged", "Path", path)
	case errors.As(err, &lite):
		return liteRefusal(lite, path)
	}
	return newsroom.Errorf(newsroom.Internal, err, "store.failed", "Path", path)
}

func liteRefusal(err sqlite3.Error, path string) error {
	switch {
	case err.Code == sqlite3.ErrInterrupt:
		return newsroom.Errorf(newsroom.Internal, err, "store.cancelled")
	case err.Code == sqlite3.ErrIoErr && (err.SystemErrno == syscall.ENOSPC || err.SystemErrno == syscall.EDQUOT):
		return newsroom.Errorf(newsroom.Internal, err, "store.disk_full", "Path", path)
	}
	if r, ok := refusals[err.Code]; ok {
		return newsroom.Errorf(r.code, err, r.id, "Path", path)
	}
	return newsroom.Errorf(newsroom.Internal, err, "store.failed", "Path", path)
}

// isBusy reports whether another connection holds what was needed.
func isBusy(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && (lite.Code == sqlite3.ErrBusy || lite.Code == sqlite3.ErrLocked)
}
