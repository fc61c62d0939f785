//go:build unix && !darwin

package ime

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
)

// Reach speaks to the input method of the desktop: the one that the environment names, or whichever runs where it names none. do runs a
// function on the goroutine of the user interface; it is first called after a field has had the keyboard, so that Reach may be called before
// there is an interface. Reach returns ErrUnreachable, with the reasons, where no method answers before ctx ends.
func Reach(ctx context.Context, env Environment, do func(func())) (Method, error) {
	family, err := wanted(env)
	if err != nil {
		return nil, err
	}
	reasons := []error{ErrUnreachable}
	for _, s := range services {
		if family != "" && s.family != family {
			continue
		}
		w, err := reach(ctx, s, env, do)
		if err == nil {
			return w, nil
		}
		reasons = append(reasons, err)
	}
	return nil, errors.Join(reasons...)
}

// wanted returns the family that the environment names, "" for any. What X programs are told goes before what Qt and GTK are told.
func wanted(env Environment) (string, error) {
	for _, named := range []string{
		strings.TrimPrefix(env.Getenv("XMODIFIERS"), "@im="),
		env.Getenv("QT_IM_MODULE"),
		env.Getenv("GTK_IM_MODULE"),
	} {
		switch named = strings.ToLower(named); {
		case strings.HasPrefix(named, "fcitx"):
			return "fcitx", nil
		case strings.HasPrefix(named, "ibus"):
			return "ibus", nil
		case named == "none":
			return "", fmt.Errorf("%w: the environment turns input methods off", ErrUnreachable)
		}
	}
	return "", nil
}

func sessionBus(env Environment) (string, error) {
	if a := env.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" {
		return a, nil
	}
	return "", errors.New("DBUS_SESSION_BUS_ADDRESS is not set")
}

// ibusBus returns the address of the bus of ibus: that of the environment, or the one in the file that ibus-daemon writes for the display
// (src/ibusshare.c, ibus_get_socket_path: the id of the machine, the host or "unix", the number of the display).
func ibusBus(env Environment) (string, error) {
	if a := env.Getenv("IBUS_ADDRESS"); a != "" {
		return a, nil
	}
	machine, err := env.ReadFile("/etc/machine-id")
	if err != nil {
		if machine, err = env.ReadFile("/var/lib/dbus/machine-id"); err != nil {
			return "", fmt.Errorf("the id of the machine, by which ibus names its address: %w", err)
		}
	}
	folder := env.Getenv("XDG_CONFIG_HOME")
	if folder == "" {
		folder = path.Join(env.Getenv("HOME"), ".config")
	}
	host, number, _ := strings.Cut(env.Getenv("DISPLAY"), ":")
	number, _, _ = strings.Cut(number, ".")
	if host == "" {
		host = "unix"
	}
	if number == "" {
		number = "0"
	}
	name := path.Join(folder, "ibus", "bus", strings.TrimSpace(string(machine))+"-"+host+"-"+number)
	file, err := env.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("the address of ibus: %w", err)
	}
	a, ok := ibusAddress(file)
	if !ok {
		return "", fmt.Errorf("%s names no address", name)
	}
	return a, nil
}

// ibusAddress reads the file of ibus: lines of shell variables, and comments.
func ibusAddress(file []byte) (string, bool) {
	lines := bufio.NewScanner(bytes.NewReader(file))
	for lines.Scan() {
		if a, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "IBUS_ADDRESS="); ok && a != "" {
			return a, true
		}
	}
	return "", false
}
