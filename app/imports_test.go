package app

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "galley"

// rooms says what each package may import of the house itself. A row names a package and everything below it that has no row of its own;
// "…" at the end of an import stands for everything below it. The order of rooms is main → app → export → editor → assets.
var rooms = map[string][]string{
	"":                       {"app"},
	"app":                    {"app/…", "export", "editor/…", "assets/…"},
	"app/command":            {"app/newsroom", "app/newsroom/statistics", "app/newsroom/worktime", "app/press", "app/printer", "app/typecase", "app/site", "app/preview", "app/furnish", "export/…", "editor/…", "assets/…"},
	"app/desk":               {"app/newsroom", "app/newsroom/statistics", "app/newsroom/worktime", "app/press", "app/printer", "app/typecase", "app/preview", "app/desk/…", "export/…", "editor/…", "assets/…"},
	"app/furnish":            {"app/newsroom", "editor/…", "assets/…"},
	"app/press":              {"app/newsroom", "app/newsroom/statistics", "app/printer", "app/typecase", "export/…", "editor/…", "assets/…"},
	"app/typecase":           {"app/newsroom", "export/…", "editor/…", "assets/…"},
	"app/printer":            {},
	"app/site":               {"app/newsroom", "app/press", "export/web", "assets/…"},
	"app/site/mirror":        {"app/site", "app/newsroom/target"},
	"app/site/sftp":          {"app/site/mirror", "app/site", "app/newsroom/target"},
	"app/presence":           {},
	"app/process":            {},
	"app/preview":            {"app/newsroom", "export/qr", "export/web", "export"},
	"app/newsroom":           {"app/newsroom/…", "export/picture", "export", "editor/…", "assets/…"},
	"app/newsroom/ledger":    {},
	"app/newsroom/seal":      {},
	"app/newsroom/target":    {},
	"app/newsroom/worktime":  {},
	"app/store":              {"app/newsroom/…", "app/newsroom", "app/store/…", "editor/…", "assets/…"},
	"export":                 {"editor/…", "assets/…"},
	"export/page":            {"export", "editor/…", "assets/…"},
	"export/word":            {"export", "export/picture", "editor/…", "assets/…"},
	"export/page/card":       {"export/page/compose", "export/page/label", "export/page", "export/picture", "export", "editor/…", "assets/…"},
	"export/page/compose":    {"export/page", "export/picture", "export", "editor/…", "assets/…"},
	"export/page/label":      {"export/page/compose", "export/page", "export", "editor/…", "assets/…"},
	"export/page/layout":     {"export/page/compose", "export/page", "export/picture", "export", "editor/…", "assets/…"},
	"export/page/notice":     {"export/page/compose", "export/page", "export", "editor/…", "assets/…"},
	"export/pdf":             {"export/page", "export", "editor/…", "assets/…"},
	"export/impose":          {},
	"export/qr":              {"export/picture"},
	"export/sheet":           {},
	"export/picture":         {"export/picture/…"},
	"export/picture/icc":     {},
	"export/picture/note":    {},
	"export/web":             {"export/picture", "export/qr", "export/raster", "export", "editor/…", "assets/…"},
	"export/raster":          {"export/page", "export/picture", "editor/…"},
	"editor/model":           {"editor/model"},
	"editor/transform":       {"editor/model"},
	"editor/transform/laws":  {"editor/model", "editor/model/build", "editor/transform"},
	"editor/track":           {"editor/model", "editor/transform"},
	"editor/anchor":          {"editor/model", "editor/transform"},
	"editor/state":           {"editor/grid", "editor/model", "editor/transform", "editor/state/motion"},
	"editor/state/motion":    {"editor/model", "editor/words"},
	"editor/state/history":   {"editor/model", "editor/transform", "editor/state"},
	"editor/state/tracking":  {"editor/model", "editor/track", "editor/state"},
	"editor/collab":          {"editor/model", "editor/transform", "editor/state"},
	"editor/words":           {"assets/han"},
	"editor/script":          {"editor/model", "editor/transform", "assets/han"},
	"editor/grid":            {"editor/model", "editor/transform"},
	"editor/find":            {"editor/model", "editor/transform", "assets/han"},
	"editor/count":           {"editor/model"},
	"editor/clipboard":       {"editor/model", "editor/intake"},
	"editor/typeset":         {"editor/typeset/cff"},
	"editor/typeset/cff":     {},
	"editor/glyph":           {"editor/typeset"},
	"editor/view":            {"editor/model", "editor/clipboard", "editor/transform", "editor/state/…", "editor/typeset", "editor/view/…"},
	"editor/view/layout":     {"editor/grid", "editor/model", "editor/typeset"},
	"editor/view/ink":        {"editor/typeset", "editor/glyph"},
	"editor/view/guard":      {},
	"editor/view/ime":        {},
	"editor/view/clip":       {},
	"editor/intake":          {"editor/model", "editor/track", "editor/intake/…"},
	"editor/intake/han":      {},
	"editor/intake/note":     {"editor/model"},
	"editor/intake/charset":  {"editor/model", "editor/intake/han"},
	"editor/intake/label":    {"editor/intake/han"},
	"editor/intake/markdown": {"editor/model", "editor/intake/note", "editor/intake/han", "editor/intake/charset"},
	"editor/intake/word":     {"editor/model", "editor/intake/note", "editor/intake/han", "editor/intake/word/opc"},
	"editor/intake/word/opc": {},
	"assets/catalogue":       {},
	"assets/fonts":           {},
	"assets/han":             {},
	"assets/hyphen":          {},
	"assets/icons":           {},
	"assets/sample":          {},
	"editor/model/build":     {"editor/model"},

	"app/newsroom/statistics": {},
}

