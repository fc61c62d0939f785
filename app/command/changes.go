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

// changeJSON is a tracked change in --json.
type changeJSON struct {
	N    int       `json:"n"`
	Kind string    `json:"kind"`
	By   string    `json:"by"` // a name
	At   time.Time `json:"at"`
	Old  string    `json:"old"`
	New  string    `json:"new"`
}

// changes lists the tracked changes of an article, decides on them, and switches tracking.
func (c *call) changes() *cobra.Command {
	cmd := &cobra.Command{Use: "changes NUMBER [--accept N,…|all | --reject N,…|all] [--by NAME] [--track on|off] [--as NAME]",
		Short: c.say("command.changes"), Args: cobra.ExactArgs(1)}
	f := cmd.Flags()
	accept := f.String("accept", "", c.say("command.flag.accept"))
	reject := f.String("reject", "", c.say("command.flag.reject"))
	by := f.String("by", "", c.say("command.flag.by"))
	following := f.String("track", "", c.say("command.flag.track"))
	as := f.String("as", "", c.say("command.flag.as"))
	cmd.MarkFlagsMutuallyExclusive("accept", "reject", "track")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		m, base, err := c.room.Manuscript(ctx, a.ID)
		if err != nil {
			return err
		}
		staff, err := c.room.Staff(ctx)
		if err != nil {
			return err
		}
		var change newsroom.Change
		switch {
		case *accept != "":
			change, err = c.decision(m, staff, track.Accept, *accept, *by)
		case *reject != "":
			change, err = c.decision(m, staff, track.Reject, *reject, *by)
		case *following != "":
			change, err = switching(*following)
		default:
			return c.listChanges(ctx, m, staff, *by)
		}
		if err != nil {
			return err
		}
		who, err := c.signIn(ctx, *as)
		if err != nil {
			return err
		}
		if _, err := c.room.Append(ctx, who, a.ID, base, []newsroom.Change{change}); err != nil {
			return err
		}
		if m, _, err = c.room.Manuscript(ctx, a.ID); err != nil {
			return err
		}
		return c.listChanges(ctx, m, staff, "")
	})
	return cmd
}

func switching(to string) (newsroom.Change, error) {
	on := to == "on"
	if !on && to != "off" {
		return newsroom.Change{}, newsroom.Errorf(newsroom.Invalid, nil, "error.track_value", "Value", to)
	}
	return newsroom.Change{Tracking: &on}, nil
}

// decision is the decision on changes by their numbers in the list, or on all, of one person where he is named.
func (c *call) decision(m newsroom.Manuscript, staff []newsroom.Staff, v track.Verdict, which, by string) (newsroom.Change, error) {
	open := m.Changes()
	var chosen []track.Change
	if which == "all" {
		chosen = open
	} else {
		for field := range strings.SplitSeq(which, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(field))
			if err != nil || n < 1 || n > len(open) {
				return newsroom.Change{}, newsroom.Errorf(newsroom.NotFound, err, "error.no_such_change", "N", field, "Count", len(open))
			}
			chosen = append(chosen, open[n-1])
		}
	}
	if by != "" {
		chosen = slices.DeleteFunc(slices.Clone(chosen), func(o track.Change) bool { return newsroom.AuthorName(staff, o.By) != by })
	}
	if len(chosen) == 0 {
		return newsroom.Change{}, newsroom.Errorf(newsroom.NotFound, nil, "error.no_change")
	}
	return m.Decided(v, chosen...)
}

// listChanges prints the open changes, of one person where he is named, with the numbers that they have among all.
func (c *call) listChanges(ctx context.Context, m newsroom.Manuscript, staff []newsroom.Staff, by string) error {
	s, err := c.room.Settings(ctx)
	if err != nil {
		return err
	}
	loc, err := s.Location()
	if err != nil {
		return err
	}
	state := "changes.off"
	if m.Tracked() {
		state = "changes.on"
	}
	changes := []changeJSON{}
	var lines []string
	for i, o := range m.Changes() {
		name := newsroom.AuthorName(staff, o.By)
		if by != "" && name != by {
			continue
		}
		changes = append(changes, changeJSON{i + 1, o.Kind.String(), name, o.At, o.Old, o.New})
		lines = append(lines, strings.Join([]string{strconv.Itoa(i + 1), c.text(newsroom.ChangeText(o.Kind)), name, o.At.In(loc).Format("2006-01-02 15:04"),
			fmt.Sprintf("「%s」→「%s」", oneLineWords(o.Old), oneLineWords(o.New))}, "\t"))
	}
	return c.print(struct {
		Tracked bool         `json:"tracked"`
		Changes []changeJSON `json:"changes"`
	}{m.Tracked(), changes}, append([]string{c.say(state, "Count", len(m.Changes()))}, lines...)...)
}

// oneLineWords shows where a block ends, and no line feed.
func oneLineWords(s string) string { return strings.ReplaceAll(s, "\n", "¶") }
