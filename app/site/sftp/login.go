package sftp

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"galley/app/newsroom/target"
)

// Login says where to log in, and as whom.
type Login struct {
	Host    string // with its port
	HostKey string // the server's key, as [Ask] returns it
	User    string
	Secret  string // the password, or the passphrase of Key, empty for none
	Key     []byte // a private key in a form of OpenSSH's or PEM; nil for a password
}

// Key is a server's public key.
type Key struct {
	Line        string // as in known_hosts after the host: type and base64
	Fingerprint string // SHA256:…, as ssh shows it
}

// errSeen ends a handshake when the server's key was seen.
var errSeen = errors.New("the key was seen")

// Ask fetches the key of a server without logging in. Unreachable; Odd: what is there speaks no SSH.
func Ask(ctx context.Context, host string) (Key, error) {
	var found ssh.PublicKey
	conn, err := connect(ctx, host)
	if err != nil {
		return Key{}, err
	}
	_, _, _, err = ssh.NewClientConn(conn, host, &ssh.ClientConfig{HostKeyCallback: func(_ string, _ net.Addr, k ssh.PublicKey) error {
		found = k
		return errSeen
	}})
	_ = conn.Close() // nothing was sent that could be lost
	if found == nil {
		if ctx.Err() != nil {
			return Key{}, ctx.Err()
		}
		return Key{}, target.Fail(target.Odd, err)
	}
	return keyOf(found), nil
}

func keyOf(k ssh.PublicKey) Key {
	return Key{strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))), ssh.FingerprintSHA256(k)}
}

// Known reports whether one of the files, in the form of known_hosts, has the key for that host; a file that is not there has none. Stranger: a file
// has another key of the same type for it, or has this one revoked.
func Known(host string, k Key, files ...string) (bool, error) {
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(k.Line))
	if err != nil {
		return false, target.Fail(target.Odd, err)
	}
	files = slices.DeleteFunc(slices.Clone(files), func(f string) bool {
		_, err := os.Stat(f)
		return errors.Is(err, fs.ErrNotExist)
	})
	check, err := knownhosts.New(files...)
	if err != nil {
		return false, target.Fail(target.Unreadable, err)
	}
	err = check(host, &net.TCPAddr{}, key)
	var other *knownhosts.KeyError
	switch {
	case err == nil:
		return true, nil
	case errors.As(err, &other):
		if slices.ContainsFunc(other.Want, func(w knownhosts.KnownKey) bool { return w.Key.Type() == key.Type() }) {
			return false, target.Fail(target.Stranger, err)
		}
		return false, nil
	}
	return false, target.Fail(target.Stranger, err)
}

// connect reaches the host.
func connect(ctx context.Context, host string) (net.Conn, error) {
	d := net.Dialer{Timeout: patience / 4}
	conn, err := d.DialContext(ctx, "tcp", host)
	if ctx.Err() != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	if err != nil {
		return nil, target.Fail(target.Unreachable, err)
	}
	return line{conn}, nil
}

// dial logs in.
func dial(ctx context.Context, l Login) (*ssh.Client, error) {
	want, _, _, _, err := ssh.ParseAuthorizedKey([]byte(l.HostKey))
	if err != nil {
		return nil, target.Fail(target.Stranger, err)
	}
	auth, err := l.auth()
	if err != nil {
		return nil, err
	}
	conn, err := connect(ctx, l.Host)
	if err != nil {
		return nil, err
	}
	unhook := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer unhook()
	var stranger, met bool
	c, channels, requests, err := ssh.NewClientConn(conn, l.Host, &ssh.ClientConfig{
		User: l.User, Auth: auth, HostKeyAlgorithms: algorithms(want.Type()),
		HostKeyCallback: func(_ string, _ net.Addr, k ssh.PublicKey) error {
			if !bytes.Equal(k.Marshal(), want.Marshal()) {
				stranger = true
				return errors.New("the key of " + l.Host + " is " + ssh.FingerprintSHA256(k) + ", and was " + ssh.FingerprintSHA256(want))
			}
			met = true
			return nil
		},
	})
	if err != nil {
		_ = conn.Close()
		var negotiation *ssh.AlgorithmNegotiationError
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case stranger, errors.As(err, &negotiation): // one without a key of that type is another
			return nil, target.Fail(target.Stranger, err)
		case met && strings.Contains(err.Error(), "unable to authenticate"): // x/crypto/ssh has no type for it
			return nil, target.Fail(target.Denied, err)
		}
		return nil, target.Fail(target.Cut, err)
	}
	return ssh.NewClient(c, channels, requests), nil
}

// algorithms are those by which a key of the type signs.
func algorithms(keyType string) []string {
	if keyType == ssh.KeyAlgoRSA {
		return []string{ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256}
	}
	return []string{keyType}
}

// auth returns the ways of logging in: by key where there is one, by password otherwise, also to a server that asks for it as a question.
func (l Login) auth() ([]ssh.AuthMethod, error) {
	if l.Key == nil {
		return []ssh.AuthMethod{ssh.Password(l.Secret), ssh.KeyboardInteractive(func(_, _ string, questions []string, shown []bool) ([]string, error) {
			answers := make([]string, len(questions))
			for i := range questions {
				if shown[i] {
					return nil, errors.New("the server asks " + questions[i])
				}
				answers[i] = l.Secret
			}
			return answers, nil
		})}, nil
	}
	signer, err := ssh.ParsePrivateKey(l.Key)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) {
		signer, err = ssh.ParsePrivateKeyWithPassphrase(l.Key, []byte(l.Secret))
	}
	if err != nil {
		return nil, target.Fail(target.Denied, err)
	}
	return []ssh.AuthMethod{ssh.PublicKeys(signer)}, nil
}
