package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/assets/sample"
	"galley/editor/intake"
	"galley/export/qr"
)

// demo takes the sample page through the whole job in a newsroom of its own, which is thrown away afterwards.
func (c *call) demo() *cobra.Command {
	var out string
	cmd := &cobra.Command{Use: "demo --out DIR", Short: c.say("command.demo"), Args: cobra.NoArgs}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out_dir"))
	require(cmd, "out")
	cmd.RunE = c.run(func(ctx context.Context, _ []string) (err error) {
		if err := os.MkdirAll(out, 0o755); err != nil {
			return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", out, "Cause", press.Cause(err))
		}
		folder, err := os.MkdirTemp("", "galley-demo-")
		if err != nil {
			return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", os.TempDir(), "Cause", press.Cause(err))
		}
		defer func() {
			if rm := os.RemoveAll(folder); err == nil && rm != nil {
				err = newsroom.Errorf(newsroom.Internal, rm, "error.cannot_write", "File", folder, "Cause", press.Cause(rm))
			}
		}()
		if c.room, err = c.Open(ctx, folder); err != nil {
			return err
		}
		a, err := c.takeThrough(ctx)
		if err != nil {
			return err
		}
		if err := c.step("demo.print"); err != nil {
			return err
		}
		if err := c.writePDF(ctx, []newsroom.Article{a}, press.Job{Options: press.DefaultOptions()}, filepath.Join(out, "article.pdf")); err != nil {
			return err
		}
		if err := c.step("demo.code", "Address", a.Permalink); err != nil {
			return err
		}
		for _, name := range []string{"qr.png", "qr.svg"} {
			if err := c.writeCode(ctx, a, filepath.Join(out, name), press.CodeJob{Look: qr.Plain}); err != nil {
				return err
			}
		}
		err = c.room.Close()
		c.room = nil
		return err
	})
	return cmd
}

// step says what the demo does next.
func (c *call) step(id string, pairs ...any) error {
	if c.json {
		return nil
	}
	_, err := fmt.Fprintln(c.Stdout, c.say(id, pairs...))
	return err
}

// takeThrough imports the sample page and has it reviewed and published by the sample's people.
func (c *call) takeThrough(ctx context.Context) (newsroom.Article, error) {
	var none newsroom.Article
	if err := furnish.House(ctx, c.room); err != nil {
		return none, err
	}
	s, err := c.room.Settings(ctx)
	if err != nil {
		return none, err
	}
	loc, err := s.Location()
	if err != nil {
		return none, err
	}
	in, err := intake.Read(ctx, intake.Source{Data: sample.Page(), Name: sample.PageName, Location: loc})
	if err != nil {
		return none, err
	}
	// The printed page carries the name of the site that it came from.
	s.Site = in.Properties.Site
	if err := c.room.SaveSettings(ctx, newsroom.Staff{}, s); err != nil {
		return none, err
	}
	people, err := c.room.Staff(ctx)
	if err != nil {
		return none, err
	}
	cast := furnish.CastOf(people)
	a, err := c.room.TakeIn(ctx, cast.Writer, in)
	if err != nil {
		return none, err
	}
	if err := c.step("demo.imported", "Number", string(a.Number), "Headline", a.Digest.Headline, "Dropped", len(in.Report.Dropped)); err != nil {
		return none, err
	}
	for _, act := range []struct {
		by newsroom.Staff
		do newsroom.Do
	}{
		{cast.Writer, newsroom.Do{Action: newsroom.Submit}},
		{cast.First, newsroom.Do{Action: newsroom.Approve, Opinion: c.say("demo.opinion_first")}},
		{cast.Second, newsroom.Do{Action: newsroom.Approve, Opinion: c.say("demo.opinion_second")}},
		{cast.Chief, newsroom.Do{Action: newsroom.Approve, Opinion: c.say("demo.opinion_final")}},
		{cast.Publisher, newsroom.Do{Action: newsroom.Publish}},
	} {
		if a, err = c.room.Act(ctx, act.by, a.ID, act.do); err != nil {
			return none, err
		}
		err := c.step("demo.acted", "Name", act.by.Name, "Action", newsroom.ActionText(act.do.Action), "Standing", newsroom.StandingText(a))
		if err != nil {
			return none, err
		}
	}
	return a, nil
}
