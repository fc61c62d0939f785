package printer

import (
	"strconv"
	"strings"
)

// parseNames reads the output of lpstat -e: a name on each line.
func parseNames(out string) []string {
	var names []string
	for line := range strings.Lines(out) {
		if name := strings.TrimSpace(line); name != "" && !strings.ContainsAny(name, " \t") && !strings.HasPrefix(name, "-") {
			names = append(names, name)
		}
	}
	return names
}

// parseDefault reads the output of lpstat -d: "system default destination: office". It returns "" where there is none.
func parseDefault(out string) string {
	for line := range strings.Lines(out) {
		if _, name, ok := strings.Cut(line, "default destination: "); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// parsePrinter reads the output of lpoptions -p: printer-info='办公室 HP-M405' printer-state=3 …
func parsePrinter(name, out string) Printer {
	a := parseAttributes(out)
	p := Printer{Name: name, Title: a["printer-info"], Place: a["printer-location"], State: Idle, Refusing: a["printer-is-accepting-jobs"] == "false"}
	if strings.TrimSpace(p.Title) == "" {
		p.Title = name
	}
	if n, err := strconv.Atoi(a["printer-state"]); err == nil && (n == int(Processing) || n == int(Stopped)) {
		p.State = State(n)
	}
	return p
}

// parseAttributes reads attributes with their values on one line. A value that is not one word stands in quotes, in which a backslash takes
// the next character as it is. An attribute may have no value.
func parseAttributes(out string) map[string]string {
	attributes := map[string]string{}
	for rest := strings.TrimLeft(out, " \t\r\n"); rest != ""; rest = strings.TrimLeft(rest, " \t\r\n") {
		end := strings.IndexAny(rest, "= \t\r\n")
		if end < 0 {
			end = len(rest)
		}
		name := rest[:end]
		if rest = rest[end:]; strings.HasPrefix(rest, "=") {
			attributes[name], rest = parseValue(rest[1:])
		} else if name != "" {
			attributes[name] = ""
		}
	}
	return attributes
}

// parseValue reads a value and returns what follows it.
func parseValue(s string) (value, rest string) {
	var b strings.Builder
	var quote byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote == 0 && strings.IndexByte(" \t\r\n", c) >= 0:
			return b.String(), s[i:]
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

// parseAbilities reads the output of lpoptions -l, a setting a line: "PageSize/Media Size: *A4 Letter". The star marks the value that holds.
func parseAbilities(out string) Abilities {
	a := Abilities{}
	for line := range strings.Lines(out) {
		head, values, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, _, _ := strings.Cut(head, "/")
		choices := parseChoices(values)
		switch strings.TrimSpace(key) {
		case "PageSize", "media":
			for _, c := range choices {
				if !strings.HasPrefix(c.Name, "Custom.") {
					a.Papers = append(a.Papers, c)
				}
			}
		case "Duplex", "sides":
			a.OneSide = true
			for _, c := range choices {
				if strings.HasPrefix(c.Name, "Duplex") || strings.HasPrefix(c.Name, "two-sided") {
					a.OneSide = false
				}
			}
		}
	}
	return a
}

func parseChoices(values string) []Choice {
	var out []Choice
	for _, v := range strings.Fields(values) {
		name, held := strings.CutPrefix(v, "*")
		name, title, ok := strings.Cut(name, "/")
		if name == "" {
			continue
		}
		if !ok {
			title = name
		}
		out = append(out, Choice{Name: name, Title: title, Default: held})
	}
	return out
}

// parseRequest reads the output of lp: "request id is office-12 (1 file(s))".
func parseRequest(out string) string {
	_, rest, ok := strings.Cut(out, "request id is ")
	if !ok {
		return ""
	}
	id, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	return id
}
