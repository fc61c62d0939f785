package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/newsroom/worktime"
	"galley/assets/catalogue"
)

// settingsJSON is what holds for the whole newsroom in --json, without its columns and policies.
type settingsJSON struct {
	Site        string         `json:"site"`
	Pattern     string         `json:"pattern"`
	Zone        string         `json:"zone"`
	Language    catalogue.Lang `json:"language"`
	IdleMinutes int            `json:"idle_minutes"`
	Accounts    bool           `json:"accounts"`
}

// settings shows and changes what holds for the whole newsroom.
func (c *call) settings() *cobra.Command {
	cmd := &cobra.Command{Use: "settings", Short: c.say("command.settings"), Args: cobra.NoArgs, RunE: c.in(func(ctx context.Context, _ []string) error {
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		return c.printSettings(s)
	})}
	set := &cobra.Command{Use: "set [--site NAME] [--pattern URL] [--zone ZONE] [--language LANG] [--idle MINUTES] --as NAME", Short: c.say("command.settings_set"), Args: cobra.NoArgs}
	actor := c.as(set)
	flags := set.Flags()
	var s newsroom.Settings
	flags.StringVar(&s.Site, "site", "", c.say("command.flag.site_name"))
	flags.StringVar(&s.Pattern, "pattern", "", c.say("command.flag.pattern"))
	flags.StringVar(&s.Zone, "zone", "", c.say("command.flag.zone"))
	flags.Var(&language{&s.Language}, "language", c.say("command.flag.article_language"))
	flags.IntVar(&s.IdleMinutes, "idle", 0, c.say("command.flag.idle"))
	set.RunE = c.in(func(ctx context.Context, _ []string) error {
		return c.changeSettings(ctx, actor, func(now *newsroom.Settings) error {
			for name, take := range map[string]func(){
				"site": func() { now.Site = s.Site }, "pattern": func() { now.Pattern = s.Pattern }, "zone": func() { now.Zone = s.Zone },
				"language": func() { now.Language = s.Language }, "idle": func() { now.IdleMinutes = s.IdleMinutes },
			} {
				if flags.Changed(name) {
					take()
				}
			}
			return nil
		}, c.printSettings)
	})
	cmd.AddCommand(set)
	return cmd
}

func (c *call) printSettings(s newsroom.Settings) error {
	idle := int(s.Idle() / time.Minute)
	return c.print(settingsJSON{s.Site, s.Pattern, s.Zone, s.Language, idle, s.Accounts},
		"site\t"+s.Site, "pattern\t"+s.Pattern, "zone\t"+s.Zone, "language\t"+string(s.Language), "idle\t"+strconv.Itoa(idle), fmt.Sprintf("accounts\t%t", s.Accounts))
}

// changeSettings changes the settings in the name of the person, and shows what they are then.
func (c *call) changeSettings(ctx context.Context, actor func(context.Context) (newsroom.Staff, error), change func(*newsroom.Settings) error, show func(newsroom.Settings) error) error {
	who, err := actor(ctx)
	if err != nil {
		return err
	}
	s, err := c.room.Settings(ctx)
	if err != nil {
		return err
	}
	if err := change(&s); err != nil {
		return err
	}
	if err := c.room.SaveSettings(ctx, who, s); err != nil {
		return err
	}
	if s, err = c.room.Settings(ctx); err != nil {
		return err
	}
	return show(s)
}

// columns lists the columns and replaces them by those of a file.
func (c *call) columns() *cobra.Command {
	show := func(s newsroom.Settings) error {
		lines := make([]string, len(s.Columns))
		for i, col := range s.Columns {
			lines[i] = col.Name + "\t" + col.Slug + "\t" + s.PolicyOf(col.Name).ID + "\t" + strings.Join(col.Aliases, ",")
		}
		return c.print(s.Columns, lines...)
	}
	cmd := &cobra.Command{Use: "columns", Short: c.say("command.columns"), Args: cobra.NoArgs, RunE: c.in(func(ctx context.Context, _ []string) error {
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		return show(s)
	})}
	set := &cobra.Command{Use: "set FILE --as NAME", Short: c.say("command.columns_set"), Args: cobra.ExactArgs(1)}
	actor := c.as(set)
	set.RunE = c.in(func(ctx context.Context, args []string) error {
		data, err := readFile(args[0], maxPolicy)
		if err != nil {
			return err
		}
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		var all []newsroom.Column
		if err := d.Decode(&all); err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "error.cannot_read", "File", args[0], "Cause", err.Error())
		}
		return c.changeSettings(ctx, actor, func(s *newsroom.Settings) error {
			s.Columns = all
			return nil
		}, show)
	})
	cmd.AddCommand(set)
	return cmd
}

