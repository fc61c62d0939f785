package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/export/page/label"
	"galley/export/qr"
)

// codeOut is where share codes go.
type codeOut struct {
	file, folder string
	format       string // of files in a folder
	labels       string // the sheet's name
	skip         int
}

func (c *call) code() *cobra.Command {
	var to codeOut
	cmd := &cobra.Command{Use: "qr NUMBER... --out FILE.png|.svg|.pdf | --out-dir DIR [--format F] | --labels 3x8 [--skip N] --out FILE.pdf",
		Short: c.say("command.qr"), Args: cobra.MinimumNArgs(1)}
	f := cmd.Flags()
	f.StringVar(&to.file, "out", "", c.say("command.flag.out"))
	f.StringVar(&to.folder, "out-dir", "", c.say("command.flag.out_folder"))
	f.StringVar(&to.format, "format", string(press.PNG), c.say("command.flag.code_format"))
	f.StringVar(&to.labels, "labels", "", c.say("command.flag.code_labels", "Sheets", strings.Join(sheetNames(), ", ")))
	f.IntVar(&to.skip, "skip", 0, c.say("command.flag.code_skip"))
	cmd.MarkFlagsOneRequired("out", "out-dir")
	cmd.MarkFlagsMutuallyExclusive("out", "out-dir")
	cmd.MarkFlagsMutuallyExclusive("labels", "out-dir")
	job := c.codeFlags(cmd)
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		j, err := job()
		if err != nil {
			return err
		}
		articles, err := c.findAll(ctx, args)
		switch {
		case err != nil:
			return err
		case to.labels != "":
			j.Scan = !cmd.Flags().Changed("caption")
			return c.writeLabels(ctx, articles, to, j)
		case to.folder != "":
			return c.writeCodes(ctx, articles, to, j)
		case len(articles) > 1:
			return newsroom.Errorf(newsroom.Invalid, nil, "error.code_many")
		}
		return c.writeCode(ctx, articles[0], to.file, j)
	})
	return cmd
}

func sheetNames() (names []string) {
	for _, s := range label.Sheets() {
		names = append(names, s.Name)
	}
	return names
}

// codeFlags gives a verb the flags of a share code, and returns the job once they are read.
func (c *call) codeFlags(cmd *cobra.Command) func() (press.CodeJob, error) {
	var j press.CodeJob
	var level, dark, light, logo string
	var side float64
	f := cmd.Flags()
	f.IntVar(&j.Pixels, "size", press.DefaultCodePixels, c.say("command.flag.size"))
	f.Float64Var(&side, "side", 0, c.say("command.flag.code_side"))
	f.IntVar(&j.DPI, "dpi", press.DefaultDPI, c.say("command.flag.code_dpi"))
	f.StringVar(&level, "level", "", c.say("command.flag.code_level"))
	f.StringVar(&dark, "dark", qr.Black.String(), c.say("command.flag.code_dark"))
	f.StringVar(&light, "light", qr.White.String(), c.say("command.flag.code_light"))
	f.StringVar(&logo, "logo", "", c.say("command.flag.code_logo"))
	f.StringVar(&j.Source, "source", "", c.say("command.flag.code_source"))
	f.StringVar(&j.Caption, "caption", "", c.say("command.flag.code_caption"))
	f.BoolVar(&j.Address, "address", false, c.say("command.flag.code_address"))
	cmd.MarkFlagsMutuallyExclusive("size", "side")
	return func() (press.CodeJob, error) {
		var err error
		if j.Side = qr.Millimetres(side); cmd.Flags().Changed("side") && (side < 5 || side > 2000) || j.DPI < 72 || j.DPI > 2400 {
			return j, newsroom.Errorf(newsroom.Invalid, nil, "error.code_side")
		}
		if j.Look.Dark, err = qr.ParseColour(dark); err == nil {
			j.Look.Light, err = qr.ParseColour(light)
		}
		if err != nil {
			return j, newsroom.Errorf(newsroom.Invalid, err, "error.code_colour")
		}
		if logo != "" {
			data, err := os.ReadFile(logo)
			if err == nil {
				j.Look.Logo, err = qr.NewLogo(data)
			}
			if err != nil {
				return j, newsroom.Errorf(newsroom.Invalid, err, "error.code_picture", "File", logo, "Cause", press.Cause(err))
			}
			j.Level = qr.H
		}
		if level != "" {
			j.Level, err = press.ParseLevel(level)
		}
		return j, err
	}
}

// writeCode writes an article's share code in the form that the file's name asks for.
func (c *call) writeCode(ctx context.Context, a newsroom.Article, file string, j press.CodeJob) error {
	format, err := press.CodeFormatOf(file)
	if err != nil {
		return err
	}
	p := c.press()
	s, err := p.Share(ctx, a, j)
	if err != nil {
		return err
	}
	data, err := p.CodeFile(ctx, s, format)
	if err != nil {
		return err
	}
	if err := write(file, data); err != nil {
		return err
	}
	for _, t := range s.Notes {
		if _, err := fmt.Fprintln(c.Stderr, c.text(t)); err != nil {
			return err
		}
	}
	return c.print(map[string]any{"file": file, "address": s.Content()}, file)
}

// codeJSON is a file with a share code, in --json.
type codeJSON struct {
	Number newsroom.Number `json:"number"`
	File   string          `json:"file"`
}

// writeCodes writes a file for each article into a folder, and tells of every one when it is there.
func (c *call) writeCodes(ctx context.Context, articles []newsroom.Article, to codeOut, j press.CodeJob) error {
	format, err := press.CodeFormatOf("." + to.format)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to.folder, 0o755); err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", to.folder, "Cause", press.Cause(err))
	}
	out := []codeJSON{}
	err = c.press().Codes(ctx, articles, j, format, to.folder, func(a newsroom.Article, file string) error {
		out = append(out, codeJSON{a.Number, file})
		if c.json {
			return nil
		}
		if _, err := fmt.Fprintln(c.Stderr, c.say("command.printed", "Done", len(out), "Total", len(articles))); err != nil {
			return err
		}
		return c.print(nil, file)
	})
	if err == nil && c.json {
		return c.print(out)
	}
	return err
}

// writeLabels writes the codes of articles on sheets of labels.
func (c *call) writeLabels(ctx context.Context, articles []newsroom.Article, to codeOut, j press.CodeJob) error {
	if f, err := press.CodeFormatOf(to.file); err != nil || f != press.PDF {
		return newsroom.Errorf(newsroom.Invalid, err, "error.code_labels", "File", to.file)
	}
	sheet, err := press.FindSheet(to.labels)
	if err != nil {
		return err
	}
	var unsaid error
	data, pages, err := c.press().Labels(ctx, articles, j, sheet, to.skip, func(done int) {
		if read := done - len(articles); read > 0 && unsaid == nil { // once for each sheet
			_, unsaid = fmt.Fprintln(c.Stderr, c.say("command.printed", "Done", read, "Total", len(articles)))
		}
	})
	if err := errors.Join(err, unsaid); err != nil {
		return err
	}
	if err := write(to.file, data); err != nil {
		return err
	}
	return c.print(map[string]any{"file": to.file, "pages": pages, "labels": len(articles)}, to.file)
}
