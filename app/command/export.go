package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/export/qr"
)

func (c *call) code() *cobra.Command {
	var out, level, dark, light, logo string
	var size int
	var side float64
	var j press.CodeJob
	cmd := &cobra.Command{Use: "qr NUMBER --out FILE.png|.svg [--size PIXELS | --side MM [--dpi N]] [--level L|M|Q|H] [--dark #RRGGBB] [--light #RRGGBB] [--logo FILE] [--source NAME]",
		Short: c.say("command.qr"), Args: cobra.ExactArgs(1)}
	f := cmd.Flags()
	f.StringVar(&out, "out", "", c.say("command.flag.out"))
	f.IntVar(&size, "size", press.DefaultCodePixels, c.say("command.flag.size"))
	f.Float64Var(&side, "side", 0, c.say("command.flag.code_side"))
	f.IntVar(&j.DPI, "dpi", 300, c.say("command.flag.code_dpi"))
	f.StringVar(&level, "level", "", c.say("command.flag.code_level"))
	f.StringVar(&dark, "dark", qr.Black.String(), c.say("command.flag.code_dark"))
	f.StringVar(&light, "light", qr.White.String(), c.say("command.flag.code_light"))
	f.StringVar(&logo, "logo", "", c.say("command.flag.code_logo"))
	f.StringVar(&j.Source, "source", "", c.say("command.flag.code_source"))
	cmd.MarkFlagsMutuallyExclusive("size", "side")
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, args []string) (err error) {
		if j.Side = qr.Millimetres(side); cmd.Flags().Changed("side") && (side < 5 || side > 2000) || j.DPI < 72 || j.DPI > 2400 {
			return newsroom.Errorf(newsroom.Invalid, nil, "error.code_side")
		}
		if j.Look.Dark, err = qr.ParseColour(dark); err == nil {
			j.Look.Light, err = qr.ParseColour(light)
		}
		if err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "error.code_colour")
		}
		if logo != "" {
			data, err := os.ReadFile(logo)
			if err == nil {
				j.Look.Logo, err = qr.NewLogo(data)
			}
			if err != nil {
				return newsroom.Errorf(newsroom.Invalid, err, "error.code_picture", "File", logo, "Cause", press.Cause(err))
			}
			j.Level = qr.H
		}
		if level != "" {
			if j.Level, err = press.ParseLevel(level); err != nil {
				return err
			}
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		return c.writeCode(ctx, a, out, size, j)
	})
	return cmd
}

// writeCode writes an article's share code in the form that the file's name asks for.
func (c *call) writeCode(ctx context.Context, a newsroom.Article, file string, pixels int, j press.CodeJob) error {
	drawing, notes, err := c.press().Share(ctx, a, j)
	if err != nil {
		return err
	}
	whole, perMetre := qr.Millimetres(float64(pixels)*25.4/96), 0
	if j.Side > 0 {
		whole = drawing.Whole(j.Side)
		pixels, perMetre = drawing.Pixels(j.Side, j.DPI)
	}
	var data []byte
	switch strings.ToLower(filepath.Ext(file)) {
	case ".png":
		data, err = drawing.PNG(pixels, perMetre)
	case ".svg":
		data, err = drawing.SVG(whole, c.say("page.scan"), qr.Caption{})
	default:
		return newsroom.Errorf(newsroom.Invalid, nil, "error.code_format", "File", file)
	}
	if err != nil {
		return newsroom.Errorf(newsroom.Invalid, err, "error.code", "Cause", err.Error())
	}
	if err := write(file, data); err != nil {
		return err
	}
	for _, t := range notes {
		if _, err := fmt.Fprintln(c.Stderr, c.text(t)); err != nil {
			return err
		}
	}
	return c.print(map[string]any{"file": file, "address": drawing.Content()}, file)
}
