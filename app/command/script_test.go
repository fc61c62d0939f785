package command_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"galley/app/command"
	"galley/app/newsroom"
	"galley/app/printer"
	"galley/app/store/sqlite"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/transform"
)

// TestMain makes the test binary the command galley for the scripts, without its windows.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"galley": func() { os.Exit(galley()) }, "types": func() { os.Exit(types()) }, "workbook": func() { os.Exit(workbook()) }, "phone": func() { os.Exit(phone()) }})
}

func galley() int {
	lang, ok := catalogue.Parse(os.Getenv("LANG"))
	if !ok {
		lang = catalogue.En
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return command.Run(ctx, command.Env{
		Stdout: os.Stdout, Stderr: os.Stderr, Language: lang, Folder: os.Getenv("GALLEY_TEST_FOLDER"), Now: time.Now, Printers: printer.Open(), FontFolders: []string{filepath.Dir(os.Getenv("KAI"))},
		Password: os.Getenv("GALLEY_PASSWORD"), NewPassword: os.Getenv("GALLEY_NEW_PASSWORD"),
		Open: func(ctx context.Context, folder string) (*newsroom.Newsroom, error) {
			store, err := sqlite.OpenStore(ctx, folder, sqlite.Options{})
			if err != nil {
				return nil, err
			}
			room := newsroom.New(store, time.Now)
			if file := os.Getenv("GALLEY_TEST_WITNESS"); file != "" {
				_, err = room.UseWitness(ctx, witness(file))
			}
			return room, err
		},
		Desktop: func(context.Context, string, catalogue.Lang, bool) error {
			return newsroom.Errorf(newsroom.Internal, nil, "error.no_display")
		},
	}, os.Args[1:])
}

// types is a person who types at the desk: types NUMBER NAME OLD NEW puts a text in the place of another in the body.
func types() int {
	if err := typeAs(context.Background(), os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func typeAs(ctx context.Context, number, name, old, text string) error {
	store, err := sqlite.OpenStore(ctx, os.Getenv("GALLEY_TEST_FOLDER"), sqlite.Options{})
	if err != nil {
		return err
	}
	room := newsroom.New(store, time.Now)
	defer room.Close()
	a, err := room.Article(ctx, newsroom.Number(number))
	if err != nil {
		return err
	}
	who, err := room.FindStaff(ctx, name)
	if err != nil {
		return err
	}
	if password := os.Getenv("GALLEY_PASSWORD"); password != "" {
		if who, err = room.SignIn(ctx, name, password); err != nil {
			return err
		}
	}
	m, base, err := room.Manuscript(ctx, a.ID)
	if err != nil {
		return err
	}
	step := transform.ReplaceStep{From: -1}
	m.Doc.Walk(func(n *model.Node, at model.Pos) bool {
		if before, _, found := strings.Cut(n.PlainText(), old); n.Kind() == model.Paragraph && found {
			step.From = at + 1 + model.Pos(utf8.RuneCountInString(before))
			step.To = step.From + model.Pos(utf8.RuneCountInString(old))
		}
		return true
	})
	if text != "" {
		step.Slice = model.NewSlice(model.NewText(text))
	}
	_, err = room.Append(ctx, who, a.ID, base, []newsroom.Change{{Step: step}})
	return err
}

// witness is a file that remembers what was seen.
type witness string

func (w witness) Seen() (s newsroom.Seen, err error) {
	data, err := os.ReadFile(string(w))
	if os.IsNotExist(err) {
		return s, nil
	}
	return s, errors.Join(err, json.Unmarshal(data, &s))
}

func (w witness) Keep(s newsroom.Seen) error {
	data, err := json.Marshal(s)
	return errors.Join(err, os.WriteFile(string(w), data, 0o600))
}

// phone is a phone beside a computer that previews: phone NUMBER starts the preview, prints the page that is at its address, and ends it.
func phone() int {
	cmd := exec.Command("galley", "preview", os.Args[1], "--address", "127.0.0.1")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err == nil {
		lines := bufio.NewReader(out)
		var address string
		if address, err = lines.ReadString('\n'); err == nil {
			err = fetch(strings.TrimSpace(address))
		}
		err = errors.Join(err, cmd.Process.Signal(os.Interrupt))
		_, rest := io.Copy(io.Discard, lines)
		err = errors.Join(err, rest, cmd.Wait())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func fetch(address string) error {
	r, err := http.Get(address)
	if err != nil {
		return err
	}
	_, err = io.Copy(os.Stdout, r.Body)
	return errors.Join(err, r.Body.Close())
}

// workbook opens an .xlsx as a spreadsheet would and prints the rows of its first sheet, fields apart by tabs.
func workbook() int {
	f, err := excelize.OpenFile(os.Args[1])
	if err == nil {
		var rows [][]string
		if rows, err = f.GetRows(f.GetSheetName(0)); err == nil {
			for _, r := range rows {
				fmt.Println(strings.Join(r, "\t"))
			}
		}
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestScripts plays the scenarios of testdata: each is a day's work in commands.
func TestScripts(t *testing.T) {
	kai, err := filepath.Abs("../../assets/fonts/kai.ttf")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "zh_CN.UTF-8")
			e.Setenv("KAI", kai)
			e.Setenv("GALLEY_TEST_FOLDER", e.WorkDir+"/newsroom")
			if err := photograph(e); err != nil {
				return err
			}
			for _, name := range []string{"page.html", "page.txt"} {
				data, err := os.ReadFile("../../assets/sample/campus-news-" + name)
				if err != nil {
					return err
				}
				if err := os.WriteFile(e.WorkDir+"/"+name, data, 0o644); err != nil {
					return err
				}
			}
			for name, file := range map[string]string{"notice.docx": "notice-pandoc.docx", "changes.docx": "changes-libreoffice.docx"} {
				data, err := os.ReadFile("../../editor/intake/word/testdata/" + file)
				if err != nil {
					return err
				}
				if err := os.WriteFile(e.WorkDir+"/"+name, data, 0o644); err != nil {
					return err
				}
			}
			odd := map[string]string{
				"cut.docx": "PK\x03\x04 and no more", "old.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on",
				"locked.docx": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00",
				"binary.html": "%PDF-1.4\n\x00\x01\x02\xff\xfe",
				"broken.txt":  "通知\n\n" + strings.Repeat("\xff\xfd\xfc。", 40), // characters of no encoding
			}
			for name, data := range odd {
				if err := os.WriteFile(e.WorkDir+"/"+name, []byte(data), 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		RequireExplicitExec: true,
	})
}
