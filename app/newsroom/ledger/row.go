// Package ledger is the audit as a thing of numbers: rows in a chain, signatures over them, and a tree over the chain.
//
// A [Row] holds the hash of the row before it, so that a row which was changed, taken out or put in breaks the chain at its place. A row
// may carry a [Signature] of the person who acted, over everything else in the row, the hash of the row before it included: it says not
// only what was done but after what. A [Tree] over the hashes of the rows (RFC 9162, as the Go checksum database keeps it) gives a [Head]
// of 32 bytes that stands for the whole audit, and short proofs that a row is in it. [Check] walks an audit and names the first
// row that is wrong; a [Record] is the part of an audit that an exported sheet carries, with its proofs, and verifies without the newsroom.
//
// The package knows no store and no clock. Whoever can rewrite a whole database can rewrite the whole chain and every signature that
// was made with accounts off, since that key is in the database. Against that stand the keys of people, which are locked under their
// passwords, and heads that are kept in another place.
package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// The kinds of rows.
const (
	Decision = "decision" // an act on an article; the body is the JSON of the decision
	Comment  = "comment"  // something done with the comments of an article
	Version  = "version"  // a version that was kept without a decision
	Lease    = "lease"    // a lease that was taken from its holder
	Task     = "task"     // something done about the step that an article waits for
	Settings = "settings" // the settings as they are from now on
	Person   = "staff"    // a person as he is from now on
	Key      = "key"      // a signing key from now on; see KeyBody
)

// Row is one row of an audit.
type Row struct {
	Seq       int64     `json:"seq"` // from 1
	At        int64     `json:"at"`  // microseconds since 1970 UTC
	Actor     string    `json:"actor"`
	Kind      string    `json:"kind"`
	Body      string    `json:"body"` // JSON
	Prev      string    `json:"prev"` // hash of the row before, empty in the first
	Hash      string    `json:"hash"`
	Signature Signature `json:"signature,omitzero"` // none in rows of before there were keys
}

// The prefixes separate these hashes from all others and say the form.
const (
	rowPrefix    = "galley audit 1\n"
	signedPrefix = "galley audit 2\n"
)

// Digest returns the hex SHA-256 of what a signature signs: a prefix, the hash of the row before, and the fields of the row, each after
// its length in eight bytes, so that nothing can be moved from one field to the next.
func (r Row) Digest() string {
	b := make([]byte, 0, 256+len(r.Body))
	number := func(n int64) { b = binary.BigEndian.AppendUint64(b, uint64(n)) }
	text := func(s string) {
		number(int64(len(s)))
		b = append(b, s...)
	}
	b = append(b, rowPrefix...)
	text(r.Prev)
	number(r.Seq)
	number(r.At)
	text(r.Actor)
	text(r.Kind)
	text(r.Body)
	return sum(b)
}

// Sum returns the hash that the row should have: its digest where it is not signed, else the SHA-256 of a prefix, the digest and the
// signature.
func (r Row) Sum() string { return r.sum(r.Digest()) }

func (r Row) sum(digest string) string {
	if r.Signature == (Signature{}) {
		return digest
	}
	return sum([]byte(signedPrefix + digest + "\n" + r.Signature.String()))
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// After returns the row that follows last, which is the zero row before the first. sign, which may be nil, signs it.
func After(last Row, at int64, actor, kind, body string, sign func(digest string) Signature) Row {
	r := Row{Seq: last.Seq + 1, At: at, Actor: actor, Kind: kind, Body: body, Prev: last.Hash}
	if sign != nil {
		r.Signature = sign(r.Digest())
	}
	r.Hash = r.Sum()
	return r
}

// KeyBody is the body of a Key row: whose key it is, the newsroom's where Person is empty. It takes the place of the person's key before
// it.
type KeyBody struct {
	Person string `json:"person"`
	Key    string `json:"key"` // hex
}
