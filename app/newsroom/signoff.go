package newsroom

import (
	"context"
	"path"
	"strings"
	"time"

	"galley/editor/model"
	"galley/export"
)

// SignOff returns the record of the article's way through the newsroom, up to now: what its sign-off sheet says. NotFound; Corrupt: what is
// stored of the article contradicts itself.
func (n *Newsroom) SignOff(ctx context.Context, a Article) (export.SignOff, error) {
	s, err := n.Settings(ctx)
	if err != nil {
		return export.SignOff{}, err
	}
	loc, err := s.Location()
	if err != nil {
		return export.SignOff{}, err
	}
	decisions, err := n.store.FindDecisions(ctx, a.ID)
	if err != nil {
		return export.SignOff{}, err
	}
	r := export.SignOff{
		Format: export.SignOffFormat, Site: s.Site, Number: string(a.Number), State: string(a.State), Created: a.Created.In(loc),
		Steps: []export.ReviewStep{}, Decisions: []export.Decision{}, Versions: []export.Frozen{},
	}
	for _, step := range a.Policy.Steps {
		r.Steps = append(r.Steps, export.ReviewStep{Name: step.Name, Role: string(step.Role)})
	}
	for _, d := range decisions {
		r.Decisions = append(r.Decisions, decisionRecord(d, loc))
	}
	m, err := n.recordVersions(ctx, a, &r, loc)
	if err != nil {
		return export.SignOff{}, err
	}
	r.Language = m.Properties.Language
	if r.Manuscript, err = manuscriptRecord(s, m, loc); err != nil {
		return export.SignOff{}, err
	}
	if len(r.Manuscript.Authors) == 0 {
		r.Manuscript.Authors = []string{a.Digest.Author}
	}
	for _, v := range r.Versions {
		if v.Hash == r.Manuscript.Hash {
			r.Manuscript.Version = v.Seq
		}
	}
	for _, d := range r.Decisions {
		switch Action(d.Action) {
		case Publish:
			r.Release, r.Withdrawal = &export.Release{At: d.At, Name: d.Name, Address: a.Permalink}, nil
		case Withdraw:
			r.Withdrawal = &export.Withdrawal{At: d.At, Name: d.Name, Reason: d.Reason}
		}
	}
	return r, nil
}

// recordVersions puts the versions into a record and returns the manuscript that it is about: what is reviewed or published, and the newest text
// of an article that is being written.
func (n *Newsroom) recordVersions(ctx context.Context, a Article, r *export.SignOff, loc *time.Location) (Manuscript, error) {
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return Manuscript{}, err
	}
	var last Manuscript
	for seq := VersionSeq(1); seq <= a.Version; seq++ {
		v, err := n.store.FindVersion(ctx, a.ID, seq)
		if err != nil {
			return Manuscript{}, err
		}
		if v.Reason != HandedOver {
			continue // nobody decided on what was only kept
		}
		last = v.Manuscript
		r.Versions = append(r.Versions, export.Frozen{
			Seq: int(seq), Name: versionName(v, r.Decisions, staff), At: v.At.In(loc), Headline: last.Headline(), Characters: last.Characters(), Hash: string(v.Hash),
		})
	}
	if a.Version > 0 && a.State != Draft && a.State != Returned {
		return last, nil
	}
	last, _, err = n.store.FindManuscript(ctx, a.ID)
	return last, err
}

// versionName names who handed a version over: as the person was called then, which the decision knows.
func versionName(v Version, decisions []export.Decision, staff []Staff) string {
	for _, d := range decisions {
		if d.Version == int(v.Seq) && (Action(d.Action) == Submit || Action(d.Action) == ApproveCorrected) {
			return d.Name
		}
	}
	for _, s := range staff {
		if s.ID == v.By {
			return s.Name
		}
	}
	return string(v.By)
}

func decisionRecord(d Decision, loc *time.Location) export.Decision {
	return export.Decision{
		Seq: d.Seq, Round: d.Round, Action: string(d.Action), Step: d.Step, From: string(d.From), To: string(d.To), SentTo: d.SentTo, Name: d.Name,
		Role: string(d.Role), Opinion: d.Opinion, Reason: d.Reason, At: d.At.In(loc), Version: int(d.Version), Hash: string(d.Hash),
	}
}

func manuscriptRecord(s Settings, m Manuscript, loc *time.Location) (export.Manuscript, error) {
	hash, err := m.Hash()
	if err != nil {
		return export.Manuscript{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	words := func(k model.Kind) string { return strings.ReplaceAll(m.Doc.Part(k).PlainText(), "\n", " ") }
	p := m.Properties
	r := export.Manuscript{
		Hash: string(hash), Kicker: words(model.Kicker), Headline: words(model.Headline), Subtitle: words(model.Subtitle), Kind: p.Kind, Column: p.Column,
		Characters: m.Characters(), Abstract: words(model.Abstract), Keywords: append([]string{}, p.Keywords...), Authors: append([]string{}, p.Authors...),
		Editor: p.Editor, Reviewer: p.Reviewer, Source: p.Source, Origin: originName(p.Origin),
	}
	if c, ok := s.Column(p.Column); ok {
		r.Column = c.Name
	}
	if !p.PublishAt.IsZero() {
		r.Planned = p.PublishAt.In(loc)
	}
	m.Doc.Walk(func(c *model.Node, _ model.Pos) bool {
		if c.Kind() == model.Figure {
			r.Pictures++
		}
		return true
	})
	return r, nil
}

// originName returns an address as it is, and of a file its name alone: its folders are somebody's own.
func originName(origin string) string {
	if strings.Contains(origin, "://") && !strings.HasPrefix(origin, "file:") {
		return origin
	}
	if origin = strings.TrimRight(strings.ReplaceAll(origin, `\`, "/"), "/"); origin == "" {
		return ""
	}
	return path.Base(origin)
}
