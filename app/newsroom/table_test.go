package newsroom

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata anew")

// TestTable compares every cell of the review table with testdata/review.golden. The table is written by
//
//	go test ./app/newsroom -run TestTable -update
//
// and read by a person: one block for each place and request, in it a line for each answer with everyone who gets it.
func TestTable(t *testing.T) {
	const file = "testdata/review.golden"
	got := table()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		g, w := line(gotLines, i), line(wantLines, i)
		if g != w {
			t.Fatalf("%s:%d: in the block %q\n got %s\nwant %s", file, i+1, block(wantLines, i), g, w)
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "nothing"
}

func block(lines []string, i int) string {
	for i = min(i, len(lines)-1); i > 0 && (lines[i] == "" || strings.HasPrefix(lines[i], "  ")); i-- {
	}
	return lines[i]
}

func table() string {
	var b strings.Builder
	b.WriteString("# What the review machine answers: place · request, then who in which role gets which answer.\n")
	b.WriteString("# \"all\" is one person with every role; \"everyone\" is every person in every role. Made by TestTable.\n")
	for _, p := range places {
		for _, r := range requests {
			rows := map[string][]StaffID{}
			var order []string
			for _, who := range askers {
				row := rowOf(p, who, r)
				if rows[row] == nil {
					order = append(order, row)
				}
				rows[row] = append(rows[row], who)
			}
			if len(order) == 1 && !strings.Contains(order[0], "\n") {
				fmt.Fprintf(&b, "\n%s · %s · everyone%s", p.name, r.name, order[0])
				continue
			}
			fmt.Fprintf(&b, "\n%s · %s", p.name, r.name)
			for _, row := range order {
				names := "everyone"
				if len(rows[row]) < len(askers) {
					names = joined(rows[row])
				}
				for _, l := range strings.Split(row, "\n") {
					fmt.Fprintf(&b, "\n  %s%s", names, l)
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// rowOf returns one person's answers, those of roles that get the same one together.
func rowOf(p place, who StaffID, r request) string {
	answers := map[string][]string{}
	var order []string
	for _, hat := range hatNames {
		a := answer(factsOf(p, who, hats[hat], r))
		if answers[a] == nil {
			order = append(order, a)
		}
		answers[a] = append(answers[a], hat)
	}
	if len(order) == 1 {
		return ": " + order[0]
	}
	slices.SortStableFunc(order, func(a, b string) int {
		return cmp.Compare(strings.Index(b, "→"), strings.Index(a, "→"))
	})
	lines := make([]string, len(order))
	for i, a := range order {
		lines[i] = " as " + joined(answers[a]) + ": " + a
	}
	return strings.Join(lines, "\n")
}

func joined[S ~string](names []S) string {
	s := make([]string, len(names))
	for i, n := range names {
		s[i] = string(n)
	}
	return strings.Join(s, ", ")
}
