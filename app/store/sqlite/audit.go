package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"runtime"
	"slices"
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
	"galley/assets/catalogue"
)

// The audit is a chain of rows, most of them signed; see package ledger. Whoever can rewrite the whole file can rewrite what the
// newsroom's own key signed; against that only a head in another place helps.

const auditColumns = "seq, at, actor, kind, body, prev, hash, signature"

// createAudit adds a row whose body is the JSON of what, in that hand.
func (t *tx) createAudit(at time.Time, by newsroom.Hand, kind string, what any) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	var last ledger.Row
	err = t.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").Scan(&last.Seq, &last.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	r := ledger.After(last, at.UnixMicro(), string(by.By), kind, string(body), by.Sign)
	return t.exec("INSERT INTO audit ("+auditColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		r.Seq, r.At, r.Actor, r.Kind, r.Body, r.Prev, r.Hash, r.Signature.String())
}

// EachAudit calls f for every row of the audit in order until f returns an error, and returns that.
func (s *Store) EachAudit(ctx context.Context, f func(ledger.Row) error) error {
	return s.read(ctx, func(t *tx) error { return t.eachAudit(f) })
}

// FindAudit returns the row of the audit of that number, the last one where it is 0; the zero row where there is none.
func (s *Store) FindAudit(ctx context.Context, seq int64) (r ledger.Row, err error) {
	err = s.read(ctx, func(t *tx) (err error) {
		r, err = scanAudit(t.row("SELECT "+auditColumns+" FROM audit WHERE seq = coalesce(nullif(?, 0), (SELECT max(seq) FROM audit))", seq))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return r, err
}

func (t *tx) eachAudit(f func(ledger.Row) error) error {
	return t.each(func(rows *sql.Rows) error {
		r, err := scanAudit(rows)
		if err != nil {
			return err
		}
		return f(r)
	}, "SELECT "+auditColumns+" FROM audit ORDER BY seq")
}

func scanAudit(row interface{ Scan(...any) error }) (r ledger.Row, err error) {
	var signature string
	if err := row.Scan(&r.Seq, &r.At, &r.Actor, &r.Kind, &r.Body, &r.Prev, &r.Hash, &signature); err != nil {
		return ledger.Row{}, err
	}
	if r.Signature, err = ledger.ParseSignature(signature); err != nil {
		// It is no signature over anything: the check finds the row by it, and nothing else stops.
		r.Signature = ledger.Signature{Algorithm: signature}
	}
	return r, nil
}

// faults are the sentences of what the ledger finds.
var faults = map[ledger.What]string{
	ledger.Chain: "store.check_audit", ledger.Unsigned: "store.check_unsigned", ledger.Forged: "store.check_forged",
	ledger.Stranger: "store.check_stranger", ledger.Unread: "store.check_audit",
}

// audited names what a row of the audit tells of. Of the settings, a person and a key only the newest row of each is what is so; an older one is
// history.
type audited struct{ kind, body string }

// verifyAudit checks chain and signatures, and holds the audit against what is stored: the chain covers what was done, and the tables are what
// people are shown.
func (t *tx) verifyAudit() ([]catalogue.Text, error) {
	var scanned error
	told := newTold()
	enough := errors.New("enough")
	faulty := ledger.Check(func(yield func(ledger.Row) bool) {
		scanned = t.eachAudit(func(r ledger.Row) error {
			told.take(r)
			if !yield(r) {
				return enough
			}
			return nil
		})
	}, runtime.GOMAXPROCS(0))
	if scanned != nil {
		return nil, scanned
	}
	var found []catalogue.Text
	for _, f := range faulty {
		found = append(found, catalogue.T(faults[f.What], "Seq", f.Seq))
	}
	more, err := t.compare(told)
	return append(found, more...), err
}

// told is what the audit tells of, with the number of the row.
type told struct {
	every  map[audited]int64 // what is told once for ever
	newest map[audited]audit // by kind and whose it is
}

type audit struct {
	seq  int64
	body string
}

func newTold() *told { return &told{map[audited]int64{}, map[audited]audit{}} }

func (t *told) take(r ledger.Row) {
	var whose struct {
		ID     string `json:"id"`
		Person string `json:"person"`
	}
	switch r.Kind {
	case ledger.Settings:
	case ledger.Person, ledger.Key:
		if json.Unmarshal([]byte(r.Body), &whose) != nil {
			return // found by the ledger
		}
	default:
		t.every[audited{r.Kind, r.Body}] = r.Seq
		return
	}
	t.newest[audited{r.Kind, whose.ID + whose.Person}] = audit{r.Seq, r.Body}
}

// compare returns what is stored and not told, and what is told and not stored.
func (t *tx) compare(told *told) (found []catalogue.Text, err error) {
	var missing []int64
	decisions, err := t.findDecisions("true")
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		body, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		what := audited{ledger.Decision, string(body)}
		if _, ok := told.every[what]; !ok {
			found = append(found, catalogue.T("store.check_decision", "Article", string(d.Article), "Seq", d.Seq))
		}
		delete(told.every, what)
	}
	comments, err := t.findCommentActs("true")
	if err != nil {
		return nil, err
	}
	for _, act := range comments {
		body, err := json.Marshal(act)
		if err != nil {
			return nil, err
		}
		what := audited{ledger.Comment, string(body)}
		if _, ok := told.every[what]; !ok {
			found = append(found, catalogue.T("store.check_comment", "Article", string(act.Article), "Seq", act.Seq))
		}
		delete(told.every, what)
	}
	versions, err := t.findVersions("reason <> ?", newsroom.HandedOver)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		body, err := json.Marshal(auditedVersion(v))
		if err != nil {
			return nil, err
		}
		what := audited{ledger.Version, string(body)}
		if _, ok := told.every[what]; !ok {
			found = append(found, catalogue.T("store.check_version", "Article", string(v.Article), "Version", int(v.Seq)))
		}
		delete(told.every, what)
	}
	taken, err := t.findTakeOvers("true")
	if err != nil {
		return nil, err
	}
	for _, over := range taken {
		body, err := json.Marshal(over)
		if err != nil {
			return nil, err
		}
		what := audited{ledger.Lease, string(body)}
		if _, ok := told.every[what]; !ok {
			found = append(found, catalogue.T("store.check_takeover", "Article", string(over.Article), "Seq", over.Seq))
		}
		delete(told.every, what)
	}
	done, err := t.findTasks("")
	if err != nil {
		return nil, err
	}
	for _, act := range done {
		body, err := json.Marshal(act)
		if err != nil {
			return nil, err
		}
		what := audited{ledger.Task, string(body)}
		if _, ok := told.every[what]; !ok {
			found = append(found, catalogue.T("store.check_task", "Article", string(act.Article), "Seq", act.Seq))
		}
		delete(told.every, what)
	}
	for _, seq := range told.every {
		missing = append(missing, seq)
	}
	now, err := t.standing()
	if err != nil {
		return nil, err
	}
	for what, s := range now {
		if a, ok := told.newest[what]; !ok || a.body != s.body {
			found = append(found, s.finding)
			if ok && what.kind != ledger.Settings {
				missing = append(missing, a.seq)
			}
		}
		delete(told.newest, what)
	}
	for _, a := range told.newest {
		missing = append(missing, a.seq)
	}
	slices.Sort(missing)
	for _, seq := range missing {
		found = append(found, catalogue.T("store.check_missing", "Seq", seq))
	}
	return found, nil
}

