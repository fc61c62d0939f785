package newsroom

import (
	"context"

	"galley/app/newsroom/ledger"
	"galley/assets/catalogue"
)

// Witness remembers, outside the newsroom's database, the audit that was seen last, so that an older database put in its place is found.
type Witness interface {
	// Seen returns what was kept last, the zero value where nothing was.
	Seen() (Seen, error)
	// Keep remembers in the place of what was kept before.
	Keep(Seen) error
}

// Seen is an audit as a witness keeps it: the head of its tree, and the hash of its last row, by which a look at one row says whether the
// audit still begins with it.
type Seen struct {
	ledger.Head
	Last string `json:"last"`
}

// UseWitness gives the newsroom its witness, and returns what is wrong with what is there by what it saw, one sentence a finding.
func (n *Newsroom) UseWitness(ctx context.Context, w Witness) ([]catalogue.Text, error) {
	n.witness = w
	_, found, err := n.recall(ctx)
	return found, err
}

// recall looks whether the audit still begins with what the witness saw, by one row: the chain before it is for Check.
func (n *Newsroom) recall(ctx context.Context) (Seen, []catalogue.Text, error) {
	if n.witness == nil {
		return Seen{}, nil, nil
	}
	seen, err := n.witness.Seen()
	if err != nil || seen.Size == 0 {
		return seen, nil, err
	}
	last, err := n.store.FindAudit(ctx, 0)
	if err != nil {
		return seen, nil, err
	}
	if last.Seq < seen.Size {
		return seen, []catalogue.Text{catalogue.T("check.replayed", "Seen", seen.Size, "Found", last.Seq)}, nil
	}
	row, err := n.store.FindAudit(ctx, seen.Size)
	if err != nil {
		return seen, nil, err
	}
	if row.Hash != seen.Last {
		return seen, []catalogue.Text{catalogue.T("check.forked", "Seen", seen.Size)}, nil
	}
	return seen, nil, nil
}

// replayed holds the whole audit against what the witness saw: the tree of today must be proved to extend the head of then.
func (n *Newsroom) replayed(ctx context.Context) ([]catalogue.Text, error) {
	seen, found, err := n.recall(ctx)
	if err != nil || len(found) > 0 || seen.Size == 0 {
		return found, err
	}
	tree, _, err := n.tree(ctx)
	if err != nil {
		return nil, err
	}
	now, err := tree.Head(tree.Size())
	if err != nil {
		return nil, err
	}
	proof, err := tree.ProveHead(seen.Size, now.Size)
	if err == nil {
		err = now.Extends(seen.Head, proof)
	}
	if err != nil {
		return []catalogue.Text{catalogue.T("check.forked", "Seen", seen.Size)}, nil
	}
	return nil, nil
}

// tree returns the tree over the audit, and the hash of its last row.
func (n *Newsroom) tree(ctx context.Context) (t *ledger.Tree, last string, err error) {
	t = &ledger.Tree{}
	err = n.store.EachAudit(ctx, func(r ledger.Row) error { last = r.Hash; return t.Add(r) })
	return t, last, err
}

// testify has the witness remember the newsroom as it is, if it grew since, unless what the witness saw is no part of it.
func (n *Newsroom) testify(ctx context.Context) error {
	seen, found, err := n.recall(ctx)
	if n.witness == nil || err != nil || len(found) > 0 {
		return err
	}
	last, err := n.store.FindAudit(ctx, 0)
	if err != nil || last.Seq == seen.Size {
		return err
	}
	return n.Accept(ctx)
}

// Accept has the witness remember the newsroom as it is, whatever it saw before: after a backup was put back on purpose.
func (n *Newsroom) Accept(ctx context.Context) error {
	if n.witness == nil {
		return nil
	}
	t, last, err := n.tree(ctx)
	if err != nil {
		return err
	}
	head, err := t.Head(t.Size())
	if err != nil {
		return err
	}
	return n.witness.Keep(Seen{head, last})
}
