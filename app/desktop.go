package app

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"galley/app/desk"
	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/presence"
	"galley/app/press"
	"galley/app/preview"
	"galley/app/printer"
	"galley/assets/catalogue"
	"galley/assets/icons"
	"galley/editor/intake"
)

// appID names the application to the operating system; FyneApp.toml has the same.
const appID = "press.galley.desk"

// desktop opens the windows on the newsroom in a folder and returns when the last one is closed.
func desktop(ctx context.Context, folder string, lang catalogue.Lang, asked bool) (err error) {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		return newsroom.Errorf(newsroom.Internal, nil, "error.no_display")
	}
	room, wrong, err := openWitnessed(ctx, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, room.Close()) }()
	if err := keepCrashes(folder); err != nil {
		return err
	}
	in, err := reachInput(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	a := fyneapp.NewWithID(appID)
	a.Lifecycle().SetOnStarted(in.toolkitStarted)
	board := reachClipboard(a)
	defer board.close()
	present := presence.Open()
	defer present.Close()
	a.SetIcon(fyne.NewStaticResource("galley.png", icons.App()))
	return desk.Run(ctx, a, desk.Params{
		Newsroom: room, Where: folder, Wrong: wrong, Preferences: a.Preferences(), Language: string(lang), Asked: asked, Folder: xdg.UserDirs.Documents,
		Carets: memory{filepath.Join(xdg.StateHome, "galley", "carets")}, Input: in.input(a.Driver()), Clipboard: board.forPage(), CopyPicture: board.forPictures(),
		Import: func(ctx context.Context, name string, data []byte) (intake.Article, error) {
			s, err := room.Settings(ctx)
			if err != nil {
				return intake.Article{}, err
			}
			loc, err := s.Location()
			if err != nil {
				return intake.Article{}, err
			}
			in, err := intake.Read(ctx, intake.Source{Data: data, Name: name, Location: loc})
			return in, newsroom.IntakeError(err)
		},
		Sample: func(ctx context.Context) error { return furnish.Sample(ctx, room, nil) },
		Press:  press.New(room, time.Now), Networks: preview.Networks, Printers: printer.Open(), FontFolders: xdg.FontDirs,
		OpenFile: func(path string) error {
			abs, err := filepath.Abs(path)
			if err != nil {
				return err
			}
			return a.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)})
		},
		OpenLink: func(address string) error {
			u, err := url.Parse(address)
			if err != nil {
				return err
			}
			return a.OpenURL(u)
		},
		Idle:  present.Idle,
		Now:   time.Now,
		After: func(d time.Duration, f func()) func() { t := time.AfterFunc(d, f); return func() { t.Stop() } },
		Go:    func(f func()) { go f() },
		Quit:  a.Quit,
	})
}

// keepCrashes has the stack of a crash written beside the newsroom, where a person can find it and send it.
func keepCrashes(folder string) (err error) {
	file := filepath.Join(folder, "crash.log")
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", file, "Cause", err.Error())
	}
	// SetCrashOutput keeps a descriptor of its own.
	defer func() { err = errors.Join(err, f.Close()) }()
	return debug.SetCrashOutput(f, debug.CrashOptions{})
}
