package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/editor/track"
)

// versionJSON is a version in --json.
type versionJSON struct {
	Version  int       `json:"version"`
	Revision int64     `json:"revision"`
	Reason   string    `json:"reason"`
	Name     string    `json:"name,omitempty"`
	Source   int       `json:"source,omitempty"` // the version that was restored
	By       string    `json:"by"`               // a name
	At       time.Time `json:"at"`
	Hash     string    `json:"hash"`
	Inserted int       `json:"inserted"`
	Deleted  int       `json:"deleted"`
	Moved    int       `json:"moved"`
	Fields   int       `json:"fields"`
	Damaged  bool      `json:"damaged,omitempty"`
}

// versions lists the versions of an article, and keeps the newest text as one.
func (c *call) versions() *cobra.Command {
	cmd := &cobra.Command{Use: "versions NUMBER [--keep NAME --as NAME]", Short: c.say("command.versions"), Args: cobra.ExactArgs(1)}
	keep := cmd.Flags().String("keep", "", c.say("command.flag.keep"))
	as := cmd.Flags().String("as", "", c.say("command.flag.as"))
	cmd.MarkFlagsRequiredTogether("keep", "as")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		if cmd.Flags().Changed("keep") {
			who, err := c.signIn(ctx, *as)
			if err != nil {
				return err
			}
			if _, err := c.room.KeepVersion(ctx, who, a.ID, *keep); err != nil {
				return err
			}
		}
		return c.listVersions(ctx, a)
	})
	return cmd
}

func (c *call) listVersions(ctx context.Context, a newsroom.Article) error {
	entries, err := c.room.Versions(ctx, a.ID)
	if err != nil {
		return err
	}
	staff, err := c.room.Staff(ctx)
	if err != nil {
		return err
	}
	stamp, err := c.stamp(ctx)
	if err != nil {
		return err
	}
	out := make([]versionJSON, len(entries))
	lines := make([]string, len(entries))
	for i, e := range entries {
		by := newsroom.AuthorName(staff, track.Author(e.By))
		out[i] = versionJSON{int(e.Seq), int64(e.Revision), string(e.Reason), e.Name, int(e.Source), by, e.At, string(e.Hash),
			e.Size.Inserted, e.Size.Deleted, e.Size.Moved, e.Size.Fields, e.Err != nil}
		size := c.text(e.Size.Text())
		if e.Err != nil {
			size = c.say("version.damaged")
		}
		lines[i] = strings.Join([]string{newsroom.VersionNumber(e.Seq), c.text(e.ReasonName()), by, stamp(e.At), size}, "\t")
	}
	if len(lines) == 0 {
		lines = []string{c.say("version.none", "Number", string(a.Number))}
	}
	return c.print(out, lines...)
}

// stamp returns how times are written for the newsroom.
func (c *call) stamp(ctx context.Context) (func(time.Time) string, error) {
	s, err := c.room.Settings(ctx)
	if err != nil {
		return nil, err
	}
	loc, err := s.Location()
	return func(t time.Time) string { return t.In(loc).Format("2006-01-02 15:04") }, err
}

// side is one of two texts that are compared.
type side struct {
	name string
	text newsroom.Manuscript
}

// sides finds the two texts that a person names: versions, or now for the newest text. Without a second the newest text is meant, without a
// first the last version that differs from it.
func (c *call) sides(ctx context.Context, a newsroom.Article, names []string) (sides [2]side, err error) {
	names = append(slices.Clone(names), []string{"", "now"}[len(names):]...)
	newest := func() (side, error) {
		m, _, err := c.room.Manuscript(ctx, a.ID)
		return side{c.say("version.newest"), m}, err
	}
	for i, name := range names {
		var v newsroom.Version
		switch name {
		case "now":
			sides[i], err = newest()
		case "":
			var m side
			if m, err = newest(); err == nil {
				v, err = c.room.LastDifferent(ctx, a, m.text)
			}
			sides[i] = side{newsroom.VersionNumber(v.Seq), v.Manuscript}
		default:
			v, err = c.room.FindVersionNamed(ctx, a, name)
			sides[i] = side{newsroom.VersionNumber(v.Seq), v.Manuscript}
		}
		if err != nil {
			return sides, err
		}
	}
	return sides, nil
}

// diffJSON is a difference in --json.
type diffJSON struct {
	Before     string           `json:"before"`
	After      string           `json:"after"`
	Inserted   int              `json:"inserted"`
	Deleted    int              `json:"deleted"`
	Moved      int              `json:"moved"`
	Changes    []differenceJSON `json:"changes"`
	Properties []propertyJSON   `json:"properties"`
	Text       []runJSON        `json:"text,omitempty"` // with --words
}

