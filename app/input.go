package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"galley/app/desk/field"
	"galley/editor/view/ime"
)

// methodPatience is how long the first window waits for an input method that is there and does not answer. One that is well takes 2 ms.
const methodPatience = 500 * time.Millisecond

// modifiersOfX is the variable by which X programs are told of the input method; the toolkit reads it with its first window.
const modifiersOfX = "XMODIFIERS"

// inputMethod is the input method of the desktop, spoken to past the toolkit.
type inputMethod struct {
	method  ime.Method   // nil where the toolkit's own is used
	display *ime.Display // nil where the screen does not say where windows are
	before  *string      // what modifiersOfX said, nil where it said nothing
}

// reachInput looks for an input method. It is called before the toolkit starts: where one is found the toolkit's own is turned off, or each key
// would be heard twice.
func reachInput(ctx context.Context) (*inputMethod, error) {
	in := &inputMethod{}
	env := ime.Environment{Getenv: os.Getenv, ReadFile: os.ReadFile}
	ctx, cancel := context.WithTimeout(ctx, methodPatience)
	defer cancel()
	m, err := ime.Reach(ctx, env, fyne.Do)
	if err != nil {
		return in, nil // the toolkit's own is what there is
	}
	if v, ok := os.LookupEnv(modifiersOfX); ok {
		in.before = &v
	}
	if err := os.Setenv(modifiersOfX, "@im=none"); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	in.method = m
	if d, err := ime.OpenDisplay(env); err == nil {
		in.display = d
	}
	return in, nil
}

// toolkitStarted gives the variable its old value back, for the programs that are started from here.
func (in *inputMethod) toolkitStarted() {
	if in.method == nil {
		return
	}
	err := os.Unsetenv(modifiersOfX)
	if in.before != nil {
		err = os.Setenv(modifiersOfX, *in.before)
	}
	if err != nil {
		panic(fmt.Errorf("%s cannot be given back: %w", modifiersOfX, err)) // the name and the value were the environment's own
	}
}

// input is what the windows need of it, nil where the toolkit's own is used.
func (in *inputMethod) input(d fyne.Driver) *field.Input {
	held, ok := d.(interface{ CurrentKeyModifiers() fyne.KeyModifier })
	if in.method == nil || !ok {
		return nil
	}
	return &field.Input{Method: in.method, Held: held.CurrentKeyModifiers, Origin: in.origin}
}

// errNoPlace says that a window is not one of the X server's.
var errNoPlace = errors.New("the place of the window is not known")

func (in *inputMethod) origin(w fyne.Window) (x, y int, err error) {
	native, ok := w.(driver.NativeWindow)
	if in.display == nil || !ok {
		return 0, 0, errNoPlace
	}
	err = errNoPlace
	native.RunNative(func(context any) {
		if c, ok := context.(driver.X11WindowContext); ok && c.WindowHandle != 0 {
			x, y, err = in.display.Origin(c.WindowHandle)
		}
	})
	return x, y, err
}

// close leaves the method and the display.
func (in *inputMethod) close() error {
	var all []error
	if in.method != nil {
		all = append(all, in.method.Close())
	}
	if in.display != nil {
		all = append(all, in.display.Close())
	}
	return errors.Join(all...)
}
