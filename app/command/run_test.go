package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/app/command"
	"galley/app/newsroom"
	"galley/app/store/sqlite"
	"galley/assets/catalogue"
	"galley/editor/model"
)

// at is the clock of these tests.
func at() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

func openRoom(ctx context.Context, folder string) (*newsroom.Newsroom, error) {
	store, err := sqlite.OpenStore(ctx, folder, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	return newsroom.New(store, at), nil
}

// run carries out one command line and returns its status and what it printed.
func run(t testing.TB, folder string, args ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	status = command.Run(context.Background(), command.Env{
		Stdout: &o, Stderr: &e, Language: catalogue.En, Folder: folder, Now: at, Open: openRoom,
		Desktop: func(context.Context, string, catalogue.Lang, bool) error { return nil },
	}, args)
	return status, o.String(), e.String()
}

func TestStatus(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		name string
		args string
		want int
	}{
		{"the desktop", "", command.Done},
		{"help", "--help", command.Done},
		{"help of a verb", "help approve", command.Done},
		{"a person", "staff add 甲 --role writer", command.Done},
		{"nobody of that name", "new --title x --as 乙", command.Refused},
		{"no such article", "show 2026-00001", command.Refused},
		{"no such format", "show 2026-00001 --format xml", command.Refused},
		{"no such flag", "list --colour red", command.Misused},
		{"no such verb", "frobnicate", command.Misused},
		{"an argument too many", "list everything", command.Misused},
		{"a flag that is needed", "new --as 甲", command.Misused},
		{"no such language", "--lang xx-!! list", command.Misused},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _, errs := run(t, folder, strings.Fields(c.args)...)
			if got != c.want {
				t.Errorf("galley %s: status %d, want %d; it said %q", c.args, got, c.want, errs)
			}
			if (got == command.Done) == (errs != "") {
				t.Errorf("galley %s: status %d and standard error %q", c.args, got, errs)
			}
		})
	}
}

// TestHelpSpeaks holds every help text to the catalogue of its language.
func TestHelpSpeaks(t *testing.T) {
	for _, l := range catalogue.Langs() {
		for _, verb := range strings.Fields("demo staff import new list show history submit approve return publish withdraw pdf qr backup check") {
			_, out, _ := run(t, t.TempDir(), verb, "--help", "--lang", string(l))
			if strings.Contains(out, "⟦") || out == "" {
				t.Errorf("%s --help in %s: %q", verb, l, out)
			}
			if l != catalogue.En && strings.Contains(out, "Usage") {
				t.Errorf("%s --help in %s speaks English: %q", verb, l, out)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	folder := t.TempDir()
	run(t, folder, "staff", "add", "甲", "--role", "writer")
	_, out, _ := run(t, folder, "--json", "new", "--title", "<通知>", "--as", "甲")
	var a struct{ Number, Headline, State string }
	if err := json.Unmarshal([]byte(out), &a); err != nil || a.Headline != "<通知>" || a.State != "draft" {
		t.Errorf("new --json: %v: %s", err, out)
	}
	_, out, _ = run(t, folder, "list", "--json", "--state", "published")
	if strings.TrimSpace(out) != "[]" {
		t.Errorf("list --json of nothing: %s", out)
	}
	_, _, errs := run(t, folder, "--json", "publish", a.Number, "--as", "甲")
	var e struct {
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal([]byte(errs), &e); err != nil || e.Error.Code != "forbidden" || e.Error.Message == "" {
		t.Errorf("a refusal in JSON: %v: %s", err, errs)
	}
}

// fill makes a newsroom of n articles and returns its folder.
func fill(tb testing.TB, n int) string {
	tb.Helper()
	folder, ctx := tb.TempDir(), context.Background()
	room, err := openRoom(ctx, folder)
	if err != nil {
		tb.Fatal(err)
	}
	who, err := room.AddStaff(ctx, newsroom.Staff{}, "甲", newsroom.Writer)
	if err != nil {
		tb.Fatal(err)
	}
	body := []*model.Node{model.New(model.Paragraph, model.Attrs{}, model.NewText("为维护校园安全稳定，现就有关事项通知如下。"))}
	for i := range n {
		if _, err := room.Create(ctx, who, newsroom.NewManuscript(newsroom.NewSettings(), fmt.Sprintf("关于第 %d 件事的通知", i+1), body)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := room.Close(); err != nil {
		tb.Fatal(err)
	}
	return folder
}

// BenchmarkList10k is galley list on 10,000 articles, from opening the newsroom to closing it.
func BenchmarkList10k(b *testing.B) {
	folder := fill(b, 10_000)
	for b.Loop() {
		if status, out, errs := run(b, folder, "list"); status != command.Done || strings.Count(out, "\n") != 10_000 {
			b.Fatalf("status %d, %d lines: %s", status, strings.Count(out, "\n"), errs)
		}
	}
}
