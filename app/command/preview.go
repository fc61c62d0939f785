package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/preview"
	"galley/export/qr"
)

// preview shows an article to phones until its time is over or the person ends it.
func (c *call) preview() *cobra.Command {
	var name string
	var lasts time.Duration
	cmd := &cobra.Command{Use: "preview NUMBER [--address INTERFACE] [--for 15m]", Short: c.say("command.preview"), Args: cobra.ExactArgs(1)}
	f := cmd.Flags()
	f.StringVar(&name, "address", "", c.say("command.flag.preview_address"))
	f.DurationVar(&lasts, "for", preview.DefaultFor, c.say("command.flag.preview_for"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) (err error) {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		networks, err := preview.Networks()
		if err != nil {
			return err
		}
		chosen, err := preview.Choose(networks, name)
		if err != nil {
			return err
		}
		s, err := preview.Start(ctx, preview.Options{
			At: chosen.Address, For: lasts, Source: preview.Of(c.room, a.Number), Now: c.Now,
			After: func(d time.Duration, f func()) func() { t := time.AfterFunc(d, f); return func() { t.Stop() } },
		})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		until := c.say("command.preview.until", "At", s.Until().Format("15:04:05"))
		if err := c.print(map[string]any{"address": s.Address(), "until": s.Until()}, s.Address(), drawn(s.Code())+until); err != nil {
			return err
		}
		for _, n := range networks {
			if name == "" && n != chosen {
				if _, err := fmt.Fprintln(c.Stderr, c.say("command.preview.other", "Interface", n.Interface, "Address", n.Address.String())); err != nil {
					return err
				}
			}
		}
		select {
		case <-ctx.Done(): // the person ends it: that is no failure
		case <-s.Done():
		}
		_, err = fmt.Fprintln(c.Stderr, c.say("command.preview.over", "Opened", s.Opened()))
		return err
	})
	return cmd
}

// drawn is a code in a terminal, two rows of modules in a line. Light modules are the letters, as most terminals are dark.
func drawn(code qr.Code) string {
	const blocks = " ▄▀█" // by whether the lower one and the upper one are light
	var b strings.Builder
	light := func(x, y int) int {
		if code.Dark(x, y) {
			return 0
		}
		return 1
	}
	for y := -qr.QuietZone; y < code.Size()+qr.QuietZone; y += 2 {
		for x := -qr.QuietZone; x < code.Size()+qr.QuietZone; x++ {
			b.WriteRune([]rune(blocks)[light(x, y+1)+2*light(x, y)])
		}
		b.WriteByte('\n')
	}
	return b.String()
}
