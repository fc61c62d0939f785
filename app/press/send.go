package press

import (
	"context"
	"errors"
	"os"

	"galley/app/newsroom"
	"galley/app/printer"
	"galley/assets/catalogue"
)

// Send hands a finished PDF file to a printer and returns the name of the job. Invalid: no printer can do the job; NotFound: there is no
// printer of the name, or no printing system; Conflict: the printer takes no jobs; Internal: anything else, with the system's words.
func Send(ctx context.Context, to printer.System, j printer.Job, data []byte) (id string, err error) {
	if err := j.Check(); err != nil {
		return "", newsroom.Errorf(newsroom.Invalid, err, "printer.job", "Cause", err.Error())
	}
	// A printing system that takes the file by its name, as the shell of Windows does, may read it after Print has returned: there the file
	// stays in the folder for files that the system clears.
	f, err := os.CreateTemp("", "galley-*.pdf")
	if err != nil {
		return "", PrinterError(err, j.Printer)
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		id, err = to.Print(ctx, j, f.Name())
	}
	if err != nil || !printer.ReadsLater {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	if err != nil {
		return "", PrinterError(err, j.Printer)
	}
	return id, nil
}

// PrinterError says of an error of the printing system what a person can do about it.
func PrinterError(err error, name string) error {
	switch {
	case isCancelled(err):
		return err
	case errors.Is(err, printer.ErrNoSystem):
		return newsroom.Errorf(newsroom.NotFound, err, "printer.no_system")
	case errors.Is(err, printer.ErrUnknown) && name == "":
		return newsroom.Errorf(newsroom.NotFound, err, "printer.no_default")
	case errors.Is(err, printer.ErrUnknown):
		return newsroom.Errorf(newsroom.NotFound, err, "printer.unknown", "Printer", name)
	case errors.Is(err, printer.ErrRefused):
		return newsroom.Errorf(newsroom.Conflict, err, "printer.refused", "Printer", name)
	}
	return newsroom.Errorf(newsroom.Internal, err, "printer.failed", "Cause", err.Error())
}

// Ready reports whether a printer would take a job and print it now.
func Ready(p printer.Printer) bool { return !p.Refusing && p.State != printer.Stopped }

// StateText says what a printer does.
func StateText(p printer.Printer) catalogue.Text {
	switch {
	case p.Refusing:
		return catalogue.T("printer.state.refusing")
	case p.State == printer.Stopped:
		return catalogue.T("printer.state.stopped")
	case p.State == printer.Processing:
		return catalogue.T("printer.state.processing")
	}
	return catalogue.T("printer.state.idle")
}
