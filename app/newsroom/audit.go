package newsroom

import (
	"context"

	"galley/assets/catalogue"
)

// Finding is one thing that a check found wrong.
type Finding struct {
	Number Number // of the article, empty for the newsroom as a whole
	Text   catalogue.Text
}

// Check looks at everything: the database's own integrity, every document, every change, every version and decision and their hashes.
// progress, which may be nil, is called with how many of how many articles are done. An error means that the check could not go on.
func (n *Newsroom) Check(ctx context.Context, progress func(done, of int)) ([]Finding, error) {
	var findings []Finding
	texts, err := n.store.CheckIntegrity(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		findings = append(findings, Finding{"", t})
	}
	articles, err := n.store.FindArticles(ctx, Filter{})
	if err != nil {
		return findings, err
	}
	for i, a := range articles {
		if err := ctx.Err(); err != nil {
			return findings, err
		}
		for _, t := range n.checkArticle(ctx, a) {
			findings = append(findings, Finding{a.Number, t})
		}
		if progress != nil {
			progress(i+1, len(articles))
		}
	}
	return findings, nil
}

// checkArticle replays the article's changes from its first manuscript and compares what comes out with what is stored.
func (n *Newsroom) checkArticle(ctx context.Context, a Article) []catalogue.Text {
	var found []catalogue.Text
	add := func(t catalogue.Text) { found = append(found, t) }
	m, err := n.store.FindFirst(ctx, a.ID)
	if err != nil {
		return []catalogue.Text{TextOf(err)}
	}
	at := map[Revision]Hash{}
	keep := func(r Revision) {
		h, err := m.Hash()
		if err != nil {
			add(catalogue.T("check.hash", "Cause", err.Error()))
		}
		at[r] = h
	}
	frozen := map[Revision]bool{0: true, a.Revision: true}
	var versions []Version
	for seq := VersionSeq(1); seq <= a.Version; seq++ {
		v, err := n.store.FindVersion(ctx, a.ID, seq)
		if err != nil {
			add(TextOf(err))
			continue
		}
		frozen[v.Revision] = true
		versions = append(versions, v)
	}
	changes, err := n.store.FindChanges(ctx, a.ID, 0)
	if err != nil {
		return append(found, TextOf(err))
	}
	keep(0)
	for _, c := range changes {
		if m, err = c.Apply(m); err != nil {
			return append(found, catalogue.T("check.change", "Revision", int64(c.Revision), "Cause", err.Error()))
		}
		if frozen[c.Revision] {
			keep(c.Revision)
		}
	}
	if err := m.Check(); err != nil {
		add(TextOf(err))
	}
	if head, rev, err := n.store.FindManuscript(ctx, a.ID); err != nil {
		add(TextOf(err))
	} else if h, err := head.Hash(); err != nil || rev != a.Revision || h != at[a.Revision] {
		add(catalogue.T("check.head", "Revision", int64(a.Revision)))
	}
	hashes := map[VersionSeq]Hash{}
	for _, v := range versions {
		h, err := v.Manuscript.Hash()
		if err != nil || h != v.Hash || h != at[v.Revision] {
			add(catalogue.T("check.version", "Version", int(v.Seq)))
		}
		hashes[v.Seq] = v.Hash
	}
	return append(found, n.checkDecisions(ctx, a, hashes)...)
}

// checkDecisions makes sure that the decisions are complete, lead to the state that is stored, and each names a version's true hash.
func (n *Newsroom) checkDecisions(ctx context.Context, a Article, hashes map[VersionSeq]Hash) []catalogue.Text {
	decisions, err := n.store.FindDecisions(ctx, a.ID)
	if err != nil {
		return []catalogue.Text{TextOf(err)}
	}
	var found []catalogue.Text
	state := Draft
	for i, d := range decisions {
		if d.Seq != i+1 || d.From != state {
			found = append(found, catalogue.T("check.decision_order", "Seq", d.Seq))
		}
		if d.Version == 0 || d.Hash != hashes[d.Version] {
			found = append(found, catalogue.T("check.decision_hash", "Seq", d.Seq, "Version", int(d.Version)))
		}
		state = d.To
	}
	if len(decisions) != a.Acts || state != a.State {
		found = append(found, catalogue.T("check.state", "State", StateText(a.State)))
	}
	return found
}
