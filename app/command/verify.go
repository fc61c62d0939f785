package command

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/export"
)

// maxRecord bounds a record that somebody sent.
const maxRecord = 64 << 20

// verify verifies a sign-off record without a newsroom.
func (c *call) verify() *cobra.Command {
	return &cobra.Command{
		Use: "verify SHEET.json", Short: c.say("command.verify"), Args: cobra.ExactArgs(1),
		RunE: c.run(func(_ context.Context, args []string) error {
			if strings.EqualFold(filepath.Ext(args[0]), ".pdf") {
				return newsroom.Errorf(newsroom.Invalid, nil, "error.verify_pdf", "File", args[0])
			}
			info, err := os.Stat(args[0])
			if err == nil && info.Size() > maxRecord {
				return newsroom.Errorf(newsroom.Invalid, nil, "error.not_record", "File", args[0])
			}
			data, err := os.ReadFile(args[0])
			if err != nil {
				return newsroom.Errorf(newsroom.NotFound, err, "error.cannot_read", "File", args[0], "Cause", press.Cause(err))
			}
			s, err := export.ParseSignOff(data)
			if err != nil {
				return newsroom.Errorf(newsroom.Corrupt, err, "error.not_record", "File", args[0])
			}
			signed, err := newsroom.VerifySignOff(s)
			if err != nil {
				return err
			}
			return c.verified(s, signed)
		}),
	}
}

// verified says what a good record says, a line for each decision with the key that signed it.
func (c *call) verified(s export.SignOff, signed []newsroom.Signed) error {
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
	return c.print(out, lines...)
}
