package newsroom

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"galley/assets/catalogue"
	"galley/editor/track"
)

// VersionSeq numbers the frozen versions of one article from 1, whatever they were frozen for.
type VersionSeq int

// Version is a manuscript frozen when it was handed over, or when somebody wanted it kept. It never changes.
type Version struct {
	Article  ArticleID
	Seq      VersionSeq
	Revision Revision
	Reason   Reason
	Name     string     // that somebody gave it, or empty
	Source   VersionSeq // of a restored version: the one that was restored
	By       StaffID
	At       time.Time
	Hash     Hash
	Manuscript
}

// Reason says what a version was frozen for.
type Reason string

// The reasons.
const (
	HandedOver Reason = "submitted" // 送审
	Kept       Reason = "kept"      // 留存: somebody asked for it
	Replaced   Reason = "replaced"  // 恢复前: the text that a restoration was about to replace
	Restored   Reason = "restored"  // 恢复
	TakenOver  Reason = "taken"     // 接管前: the text as the holder of a lease left it to another
	Lost       Reason = "lost"      // 接管时未存: what he had not stored then. Its text is that of no revision; its revision is the newest when it was kept
)

// maxVersionName bounds the name of a version in characters.
const maxVersionName = 100

// MayKeep returns why the person may not keep a version of the article, nil where he may: who wrote on it, and every reviewer and chief.
// It changes no word, so that it is open in every state.
func MayKeep(a Article, actor Staff) error {
	if a.WrittenBy(actor.ID) && actor.Has(Writer, Reviewer, Chief) || actor.Has(Reviewer, Chief) {
		return nil
	}
	return Errorf(Forbidden, nil, "bar.keep_version", "Number", string(a.Number), "Name", actor.Name)
}

// MayRestore returns why the person may not put an older text in the place of the newest, nil where he may: it is an edit.
func MayRestore(a Article, actor Staff) error {
	_, err := Decide(Facts{Article: a, Actor: actor, Do: Do{Action: Edit}})
	return err
}

// KeepVersion freezes the newest text under a name, which may be empty. Forbidden: see [MayKeep]. Invalid: the name cannot be used.
// Conflict: somebody changed the article meanwhile.
func (n *Newsroom) KeepVersion(ctx context.Context, actor Staff, id ArticleID, name string) (Version, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return Version{}, err
	}
	a, err := n.store.FindArticle(ctx, id)
	if err != nil {
		return Version{}, err
	}
	if err := MayKeep(a, actor); err != nil {
		return Version{}, err
	}
	if name = strings.TrimSpace(name); !printable(name) || utf8.RuneCountInString(name) > maxVersionName {
		return Version{}, Errorf(Invalid, nil, "error.property_text", "Text", abridged(name))
	}
	m, head, err := n.store.FindManuscript(ctx, id)
	if err != nil {
		return Version{}, err
	}
	return n.freeze(ctx, actor, Version{Article: id, Revision: head, Reason: Kept, Name: name, Manuscript: m})
}

