package impose

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// pdfcpu writes objects in an order that is another each time, the time of its work, and an identifier made of it. settle puts the objects in
// the order of their numbers, the dates of the file that was imposed in the place of those of the work, and a hash for the identifier.
var (
	dates      = regexp.MustCompile(`/(CreationDate|ModDate) ?\((D:[0-9]{14}[+-][0-9]{2}'[0-9]{2}')\)`)
	identifier = regexp.MustCompile(`/ID ?\[<([0-9A-Fa-f]{32})> ?<([0-9A-Fa-f]{32})>\]`)
)

// settle makes what pdfcpu wrote depend on nothing but the file that it was given.
func settle(from, to []byte) ([]byte, error) {
	to, err := inOrder(to)
	if err != nil {
		return nil, err
	}
	date := make(map[string]string)
	for _, m := range dates.FindAllSubmatch(from, -1) {
		date[string(m[1])] = string(m[2])
	}
	for _, at := range dates.FindAllSubmatchIndex(to, -1) {
		if d, ok := date[string(to[at[2]:at[3]])]; ok && len(d) == at[5]-at[4] {
			copy(to[at[4]:at[5]], d)
		} else {
			copy(to[at[0]:at[1]], strings.Repeat(" ", at[1]-at[0])) // the file says no time, nor does the new one
		}
	}
	at := identifier.FindAllSubmatchIndex(to, -1)
	if len(at) != 1 {
		return nil, errors.New("impose: the new file has no identifier")
	}
	ids := at[0][2:6]
	clear := bytes.Repeat([]byte{'0'}, 32)
	copy(to[ids[0]:ids[1]], clear)
	copy(to[ids[2]:ids[3]], clear)
	sum := sha256.Sum256(to)
	id := fmt.Sprintf("%X", sum[:16])
	copy(to[ids[0]:ids[1]], id)
	copy(to[ids[2]:ids[3]], id)
	return to, nil
}

var errShape = errors.New("impose: the new file has an unexpected shape")

// section is one run of entries in a cross-reference table (ISO 32000-1, 7.5.4).
var section = regexp.MustCompile(`\A([0-9]+) ([0-9]+)\r?\n`)

// inOrder writes the objects of a file by their numbers. It reads what pdfcpu writes: one table, every entry of 20 bytes.
func inOrder(b []byte) ([]byte, error) {
	end := bytes.LastIndex(b, []byte("startxref"))
	start := bytes.LastIndex(b[:max(end, 0)], []byte("\nxref")) + 1
	trailer := bytes.LastIndex(b[:max(end, 0)], []byte("trailer"))
	if end < 0 || start <= 0 || trailer < start {
		return nil, errShape
	}
	offsets := make(map[int]int) // by number of the object
	line := bytes.IndexByte(b[start:], '\n') + 1
	for table := b[start+line : trailer]; len(bytes.TrimSpace(table)) > 0; {
		m := section.FindSubmatch(table)
		if m == nil {
			return nil, errShape
		}
		first, _ := strconv.Atoi(string(m[1]))
		count, _ := strconv.Atoi(string(m[2]))
		if table = table[len(m[0]):]; count > len(table)/20 {
			return nil, errShape
		}
		for i := range count {
			entry := table[20*i:]
			if offset, err := strconv.Atoi(string(entry[:10])); err == nil && entry[17] == 'n' && offset < start {
				offsets[first+i] = offset
			}
		}
		table = table[20*count:]
	}
	places := make([]int, 0, len(offsets)+1)
	numbers := make([]int, 0, len(offsets))
	for n, at := range offsets {
		places, numbers = append(places, at), append(numbers, n)
	}
	if len(places) == 0 {
		return nil, errShape
	}
	slices.Sort(places)
	slices.Sort(numbers)
	places = append(places, start)
	out := slices.Clone(b[:places[0]])
	table := []byte("xref\n0 1\n0000000000 65535 f \n")
	for _, n := range numbers {
		at := offsets[n]
		i, _ := slices.BinarySearch(places, at)
		table = fmt.Appendf(table, "%d 1\n%010d 00000 n \n", n, len(out))
		out = append(out, b[at:places[i+1]]...)
	}
	xref := len(out)
	out = append(append(out, table...), b[trailer:end]...)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", xref), nil
}
