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
	"galley/export/picture"
)

// pictureJSON is a picture in --json.
type pictureJSON struct {
	Hash   string    `json:"hash"`
	Name   string    `json:"name,omitempty"`
	Bytes  int64     `json:"bytes"`
	By     string    `json:"by,omitempty"`
	At     time.Time `json:"at,omitzero"`
	Alt    string    `json:"alt,omitempty"`
	Credit string    `json:"credit,omitempty"`
	Rights string    `json:"rights,omitempty"`
	Away   bool      `json:"away,omitempty"`
	Uses   []useJSON `json:"uses,omitempty"`
	Width  int       `json:"width,omitempty"` // of show only
	Height int       `json:"height,omitempty"`
}

type useJSON struct {
	Number string `json:"number"`
	Title  string `json:"title"`
	Times  int    `json:"times"`
}

// pictures lists, shows, adds, exports and puts away the pictures of the newsroom.
func (c *call) pictures() *cobra.Command {
	cmd := &cobra.Command{Use: "pictures", Short: c.say("command.pictures"), Args: cobra.NoArgs}
	cmd.AddCommand(c.picturesList(), c.picturesShow(), c.picturesAdd(), c.picturesExport(), c.picturesAway("remove", c.say("command.pictures_remove"), true), c.picturesAway("restore", c.say("command.pictures_restore"), false))
	return cmd
}

func (c *call) picturesList() *cobra.Command {
	var unused, away bool
	cmd := &cobra.Command{Use: "list [WORDS] [--unused] [--removed]", Short: c.say("command.pictures_list"), Args: cobra.ArbitraryArgs}
	cmd.Flags().BoolVar(&unused, "unused", false, c.say("command.flag.unused"))
	cmd.Flags().BoolVar(&away, "removed", false, c.say("command.flag.removed"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		all, err := c.room.Shelf(ctx)
		if err != nil {
			return err
		}
		words := strings.Join(args, " ")
		all = slices.DeleteFunc(all, func(s newsroom.Shelved) bool { return s.Away != away || unused && len(s.Uses) > 0 || !s.Matches(words) })
		out, lines := make([]pictureJSON, len(all)), make([]string, len(all))
		for i, s := range all {
			out[i], lines[i] = asPicture(s), pictureLine(s)
		}
		return c.print(out, lines...)
	})
	return cmd
}

func (c *call) picturesShow() *cobra.Command {
	cmd := &cobra.Command{Use: "show HASH", Short: c.say("command.pictures_show"), Args: cobra.ExactArgs(1)}
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		s, err := c.room.ShelvedNamed(ctx, args[0])
		if err != nil {
			return err
		}
		size, err := c.room.PictureSize(ctx, s.Hash)
		if err != nil {
			return err
		}
		out := asPicture(s)
		out.Width, out.Height = size.X, size.Y
		lines := []string{pictureLine(s), fmt.Sprintf("%d × %d", size.X, size.Y)}
		for _, f := range []struct{ label, text string }{{"desk.figure.alt", s.Alt}, {"desk.figure.credit", s.Credit}, {"desk.figure.rights", s.Rights}} {
			if f.text != "" {
				lines = append(lines, c.say(f.label)+"\t"+f.text)
			}
		}
		for _, u := range s.Uses {
			lines = append(lines, string(u.Number)+"\t"+u.Title+"\t"+strconv.Itoa(u.Times))
		}
		return c.print(out, lines...)
	})
	return cmd
}

func (c *call) picturesAdd() *cobra.Command {
	cmd := &cobra.Command{Use: "add FILE... --as NAME", Short: c.say("command.pictures_add"), Args: cobra.MinimumNArgs(1)}
	actor := c.as(cmd)
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		var out []pictureJSON
		var lines []string
		for _, file := range args {
			data, err := readFile(file, picture.MaxBytes)
			if err != nil {
				return err
			}
			p, err := c.room.TakePicture(ctx, who, file, data)
			if err != nil {
				return err
			}
			s := newsroom.Shelved{Picture: p}
			out, lines = append(out, asPicture(s)), append(lines, pictureLine(s))
		}
		return c.print(out, lines...)
	})
	return cmd
}

func (c *call) picturesExport() *cobra.Command {
	var out string
	var original bool
	cmd := &cobra.Command{Use: "export HASH --out FILE [--original]", Short: c.say("command.pictures_export"), Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out"))
	cmd.Flags().BoolVar(&original, "original", false, c.say("command.flag.original"))
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		s, err := c.room.ShelvedNamed(ctx, args[0])
		if err != nil {
			return err
		}
		find := c.room.Rendition
		if original {
			find = c.room.Picture
		}
		data, err := find(ctx, s.Hash)
		if err != nil {
			return err
		}
		if err := write(out, data); err != nil {
			return err
		}
		return c.print(map[string]any{"file": out, "hash": s.Hash}, out)
	})
	return cmd
}

// picturesAway puts pictures off the shelf or back on it.
func (c *call) picturesAway(name, about string, away bool) *cobra.Command {
	cmd := &cobra.Command{Use: name + " HASH... --as NAME", Short: about, Args: cobra.MinimumNArgs(1)}
	actor := c.as(cmd)
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		for _, digits := range args {
			s, err := c.room.ShelvedNamed(ctx, digits)
			if err != nil {
				return err
			}
			if err := c.room.PutAway(ctx, who, s.Hash, away); err != nil {
				return err
			}
		}
		return nil
	})
	return cmd
}

func asPicture(s newsroom.Shelved) pictureJSON {
	out := pictureJSON{Hash: s.Hash, Name: s.Name, Bytes: s.Bytes, By: string(s.By), At: s.At, Alt: s.Alt, Credit: s.Credit, Rights: s.Rights, Away: s.Away}
	for _, u := range s.Uses {
		out.Uses = append(out.Uses, useJSON{string(u.Number), u.Title, u.Times})
	}
	return out
}

// pictureLine is a picture on one line: the digits that name it, how many articles show it, its file, its credit.
func pictureLine(s newsroom.Shelved) string {
	return s.Hash[:12] + "\t" + strconv.Itoa(len(s.Uses)) + "\t" + s.Name + "\t" + s.Credit
}
