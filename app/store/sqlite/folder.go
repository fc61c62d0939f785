package sqlite

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"galley/app/newsroom"
)

// checkFolder refuses a folder in which a database cannot live, and makes the folder if there is none. fresh says that there is no database in
// it yet.
func checkFolder(dir string, fresh bool) error {
	if fresh {
		if err := checkCloud(dir); err != nil {
			return err
		}
	}
	there, err := nearestFolder(dir)
	if err != nil {
		return err
	}
	// Two machines that share a write-ahead log over a network corrupt it (sqlite.org/wal.html), so a newsroom that is there already is
	// refused too.
	kind, err := networkKind(there)
	if err != nil {
		return err
	}
	if kind != "" {
		return newsroom.Errorf(newsroom.Invalid, nil, "store.network", "Path", dir, "Kind", kind)
	}
	for _, path := range []string{there, filepath.Join(dir, FileName)} {
		if err := checkWritable(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return newsroom.Errorf(newsroom.Invalid, err, "store.read_only", "Path", path)
		}
	}
	// 0700: what is not published yet is nobody else's business.
	return os.MkdirAll(dir, 0o700)
}

// nearestFolder returns dir or, where there is none, the folder above it in which it would be made.
func nearestFolder(dir string) (string, error) {
	for {
		info, err := os.Stat(dir)
		switch above := filepath.Dir(dir); {
		case errors.Is(err, fs.ErrNotExist) && above != dir:
			dir = above
		case errors.Is(err, fs.ErrPermission):
			return "", newsroom.Errorf(newsroom.Invalid, err, "store.read_only", "Path", dir)
		case errors.Is(err, syscall.ENOTDIR), err == nil && !info.IsDir():
			return "", newsroom.Errorf(newsroom.Invalid, err, "store.folder_is_file", "Path", dir)
		case err != nil:
			return "", newsroom.Errorf(newsroom.Invalid, err, "store.cannot_open", "Path", dir)
		default:
			return dir, nil
		}
	}
}

// networkTypes are the file systems whose files may be open on two machines at once.
var networkTypes = []string{
	"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "lustre", "davfs", "glusterfs", "vboxsf",
	"fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.s3fs", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.curlftpfs", "fuse.vmhgfs-fuse",
	"fuse.kio-fuse", "fuse.onedriver", "fuse.google-drive-ocamlfuse",
}

// mountedNetwork returns the type of the file system that path is on, where it is one of networkTypes. table is a /proc/self/mountinfo
// (proc_pid_mountinfo(5)). The last mount with the longest mount point is the one that is seen.
func mountedNetwork(table io.Reader, path string) (string, error) {
	longest, kind := -1, ""
	lines := bufio.NewScanner(table)
	for lines.Scan() {
		// 36 35 98:0 /root /mount\040point rw,noatime shared:1 - ext3 /dev/sda1 rw
		left, right, ok := strings.Cut(lines.Text(), " - ")
		fields, types := strings.Fields(left), strings.Fields(right)
		if !ok || len(fields) < 5 || len(types) == 0 {
			continue
		}
		point := octal.Replace(fields[4])
		if within(path, point) && len(point) >= longest {
			longest, kind = len(point), types[0]
		}
	}
	if err := lines.Err(); err != nil {
		return "", err
	}
	if slices.Contains(networkTypes, kind) {
		return kind, nil
	}
	return "", nil
}

// octal undoes what the kernel does to white space in a mount point.
var octal = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)

func within(path, point string) bool {
	return path == point || point == "/" || strings.HasPrefix(path, point+"/")
}

// clouds are the folders that services synchronise, by the first word of their names. Such a service copies the database and its -wal at
// different moments, and puts copies from two machines in one place.
var clouds = []string{"Dropbox", "OneDrive", "Google Drive", "GoogleDrive", "iCloud", "Mobile Documents", "Nutstore", "坚果云", "BaiduSyncdisk", "百度网盘", "WPS云盘", "Syncthing"}

// checkCloud refuses a folder for a new newsroom. One that is there already may be opened: its owner needs a way out.
func checkCloud(dir string) error {
	for part := range strings.SplitSeq(filepath.ToSlash(dir), "/") {
		for _, c := range clouds {
			if len(part) >= len(c) && strings.EqualFold(part[:len(c)], c) {
				return newsroom.Errorf(newsroom.Invalid, nil, "store.cloud", "Path", dir, "Service", c)
			}
		}
	}
	return nil
}

// takeLock takes the folder's lock and reports whether no other Galley holds it. The lock keeps nobody out: it says whether a -wal that is
// there belongs to somebody, and whether an upgrade would pull the database from under another process.
func (s *Store) takeLock(ctx context.Context) (sole bool, err error) {
	s.lock = flock.New(filepath.Join(filepath.Dir(s.path), "newsroom.lock"), flock.SetPermissions(0o644))
	if sole, err = s.lock.TryLock(); sole || err != nil {
		return sole, err
	}
	// Another one that is just looking through the database holds it alone.
	_, err = s.lock.TryRLockContext(ctx, lockRetry)
	return false, err
}

// shareLock lets others in.
func (s *Store) shareLock(ctx context.Context) error {
	if s.lock.RLocked() {
		return nil
	}
	if err := s.lock.Unlock(); err != nil {
		return err
	}
	_, err := s.lock.TryRLockContext(ctx, lockRetry)
	return err
}

const lockRetry = 20 * time.Millisecond

// hasContent reports whether one of the files exists and is not empty.
func hasContent(paths ...string) bool {
	return slices.ContainsFunc(paths, func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > 0
	})
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	// Not every system can sync a folder; those that cannot keep names in order themselves.
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return errors.Join(err, d.Close())
	}
	return d.Close()
}

// syncFile makes a file durable that no connection has open.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// publish gives a finished file its name. It returns fs.ErrExist when the name is taken.
func publish(temp, path string) error {
	err := os.Link(temp, path) // fails where the name is taken, as rename does not
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if err == nil {
		err = os.Remove(temp)
	} else if _, taken := os.Lstat(path); !errors.Is(taken, fs.ErrNotExist) {
		return fs.ErrExist
	} else {
		err = os.Rename(temp, path) // a memory stick has no links
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
