package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"galley/app/newsroom"
)

// The tests that need a second process run this test's own binary with an order in the environment.
const helperVariable = "GALLEY_STORE_HELPER"

func TestMain(m *testing.M) {
	if order := os.Getenv(helperVariable); order != "" {
		help(order, os.Getenv(helperVariable+"_DIR"))
		return
	}
	os.Exit(m.Run())
}

// help opens the folder and does what it is told; it prints what the test waits for.
func help(order, dir string) {
	s, err := OpenStore(context.Background(), dir, Options{})
	if err != nil {
		var e *newsroom.Error
		if errors.As(err, &e) {
			fmt.Println(e.Code, e.Text.ID, e)
		} else {
			fmt.Println(err)
		}
		return
	}
	switch order {
	case "open":
		fmt.Println("opened")
	case "append":
		helpAppend(s, -1)
	case "append 100":
		helpAppend(s, 100)
	}
	if err := s.Close(); err != nil {
		fmt.Println(err)
	}
}

// helpAppend appends n changes to the article "one", without end where n is negative, and prints each revision when it is stored. It tries
// again when somebody else was first.
func helpAppend(s *Store, n int) {
	ctx := context.Background()
	for n != 0 {
		a, err := s.FindArticle(ctx, "one")
		if err != nil {
			fmt.Println(err)
			return
		}
		m, r, err := s.FindManuscript(ctx, "one")
		if err != nil {
			fmt.Println(err)
			return
		}
		p := m.Properties
		p.Keywords = []string{strconv.FormatInt(int64(r)+1, 10)}
		m.Properties = p
		a, err = s.AppendChanges(ctx, a, r, []newsroom.Change{{Properties: &p}}, newsroom.StaffID(fmt.Sprint(os.Getpid())), m)
		if newsroom.CodeOf(err) == newsroom.Conflict {
			continue
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.Revision)
		n--
	}
}

func helper(order, dir string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), helperVariable+"="+order, helperVariable+"_DIR="+dir)
	return c
}

// helpAsNobody runs the helper as somebody whom modes bind, and returns what it says.
func helpAsNobody(t *testing.T, order, dir string) string {
	t.Helper()
	c := helper(order, dir)
	if os.Getuid() == 0 {
		// Nobody can neither enter the folders of this test nor run its binary as they are.
		c.Path = filepath.Join(t.TempDir(), "helper")
		copyFile(t, os.Args[0], c.Path)
		for _, path := range []string{dir, c.Path} {
			for p := filepath.Dir(path); strings.HasPrefix(p, os.TempDir()+string(filepath.Separator)); p = filepath.Dir(p) {
				if info, err := os.Stat(p); err == nil && info.Mode().Perm() == 0o700 {
					if err := os.Chmod(p, 0o755); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		c.SysProcAttr = asNobody()
	}
	c.Dir = string(filepath.Separator)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Run(); err != nil {
		t.Fatal(err, out.String())
	}
	return out.String()
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, in.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
}

// started is a helper that appends.
type started struct {
	*exec.Cmd
	lines *bufio.Scanner
}

func start(t *testing.T, order, dir string) started {
	t.Helper()
	c := helper(order, dir)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return started{c, bufio.NewScanner(out)}
}

// acknowledged reads one revision that the helper says is stored; false at its end.
func (s started) acknowledged(t *testing.T) (newsroom.Revision, bool) {
	t.Helper()
	if !s.lines.Scan() {
		return 0, false
	}
	n, err := strconv.ParseInt(s.lines.Text(), 10, 64)
	if err != nil {
		t.Fatalf("helper says %q", s.lines.Text())
	}
	return newsroom.Revision(n), true
}

// kill ends the helper as the system does when there is no memory left: at any instruction, without a word.
func (s started) kill(t *testing.T) {
	t.Helper()
	if err := s.Process.Signal(os.Kill); err != nil {
		t.Fatal(err)
	}
}

// waitKilled waits for the end of a helper that was killed.
func (s started) waitKilled(t *testing.T) {
	t.Helper()
	var exit *exec.ExitError
	if err := s.Wait(); !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); runtime.GOOS != "windows" && (!ok || !status.Signaled()) {
		t.Fatalf("the helper ended by itself: %v", exit)
	}
}
