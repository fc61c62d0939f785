package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/intake"
	"galley/export"
	"galley/export/page/notice"
)

// officialFlags are the flags that set a field of an official document. A list takes its flag once for each item.
var officialFlags = []struct {
	flag, field string
	list        bool
}{
	{"copy", "copy", false}, {"secrecy", "secrecy", false}, {"term", "term", false}, {"urgency", "urgency", false},
	{"organ", "organs", true}, {"number", "number", false}, {"signer", "signers", true}, {"to", "recipients", true},
	{"attach", "attachments", true}, {"sign", "signatories", true}, {"post", "posts", true}, {"date", "date", false}, {"remark", "remark", false},
	{"cc", "copies", true}, {"printed-by", "printed_by", false}, {"printed-on", "printed_on", false},
}

// official shows what an official document says around its text, and sets what flags name.
func (c *call) official() *cobra.Command {
	cmd := &cobra.Command{Use: "official NUMBER [--organ O]... [--number N] [--to R]... [--date D] --as NAME", Short: c.say("command.official"), Args: cobra.ExactArgs(1)}
	f := cmd.Flags()
	name := f.String("as", "", c.say("command.flag.as"))
	for _, e := range officialFlags {
		if e.list {
			f.StringArray(e.flag, nil, c.text(export.FieldText(e.field)))
		} else {
			f.String(e.flag, "", c.text(export.FieldText(e.field)))
		}
	}
	format := f.String("format", "document", c.say("command.flag.notice_format"))
	f.Bool("bare", false, c.text(export.FieldText("bare")))
	f.Bool("sealed", false, c.text(export.FieldText("sealed")))
	clear := f.Bool("clear", false, c.say("command.flag.clear"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		m, base, err := c.room.Manuscript(ctx, a.ID)
		if err != nil {
			return err
		}
		next, changed, err := c.changedOfficial(cmd, m.Properties.Official, *format, *clear)
		if err != nil {
			return err
		}
		if changed {
			who, err := c.signIn(ctx, *name)
			if err != nil {
				return err
			}
			p := m.Properties
			p.Official = next
			if !p.Equal(m.Properties) {
				if _, err := c.room.Append(ctx, who, a.ID, base, []newsroom.Change{{Properties: &p}}); err != nil {
					return err
				}
			}
		}
		return c.print(next, c.officialLines(next)...)
	})
	return cmd
}

// changedOfficial returns the official document with what the flags of a command line set, nil for none.
func (c *call) changedOfficial(cmd *cobra.Command, before *export.Official, format string, clear bool) (*export.Official, bool, error) {
	f := cmd.Flags()
	var o export.Official
	if before != nil {
		o = *before
	}
	changed := false
	for _, e := range officialFlags {
		if !f.Changed(e.flag) {
			continue
		}
		changed = true
		var text string
		var files map[string]string
		if e.list {
			list, err := f.GetStringArray(e.flag)
			if err != nil {
				return nil, false, err
			}
			if e.flag == "attach" {
				if list, files, err = attachmentFiles(list); err != nil {
					return nil, false, err
				}
			}
			text = strings.Join(list, "\n")
		} else {
			var err error
			if text, err = f.GetString(e.flag); err != nil {
				return nil, false, err
			}
		}
		next, err := o.With(e.field, text)
		if err != nil {
			return nil, false, badField(err)
		}
		for i, a := range next.Attachments {
			if words, ok := files[a.Name]; ok {
				next.Attachments[i].Text = words
			}
		}
		o = next
	}
	if f.Changed("format") {
		changed = true
		switch format {
		case "document":
			o.Format = export.DocumentFormat
		case "letter":
			o.Format = export.LetterFormat
		default:
			return nil, false, badField(&export.FieldError{Field: "format", Text: catalogue.T("official.bad_format")})
		}
	}
	for flag, at := range map[string]*bool{"bare": &o.Bare, "sealed": &o.Sealed} {
		if f.Changed(flag) {
			changed = true
			on, err := f.GetBool(flag)
			if err != nil {
				return nil, false, err
			}
			*at = on
		}
	}
	switch {
	case clear:
		return nil, true, nil
	case !changed:
		return before, false, nil
	}
	return &o, true, nil
}

