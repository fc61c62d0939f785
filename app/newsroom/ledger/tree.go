package ledger

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// Head stands for the first Size rows of an audit: the root of the tree over their hashes (RFC 9162, 2.1.1).
type Head struct {
	Size int64  `json:"size"`
	Root string `json:"root"` // hex
}

// Digest is what a signature over the head signs.
func (h Head) Digest() string {
	return sum([]byte("galley head 1\n" + strconv.FormatInt(h.Size, 10) + "\n" + h.Root))
}

// ErrProof says that a proof does not prove what it is given for.
var ErrProof = errors.New("ledger: the proof does not hold")

// Tree is the tree over the rows that were added. The zero value is empty.
type Tree struct {
	size   int64
	hashes []tlog.Hash // in tlog's order; see tlog.StoredHashIndex
}

// Add adds the next row.
func (t *Tree) Add(r Row) error {
	more, err := tlog.StoredHashes(t.size, []byte(r.Hash), t.reader())
	if err != nil {
		return fmt.Errorf("ledger: growing the tree: %w", err)
	}
	t.hashes = append(t.hashes, more...)
	t.size++
	return nil
}

func (t *Tree) reader() tlog.HashReader {
	return tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(at))
		for i, j := range at {
			if j < 0 || j >= int64(len(t.hashes)) {
				return nil, ErrProof
			}
			out[i] = t.hashes[j]
		}
		return out, nil
	})
}

// Head returns the head over the first size rows. ErrProof: there are not so many.
func (t *Tree) Head(size int64) (Head, error) {
	if size < 0 || size > t.size {
		return Head{}, ErrProof
	}
	root, err := tlog.TreeHash(size, t.reader())
	if err != nil {
		return Head{}, fmt.Errorf("ledger: the root: %w", err)
	}
	return Head{size, hex.EncodeToString(root[:])}, nil
}

// Size returns how many rows there are.
func (t *Tree) Size() int64 { return t.size }

// Prove returns the proof that the row of that number is among the first size rows (RFC 9162, 2.1.3), as hex.
func (t *Tree) Prove(seq, size int64) ([]string, error) {
	if seq < 1 || seq > size || size > t.size {
		return nil, ErrProof
	}
	p, err := tlog.ProveRecord(size, seq-1, t.reader())
	if err != nil {
		return nil, fmt.Errorf("ledger: proving row %d: %w", seq, err)
	}
	return encode(p), nil
}

// ProveHead returns the proof that the audit of the later size only added to that of the earlier (RFC 9162, 2.1.4), as hex.
func (t *Tree) ProveHead(earlier, later int64) ([]string, error) {
	if earlier < 1 || earlier > later || later > t.size {
		return nil, ErrProof
	}
	p, err := tlog.ProveTree(later, earlier, t.reader())
	if err != nil {
		return nil, fmt.Errorf("ledger: proving head %d: %w", earlier, err)
	}
	return encode(p), nil
}

// Has returns nil where the proof shows that the row is under the head, and otherwise ErrProof.
func (h Head) Has(r Row, proof []string) error {
	root, err := decode([]string{h.Root})
	path, err2 := decode(proof)
	if err != nil || err2 != nil || r.Seq < 1 || r.Seq > h.Size {
		return ErrProof
	}
	if err := tlog.CheckRecord(tlog.RecordProof(path), h.Size, root[0], r.Seq-1, tlog.RecordHash([]byte(r.Hash))); err != nil {
		return errors.Join(ErrProof, err)
	}
	return nil
}

// Extends returns nil where the proof shows that the head only added to the earlier one, and otherwise ErrProof.
func (h Head) Extends(earlier Head, proof []string) error {
	roots, err := decode([]string{h.Root, earlier.Root})
	path, err2 := decode(proof)
	if err != nil || err2 != nil || earlier.Size < 1 || earlier.Size > h.Size {
		return ErrProof
	}
	if err := tlog.CheckTree(tlog.TreeProof(path), h.Size, roots[0], earlier.Size, roots[1]); err != nil {
		return errors.Join(ErrProof, err)
	}
	return nil
}

func encode(hashes []tlog.Hash) []string {
	out := make([]string, len(hashes))
	for i, h := range hashes {
		out[i] = hex.EncodeToString(h[:])
	}
	return out
}

func decode(texts []string) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(texts))
	for i, s := range texts {
		b, err := hex.DecodeString(s)
		if err != nil || len(b) != tlog.HashSize {
			return nil, ErrProof
		}
		copy(out[i][:], b)
	}
	return out, nil
}
