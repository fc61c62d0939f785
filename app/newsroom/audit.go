package newsroom

import (
	"bytes"
	"context"
	"iter"
	"maps"
	"slices"

	"galley/assets/catalogue"
	"galley/editor/model"
)

// Finding is one thing that a check found wrong.
type Finding struct {
	Number Number // of the article, empty for the newsroom as a whole
	Text   catalogue.Text
}

// Check looks at everything: the database's own integrity, the audit with its signatures, what the witness saw, every document and picture, every change, every version and decision and their
// hashes, and that the decisions are such as the review machine lets pass. progress, which may be nil, is called with how many of how many
// articles are done. An error means that the check could not go on.
func (n *Newsroom) Check(ctx context.Context, progress func(done, of int)) ([]Finding, error) {
	var findings []Finding
	texts, err := n.store.CheckIntegrity(ctx)
	if err != nil {
		return nil, err
	}
	replayed, err := n.replayed(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range append(texts, replayed...) {
		findings = append(findings, Finding{"", t})
	}
	articles, err := n.store.FindArticles(ctx, Filter{})
	if err != nil {
		return findings, err
	}
	for i, a := range articles {
		texts := n.checkArticle(ctx, a)
		if err := ctx.Err(); err != nil { // what was found may be the cancellation itself
			return findings, err
		}
		for _, t := range texts {
			findings = append(findings, Finding{a.Number, t})
		}
		if progress != nil {
			progress(i+1, len(articles))
		}
	}
	return findings, nil
}

// audit is the check of one article: what is stored beside it, and what was found wrong.
type audit struct {
	article  Article
	versions map[VersionSeq]Version
	wrote    map[StaffID]Revision // who wrote on it, and from which revision on
	found    []catalogue.Text
}

func (u *audit) add(id string, pairs ...any) { u.found = append(u.found, catalogue.T(id, pairs...)) }

// checkArticle compares what the store keeps of an article with what the rest of it says.
func (n *Newsroom) checkArticle(ctx context.Context, a Article) []catalogue.Text {
	u := &audit{article: a, versions: map[VersionSeq]Version{}, wrote: map[StaffID]Revision{a.Creator: 0}}
	records, err := n.store.FindVersions(ctx, a.ID)
	if err != nil {
		return []catalogue.Text{TextOf(err)}
	}
	for seq := VersionSeq(1); seq <= max(a.Version, VersionSeq(len(records))); seq++ {
		v, err := n.store.FindVersion(ctx, a.ID, seq)
		if err != nil {
			u.found = append(u.found, TextOf(err))
			continue
		}
		u.versions[seq] = v
	}
	n.checkText(ctx, u)
	n.checkComments(ctx, u)
	decisions, err := n.store.FindDecisions(ctx, a.ID)
	if err != nil {
		return append(u.found, TextOf(err))
	}
	u.checkDecisions(decisions)
	return u.found
}

// checkText replays the changes from the first manuscript and compares what comes out with the versions and the newest manuscript.
func (n *Newsroom) checkText(ctx context.Context, u *audit) {
	m, err := n.store.FindFirst(ctx, u.article.ID)
	if err != nil {
		u.found = append(u.found, TextOf(err))
		return
	}
	changes, err := n.store.FindChanges(ctx, u.article.ID, 0)
	if err != nil {
		u.found = append(u.found, TextOf(err))
		return
	}
	wanted := map[Revision]bool{0: true, u.article.Revision: true}
	for _, v := range u.versions {
		wanted[v.Revision] = true
	}
	hashes := map[Revision]Hash{}
	keep := func(r Revision) {
		h, err := m.Hash()
		if err != nil {
			u.add("check.hash", "Cause", err.Error())
		}
		hashes[r] = h
	}
	keep(0)
	for i, c := range changes {
		revision := Revision(i + 1)
		if c.Revision != revision {
			u.add("check.change_order", "Revision", int64(c.Revision))
		}
		if m, err = c.Apply(m); err != nil {
			u.add("check.change", "Revision", int64(revision), "Cause", err.Error())
			return
		}
		if _, ok := u.wrote[c.By]; !ok && c.Writes() {
			u.wrote[c.By] = revision
		}
		if wanted[revision] {
			keep(revision)
		}
	}
	if err := m.Check(); err != nil {
		u.found = append(u.found, TextOf(err))
	}
	head, revision, err := n.store.FindManuscript(ctx, u.article.ID)
	if err != nil {
		u.found = append(u.found, TextOf(err))
	} else if h, err := head.Hash(); err != nil || revision != u.article.Revision || len(changes) != int(revision) || h != hashes[revision] || !sameTracked(head, m) {
		u.add("check.head", "Revision", int64(u.article.Revision))
	}
	for seq, v := range inOrder(u.versions) {
		if h, err := v.Manuscript.Hash(); err != nil || v.Seq != seq || v.Article != u.article.ID || h != v.Hash || h != hashes[v.Revision] && v.Reason != Lost {
			u.add("check.version", "Version", int(seq))
		}
	}
	if !slices.Equal(slices.Sorted(maps.Keys(u.wrote)), u.article.Contributors) {
		u.add("check.contributors")
	}
	n.checkPictures(ctx, u, head)
}

// checkComments makes sure that what was done with the comments can have been done, each by whom it says.
func (n *Newsroom) checkComments(ctx context.Context, u *audit) {
	acts, err := n.store.FindCommentActs(ctx, u.article.ID)
	if err != nil {
		u.found = append(u.found, TextOf(err))
		return
	}
	_, seq := threadsOf(acts)
	for _, act := range acts {
		if seq == 0 && (act.Article != u.article.ID || act.Revision > u.article.Revision) {
			seq = act.Seq
		}
	}
	if seq != 0 {
		u.add("check.comment", "Seq", seq)
	}
}

// sameTracked reports whether the same changes of two manuscripts with one text are open, by the same people.
func sameTracked(a, b Manuscript) bool {
	one, errOne := a.MarshalTracked()
	two, errTwo := b.MarshalTracked()
	return errOne == nil && errTwo == nil && bytes.Equal(one, two)
}

// checkPictures looks for every picture that the newest manuscript or a version shows.
func (n *Newsroom) checkPictures(ctx context.Context, u *audit, head Manuscript) {
	docs := []*model.Node{head.Doc}
	for _, v := range inOrder(u.versions) {
		docs = append(docs, v.Doc)
	}
	seen := map[string]bool{}
	for _, doc := range docs {
		if doc == nil {
			continue // found already
		}
		doc.Walk(func(c *model.Node, _ model.Pos) bool {
			if name := c.Attrs().Picture; c.Kind() == model.Figure && !seen[name] {
				seen[name] = true
				if _, err := n.store.FindPicture(ctx, name); err != nil {
					u.found = append(u.found, TextOf(err))
				}
			}
			return true
		})
	}
}

// leads says to which states an action may lead.
var leads = map[Action][]State{
	Submit: {InReview}, Approve: {InReview, Approved, Published}, Return: {Returned, InReview}, Publish: {Published, InReview}, Withdraw: {Withdrawn},
	ApproveCorrected: {InReview, Approved}, Override: {InReview, Approved, Published}, Recall: {Draft}, Correct: {Draft}, Update: {Draft},
	Republish: {Draft},
}

// isPossible reports whether the review machine has a way from where the article stood by that action to where it stood then.
func isPossible(at Article, d Decision) bool {
	_, ok := rowFor(at, d.Action)
	return ok && slices.Contains(leads[d.Action], d.To)
}

// checkDecisions walks the article through its decisions, each round by the policy that it began with, and makes sure that each follows from
// the one before it, names the hash of the version that it judged and was made by someone who might, and that the last one leads to where the
// article stands.
func (u *audit) checkDecisions(decisions []Decision) {
	at := Article{State: Draft}
	steps := map[StaffID]string{} // who took which step of the round
	for i, d := range decisions {
		if d.Action == Submit {
			clear(steps)
		}
		was := at
		var step string
		at, step = u.article.after(at, d, u.nextHandedOver(at.Version)-1)
		if d.Article != u.article.ID || d.Seq != i+1 || d.From != was.State || d.To != at.State || d.Round != at.Round || d.Step != step ||
			!isPossible(was, d) {
			u.add("check.decision_order", "Seq", d.Seq)
		}
		v, ok := u.versions[d.Version]
		if !ok || d.Version != at.Version || d.Hash != v.Hash {
			u.add("check.decision_hash", "Seq", d.Seq, "Version", int(d.Version))
		}
		if d.Step != "" {
			u.checkPerson(was, d, steps)
		}
	}
	a := u.article
	if len(decisions) != a.Acts || at.State != a.State || at.Round != a.Round || at.Version != a.Version || at.Step != a.Step ||
		!slices.Equal(at.Taken, a.Taken) || !slices.Equal(at.Agreed, a.Agreed) || at.Live != a.Live || at.Unreviewed != a.Unreviewed ||
		at.Amends != a.Amends || a.Hash != u.versions[a.Version].Hash || at.Round > 0 && !at.Policy.says(a.Policy) ||
		u.versions[u.nextHandedOver(at.Version)].Seq != 0 {
		u.add("check.state", "State", StateText(a.State))
	}
}

// checkPerson makes sure that whoever decided at a step wrote no word of what he judged, and took no other step of the round. What he put in
// with his approval is judged by the steps after it.
func (u *audit) checkPerson(was Article, d Decision, steps map[StaffID]string) {
	since, wrote := u.wrote[d.By]
	if wrote && since <= u.versions[was.Version].Revision {
		u.add("check.decision_person", "Seq", d.Seq, "Name", d.Name)
		return
	}
	if d.Action == Override {
		return // it takes no step
	}
	if took, again := steps[d.By]; again && took != d.Step || slices.Contains(was.Agreed, d.By) && d.Approves() {
		u.add("check.decision_person", "Seq", d.Seq, "Name", d.Name)
	}
	steps[d.By] = d.Step
	if s := stepNamed(was.Policy, d.Step); len(s.People) > 0 && !slices.Contains(s.People, d.By) {
		u.add("check.decision_person", "Seq", d.Seq, "Name", d.Name)
	}
}

// stepNamed returns the step of that name, the zero value where there is none.
func stepNamed(p Policy, name string) PolicyStep {
	i := slices.IndexFunc(p.Steps, func(s PolicyStep) bool { return s.Name == name })
	if i < 0 {
		return PolicyStep{}
	}
	return p.Steps[i]
}

// nextHandedOver returns the version that a submission after that of the given number is about: those between were kept on demand.
func (u *audit) nextHandedOver(seq VersionSeq) VersionSeq {
	for seq++; u.versions[seq].Reason != HandedOver && u.versions[seq].Seq == seq; seq++ {
	}
	return seq
}

// after returns where the article stood after the decision by where it stood before, and the step that the decision is about. versions says how
// many there were before it. A submission from before policies were kept says nothing of its own: its round is counted by the policy of the last.
func (a Article) after(at Article, d Decision, versions VersionSeq) (Article, string) {
	t, ok := rowFor(at, d.Action)
	if !ok || at.State == InReview && at.Step >= len(at.Policy.Steps) {
		at.State = d.To // what follows is said to be out of order
		return at, d.Step
	}
	f := Facts{Article: at, Actor: Staff{ID: d.By}, Do: Do{Action: d.Action, To: d.SentTo}, Policy: a.Policy, Hash: d.Hash, Corrected: d.Hash, Now: d.At}
	f.Versions = versions
	if p := d.Policy(); p != nil {
		f.Policy = *p
	}
	o := Outcome{Article: at}
	t.effect(&o, f)
	return o.Article, o.Decision.Step
}

// inOrder yields versions in their order.
func inOrder(versions map[VersionSeq]Version) iter.Seq2[VersionSeq, Version] {
	return func(yield func(VersionSeq, Version) bool) {
		for _, seq := range slices.Sorted(maps.Keys(versions)) {
			if !yield(seq, versions[seq]) {
				return
			}
		}
	}
}
