package catalogue

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// speakers are the functions that take an entry's id, or the rest of one, and then names and values in pairs.
var speakers = []string{"T", "S", "Errorf", "add", "say", "Words"}

// sources is what the program's own files say about the entries.
type sources struct {
	literals map[string]string // every string constant, and where it stands
	spoken   []spoken
}

// spoken is one call of a speaker.
type spoken struct {
	where string
	id    string
	names []string // of the values; nil when the call hands on a list of them
}

var (
	idForm     = regexp.MustCompile(`^[a-z_]+(\.[a-z0-9_-]+)+$`)
	restForm   = regexp.MustCompile(`^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$`)
	prefixForm = regexp.MustCompile(`^([a-z_]+\.)+([a-z0-9_]+[_-])?$`) // the beginning of ids: "state."
)

// scan parses the program's files, without those of its tests.
func scan(t *testing.T) sources {
	t.Helper()
	root := filepath.Join("..", "..")
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
	s := sources{literals: map[string]string{}}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "testdata" || name == "out" || len(name) > 2 && name[0] == '.' {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, ok := literal(n); ok {
					s.literals[text] = fmt.Sprint(set.Position(n.Pos()))
				}
			case *ast.CallExpr:
				if call, ok := speaks(n); ok {
					call.where = fmt.Sprint(set.Position(n.Pos()))
					s.spoken = append(s.spoken, call)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// speaks returns what a call of a speaker says; false for another call and for an id that is put together.
func speaks(call *ast.CallExpr) (spoken, bool) {
	var name string
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	if !slices.Contains(speakers, name) {
		return spoken{}, false
	}
	for i, arg := range call.Args {
		id, ok := literal(arg)
		if !ok || !restForm.MatchString(id) {
			continue
		}
		said := spoken{id: id}
		if call.Ellipsis.IsValid() {
			return said, true
		}
		said.names = []string{}
		for _, arg := range everySecond(call.Args[i+1:]) {
			name, ok := literal(arg)
			if !ok {
				return spoken{id: id}, true
			}
			said.names = append(said.names, name)
		}
		return said, true
	}
	return spoken{}, false
}

func everySecond(args []ast.Expr) (out []ast.Expr) {
	for i := 0; i < len(args); i += 2 {
		out = append(out, args[i])
	}
	return out
}

// prefixes returns the strings that begin ids, with the empty one.
func (s sources) prefixes() []string {
	out := []string{""}
	for text := range s.literals {
		if prefixForm.MatchString(text) {
			out = append(out, text)
		}
	}
	return out
}

// A call that speaks an entry gives it the values that the entry names.
func TestSourcesGiveTheValues(t *testing.T) {
	s := scan(t)
	words, checked := For(ZhHans), 0
	for _, prefix := range s.prefixes() {
		for _, call := range s.spoken {
			e, ok := words.entries[prefix+call.id]
			if !ok || call.names == nil {
				continue
			}
			checked++
			for _, p := range e.other {
				if p.name != "" && !slices.Contains(call.names, p.name) {
					t.Errorf("%s: %s wants the value %s and gets %v", call.where, prefix+call.id, p.name, call.names)
				}
			}
		}
	}
	if checked < 50 {
		t.Errorf("checked only %d calls; the scan has lost its way", checked)
	}
}

// notIDs are strings that look like ids of our areas and are none.
var notIDs = []string{"press.galley.desk"}

// What looks like an id of an area, wherever it stands, has its entry, or has it behind the beginning that another source adds.
func TestStringsThatLookLikeIDsHaveEntries(t *testing.T) {
	s := scan(t)
	entries := For(ZhHans).entries
	areas, prefixes := map[string]bool{}, s.prefixes()
	for id := range entries {
		area, _, _ := strings.Cut(id, ".")
		areas[area] = true
	}
	for text, where := range s.literals {
		area, _, _ := strings.Cut(text, ".")
		if !idForm.MatchString(text) || !areas[area] || slices.Contains(notIDs, text) {
			continue
		}
		if !slices.ContainsFunc(prefixes, func(p string) bool { _, ok := entries[p+text]; return ok }) {
			t.Errorf("%s: there is no entry %s", where, text)
		}
	}
}

// Every entry is mentioned by the sources: as it is, or in pieces, of which all but the last are beginnings of ids ("state." and "draft").
func TestEntriesAreSpokenBySources(t *testing.T) {
	s := scan(t)
	var mentioned func(id string) bool
	mentioned = func(id string) bool {
		if _, ok := s.literals[id]; ok {
			return true
		}
		for i := 1; i < len(id); i++ {
			if _, ok := s.literals[id[:i]]; ok && prefixForm.MatchString(id[:i]) && mentioned(id[i:]) {
				return true
			}
		}
		return false
	}
	for id := range For(ZhHans).entries {
		if !mentioned(id) {
			t.Errorf("no source speaks %s", id)
		}
	}
}
