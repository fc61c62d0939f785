package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/printer"
)

// jobFlags gives a verb the flags of a job, and returns the job once they are read.
func (c *call) jobFlags(cmd *cobra.Command, many bool) func() (press.Job, error) {
	var names []string
	for _, l := range press.Layouts(many) {
		names = append(names, string(l))
	}
	f := cmd.Flags()
	name := &names[0]
	if len(names) > 1 {
		name = f.String("layout", names[0], c.say("command.flag.layout", "Layouts", strings.Join(names, ", ")))
	}
	o := press.DefaultOptions()
	noCode, noNumbers, picture := new(bool), new(bool), new(int)
	if !many {
		picture = f.Int("picture", 1, c.say("command.flag.poster_picture"))
		noCode = f.Bool("no-code", false, c.say("command.flag.no_code"))
		noNumbers = f.Bool("no-line-numbers", false, c.say("command.flag.no_line_numbers"))
		f.BoolVar(&o.Double, "double-spaced", false, c.say("command.flag.double_spaced"))
		f.BoolVar(&o.Hanging, "hanging", false, c.say("command.flag.hanging"))
		f.BoolVar(&o.LineByLine, "line-by-line", false, c.say("command.flag.line_by_line"))
		f.StringVar(&o.Width, "punctuation", "half", c.say("command.flag.punctuation"))
		f.StringVar(&o.Breaks, "line-rules", "basic", c.say("command.flag.line_rules"))
		f.BoolVar(&o.Comments, "comments", false, c.say("command.flag.comments"))
		f.BoolVar(&o.OneSided, "one-sided", false, c.say("command.flag.one_sided"))
	} else {
		f.StringVar(&o.Name, "name", "", c.say("command.flag.bulletin_name"))
		f.IntVar(&o.Issue, "issue", 0, c.say("command.flag.issue"))
		f.BoolVar(&o.Turn, "new-pages", false, c.say("command.flag.new_pages"))
	}
	f.BoolVar(&o.Newest, "newest", false, c.say("command.flag.newest"))
	fonts := c.fontFlags(f)
	strict := f.Bool("strict-fonts", false, c.say("command.flag.strict_fonts"))
	columns := f.Int("columns", 1, c.say("command.flag.columns"))
	return func() (press.Job, error) {
		if *columns != 1 && *columns != 2 {
			return press.Job{}, newsroom.Errorf(newsroom.Invalid, nil, "press.columns")
		}
		l, err := press.ParseLayout(*name)
		o.Code, o.Numbered, o.TwoColumns = !*noCode, !*noNumbers, *columns == 2
		if o.Picture = *picture; o.Picture == 0 {
			o.Picture = -1
		}
		if err != nil {
			return press.Job{}, err
		}
		own, err := fonts()
		return press.Job{Layout: l, Options: o, Fonts: own, Strict: *strict}, err
	}
}

// finishFlags gives a verb the flags of a file's finish.
func (c *call) finishFlags(cmd *cobra.Command) func() (press.Finish, error) {
	f := cmd.Flags()
	sheets := f.Int("sheets", 1, c.say("command.flag.sheets"))
	booklet := f.Bool("booklet", false, c.say("command.flag.booklet"))
	password := f.String("password-file", "", c.say("command.flag.password"))
	archive := f.Bool("pdfa", false, c.say("command.flag.pdfa"))
	return func() (press.Finish, error) {
		out := press.Finish{Sheets: *sheets, Booklet: *booklet}
		if *archive && (out.Sheets > 1 || out.Booklet || *password != "") {
			return out, newsroom.Errorf(newsroom.Invalid, nil, "press.no_archive")
		}
		if *password == "" {
			return out, nil
		}
		// A password on the command line would be there for everybody who lists processes.
		data, err := readFile(*password, 4096)
		if err != nil {
			return out, err
		}
		first, _, _ := strings.Cut(string(data), "\n")
		if out.Password = strings.TrimRight(first, "\r"); out.Password == "" {
			return out, newsroom.Errorf(newsroom.Invalid, nil, "press.no_password", "File", *password)
		}
		return out, nil
	}
}

