// Galley is a desktop editorial workstation: write, review, share, print.
package main

import (
	"os"

	"galley/app"
)

func main() { os.Exit(app.Main(os.Args[1:])) }
