package web

import (
	_ "embed"
	"strings"
)

//go:embed style.css
var styleSheet string

// style is the sheet as pages have it: without comments, ends of lines and indents.
var style = squeezed(styleSheet)

func squeezed(sheet string) string {
	for {
		before, rest, found := strings.Cut(sheet, "/*")
		if !found {
			break
		}
		_, after, _ := strings.Cut(rest, "*/")
		sheet = before + after
	}
	var b strings.Builder
	for line := range strings.Lines(sheet) {
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String()
}