// findAll returns the articles that arguments name, before anything is done with one.
func (c *call) findAll(ctx context.Context, numbers []string) ([]newsroom.Article, error) {
	articles := make([]newsroom.Article, len(numbers))
	for i, n := range numbers {
		var err error
		if articles[i], err = c.find(ctx, n); err != nil {
			return nil, err
		}
	}
	return articles, nil
}

func (c *call) pdf() *cobra.Command {
	var out, dir, paper string
	cmd := &cobra.Command{Use: "pdf NUMBER... --out FILE|--out-dir DIR [--layout L]", Short: c.say("command.pdf"), Args: cobra.MinimumNArgs(1)}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out"))
	cmd.Flags().StringVar(&dir, "out-dir", "", c.say("command.flag.out_folder"))
	cmd.Flags().StringVar(&paper, "paper", "a4", c.say("command.flag.a3"))
	cmd.MarkFlagsOneRequired("out", "out-dir")
	cmd.MarkFlagsMutuallyExclusive("out", "out-dir")
	finish := c.finishFlags(cmd)
	job := c.jobFlags(cmd, false)
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		j, err := job()
		if err != nil {
			return err
		}
		if j.Finish, err = finish(); err != nil {
			return err
		}
		if j.Options.A3 = strings.EqualFold(paper, "a3"); !j.Options.A3 && !strings.EqualFold(paper, "a4") {
			return newsroom.Errorf(newsroom.Invalid, nil, "press.paper", "Paper", paper)
		}
		articles, err := c.findAll(ctx, args)
		if err != nil {
			return err
		}
		if dir != "" {
			return c.batch(ctx, articles, j, dir)
		}
		return c.writePDF(ctx, articles, j, out)
	})
	return cmd
}

// bulletin prints many articles into one file.
func (c *call) bulletin() *cobra.Command {
	var out string
	cmd := &cobra.Command{Use: "bulletin NUMBER... --out FILE [--name T] [--issue N]", Short: c.say("command.bulletin"), Args: cobra.MinimumNArgs(1)}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out"))
	require(cmd, "out")
	finish := c.finishFlags(cmd)
	job := c.jobFlags(cmd, true)
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		j, err := job()
		if err != nil {
			return err
		}
		if j.Finish, err = finish(); err != nil {
			return err
		}
		articles, err := c.findAll(ctx, args)
		if err != nil {
			return err
		}
		return c.writePDF(ctx, articles, j, out)
	})
	return cmd
}

// printedJSON is a file that was printed, in --json.
type printedJSON struct {
	Number newsroom.Number `json:"number,omitempty"`
	File   string          `json:"file"`
	Pages  int             `json:"pages"`
}

// writePDF prints articles into one file and says on standard error what a person must know about it.
func (c *call) writePDF(ctx context.Context, articles []newsroom.Article, j press.Job, file string) error {
	data, report, err := c.press().PDF(ctx, articles, j)
	if err != nil {
		return err
	}
	if err := write(file, data); err != nil {
		return err
	}
	for _, t := range press.ReportTexts(report) {
		if _, err := fmt.Fprintln(c.Stderr, c.text(t)); err != nil {
			return err
		}
	}
	return c.print(printedJSON{File: file, Pages: report.Pages}, file)
}

// batch prints each article into a file in a folder, and tells of every one when it is there.
func (c *call) batch(ctx context.Context, articles []newsroom.Article, j press.Job, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", dir, "Cause", press.Cause(err))
	}
	out := []printedJSON{}
	err := c.press().Batch(ctx, articles, j, dir, func(d press.Done) error {
		for _, t := range press.ReportTexts(d.Report) {
			if _, err := fmt.Fprintf(c.Stderr, "%s\t%s\n", d.Article.Number, c.text(t)); err != nil {
				return err
			}
		}
		out = append(out, printedJSON{d.Article.Number, d.File, d.Report.Pages})
		if c.json {
			return nil
		}
		if _, err := fmt.Fprintln(c.Stderr, c.say("command.printed", "Done", len(out), "Total", len(articles))); err != nil {
			return err
		}
		return c.print(nil, d.File)
	})
	if c.json && (err == nil || len(out) > 0) {
		return errors.Join(err, c.print(out))
	}
	return err
}

