package word

import "strings"

// field is a field that has begun (ISO/IEC 29500-1, 17.16.18): an instruction, which nobody sees, and then its result, which is text.
type field struct {
	instruction string
	result      bool // the result has begun
	href        string
}

// maxInstruction bounds what is kept of an instruction.
const maxInstruction = 4_000

// inInstruction reports whether what is read is part of an instruction.
func (st *story) inInstruction() bool {
	for i := range st.fields {
		if !st.fields[i].result {
			return true
		}
	}
	return false
}

func (st *story) instruction(t string) {
	if n := len(st.fields); n > 0 && !st.fields[n-1].result && len(st.fields[n-1].instruction) < maxInstruction {
		st.fields[n-1].instruction += t
	}
}

func (p *paragraph) fieldChar(kind string) {
	n := len(p.fields) - 1
	switch {
	case kind == "begin" && n < maxFields:
		p.fields = append(p.fields, field{})
	case n < 0:
	case kind == "separate":
		p.fields[n].result = true
		p.fields[n].href = p.address(hyperlink(p.fields[n].instruction))
	case kind == "end":
		// A formula field has no result: Word draws it from the instruction (带圈字符, for one).
		if f := &p.fields[n]; !f.result {
			if in := strings.TrimSpace(f.instruction); len(in) > 3 && strings.EqualFold(in[:3], "EQ ") {
				p.drop(Embedded, in, "")
			}
		}
		p.fields = p.fields[:n]
	}
}

// hyperlink returns the address of a HYPERLINK instruction outside of the file, "" for any other (17.16.5.25).
func hyperlink(instruction string) string {
	words := quoted(instruction)
	if len(words) == 0 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	href, anchor := "", ""
	for i := 1; i < len(words); i++ {
		switch words[i] {
		case `\l`:
			if i++; i < len(words) {
				anchor = words[i]
			}
		case `\o`, `\t`, `\s`:
			i++
		case `\n`, `\m`, `\h`:
		default:
			if href == "" {
				href = words[i]
			}
		}
	}
	if href != "" && anchor != "" && !strings.Contains(href, "#") {
		href += "#" + anchor
	}
	return href
}

// quoted parts an instruction into words; quotation marks hold one together.
func quoted(s string) []string {
	var out []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		end := strings.IndexAny(s, " \t\r\n\u00a0")
		word, rest := s, ""
		switch {
		case s[0] == '"':
			word, rest, _ = strings.Cut(s[1:], `"`)
		case end >= 0:
			word, rest = s[:end], s[end:]
		}
		out, s = append(out, word), rest
	}
	return out
}
