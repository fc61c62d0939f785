package newsroom

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/editor/model"
)

// maxWords bounds an opinion, a reason or a notice in characters.
const maxWords = 10_000

// Act does what the request says, if the review machine lets the person, and returns the article as it is then. Conflict: somebody acted
// on the article or changed it meanwhile. Forbidden and Invalid name every condition that is not met; see [UnmetOf].
func (n *Newsroom) Act(ctx context.Context, actor Staff, id ArticleID, do Do) (Article, error) {
	if do.Action == Edit || do.Action == Agree || do.Action == Create || do.Action == ApproveCorrected {
		return Article{}, Errorf(Invalid, nil, "bar.unknown_action", "Action", string(do.Action))
	}
	t, err := n.take(ctx, actor, id, do)
	if err != nil {
		return Article{}, err
	}
	return n.carryOut(ctx, t)
}

// carryOut does what is asked for, if the review machine lets the person.
func (n *Newsroom) carryOut(ctx context.Context, t asked) (Article, error) {
	out, err := Decide(t.facts)
	if err != nil {
		return Article{}, err
	}
	if t.facts.Do.Action == Submit { // what another is writing would be left behind
		if err := n.unheld(ctx, t.facts.Actor, t.facts.Article); err != nil {
			return Article{}, err
		}
	}
	if out.Article.IsLive() && out.Article.Permalink == "" {
		if out.Article.Permalink, err = t.settings.Permalink(out.Article); err != nil {
			return Article{}, err
		}
	}
	hand, err := n.sign(ctx, t, out)
	if err != nil {
		return Article{}, err
	}
	if out.Freezes && t.facts.Article.Version == 0 && !t.manuscript.Tracked() {
		var followed Article
		if followed, t.manuscript, err = n.follow(ctx, t.facts.Article, t.manuscript, t.facts.Actor); err != nil {
			return Article{}, err
		}
		out.Article.Revision = followed.Revision
	}
	var frozen *Version
	if out.Freezes {
		frozen = &Version{
			Article: out.Article.ID, Seq: out.Article.Version, Revision: out.Article.Revision, Reason: HandedOver, By: t.facts.Actor.ID, At: out.Decision.At,
			Hash: out.Article.Hash, Manuscript: t.manuscript,
		}
	}
	return out.Article, n.store.Record(ctx, out.Article, out.Decision, frozen, hand)
}