func (c *call) printing() *cobra.Command {
	var job printer.Job
	var pages string
	var duplex, shortEdge bool
	cmd := &cobra.Command{Use: "print NUMBER... [--printer P] [--copies N] [--pages 1-3] [--duplex]", Short: c.say("command.print"), Args: cobra.MinimumNArgs(1)}
	f := cmd.Flags()
	f.StringVar(&job.Printer, "printer", "", c.say("command.flag.printer"))
	f.IntVar(&job.Copies, "copies", 1, c.say("command.flag.copies"))
	f.StringVar(&pages, "pages", "", c.say("command.flag.pages"))
	f.BoolVar(&duplex, "duplex", false, c.say("command.flag.duplex"))
	f.BoolVar(&shortEdge, "short-edge", false, c.say("command.flag.short_edge"))
	f.StringVar(&job.Paper, "paper", "", c.say("command.flag.paper"))
	f.IntVar(&job.Up, "n-up", 1, c.say("command.flag.n_up"))
	layout := c.jobFlags(cmd, false)
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		j, err := layout()
		if err != nil {
			return err
		}
		j.Options.A3 = strings.EqualFold(job.Paper, "a3")
		if job.Pages, err = printer.ParseRanges(pages); err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "printer.pages", "Pages", pages)
		}
		switch {
		case shortEdge:
			job.Sides = printer.ShortEdge
		case duplex:
			job.Sides = printer.LongEdge
		}
		if err := job.Check(); err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "printer.job", "Cause", err.Error())
		}
		articles, err := c.findAll(ctx, args)
		if err != nil {
			return err
		}
		for _, a := range articles {
			if err := c.print1(ctx, a, j, job); err != nil {
				return err
			}
		}
		return nil
	})
	return cmd
}

// print1 sends one article to a printer.
func (c *call) print1(ctx context.Context, a newsroom.Article, j press.Job, to printer.Job) error {
	data, report, err := c.press().PDF(ctx, []newsroom.Article{a}, j)
	if err != nil {
		return err
	}
	for _, t := range press.ReportTexts(report) {
		if _, err := fmt.Fprintf(c.Stderr, "%s\t%s\n", a.Number, c.text(t)); err != nil {
			return err
		}
	}
	to.Title = press.FileName(a)
	id, err := press.Send(ctx, c.Printers, to, data)
	if err != nil {
		return err
	}
	return c.print(map[string]any{"number": a.Number, "job": id, "pages": report.Pages}, strings.TrimSuffix(string(a.Number)+"\t"+id, "\t"))
}

func (c *call) printers() *cobra.Command {
	return &cobra.Command{
		Use: "printers", Short: c.say("command.printers"), Args: cobra.NoArgs,
		RunE: c.run(func(ctx context.Context, _ []string) error {
			list, err := c.Printers.Printers(ctx)
			if err != nil {
				return press.PrinterError(err, "")
			}
			type printerJSON struct {
				Name    string `json:"name"`
				Title   string `json:"title"`
				Place   string `json:"place,omitempty"`
				Default bool   `json:"default,omitempty"`
				Ready   bool   `json:"ready"`
			}
			out := []printerJSON{}
			var lines []string
			for _, p := range list {
				out = append(out, printerJSON{p.Name, p.Title, p.Place, p.Default, press.Ready(p)})
				line := p.Name + "\t" + p.Title + "\t" + c.text(press.StateText(p))
				if p.Default {
					line += "\t" + c.say("printer.default")
				}
				lines = append(lines, line)
			}
			if len(list) == 0 {
				return newsroom.Errorf(newsroom.NotFound, nil, "printer.none")
			}
			return c.print(out, lines...)
		}),
	}
}

// write puts a finished file in place: whole or not at all.
func write(file string, data []byte) error {
	if err := press.WriteFile(file, data); err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", filepath.Clean(file), "Cause", press.Cause(err))
	}
	return nil
}