// stands is what is so now, and what to say where the audit says something else.
type stands struct {
	body    string
	finding catalogue.Text
}

// standing returns the settings, the people and the keys as they are.
func (t *tx) standing() (map[audited]stands, error) {
	now := map[audited]stands{}
	var settings string
	switch err := t.row("SELECT body FROM settings").Scan(&settings); {
	case err == nil:
		now[audited{ledger.Settings, ""}] = stands{settings, catalogue.T("store.check_settings")}
	case !errors.Is(err, sql.ErrNoRows):
		return nil, err
	}
	staff, err := t.findStaff()
	if err != nil {
		return nil, err
	}
	for _, p := range staff {
		body, err := json.Marshal(p)
		if err != nil {
			return nil, err
		}
		now[audited{ledger.Person, string(p.ID)}] = stands{string(body), catalogue.T("store.check_staff", "Name", p.Name)}
	}
	return now, t.each(func(rows *sql.Rows) error {
		var k ledger.KeyBody
		if err := rows.Scan(&k.Person, &k.Key); err != nil {
			return err
		}
		body, err := json.Marshal(k)
		now[audited{ledger.Key, k.Person}] = stands{string(body), catalogue.T("store.check_key", "Key", ledger.Fingerprint(k.Key))}
		return err
	}, "SELECT person, public FROM account")
}

// keptVersion is what the audit says of a version that no decision names.
type keptVersion struct {
	Article  newsroom.ArticleID
	Seq      newsroom.VersionSeq
	Revision newsroom.Revision
	Reason   newsroom.Reason
	Name     string
	Source   newsroom.VersionSeq
	By       newsroom.StaffID
	At       time.Time
	Hash     newsroom.Hash
}

func auditedVersion(v newsroom.Version) keptVersion {
	return keptVersion{v.Article, v.Seq, v.Revision, v.Reason, v.Name, v.Source, v.By, v.At, v.Hash}
}
