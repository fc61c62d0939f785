//go:build !windows

package printer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// office has two printers; what lp is asked for goes into a file.
func office(t *testing.T) (said func() string) {
	t.Helper()
	dir := t.TempDir()
	for name, script := range map[string]string{
		"lpstat": `case "$1" in -e) printf 'raw\noffice\n';; -d) echo 'system default destination: office';; esac`,
		"lpoptions": `case "$2$3" in
office) cat <<'END'
` + attributes + `END
;;
raw) echo 'printer-info=Raw printer-is-accepting-jobs=false printer-state=5';;
office-l) cat <<'END'
` + settings + `END
;;
*) echo "lpoptions: Unable to get PPD file for $2: Not Found" >&2; exit 1;;
esac`,
		"lp": `for a in "$@"; do
  case "$a" in
    nix) echo 'lp: Error - The printer or class does not exist.' >&2; exit 1;;
    raw) echo 'lp: Destination "raw" is not accepting jobs.' >&2; exit 1;;
    away) echo 'lp: Error - scheduler not responding.' >&2; exit 1;;
    jam) echo 'lp: Error - unsupported.' >&2; exit 1;;
  esac
  printf '%s\n' "$a" >> ` + dir + `/said
done
echo 'request id is office-7 (1 file(s))'`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
	return func() string {
		data, err := os.ReadFile(filepath.Join(dir, "said"))
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", " ")
	}
}

func TestPrinters(t *testing.T) {
	office(t)
	list, err := Open().Printers(context.Background())
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if want := (Printer{Name: "office", Title: "办公室 HP-M405", Place: "二楼 203", State: Idle, Default: true}); list[0] != want {
		t.Errorf("%+v", list[0])
	}
	if want := (Printer{Name: "raw", Title: "Raw", State: Stopped, Refusing: true}); list[1] != want {
		t.Errorf("%+v", list[1])
	}
	a, err := Open().Abilities(context.Background(), "office")
	if err != nil || len(a.Papers) != 4 {
		t.Errorf("%+v, %v", a, err)
	}
	if a, err := Open().Abilities(context.Background(), "raw"); err != nil || a.Papers != nil || a.OneSide {
		t.Errorf("a queue without a description: %+v, %v", a, err)
	}
}

func TestPrint(t *testing.T) {
	said := office(t)
	id, err := Open().Print(context.Background(), Job{
		Printer: "office", Title: "-通知", Copies: 3, Pages: []Range{{1, 3}, {5, 5}, {8, 0}}, Sides: LongEdge, Paper: "A4", Up: 2,
	}, "/tmp/-x.pdf")
	if err != nil || id != "office-7" {
		t.Fatalf("%q, %v", id, err)
	}
	if got, want := said(), "-d office -t -通知 -n 3 -P 1-3,5,8- -o sides=two-sided-long-edge -o media=A4 -o number-up=2 -- /tmp/-x.pdf"; got != want {
		t.Errorf("lp was asked for %s", got)
	}
	for printer, want := range map[string]error{"nix": ErrUnknown, "raw": ErrRefused, "away": ErrNoSystem} {
		if _, err := Open().Print(context.Background(), Job{Printer: printer}, "x.pdf"); !errors.Is(err, want) {
			t.Errorf("%s: %v", printer, err)
		}
	}
	if _, err := Open().Print(context.Background(), Job{Printer: "jam"}, "x.pdf"); err == nil || !strings.Contains(err.Error(), "unsupported") {
		t.Errorf("the system's own words are lost: %v", err)
	}
	if _, err := Open().Print(context.Background(), Job{Copies: -1}, "x.pdf"); err == nil {
		t.Error("-1 copies were printed")
	}
}

func TestNoPrintingSystem(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Open().Printers(context.Background()); !errors.Is(err, ErrNoSystem) {
		t.Errorf("%v", err)
	}
	if _, err := Open().Print(context.Background(), Job{}, "x.pdf"); !errors.Is(err, ErrNoSystem) {
		t.Errorf("%v", err)
	}
}

func TestCancelled(t *testing.T) {
	office(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open().Printers(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