// freeze stores a version of the newest text after the last one.
func (n *Newsroom) freeze(ctx context.Context, actor Staff, v Version) (Version, error) {
	last, err := n.lastVersion(ctx, v.Article)
	if err != nil {
		return Version{}, err
	}
	v.Seq, v.By, v.At = last+1, actor.ID, instant(n.now())
	if v.Hash, err = v.Manuscript.Hash(); err != nil {
		return Version{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	s, err := n.Settings(ctx)
	if err != nil {
		return Version{}, err
	}
	hand, err := n.hand(ctx, s, actor)
	if err != nil {
		return Version{}, err
	}
	return v, n.store.FreezeVersion(ctx, v, hand)
}

func (n *Newsroom) lastVersion(ctx context.Context, id ArticleID) (VersionSeq, error) {
	versions, err := n.store.FindVersions(ctx, id)
	return VersionSeq(len(versions)), err
}

// VersionEntry is a version in the list of them.
type VersionEntry struct {
	Version
	Size Size  // of the change against the version before; of the first, the characters of its body
	Err  error // the version cannot be read: it has no manuscript then, and there is no size
}

// Versions returns an article's versions in order, with what each changed. A version that is damaged stands in the list all the same.
func (n *Newsroom) Versions(ctx context.Context, id ArticleID) ([]VersionEntry, error) {
	records, err := n.store.FindVersions(ctx, id)
	if err != nil {
		return nil, err
	}
	entries := make([]VersionEntry, len(records))
	for i, v := range records {
		e := VersionEntry{Version: v}
		if e.Version, e.Err = n.store.FindVersion(ctx, id, v.Seq); e.Err != nil {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			e.Version = v
		}
		switch {
		case e.Err != nil:
		case i == 0:
			e.Size = Size{Inserted: e.Characters()}
		case entries[i-1].Err == nil:
			d, err := CompareManuscripts(entries[i-1].Manuscript, e.Manuscript)
			if err != nil {
				return nil, err
			}
			e.Size = d.Size()
		}
		entries[i] = e
	}
	return entries, nil
}

// FindVersionNamed returns the version that a person means by its number, as 2 or v2, or by its name: of several of that name the newest.
// NotFound.
func (n *Newsroom) FindVersionNamed(ctx context.Context, a Article, name string) (Version, error) {
	versions, err := n.store.FindVersions(ctx, a.ID)
	if err != nil {
		return Version{}, err
	}
	for _, v := range slices.Backward(versions) {
		if v.Name != "" && v.Name == name || VersionNumber(v.Seq) == "v"+strings.TrimPrefix(name, "v") {
			return n.store.FindVersion(ctx, a.ID, v.Seq)
		}
	}
	return Version{}, Errorf(NotFound, nil, "error.no_such_version", "Number", string(a.Number), "Version", abridged(name), "Count", len(versions))
}

// LastDifferent returns the newest version whose text is not that of the manuscript. NotFound: there is none.
func (n *Newsroom) LastDifferent(ctx context.Context, a Article, m Manuscript) (Version, error) {
	versions, err := n.store.FindVersions(ctx, a.ID)
	if err != nil {
		return Version{}, err
	}
	hash, err := m.Hash()
	if err != nil {
		return Version{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	for _, v := range slices.Backward(versions) {
		if v.Hash != hash {
			return n.store.FindVersion(ctx, a.ID, v.Seq)
		}
	}
	return Version{}, Errorf(NotFound, nil, "error.no_other_version", "Number", string(a.Number))
}

// sinceVersion returns what became of the text since a version, for a person who may take it back. Forbidden: see [MayRestore].
func (n *Newsroom) sinceVersion(ctx context.Context, by Staff, id ArticleID, seq VersionSeq) (actor Staff, a Article, head Revision, d Difference, err error) {
	if actor, err = n.person(ctx, by); err != nil {
		return
	}
	if a, err = n.store.FindArticle(ctx, id); err != nil {
		return
	}
	if err = MayRestore(a, actor); err != nil {
		return
	}
	if err = n.unheld(ctx, actor, a); err != nil {
		return
	}
	old, err := n.store.FindVersion(ctx, id, seq)
	if err != nil {
		return
	}
	newest, head, err := n.store.FindManuscript(ctx, id)
	if err != nil {
		return
	}
	d, err = CompareManuscripts(old.Manuscript, newest)
	return actor, a, head, d, err
}

// Restore puts the text and the properties of a version in the place of the newest, as changes on top of it: nothing is lost. What stood there
// is kept as a version where no version has it yet, and the outcome is one too. Forbidden: see [MayRestore]. Invalid: it is the newest text
// already. Conflict: somebody changed the article meanwhile.
func (n *Newsroom) Restore(ctx context.Context, actor Staff, id ArticleID, seq VersionSeq) (Article, error) {
	actor, a, head, d, err := n.sinceVersion(ctx, actor, id, seq)
	if err != nil {
		return Article{}, err
	}
	if d.IsEmpty() {
		return Article{}, Errorf(Invalid, nil, "bar.same_version", "Number", string(a.Number), "Version", int(seq))
	}
	changes, err := d.takenBack(d.Changes)
	if err != nil {
		return Article{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	if len(d.Fields) > 0 {
		changes = append(changes, Change{Properties: &d.Before.Properties})
	}
	if err := n.keepReplaced(ctx, actor, id, head, d.After, Replaced); err != nil {
		return Article{}, err
	}
	if a, err = n.Append(ctx, actor, id, head, changes); err != nil {
		return Article{}, err
	}
	m, head, err := n.store.FindManuscript(ctx, id)
	if err != nil {
		return Article{}, err
	}
	if head != a.Revision { // somebody writes on: what he wrote is no part of the restoration, which is in the record
		return a, nil
	}
	_, err = n.freeze(ctx, actor, Version{Article: id, Revision: head, Reason: Restored, Source: seq, Manuscript: m})
	return a, err
}

// keepReplaced freezes the text that is about to be replaced or left to another for that reason, unless the last version is that text.
func (n *Newsroom) keepReplaced(ctx context.Context, actor Staff, id ArticleID, head Revision, m Manuscript, reason Reason) error {
	versions, err := n.store.FindVersions(ctx, id)
	if err != nil {
		return err
	}
	hash, err := m.Hash()
	if err != nil {
		return Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	if len(versions) > 0 && versions[len(versions)-1].Hash == hash {
		return nil
	}
	_, err = n.freeze(ctx, actor, Version{Article: id, Revision: head, Reason: reason, Manuscript: m})
	return err
}

// CopyBack takes changes against a version back in the newest text: what the version says there stands there again. They are those of a
// comparison of that version with any later text, and must stand in the newest as they did there. Forbidden: see [MayRestore]. Invalid: the
// newest text has become another there.
func (n *Newsroom) CopyBack(ctx context.Context, actor Staff, id ArticleID, seq VersionSeq, changes ...track.Change) (Article, error) {
	actor, a, head, d, err := n.sinceVersion(ctx, actor, id, seq)
	if err != nil {
		return Article{}, err
	}
	var found []track.Change
	for _, change := range changes {
		i := slices.IndexFunc(d.Changes, func(c track.Change) bool {
			return c.Kind == change.Kind && c.BaseFrom == change.BaseFrom && c.BaseTo == change.BaseTo && c.Old == change.Old && c.New == change.New
		})
		if i < 0 {
			return Article{}, Errorf(Invalid, nil, "bar.copy_back", "Number", string(a.Number))
		}
		found = append(found, d.Changes[i])
	}
	back, err := d.takenBack(found)
	if err != nil {
		return Article{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	return n.Append(ctx, actor, id, head, back)
}

// Sight says that a person saw a version of an article.
type Sight struct {
	Article ArticleID
	Version VersionSeq
	By      StaffID
	At      time.Time
}

// MarkSeen notes that the person sees the version under review, approved or out. What nobody has handed over is not noted, and neither is
// what a person wrote on: he knows it.
func (n *Newsroom) MarkSeen(ctx context.Context, actor Staff, a Article) error {
	if a.Version == 0 || a.State == Draft || a.State == Returned || a.WrittenBy(actor.ID) {
		return nil
	}
	return n.store.MarkSeen(ctx, Sight{a.ID, a.Version, actor.ID, n.now()})
}

// LastSeen returns the last version before the one that the article stands at which the person saw, 0 where he saw none: a review begins
// with what changed since.
func (n *Newsroom) LastSeen(ctx context.Context, actor Staff, a Article) (VersionSeq, error) {
	seen, err := n.store.FindSeen(ctx, a.ID, actor.ID)
	if err != nil {
		return 0, err
	}
	last := VersionSeq(0)
	for _, s := range seen {
		if s.Version < a.Version {
			last = max(last, s.Version)
		}
	}
	return last, nil
}

// ReasonName says what a version was frozen for, and its name where it has one.
func (v Version) ReasonName() catalogue.Text {
	if v.Name != "" {
		return catalogue.T("version.named", "Reason", catalogue.T("version."+string(v.Reason)), "Name", v.Name)
	}
	if v.Reason == Restored {
		return catalogue.T("version.restored_from", "Version", int(v.Source))
	}
	return catalogue.T("version." + string(cmp.Or(v.Reason, HandedOver)))
}
