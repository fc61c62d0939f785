package newsroom

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"galley/assets/catalogue"
	"galley/editor/intake"
)

// entryForm is what an entry of the catalogue that this package names looks like.
var entryForm = regexp.MustCompile(`^(state|standing|action|role|kind|particular|step|bar|error|check|intake)\.[a-z_.-]+$`)

// TestEveryEntry makes sure that every entry that the package's files name, or make of a value, is there in every language.
func TestEveryEntry(t *testing.T) {
	ids := map[string]bool{}
	add := func(text catalogue.Text) { ids[text.ID] = true }
	for _, s := range States() {
		add(StateText(s))
		add(StandingText(Article{State: s, Policy: ThreeReviews()}))
	}
	for _, a := range append(Actions(), Create) {
		add(ActionText(a))
	}
	for _, r := range Roles() {
		add(RoleText(r))
	}
	for _, k := range Kinds() {
		add(KindText(k))
		for _, f := range KindOf(k).Particulars {
			add(PolicyFieldText(f.Field()))
		}
	}
	for _, s := range append(ThreeReviews().Steps, PolicyStep{Name: "签发"}) {
		add(StepText(s.Name))
	}
	for why := intake.Label; why <= intake.SpamLinks; why++ {
		add(ReasonText(intake.Dropped{Why: why}))
	}
	for kind := intake.EncodingDiffers; kind <= intake.TableSimplified; kind++ {
		add(NoteText(intake.Note{Kind: kind}))
	}
	made := len(ids)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && entryForm.MatchString(s) {
					ids[s] = true
				}
			}
			return true
		})
	}
	if made < 50 || len(ids) < made+40 {
		t.Fatalf("only %d entries were found, %d of them made of values", len(ids), made)
	}
	for id := range ids {
		for _, l := range catalogue.Langs() {
			if !catalogue.For(l).Has(id) {
				t.Errorf("%s has no entry %s", l, id)
			}
		}
	}
}

// TestReasonsAreSentences makes sure that reasons can stand one after another.
func TestReasonsAreSentences(t *testing.T) {
	seen := 0
	eachCell(func(name string, p place, who StaffID, hat string, r request) {
		_, err := Decide(factsOf(p, who, hats[hat], r))
		if err == nil {
			return
		}
		for _, l := range catalogue.Langs() {
			s := catalogue.For(l).Say(TextOf(err))
			if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "。") || strings.ContainsAny(s, "⟦⟧") || strings.Contains(s, "{{") || strings.Contains(s, "<no value>") {
				t.Errorf("%s: in %s it is no whole sentence: %s", name, l, s)
			}
			seen++
		}
	})
	if seen == 0 {
		t.Error("nothing was refused")
	}
}

func TestError(t *testing.T) {
	cause := io.ErrUnexpectedEOF
	e := Errorf(Conflict, cause, "error.stale", "Number", "2026-00017")
	wrapped := fmt.Errorf("saving: %w", e)
	if CodeOf(wrapped) != Conflict || TextOf(wrapped).ID != "error.stale" || TextOf(wrapped).Args["Number"] != "2026-00017" || !errors.Is(wrapped, cause) {
		t.Errorf("wrapped it is %s, %v, with its cause: %v", CodeOf(wrapped), TextOf(wrapped), errors.Is(wrapped, cause))
	}
	if s := e.Error(); !strings.HasPrefix(s, "conflict: ") || !strings.Contains(s, "2026-00017") || !strings.HasSuffix(s, ": "+cause.Error()) {
		t.Errorf("for the log it is %q", s)
	}
	if e := Errorf(NotFound, nil, "error.stale", "Number", "x"); e.Unwrap() != nil || strings.HasSuffix(e.Error(), ": <nil>") {
		t.Errorf("without a cause it is %q", e.Error())
	}
	outer := Errorf(Corrupt, Errorf(NotFound, nil, "error.no_policy"), "error.no_document")
	if CodeOf(outer) != Corrupt || TextOf(outer).ID != "error.no_document" {
		t.Errorf("of two the inner one was taken: %s, %v", CodeOf(outer), TextOf(outer))
	}
	if CodeOf(cause) != Internal || TextOf(cause).ID != "error.internal" || TextOf(cause).Args["Cause"] != cause.Error() {
		t.Errorf("another error is %s, %v", CodeOf(cause), TextOf(cause))
	}
}

func TestIntakeError(t *testing.T) {
	for sentinel, id := range map[error]string{
		intake.ErrNotText: "error.not_text", intake.ErrEmpty: "error.empty_file", intake.ErrNoArticle: "error.no_article",
		intake.ErrTooLarge: "error.too_large", intake.ErrEncoding: "error.encoding",
	} {
		in := &intake.Error{Err: sentinel, Name: "page.html", Detail: "gb18030", Offset: 12, Limit: 10}
		err := IntakeError(fmt.Errorf("reading: %w", in))
		if CodeOf(err) != Invalid || TextOf(err).ID != id || !errors.Is(err, sentinel) {
			t.Errorf("%v became %v", in, err)
		}
		for _, l := range catalogue.Langs() {
			if s := catalogue.For(l).Say(TextOf(err)); !strings.Contains(s, "page.html") {
				t.Errorf("in %s it does not name the file: %s", l, s)
			}
		}
	}
	if IntakeError(io.EOF) != io.EOF || IntakeError(nil) != nil {
		t.Error("another error was changed")
	}
}

func TestStaff(t *testing.T) {
	for _, c := range []struct {
		name  string
		staff Staff
		id    string
	}{
		{"a person", Staff{Name: "买买提·艾力", Roles: []Role{Writer}}, ""},
		{"the longest name", Staff{Name: strings.Repeat("名", 40), Roles: []Role{Writer}}, ""},
		{"no name", Staff{Roles: []Role{Writer}}, "error.staff_name"},
		{"a name of blanks", Staff{Name: "　", Roles: []Role{Writer}}, "error.staff_name"},
		{"a blank after the name", Staff{Name: "张三 ", Roles: []Role{Writer}}, "error.staff_name"},
		{"too long a name", Staff{Name: strings.Repeat("名", 41), Roles: []Role{Writer}}, "error.staff_name"},
		{"a control in a name", Staff{Name: "张\n三", Roles: []Role{Writer}}, "error.staff_name"},
		{"broken UTF-8", Staff{Name: "张\xff", Roles: []Role{Writer}}, "error.staff_name"},
		{"no role", Staff{Name: "张三"}, "error.staff_no_role"},
		{"no such role", Staff{Name: "张三", Roles: []Role{Writer, "king"}}, "error.role_unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.staff.check()
			if c.id == "" && err != nil || c.id != "" && (err == nil || CodeOf(err) != Invalid || TextOf(err).ID != c.id) {
				t.Errorf("got %v, want %q", err, c.id)
			}
		})
	}
}