// attachmentFiles reads NAME=FILE: the text of an attachment is the file's.
func attachmentFiles(list []string) ([]string, map[string]string, error) {
	names := make([]string, len(list))
	files := map[string]string{}
	for i, e := range list {
		name, file, ok := strings.Cut(e, "=")
		if names[i] = strings.TrimSpace(name); !ok {
			continue
		}
		data, err := readFile(file, intake.MaxBytes)
		if err != nil {
			return nil, nil, err
		}
		files[names[i]] = strings.ReplaceAll(string(data), "\r\n", "\n")
	}
	return names, files, nil
}

// badField makes a refusal of a field that is not what it should be.
func badField(err error) error {
	if field := new(export.FieldError); errors.As(err, &field) {
		return newsroom.Errorf(newsroom.Invalid, err, "error.official", "Field", export.FieldText(field.Field), "Cause", field.Text)
	}
	return err
}

// officialLines is an official document as lines: its labels and their texts.
func (c *call) officialLines(o *export.Official) []string {
	if o == nil {
		return []string{c.say("command.no_official")}
	}
	format := "official.document"
	if o.Format == export.LetterFormat {
		format = "official.letter"
	}
	lines := []string{c.text(export.FieldText("format")) + "\t" + c.say(format)}
	for _, name := range export.OfficialFields() {
		if text := o.Field(name); text != "" {
			lines = append(lines, c.text(export.FieldText(name))+"\t"+strings.ReplaceAll(text, "\n", "；"))
		}
	}
	for _, on := range []struct {
		field string
		is    bool
	}{{"bare", o.Bare}, {"sealed", o.Sealed}} {
		if on.is {
			lines = append(lines, c.text(export.FieldText(on.field))+"\t✓")
		}
	}
	if missing := o.Missing(); len(missing) > 0 {
		texts := make([]catalogue.Text, len(missing))
		for i, m := range missing {
			texts[i] = export.FieldText(m)
		}
		lines = append(lines, c.say("notice.missing", "Fields", texts))
	}
	return lines
}

// clauses shows the clauses of GB/T 9704-2012 as a layout has found them.
func (c *call) clauses(list []export.Clause) []string {
	lines := make([]string, len(list))
	for i, cl := range list {
		met := "✓"
		if !cl.Met {
			met = "✗"
		}
		lines[i] = fmt.Sprintf("%s\t%s\t%s\t%s\t%s %s", met, cl.Number, c.text(cl.What), cl.Found, cl.Wanted, cl.Tolerance)
	}
	return lines
}

// noticeCheck lays an article out as an official document and shows whether it meets the standard, clause by clause.
func (c *call) noticeCheck() *cobra.Command {
	cmd := &cobra.Command{Use: "check-notice NUMBER", Short: c.say("command.check_notice"), Args: cobra.ExactArgs(1)}
	unmet := cmd.Flags().Bool("unmet", false, c.say("command.flag.unmet"))
	fonts := c.fontFlags(cmd.Flags())
	oneSided := cmd.Flags().Bool("one-sided", false, c.say("command.flag.one_sided"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		own, err := fonts()
		if err != nil {
			return err
		}
		report, err := c.press().Notice(ctx, a, own, notice.Options{OneSided: *oneSided})
		if err != nil {
			return err
		}
		list := report.Clauses
		if *unmet {
			list = nil
			for _, cl := range report.Clauses {
				if !cl.Met {
					list = append(list, cl)
				}
			}
		}
		type clauseJSON struct {
			Number    string `json:"number"`
			What      string `json:"what"`
			Wanted    string `json:"wanted"`
			Found     string `json:"found"`
			Tolerance string `json:"tolerance,omitempty"`
			Met       bool   `json:"met"`
		}
		out := make([]clauseJSON, len(list))
		for i, cl := range list {
			out[i] = clauseJSON{cl.Number, c.text(cl.What), cl.Wanted, cl.Found, cl.Tolerance, cl.Met}
		}
		return c.print(out, c.clauses(list)...)
	})
	return cmd
}