// ApproveCorrected approves the awaited step with corrections of the reviewer's own, made on revision base: 改后通过. The corrected words are a new
// version, which the steps that follow judge and which the author is shown; the reviewer is one of those who wrote on the article from then on.
// Forbidden: as for an approval, or nobody would judge his words. Invalid: a change does not fit, or they change nothing. Conflict: as [Newsroom.Act].
func (n *Newsroom) ApproveCorrected(ctx context.Context, actor Staff, id ArticleID, base Revision, changes []Change, do Do) (Article, error) {
	do.Action = ApproveCorrected
	t, err := n.take(ctx, actor, id, do)
	if err != nil {
		return Article{}, err
	}
	a, m := t.facts.Article, t.manuscript
	if a.Revision != base {
		return Article{}, Errorf(Conflict, nil, "error.stale", "Number", string(a.Number))
	}
	for _, c := range changes {
		if m, err = c.Apply(m, t.facts.Actor.ID, t.facts.Now); err != nil {
			return Article{}, Errorf(Invalid, err, "error.change_does_not_fit", "Number", string(a.Number))
		}
	}
	if err := m.Check(); err != nil {
		return Article{}, err
	}
	if err := n.hasPictures(ctx, m, nil); err != nil {
		return Article{}, err
	}
	if t.facts.Corrected, err = m.Hash(); err != nil {
		return Article{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	out, err := Decide(t.facts)
	if err != nil {
		return Article{}, err
	}
	creator, err := n.known(ctx, Staff{ID: a.Creator, Name: string(a.Creator)})
	if err != nil {
		return Article{}, err
	}
	after := out.Article
	after.Contributors = append(slices.Clone(after.Contributors), t.facts.Actor.ID) // no contributor gets here
	slices.Sort(after.Contributors)
	after.Digest = digest(t.settings, m, creator)
	after.Revision = base + Revision(len(changes))
	frozen := Version{
		Article: id, Seq: after.Version, Revision: after.Revision, Reason: HandedOver, By: t.facts.Actor.ID, At: out.Decision.At, Hash: t.facts.Corrected, Manuscript: m,
	}
	hand, err := n.sign(ctx, t, out)
	if err != nil {
		return Article{}, err
	}
	return after, n.store.RecordChanges(ctx, after, base, changes, out.Decision, frozen, hand)
}

// sign returns who signs the outcome. Forbidden: the person has to say once more who he is; see [Newsroom.Confirm].
func (n *Newsroom) sign(ctx context.Context, t asked, o Outcome) (Hand, error) {
	if err := n.confirmed(t.settings, t.facts.Actor, o); err != nil {
		return Hand{}, err
	}
	return n.hand(ctx, t.settings, t.facts.Actor)
}

// asked is what a person asks for with everything that the machine decides on.
type asked struct {
	facts      Facts
	settings   Settings
	manuscript Manuscript
}

// take gathers the facts of a request. Conflict: the article changed meanwhile. Forbidden: there is no such person. Invalid: its words cannot be
// kept, or it names a policy that there is not.
func (n *Newsroom) take(ctx context.Context, actor Staff, id ArticleID, do Do) (t asked, err error) {
	if actor, err = n.person(ctx, actor); err != nil {
		return t, err
	}
	a, err := n.store.FindArticle(ctx, id)
	if err != nil {
		return t, err
	}
	if t.settings, err = n.Settings(ctx); err != nil {
		return t, err
	}
	if do, err = do.cleaned(); err != nil {
		return t, err
	}
	t.facts = Facts{Article: a, Actor: actor, Do: do}
	// A withdrawal needs nothing of the text, so that even a damaged article can be taken back.
	if do.Action != Withdraw {
		var head Revision
		if t.manuscript, head, err = n.store.FindManuscript(ctx, id); err != nil {
			return t, err
		}
		if head != a.Revision {
			return t, Errorf(Conflict, nil, "error.stale", "Number", string(a.Number))
		}
		if t.facts.Versions, err = n.lastVersion(ctx, id); err != nil {
			return t, err
		}
		if t.facts.Hash, err = t.manuscript.Hash(); err != nil {
			return t, Errorf(Internal, err, "error.internal", "Cause", err.Error())
		}
	}
	return t, n.complete(&t.facts, t.settings, t.manuscript)
}

// complete adds to the facts what the settings and the manuscript say. The zero manuscript is one that was not looked at.
func (n *Newsroom) complete(f *Facts, s Settings, m Manuscript) error {
	loc, err := s.Location()
	if err != nil {
		return err
	}
	f.Now = n.now().In(loc)
	named := ""
	if f.Do.Action == Submit {
		named = f.Do.Policy
	}
	if f.Policy, f.Chosen, err = s.policyFor(f.Article, named); err != nil {
		return err
	}
	if m.Doc != nil {
		f.Open = len(m.Changes())
		f.PublishAt = m.Properties.PublishAt.In(loc)
		f.Empty = m.empty(f.Policy.Fields)
		empty, malformed := m.lacks()
		f.Empty, f.Malformed = append(f.Empty, empty...), malformed
		if f.Article.Amends == Correct && isBlank(m.Properties.Correction) {
			f.Empty = append(f.Empty, FieldNote)
		}
	}
	return nil
}

// empty returns those of the fields that say nothing.
func (m Manuscript) empty(fields []Field) []Field {
	p := m.Properties
	says := map[Field]string{
		FieldKicker: m.Doc.Part(model.Kicker).PlainText(), FieldAbstract: m.Doc.Part(model.Abstract).PlainText(), FieldColumn: p.Column,
		FieldSource: p.Source, FieldAuthors: strings.Join(p.Authors, ""), FieldEditor: p.Editor, FieldReviewer: p.Reviewer,
		FieldKeywords: strings.Join(p.Keywords, ""), FieldPlace: p.Place,
	}
	var out []Field
	for _, f := range fields {
		if isBlank(says[f]) {
			out = append(out, f)
		}
	}
	return out
}

// cleaned returns the request as it is kept, without room around its words. Invalid: they cannot be printed or are too long.
func (do Do) cleaned() (Do, error) {
	for _, words := range []*string{&do.Opinion, &do.Reason, &do.Notice} {
		*words = strings.TrimSpace(*words)
		if !printable(strings.NewReplacer("\n", "", "\t", "").Replace(*words)) || utf8.RuneCountInString(*words) > maxWords {
			return do, Errorf(Invalid, nil, "error.property_text", "Text", abridged(*words))
		}
	}
	return do, nil
}

// Option is one action and why it is barred, if it is.
type Option struct {
	Action Action
	Err    error // nil: the person can do it now
}

// MayAct returns what the person can do with the article now and why not the rest. What a person gives with the request — reasons, the
// checklist, figures of proofs — is taken as given and the text as unchanged: [Newsroom.Act] has the last word.
func (n *Newsroom) MayAct(ctx context.Context, actor Staff, a Article) ([]Option, error) {
	s, err := n.Settings(ctx)
	if err != nil {
		return nil, err
	}
	if actor, err = n.person(ctx, actor); CodeOf(err) == Forbidden {
		var options []Option
		for _, action := range Actions() {
			options = append(options, Option{action, err})
		}
		return options, nil
	} else if err != nil {
		return nil, err
	}
	var m Manuscript
	var lost error
	if a.State != Published && a.State != Withdrawn { // those two ask nothing of the text
		if m, _, lost = n.store.FindManuscript(ctx, a.ID); lost != nil && !a.IsLive() {
			return nil, lost
		}
	}
	var options []Option
	for _, action := range Actions() {
		f := Facts{Article: a, Actor: actor, Do: Do{Action: action, Reason: "…"}}
		if err := n.complete(&f, s, m); err != nil {
			return nil, err
		}
		f.Do = f.given()
		_, err := Decide(f)
		if err == nil && action != Withdraw {
			err = lost // what readers see can be taken back whatever has become of the newest text
		}
		options = append(options, Option{action, err})
	}
	return options, nil
}

// given returns the request with all that a person can give with it.
func (f Facts) given() Do {
	do := f.Do
	for _, c := range f.checklist() {
		do.Checks = append(do.Checks, c.ID)
	}
	for _, p := range f.step().Proofs {
		do.Proofs = append(do.Proofs, Proof{Kind: p.Kind})
	}
	return do
}

// Done is what came of one of several requests.
type Done struct {
	ID      ArticleID
	Article Article // as it is then; the zero value where it was refused
	Err     error
}

// ActOnAll asks for the same of several articles, each by itself: what is refused for one says nothing about the next. It returns what came
// of each, in their order. The error is the one for which it stopped before the end: that of the context.
func (n *Newsroom) ActOnAll(ctx context.Context, actor Staff, ids []ArticleID, do Do) ([]Done, error) {
	var out []Done
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		d := Done{ID: id}
		if d.Article, d.Err = n.Act(ctx, actor, id, do); d.Err != nil {
			d.Article = Article{}
		}
		out = append(out, d)
	}
	return out, nil
}

// Live returns the version that readers see. NotFound: they see none.
func (n *Newsroom) Live(ctx context.Context, a Article) (Version, error) {
	if !a.IsLive() {
		return Version{}, Errorf(NotFound, nil, "error.not_live", "Number", string(a.Number))
	}
	return n.store.FindVersion(ctx, a.ID, a.Live)
}
