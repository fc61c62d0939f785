// Package app is the workstation put together: it opens a newsroom folder and runs the desktop or one command on it.
//
// Everything that the rest of the program takes as an input is read here and only here: the clock, the environment, the system's language
// and folders.
package app

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
	_ "time/tzdata" // newsrooms name their zone; not every machine has the tables

	"github.com/adrg/xdg"
	"github.com/jeandeaual/go-locale"

	"galley/app/command"
	"galley/app/newsroom"
	"galley/app/printer"
	"galley/app/process"
	"galley/app/store/sqlite"
	"galley/assets/catalogue"
)

// Main runs Galley with the arguments after the program's name and returns the exit status.
func Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return command.Run(ctx, command.Env{
		Stdout: os.Stdout, Stderr: os.Stderr, Language: systemLanguage(), Folder: filepath.Join(xdg.DataHome, "galley"),
		Now: time.Now, Printers: printer.Open(), FontFolders: xdg.FontDirs, Open: open, Desktop: desktop, Prompt: prompt,
		Password: os.Getenv("GALLEY_PASSWORD"), NewPassword: os.Getenv("GALLEY_NEW_PASSWORD"),
	}, args)
}

// open opens the newsroom in a folder and makes it where there is none. What its witness finds is for a check.
func open(ctx context.Context, folder string) (*newsroom.Newsroom, error) {
	room, _, err := openWitnessed(ctx, folder)
	return room, err
}

// openWitnessed also returns what the witness of this desktop finds wrong.
func openWitnessed(ctx context.Context, folder string) (*newsroom.Newsroom, []catalogue.Text, error) {
	store, err := sqlite.OpenStore(ctx, folder, sqlite.Options{})
	if err != nil {
		return nil, nil, err
	}
	room := newsroom.New(store, time.Now)
	room.RunIn(newsroom.Process{ID: process.ID(), Ended: process.Ended})
	var found []catalogue.Text
	if w, ok := witnessOf(folder); ok {
		if found, err = room.UseWitness(ctx, w); err != nil {
			return nil, nil, errors.Join(err, store.Close())
		}
	}
	return room, found, nil
}

// systemLanguage returns the language of the person's session, English where it says nothing.
func systemLanguage() catalogue.Lang {
	locales, err := locale.GetLocales()
	if err != nil {
		return catalogue.En // a session without a language, as on a bare terminal
	}
	for _, l := range locales {
		if lang, ok := catalogue.Parse(l); ok {
			return lang
		}
	}
	return catalogue.En
}
