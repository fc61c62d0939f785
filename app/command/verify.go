package command

import (
	"bytes"
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/export"
)

// maxRecord bounds a record that somebody sent.
const maxRecord = 64 << 20

// verify verifies a sign-off record, by itself or in the PDF of its sheet, without a newsroom.
func (c *call) verify() *cobra.Command {
	return &cobra.Command{
		Use: "verify SHEET.json|.pdf", Short: c.say("command.verify"), Args: cobra.ExactArgs(1),
		RunE: c.run(func(_ context.Context, args []string) error {
			info, err := os.Stat(args[0])
			if err == nil && info.Size() > maxRecord {
				return newsroom.Errorf(newsroom.Invalid, nil, "error.not_record", "File", args[0])
			}
			data, err := os.ReadFile(args[0])
			if err != nil {
				return newsroom.Errorf(newsroom.NotFound, err, "error.cannot_read", "File", args[0], "Cause", press.Cause(err))
			}
			s, err := press.ReadRecord(args[0], data)
			if err != nil {
				return err
			}
			signed, err := newsroom.VerifySignOff(s)
			if err != nil {
				return err
			}
			return c.verified(s, signed, bytes.HasPrefix(data, []byte("%PDF-")))
		}),
	}
}

// verified says what a good record says, a line for each decision with the key that signed it. What is printed on a sheet may be something else
// than the record in it, which the person is told to compare.
func (c *call) verified(s export.SignOff, signed []newsroom.Signed, sheet bool) error {
	type jsonSigned struct {
		Seq  int    `json:"seq"`
		Name string `json:"name"`
		Key  string `json:"key,omitempty"`
		Off  bool   `json:"accounts_off"`
	}
	out := struct {
		Number    string       `json:"number"`
		Decisions []jsonSigned `json:"decisions"`
	}{s.Number, []jsonSigned{}}
	lines := []string{c.say("command.verified", "Number", s.Number, "Count", len(signed))}
	for _, d := range signed {
		out.Decisions = append(out.Decisions, jsonSigned{d.Seq, d.Name, d.Key, d.Off})
		by := c.say("command.signed_by", "Key", d.Key)
		switch {
		case d.Key == "":
			by = c.say("command.not_signed")
		case d.Off:
			by = c.say("command.signed_off", "Key", d.Key)
		}
		lines = append(lines, strings.Join([]string{d.At.Format("2006-01-02 15:04:05"), d.Name, c.text(newsroom.ActionText(newsroom.Action(d.Action))), by}, "\t"))
	}
	if sheet {
		lines = append(lines, c.say("command.verified_sheet"))
	}
	return c.print(out, lines...)
}
