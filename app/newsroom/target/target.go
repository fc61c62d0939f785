// Package target says where publications go besides this newsroom, and what is still on its way there.
//
// A [Target] is a place: a folder, a folder on a server by SFTP, a WordPress site, or an address that is told of publications (a webhook). Its
// password or key is not part of it: that is in the system's keyring under the target's id.
//
// A [Job] is one thing that a target has to be brought: what a decision changed for readers. A decision and its jobs are stored in one
// transaction, so that none is ever forgotten, and a job stays until it is [Sent], has been [Overtaken] by a later one of the same article, or was
// [Dropped] by a person. [Job.After] says what becomes of a job by an attempt: a [Failure] that time may mend is tried again, later each time; one
// that a person has to mend waits for him.
//
// The package is values and rules only. app/site/… carries jobs out, app/outbox decides which.
package target

import (
	"net"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ID names a target for ever; its secret is kept under it.
type ID string

// Kind is what sort of place a target is.
type Kind string

// The kinds.
const (
	Folder    Kind = "folder"    // of this computer: the whole site
	SFTP      Kind = "sftp"      // a folder of a server: the whole site
	WordPress Kind = "wordpress" // a post for each article
	Webhook   Kind = "webhook"   // a message for each event
)

// Kinds returns every kind.
func Kinds() []Kind { return []Kind{Folder, SFTP, WordPress, Webhook} }

// IsSite reports whether the target gets the site as a whole, with its lists and feeds, and not article by article.
func (k Kind) IsSite() bool { return k == Folder || k == SFTP }

// HasSecret reports whether a target of the kind needs a password or a key.
func (k Kind) HasSecret() bool { return k != Folder }

// Target is one place that publications go to.
type Target struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	// Address is of a Folder its path; of SFTP sftp://host[:port]/folder, where /~/folder is below the user's home; of WordPress the site's
	// front page; of a Webhook where messages go.
	Address string `json:"address"`
	User    string `json:"user,omitempty"`     // of SFTP and WordPress
	KeyFile string `json:"key_file,omitempty"` // of SFTP: a private key of this computer instead of a password; the secret is its passphrase
	HostKey string `json:"host_key,omitempty"` // of SFTP: the server's public key, as in known_hosts after the host; a person has confirmed it
}

// Part is a part of a target that [Target.Check] can refuse.
type Part string

// The parts.
const (
	PartName    Part = "name"
	PartKind    Part = "kind"
	PartAddress Part = "address"
	PartUser    Part = "user"
	PartHostKey Part = "host_key"
)

// Wrong is the refusal of a target because of one of its parts.
type Wrong struct {
	Part  Part
	Value string
}

func (w *Wrong) Error() string { return "target: " + string(w.Part) + " " + w.Value }

// maxText bounds a name, a user and an address in bytes.
const maxText = 2048

// Check refuses a target that cannot be one, with a [Wrong]. A secret goes over a line that is not encrypted to this computer itself only.
func (t Target) Check() error {
	for _, p := range []struct {
		part  Part
		value string
	}{{PartName, t.Name}, {PartAddress, t.Address}, {PartUser, t.User}, {PartHostKey, t.HostKey}} {
		if len(p.value) > maxText || !utf8.ValidString(p.value) || strings.ContainsFunc(p.value, unicode.IsControl) {
			return &Wrong{p.part, p.value}
		}
	}
	if strings.TrimSpace(t.Name) != t.Name || t.Name == "" || strings.ContainsAny(t.Name, `/\`) {
		return &Wrong{PartName, t.Name}
	}
	switch t.Kind {
	case Folder:
		if !filepath.IsAbs(t.Address) {
			return &Wrong{PartAddress, t.Address}
		}
		return nil
	case SFTP:
		if _, _, err := t.Server(); err != nil {
			return err
		}
		if t.HostKey == "" {
			return &Wrong{PartHostKey, ""}
		}
	case WordPress, Webhook:
		u, err := url.Parse(t.Address)
		if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !isLocal(u.Hostname())) {
			return &Wrong{PartAddress, t.Address}
		}
		if t.Kind == WordPress && u.RawQuery != "" {
			return &Wrong{PartAddress, t.Address}
		}
	default:
		return &Wrong{PartKind, string(t.Kind)}
	}
	if t.Kind != Webhook && strings.TrimSpace(t.User) == "" {
		return &Wrong{PartUser, ""}
	}
	return nil
}

// Server returns of SFTP the host with its port, and the folder: absolute, or below the user's home.
func (t Target) Server() (host, folder string, err error) {
	u, err := url.Parse(t.Address)
	if err != nil || u.Scheme != "sftp" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", "", &Wrong{PartAddress, t.Address}
	}
	port := u.Port()
	if port == "" {
		port = "22"
	}
	folder = path.Clean("/" + u.Path)
	if rest, ok := strings.CutPrefix(folder, "/~"); ok && (rest == "" || rest[0] == '/') {
		folder = path.Join(".", strings.TrimPrefix(rest, "/"))
	}
	return net.JoinHostPort(u.Hostname(), port), folder, nil
}

// isLocal reports whether a host is this computer.
func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
