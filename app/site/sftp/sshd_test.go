//go:build sshd

package sftp

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	account "os/user"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"galley/app/newsroom/target"
	"galley/app/site/mirror"
)

// keyFile makes a key and writes it to a file; it returns its bytes and its line in authorized_keys.
func keyFile(t *testing.T, file, passphrase string) (private []byte, line string) {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	var block *pem.Block
	if passphrase == "" {
		block, err = ssh.MarshalPrivateKey(key, "")
	} else {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(passphrase))
	}
	must(t, err)
	private = pem.EncodeToMemory(block)
	must(t, os.WriteFile(file, private, 0o600))
	k, err := ssh.NewPublicKey(public)
	must(t, err)
	return private, keyOf(k).Line
}

// TestOpenSSH sends a site to OpenSSH's own server, with a key that has a passphrase.
func TestOpenSSH(t *testing.T) {
	dir, there := t.TempDir(), t.TempDir()
	must(t, os.Chmod(dir, 0o755))
	_, hostKey := keyFile(t, filepath.Join(dir, "host"), "")
	private, public := keyFile(t, filepath.Join(dir, "own"), "a phrase")
	must(t, os.WriteFile(filepath.Join(dir, "authorized"), []byte(public+"\n"), 0o644))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	host := l.Addr().String()
	port := l.Addr().(*net.TCPAddr).Port
	must(t, l.Close())
	config := fmt.Sprintf("Port %d\nListenAddress 127.0.0.1\nHostKey %s\nAuthorizedKeysFile %s\nStrictModes no\nUsePAM no\nPidFile none\nPasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n",
		port, filepath.Join(dir, "host"), filepath.Join(dir, "authorized"))
	must(t, os.WriteFile(filepath.Join(dir, "config"), []byte(config), 0o600))
	must(t, os.MkdirAll("/run/sshd", 0o755)) // where sshd goes to do without rights; Debian makes it when the service starts
	cmd := exec.Command("/usr/sbin/sshd", "-D", "-e", "-f", filepath.Join(dir, "config"))
	cmd.Stderr = os.Stderr
	must(t, cmd.Start())
	t.Cleanup(func() { must(t, cmd.Process.Kill()); _ = cmd.Wait() })
	var key Key
	for { // until it listens; the test's own time limit ends it
		if key, err = Ask(t.Context(), host); err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if key.Line != hostKey {
		t.Fatalf("the server's key is %s, want %s", key.Line, hostKey)
	}
	me, err := account.Current()
	must(t, err)
	login := Login{Host: host, HostKey: key.Line, User: me.Username, Key: private, Secret: "a phrase"}
	for _, edition := range []string{"1", "2"} {
		from := write(t, edition, "a", "b", "c")
		p, err := Open(t.Context(), login, there)
		must(t, err)
		r, err := mirror.Send(t.Context(), from, p, Workers, nil)
		p.Close()
		must(t, err)
		if !maps.Equal(contents(t, there), contents(t, from)) || edition == "2" && r.Sent != 4 {
			t.Errorf("edition %s: %+v", edition, r)
		}
	}
	login.Secret = "another phrase"
	if _, err := Open(t.Context(), login, there); target.FailureOf(err) == nil || target.FailureOf(err).Fault != target.Denied {
		t.Errorf("a wrong passphrase: %v", err)
	}
}
