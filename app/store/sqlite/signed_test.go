package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
	"galley/app/newsroom/seal"
	"galley/assets/catalogue"
)

// signed makes a newsroom with accounts on whose one person has decided n times: rows 1 to 4 are the newsroom's key, his, he himself and the
// settings, and then come the decisions.
func signed(t testing.TB, dir string, n int) {
	t.Helper()
	s, err := OpenStore(context.Background(), dir, Options{Now: stopped})
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	ctx := context.Background()
	own, his := seal.NewKey(), seal.NewKey()
	desk := newsroom.Hand{Sign: func(d string) ledger.Signature { return ledger.Sign(d, own, true) }}
	he := newsroom.Hand{By: "0", Sign: func(d string) ledger.Signature { return ledger.Sign(d, his, false) }}
	must(s.SaveAccount(ctx, newsroom.Account{Public: ledger.Public(own), Key: "seed"}, desk))
	must(s.SaveAccount(ctx, newsroom.Account{Person: "0", Public: ledger.Public(his), Key: "locked"}, desk))
	must(s.CreateStaff(ctx, newsroom.Staff{ID: "0", Name: "张三", Roles: []newsroom.Role{newsroom.Writer}}, desk))
	settings := newsroom.NewSettings()
	settings.Accounts = true
	must(s.SaveSettings(ctx, settings, desk))
	a, err := s.CreateArticle(ctx, newsroom.Article{ID: "one", State: newsroom.Draft, Creator: "0", Created: noon, Updated: noon}, manuscript("标题", 1), 2026)
	must(err)
	must(s.write(ctx, func(tx *tx) error {
		for i := range n {
			d := newsroom.Decision{Article: a.ID, Seq: i + 1, Action: newsroom.Approve, From: newsroom.InReview, To: newsroom.InReview, Step: "初审",
				By: "0", Name: "张三", Role: newsroom.Reviewer, At: noon, Opinion: "同意，请核对第三段的职务", Version: 1, Hash: "00"}
			if err := tx.record(a, d, nil, he); err != nil {
				return err
			}
			a.Acts++
		}
		return nil
	}))
	must(s.Close())
}

// TestTamperSigned alters signed rows as somebody can who owns the file and has no key, mending the hashes where that is what it takes to hide it.
func TestTamperSigned(t *testing.T) {
	for _, c := range []struct{ name, statements, want string }{
		{"nothing", "", ""},
		{"a signature was taken away", "UPDATE audit SET signature = '' WHERE seq = 5", "Row 5 of the audit"},
		{"a signature from another row", "UPDATE audit SET signature = (SELECT signature FROM audit WHERE seq = 6) WHERE seq = 5", "Row 5 of the audit"},
		{"a signature that is none", "UPDATE audit SET signature = 'x' WHERE seq = 5", "Row 5 of the audit"},
		{"said to be made without accounts", "UPDATE audit SET signature = replace(signature, '-on', '-off') WHERE seq = 5", "Row 5 of the audit"},
		{"another key for the person", "UPDATE account SET public = '0011' WHERE person = '0'", "signing key 0011"},
		{"a person was removed unseen", "UPDATE staff SET removed = 1", "The person 张三"},
		{"accounts were turned off unseen", `UPDATE settings SET body = replace(body, ',"accounts":true', '')`, "The settings are not those"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			signed(t, dir, 3)
			alter(t, dir, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE type = 'trigger'", "PRAGMA writable_schema = RESET")
			alter(t, dir, c.statements)
			if said := findings(t, dir); c.want == "" && c.statements == "" && said != "" || !strings.Contains(said, c.want) || c.statements != "" && said == "" {
				t.Errorf("found %q, want %q", said, c.want)
			}
		})
	}
}

