package ledger

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
)

// Record is what an exported sheet carries of an audit: the rows that tell of one article and the keys that signed them, each with the
// proof that it is under the head, and the head signed by the newsroom. Equal audits give equal records.
type Record struct {
	Format int       `json:"format"` // 1
	Head   Head      `json:"head"`
	Seal   Signature `json:"seal"` // of the newsroom, over the head
	Rows   []Proven  `json:"rows"` // in order
}

// Proven is a row with the proof that it is under the record's head.
type Proven struct {
	Row
	Proof []string `json:"proof"` // hex
}

// NewRecord returns the record of those rows of the tree, which are in their order, sealed with the newsroom's key.
func NewRecord(t *Tree, rows []Row, newsroom ed25519.PrivateKey) (Record, error) {
	head, err := t.Head(t.Size())
	if err != nil {
		return Record{}, err
	}
	rec := Record{Format: 1, Head: head, Seal: Sign(head.Digest(), newsroom, true)}
	for _, r := range rows {
		proof, err := t.Prove(r.Seq, head.Size)
		if err != nil {
			return Record{}, err
		}
		rec.Rows = append(rec.Rows, Proven{r, proof})
	}
	return rec, nil
}

// ErrRecord says that a record is not what it says it is.
var ErrRecord = errors.New("ledger: the record does not verify")

// Broken names the first row that does not verify, 0 for the head.
type Broken struct {
	Seq  int64
	What What
}

// Error returns the sentence for logs.
func (b *Broken) Error() string { return fmt.Sprintf("%v: row %d: %d", ErrRecord, b.Seq, b.What) }

// Unwrap returns ErrRecord.
func (b *Broken) Unwrap() error { return ErrRecord }

// Verify returns nil where every row has its hash, is under the head, and, where it is signed, is signed by a key that a row before it
// gave to the person who acted; decisions are signed from the first signature on. Otherwise it returns a *Broken.
func (rec Record) Verify() error {
	keys := map[string]string{} // by person, the newsroom's under the empty name
	signed := false
	var last int64
	for _, p := range rec.Rows {
		r := p.Row
		digest := r.Digest()
		switch {
		case rec.Format != 1 || r.Seq <= last || r.Hash != r.sum(digest) || rec.Head.Has(r, p.Proof) != nil:
			return &Broken{r.Seq, Chain}
		case r.Signature == (Signature{}) && signed && r.Kind == Decision:
			return &Broken{r.Seq, Unsigned}
		}
		last = r.Seq
		var body KeyBody
		if r.Kind == Key {
			if json.Unmarshal([]byte(r.Body), &body) != nil {
				return &Broken{r.Seq, Unread}
			}
			if body.Person == "" && keys[""] == "" {
				keys[""] = body.Key // it signs its own row
			}
		}
		if s := r.Signature; s != (Signature{}) {
			who := r.Actor
			if s.Off {
				who = ""
			}
			if s.Key == "" || keys[who] != s.Key {
				return &Broken{r.Seq, Stranger}
			}
			if !s.Signs(digest) {
				return &Broken{r.Seq, Forged}
			}
			signed = true
		}
		if r.Kind == Key {
			keys[body.Person] = body.Key
		}
	}
	if rec.Seal.Key == "" || keys[""] != rec.Seal.Key || !rec.Seal.Off {
		return &Broken{0, Stranger}
	}
	if !rec.Seal.Signs(rec.Head.Digest()) {
		return &Broken{0, Forged}
	}
	return nil
}
