package app

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"

	"galley/app/newsroom"
)

// errNoTerminal says that nobody can be asked.
var errNoTerminal = errors.New("standard input is no terminal")

// prompt asks for a line that the terminal does not show.
func prompt(text string) (line string, err error) {
	restore, err := silence()
	if err != nil {
		return "", newsroom.Errorf(newsroom.Forbidden, err, "error.no_terminal")
	}
	defer func() {
		_, said := fmt.Fprintln(os.Stderr) // the line's own end was not shown
		err = errors.Join(err, restore(), said)
	}()
	if _, err := fmt.Fprint(os.Stderr, text, " "); err != nil {
		return "", err
	}
	line, err = bufio.NewReader(os.Stdin).ReadString('\n')
	return strings.TrimRight(line, "\r\n"), err
}