// TestTamperEveryRow alters, takes out, puts in, exchanges and cuts off at every row of a signed audit, as they stand and with every hash after the
// place mended: each is found, and the first row that is wrong is the one that is named first.
func TestTamperEveryRow(t *testing.T) {
	whole := t.TempDir()
	signed(t, whole, 3)
	s := openStore(t, whole)
	var rows []ledger.Row
	if err := s.EachAudit(t.Context(), func(r ledger.Row) error { rows = append(rows, r); return nil }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(whole, FileName))
	if err != nil {
		t.Fatal(err)
	}
	forms := []struct {
		name string
		from int // the first place that it can be done at
		to   int // and how many rows from the end the last one is
		do   func(rows []ledger.Row, i int) []ledger.Row
		off  int // the first row that is wrong, from the place
	}{
		{"another time", 0, 0, func(r []ledger.Row, i int) []ledger.Row { r[i].At++; return r }, 0},
		{"another actor", 0, 0, func(r []ledger.Row, i int) []ledger.Row { r[i].Actor += "x"; return r }, 0},
		{"another body", 0, 0, func(r []ledger.Row, i int) []ledger.Row {
			r[i].Body = strings.Replace(r[i].Body, `":"`, `":"x`, 1)
			return r
		}, 0},
		{"taken out", 0, 1, func(r []ledger.Row, i int) []ledger.Row { return slices.Delete(r, i, i+1) }, 0},
		{"put in", 0, 0, func(r []ledger.Row, i int) []ledger.Row { return slices.Insert(r, i+1, r[i]) }, 1},
		{"exchanged", 0, 1, func(r []ledger.Row, i int) []ledger.Row { r[i], r[i+1] = r[i+1], r[i]; return r }, 0},
		{"cut off", 1, 0, func(r []ledger.Row, i int) []ledger.Row { return r[:i] }, -1},
	}
	for _, f := range forms {
		for i := f.from; i < len(rows)-f.to; i++ {
			for _, mend := range []bool{false, true} {
				forged := f.do(slices.Clone(rows), i)
				prev := ""
				for k := range forged {
					forged[k].Seq = int64(k + 1)
					if mend {
						forged[k].Prev = prev
						forged[k].Hash = forged[k].Sum()
						prev = forged[k].Hash
					}
				}
				dir := t.TempDir()
				if err := os.WriteFile(filepath.Join(dir, FileName), data, 0o600); err != nil {
					t.Fatal(err)
				}
				alter(t, dir, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE type = 'trigger'", "PRAGMA writable_schema = RESET", "DELETE FROM audit")
				for _, r := range forged {
					q := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
					alter(t, dir, fmt.Sprintf("INSERT INTO audit (seq, at, actor, kind, body, prev, hash, signature) VALUES (%d, %d, %s, %s, %s, %s, %s, %s)",
						r.Seq, r.At, q(r.Actor), q(r.Kind), q(r.Body), q(r.Prev), q(r.Hash), q(r.Signature.String())))
				}
				said := findings(t, dir)
				what := fmt.Sprintf("row %d %s, hashes mended %v", i+1, f.name, mend)
				if said == "" {
					t.Errorf("%s: nothing is found", what)
					continue
				}
				if f.off < 0 { // the tables tell of what the audit no longer has
					continue
				}
				if want := fmt.Sprintf("ow %d of the audit", i+1+f.off); !strings.Contains(strings.SplitN(said, "\n", 2)[0], want) {
					t.Errorf("%s: found %q, not r%s first", what, said, want)
				}
			}
		}
	}
}

// findings are what the check of the store says in English.
func findings(t *testing.T, dir string) string {
	t.Helper()
	s := openStore(t, dir)
	defer s.Close()
	found, err := s.CheckIntegrity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, text := range found {
		said = append(said, catalogue.For(catalogue.En).Say(text))
	}
	return strings.Join(said, "\n")
}

// BenchmarkCheckAudit looks through an audit of 100,000 signed decisions: chain, signatures, and what the tables say beside it.
func BenchmarkCheckAudit(b *testing.B) {
	dir := b.TempDir()
	signed(b, dir, 100_000)
	s, err := OpenStore(b.Context(), dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for b.Loop() {
		found, err := s.CheckIntegrity(b.Context())
		if err != nil || len(found) > 0 {
			b.Fatal(fmt.Sprint(found), err)
		}
	}
}