// only says which packages may import a library; the rule holds for everything below the import path.
var only = map[string][]string{
	"fyne.io/fyne/v2":                 {"app", "app/desk", "editor/view"},
	"database/sql":                    {"app/store"},
	"github.com/mattn/go-sqlite3":     {"app/store"},
	"github.com/jung-kurt/gofpdf":     {"export/pdf"},
	"github.com/skip2/go-qrcode":      {"export/qr"},
	"github.com/speedata/hyphenation": {"assets/hyphen"},
	"github.com/spf13/cobra":          {"app/command"},
	"github.com/xuri/excelize/v2":     {"export/sheet"},
	"github.com/godbus/dbus/v5":       {"editor/view/ime"},
	"github.com/jezek/xgb":            {"app/presence", "editor/view/clip"},
}

// TestRooms parses every source file of the house and holds its imports to the tables. Tests may import more: they look at a room from
// outside.
func TestRooms(t *testing.T) {
	root := ".."
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); path != root && (strings.HasPrefix(n, ".") || n == "testdata" || n == "out" || n == "bin") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(rel))
		if room == "." {
			room = ""
		}
		row, ok := rowOf(room)
		if !ok {
			t.Errorf("package %q has no row in the table of rooms", room)
			return nil
		}
		seen[row] = true
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, rel, room, row, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for row := range rooms {
		if !seen[row] {
			t.Errorf("the table of rooms has a row %q and the house no such package", row)
		}
	}
}

// rowOf returns the longest row that the package stands below.
func rowOf(room string) (string, bool) {
	for r := room; ; {
		if _, ok := rooms[r]; ok && (r != "" || room == "") {
			return r, true
		}
		i := strings.LastIndexByte(r, '/')
		if i < 0 {
			return "", false
		}
		r = r[:i]
	}
}

func checkImport(t *testing.T, file, room, row, imported string) {
	t.Helper()
	if inner, ok := strings.CutPrefix(imported, module+"/"); ok {
		if !slices.ContainsFunc(rooms[row], func(a string) bool { return allows(a, inner) }) {
			t.Errorf("%s: %q may not import %q", file, room, inner)
		}
		return
	}
	for library, where := range only {
		if imported != library && !strings.HasPrefix(imported, library+"/") {
			continue
		}
		if !slices.ContainsFunc(where, func(w string) bool { return room == w || w != "app" && strings.HasPrefix(room, w+"/") }) {
			t.Errorf("%s: %q may not import %q", file, room, imported)
		}
	}
}

func allows(pattern, room string) bool {
	if below, ok := strings.CutSuffix(pattern, "/…"); ok {
		return room == below || strings.HasPrefix(room, below+"/")
	}
	return pattern == room
}