// calendar shows when the newsroom works, takes the yearly announcement of the holidays, and sets the hours of a day.
func (c *call) calendar() *cobra.Command {
	year := 0
	show := func(s newsroom.Settings) error { return c.printCalendar(s.Calendar, year) }
	cmd := &cobra.Command{Use: "calendar [--year YEAR]", Short: c.say("command.calendar"), Args: cobra.NoArgs, RunE: c.in(func(ctx context.Context, _ []string) error {
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		return show(s)
	})}
	cmd.Flags().IntVar(&year, "year", 0, c.say("command.flag.calendar_year"))
	read := &cobra.Command{Use: "read FILE [--year YEAR] --as NAME", Short: c.say("command.calendar_read"), Args: cobra.ExactArgs(1)}
	reader := c.as(read)
	read.Flags().IntVar(&year, "year", 0, c.say("command.flag.calendar_year"))
	read.RunE = c.in(func(ctx context.Context, args []string) error {
		data, err := readFile(args[0], maxNotice)
		if err != nil {
			return err
		}
		return c.changeSettings(ctx, reader, func(s *newsroom.Settings) error {
			loc, err := s.Location()
			if err != nil {
				return err
			}
			of := year
			if of == 0 {
				of = c.Now().In(loc).Year()
			}
			free, worked, err := worktime.ParseDates(string(data), of)
			if err != nil {
				return newsroom.Errorf(newsroom.Invalid, err, "error.cannot_read", "File", args[0], "Cause", err.Error())
			}
			s.Calendar = orDefault(s.Calendar).With(free, worked)
			return nil
		}, show)
	})
	hours := &cobra.Command{Use: "hours SPANS --as NAME", Short: c.say("command.calendar_hours"), Args: cobra.MinimumNArgs(1)}
	setter := c.as(hours)
	hours.RunE = c.in(func(ctx context.Context, args []string) error {
		spans, err := worktime.ParseSpans(strings.Join(args, " "))
		if err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "error.calendar", "Part", strings.Join(args, " "))
		}
		return c.changeSettings(ctx, setter, func(s *newsroom.Settings) error {
			s.Calendar = orDefault(s.Calendar)
			s.Calendar.Spans = spans
			return nil
		}, show)
	})
	cmd.AddCommand(read, hours)
	return cmd
}

// maxNotice bounds the file of an announcement in bytes.
const maxNotice = 1 << 20

// orDefault is the calendar, or the one that holds while nobody has said any.
func orDefault(c worktime.Calendar) worktime.Calendar {
	if c.IsZero() {
		return worktime.Default()
	}
	return c
}

// printCalendar writes the hours of a day and a line for each day that is not as its weekday, of the year or of all.
func (c *call) printCalendar(calendar worktime.Calendar, year int) error {
	calendar = orDefault(calendar)
	of := func(list []worktime.Date) []worktime.Date {
		return slices.DeleteFunc(slices.Clone(list), func(d worktime.Date) bool { return year != 0 && !strings.HasPrefix(string(d), strconv.Itoa(year)+"-") })
	}
	calendar.Holidays, calendar.Workdays = of(calendar.Holidays), of(calendar.Workdays)
	lines := []string{"hours\t" + worktime.FormatSpans(calendar.Spans)}
	for _, d := range calendar.Holidays {
		lines = append(lines, string(d)+"\toff")
	}
	for _, d := range calendar.Workdays {
		lines = append(lines, string(d)+"\twork")
	}
	slices.Sort(lines[1:])
	return c.print(calendar, lines...)
}
