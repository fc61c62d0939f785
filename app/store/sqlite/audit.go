package sqlite

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// The audit is a chain: each row holds the hash of the row before it, so that a row which was changed, taken out or put in is found.
// Whoever can rewrite the whole file can rewrite the whole chain; against that only a copy of its last hash in another place helps.

// The kinds of entries.
const (
	auditDecision = "decision"
	auditSettings = "settings"
	auditStaff    = "staff"
)

// entry is what an audit row says beside its body.
type entry struct {
	at    time.Time
	actor newsroom.StaffID // empty where the store is not told who acts
	kind  string
}

// auditPrefix separates these hashes from all others and says the form.
const auditPrefix = "galley audit 1\n"

// auditHash returns the hex SHA-256 of the prefix, the hash of the row before, and the fields of the row, each after its length in eight
// bytes, so that nothing can be moved from one field to the next.
func auditHash(prev string, seq, at int64, actor, kind, body string) string {
	h := sha256.New()
	h.Write([]byte(auditPrefix))
	number := func(n int64) { h.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) }
	text := func(s string) {
		number(int64(len(s)))
		h.Write([]byte(s))
	}
	text(prev)
	number(seq)
	number(at)
	text(actor)
	text(kind)
	text(body)
	return hex.EncodeToString(h.Sum(nil))
}

// createAudit adds a row whose body is the JSON of what.
func (t *tx) createAudit(e entry, what any) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	var seq int64
	var prev string
	err = t.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").Scan(&seq, &prev)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	seq++
	at := e.at.UnixMicro()
	return t.exec("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", seq, at, e.actor, e.kind, string(body), prev,
		auditHash(prev, seq, at, string(e.actor), e.kind, string(body)))
}

// audited names what a row of the audit tells of.
type audited struct{ kind, body string }

// verifyAudit recomputes the chain and holds it against what is stored: the chain covers what was done, and the tables are what people are
// shown.
func (t *tx) verifyAudit() ([]catalogue.Text, error) {
	untold, err := t.audited()
	if err != nil {
		return nil, err
	}
	var found []catalogue.Text
	var settings, stored, prev string
	var seq int64
	err = t.each(func(rows *sql.Rows) error {
		var row struct {
			seq, at                       int64
			actor, kind, body, prev, hash string
		}
		if err := rows.Scan(&row.seq, &row.at, &row.actor, &row.kind, &row.body, &row.prev, &row.hash); err != nil {
			return err
		}
		if row.seq != seq+1 || row.prev != prev || row.hash != auditHash(row.prev, row.seq, row.at, row.actor, row.kind, row.body) {
			found = append(found, catalogue.T("store.check_audit", "Seq", row.seq))
		}
		seq, prev = row.seq, row.hash
		if row.kind == auditSettings {
			settings = row.body // an older state of them is history
			return nil
		}
		what := audited{row.kind, row.body}
		if _, ok := untold[what]; !ok {
			found = append(found, catalogue.T("store.check_missing", "Seq", row.seq))
		}
		delete(untold, what)
		return nil
	}, "SELECT seq, at, actor, kind, body, prev, hash FROM audit ORDER BY seq")
	if err != nil {
		return found, err
	}
	if err := t.row("SELECT body FROM settings").Scan(&stored); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return found, err
	}
	if stored != settings {
		found = append(found, catalogue.T("store.check_settings"))
	}
	for _, text := range untold {
		found = append(found, text)
	}
	return found, nil
}

// audited returns everything that the audit must tell of, with the finding where it does not.
func (t *tx) audited() (map[audited]catalogue.Text, error) {
	all := map[audited]catalogue.Text{}
	decisions, err := t.findDecisions("true")
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		if err := add(all, auditDecision, d, catalogue.T("store.check_decision", "Article", string(d.Article), "Seq", d.Seq)); err != nil {
			return nil, err
		}
	}
	staff, err := t.findStaff()
	if err != nil {
		return nil, err
	}
	for _, p := range staff {
		if err := add(all, auditStaff, p, catalogue.T("store.check_staff", "Name", p.Name)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func add(all map[audited]catalogue.Text, kind string, what any, finding catalogue.Text) error {
	body, err := json.Marshal(what)
	all[audited{kind, string(body)}] = finding
	return err
}
