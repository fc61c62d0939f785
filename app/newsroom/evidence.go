package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"galley/app/newsroom/ledger"
	"galley/export"
)

// Evidence returns the sign-off record of an article with the signed rows of the audit that its decisions stand in, so that
// [VerifySignOff] can verify it anywhere. NotFound; Corrupt.
func (n *Newsroom) Evidence(ctx context.Context, a Article) (export.SignOff, error) {
	s, err := n.SignOff(ctx, a)
	if err != nil {
		return export.SignOff{}, err
	}
	own, err := n.ownKey(ctx) // which may add a row
	if err != nil {
		return export.SignOff{}, err
	}
	tree := &ledger.Tree{}
	var rows []ledger.Row
	err = n.store.EachAudit(ctx, func(r ledger.Row) error {
		if r.Kind == ledger.Key || r.Kind == ledger.Decision && articleOf(r) == a.ID {
			rows = append(rows, r)
		}
		return tree.Add(r)
	})
	if err != nil {
		return export.SignOff{}, err
	}
	rec, err := ledger.NewRecord(tree, rows, own)
	if err == nil {
		s.Evidence, err = json.Marshal(rec)
	}
	if err != nil {
		return export.SignOff{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	return s, nil
}

// articleOf returns the article that a decision's row tells of, none where it cannot be read.
func articleOf(r ledger.Row) ArticleID {
	var d struct{ Article ArticleID }
	if json.Unmarshal([]byte(r.Body), &d) != nil {
		return ""
	}
	return d.Article
}

// Signed is a decision of a record with who signed for it.
type Signed struct {
	export.Decision
	Key string // fingerprint of the public key; empty for a decision of before there were signatures
	Off bool   // the newsroom signed: accounts were off
}

// VerifySignOff verifies a record without the newsroom: every row of its evidence has its hash, is in the audit whose head the newsroom
// signed, and is signed by a key that the audit gave to the person who acted; and the decisions and versions of the record are those of the rows. It
// returns the decisions with their keys. That a key is a person's is what the newsroom says; who knows better compares the fingerprint.
// Invalid: the record has no evidence. Corrupt: something does not verify, named by the row or the decision.
func VerifySignOff(s export.SignOff) ([]Signed, error) {
	if len(s.Evidence) == 0 {
		return nil, Errorf(Invalid, nil, "error.no_evidence", "Number", s.Number)
	}
	var rec ledger.Record
	if err := json.Unmarshal(s.Evidence, &rec); err != nil {
		return nil, Errorf(Corrupt, err, "error.evidence_unread")
	}
	if err := rec.Verify(); err != nil {
		var b *ledger.Broken
		if errors.As(err, &b) && b.Seq > 0 {
			return nil, Errorf(Corrupt, err, "error.evidence_row", "Seq", b.Seq)
		}
		return nil, Errorf(Corrupt, err, "error.evidence_head")
	}
	var out []Signed
	var id ArticleID
	handed := map[int]string{} // hashes of versions, as those signed them who handed them over or approved them with corrections
	for _, p := range rec.Rows {
		if p.Kind != ledger.Decision {
			continue
		}
		var d Decision
		if err := json.Unmarshal([]byte(p.Body), &d); err != nil {
			return nil, Errorf(Corrupt, err, "error.evidence_row", "Seq", p.Seq)
		}
		i := len(out)
		if id == "" {
			id = d.Article
		}
		if i >= len(s.Decisions) || d.Article != id || d.Seq != i+1 || p.Actor != string(d.By) || !sameDecision(s.Decisions[i], d) {
			return nil, Errorf(Corrupt, nil, "error.evidence_decision", "Seq", i+1)
		}
		if d.Action == Submit || d.Action == ApproveCorrected {
			handed[int(d.Version)] = string(d.Hash)
		}
		out = append(out, Signed{s.Decisions[i], ledger.Fingerprint(p.Signature.Key), p.Signature.Off})
	}
	if len(out) != len(s.Decisions) {
		return nil, Errorf(Corrupt, nil, "error.evidence_decision", "Seq", len(out)+1)
	}
	if i := slices.IndexFunc(s.Versions, func(v export.Frozen) bool { return handed[v.Seq] != v.Hash }); i >= 0 {
		return nil, Errorf(Corrupt, nil, "error.evidence_version", "Version", s.Versions[i].Seq)
	}
	return out, nil
}

// sameDecision reports whether a record says of a decision what the audit says.
func sameDecision(said export.Decision, d Decision) bool {
	want := decisionRecord(d, time.UTC)
	at := said.At.Equal(want.At)
	said.At, want.At = time.Time{}, time.Time{}
	return at && said == want
}
