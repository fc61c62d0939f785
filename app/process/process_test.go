package process

import (
	"os"
	"os/exec"
	"strconv"
	"testing"
)

func TestEnded(t *testing.T) {
	if ID() == "" || Ended(ID()) {
		t.Errorf("this process, %q, has ended", ID())
	}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	other := exec.Command(os.Args[0], "-test.run", "^$")
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	id := host + ":" + strconv.Itoa(other.Process.Pid)
	if Ended(id) {
		t.Errorf("%s has ended before it was waited for", id)
	}
	if err := other.Wait(); err != nil {
		t.Fatal(err)
	}
	if !Ended(id) {
		t.Errorf("%s runs", id)
	}
	for _, id := range []string{"", "x", host, host + ":", host + ":0", host + ":-1", host + ":x", "elsewhere-" + id, ":" + strconv.Itoa(other.Process.Pid)} {
		if Ended(id) {
			t.Errorf("%q has ended, as if anybody knew", id)
		}
	}
}