type differenceJSON struct {
	N    int    `json:"n"`
	Kind string `json:"kind"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

type propertyJSON struct {
	Field  newsroom.Field `json:"field"`
	Before string         `json:"before"`
	After  string         `json:"after"`
}

type runJSON struct {
	Mark string `json:"mark"`
	Text string `json:"text"`
	N    int    `json:"n,omitempty"` // of the change
}

// marks are how a stretch of text is marked, in --json and on paper.
var marks = map[track.Mark]struct{ name, open, end string }{
	track.Same:      {"same", "", ""},
	track.Inserted:  {"inserted", "{+", "+}"},
	track.Deleted:   {"deleted", "[−", "−]"},
	track.MovedAway: {"moved_away", "[↕", "↕]"},
	track.MovedHere: {"moved_here", "{↕", "↕}"},
}

// diff compares two texts of an article.
func (c *call) diff() *cobra.Command {
	cmd := &cobra.Command{Use: "diff NUMBER [A [B]] [--words]", Short: c.say("command.diff"), Args: cobra.RangeArgs(1, 3)}
	whole := cmd.Flags().Bool("words", false, c.say("command.flag.words"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		sides, err := c.sides(ctx, a, args[1:])
		if err != nil {
			return err
		}
		d, err := newsroom.CompareManuscripts(sides[0].text, sides[1].text)
		if err != nil {
			return err
		}
		stamp, err := c.stamp(ctx)
		if err != nil {
			return err
		}
		return c.printDifference(d, sides, stamp, *whole)
	})
	return cmd
}

func (c *call) printDifference(d newsroom.Difference, sides [2]side, stamp func(time.Time) string, whole bool) error {
	size := d.Size()
	out := diffJSON{Before: sides[0].name, After: sides[1].name, Inserted: size.Inserted, Deleted: size.Deleted, Moved: size.Moved,
		Changes: []differenceJSON{}, Properties: []propertyJSON{}}
	if d.IsEmpty() {
		return c.print(out, c.say("diff.same", "Before", sides[0].name, "After", sides[1].name))
	}
	lines := []string{c.say("diff.between", "Before", sides[0].name, "After", sides[1].name, "Size", size.Text())}
	for _, p := range d.Properties(stamp) {
		before, after := c.text(p.Before), c.text(p.After)
		out.Properties = append(out.Properties, propertyJSON{p.Field, before, after})
		lines = append(lines, c.say("diff.property", "Name", p.Name, "Before", before, "After", after))
	}
	for i, o := range d.Changes {
		out.Changes = append(out.Changes, differenceJSON{i + 1, o.Kind.String(), o.Old, o.New})
		if !whole {
			lines = append(lines, fmt.Sprintf("%d\t%s\t−%s\t+%s", i+1, c.text(newsroom.ChangeText(o.Kind)), oneLineWords(o.Old), oneLineWords(o.New)))
		}
	}
	if whole {
		var b strings.Builder
		for _, r := range d.Tracked.Text() {
			m := marks[r.Mark]
			out.Text = append(out.Text, runJSON{m.name, r.Text, r.Change + 1})
			// The mark ends before the end of a block, so that lines stay lines.
			text := strings.TrimRight(r.Text, "\n")
			b.WriteString(m.open + text + m.end + r.Text[len(text):])
		}
		for line := range strings.SplitSeq(b.String(), "\n") {
			if line != "" { // a part of the head that is empty
				lines = append(lines, line)
			}
		}
	}
	return c.print(out, lines...)
}

// restore puts a version, or one change of it, in the place of the newest text.
func (c *call) restore() *cobra.Command {
	cmd := &cobra.Command{Use: "restore NUMBER A [--change N [--paragraph]] --as NAME", Short: c.say("command.restore"), Args: cobra.ExactArgs(2)}
	which := cmd.Flags().String("change", "", c.say("command.flag.change"))
	paragraph := cmd.Flags().Bool("paragraph", false, c.say("command.flag.paragraph"))
	as := cmd.Flags().String("as", "", c.say("command.flag.as"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		who, err := c.signIn(ctx, *as)
		if err != nil {
			return err
		}
		v, err := c.room.FindVersionNamed(ctx, a, args[1])
		if err != nil {
			return err
		}
		if *which == "" {
			if _, err := c.room.Restore(ctx, who, a.ID, v.Seq); err != nil {
				return err
			}
			return c.listVersions(ctx, a)
		}
		sides, err := c.sides(ctx, a, []string{args[1]})
		if err != nil {
			return err
		}
		d, err := newsroom.CompareManuscripts(sides[0].text, sides[1].text)
		if err != nil {
			return err
		}
		i, err := strconv.Atoi(*which)
		if err != nil || i < 1 || i > len(d.Changes) {
			return newsroom.Errorf(newsroom.NotFound, err, "error.change_number", "N", *which, "Count", len(d.Changes))
		}
		back := d.Changes[i-1 : i]
		if *paragraph {
			back = d.Paragraph(i - 1)
		}
		if _, err := c.room.CopyBack(ctx, who, a.ID, v.Seq, back...); err != nil {
			return err
		}
		if sides, err = c.sides(ctx, a, []string{args[1]}); err != nil {
			return err
		}
		if d, err = newsroom.CompareManuscripts(sides[0].text, sides[1].text); err != nil {
			return err
		}
		stamp, err := c.stamp(ctx)
		if err != nil {
			return err
		}
		return c.printDifference(d, sides, stamp, false)
	})
	return cmd
}
