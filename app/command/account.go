package command

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

// accounts turns sign-in on and off.
func (c *call) accounts() *cobra.Command {
	cmd := &cobra.Command{Use: "accounts", Short: c.say("command.accounts"), Args: cobra.NoArgs}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	on := &cobra.Command{Use: "on --as NAME", Short: c.say("command.accounts_on"), Args: cobra.NoArgs}
	name := on.Flags().String("as", "", c.say("command.flag.as"))
	require(on, "as")
	on.RunE = c.in(func(ctx context.Context, _ []string) error {
		who, err := c.room.FindStaff(ctx, *name)
		if err != nil {
			return err
		}
		password, err := c.password(who.Name)
		if err != nil {
			return err
		}
		if err := c.room.BeginAccounts(ctx, who, password); err != nil {
			return err
		}
		return c.standing(ctx)
	})
	off := &cobra.Command{Use: "off --as NAME", Short: c.say("command.accounts_off"), Args: cobra.NoArgs}
	actor := c.as(off)
	off.RunE = c.in(func(ctx context.Context, _ []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		if err := c.room.UseAccounts(ctx, who, false, ""); err != nil {
			return err
		}
		return c.standing(ctx)
	})
	status := &cobra.Command{Use: "status", Short: c.say("command.accounts_status"), Args: cobra.NoArgs,
		RunE: c.in(func(ctx context.Context, _ []string) error { return c.standing(ctx) })}
	cmd.AddCommand(on, off, status)
	return cmd
}

// standing says whether accounts are on, and who can sign in.
func (c *call) standing(ctx context.Context) error {
	s, err := c.room.Settings(ctx)
	if err != nil {
		return err
	}
	people, err := c.room.Staff(ctx)
	if err != nil {
		return err
	}
	type jsonPerson struct {
		Name      string `json:"name"`
		Password  bool   `json:"password"`
		Temporary bool   `json:"temporary"`
		Removed   bool   `json:"removed"`
	}
	out := struct {
		On     bool         `json:"on"`
		People []jsonPerson `json:"people"`
	}{s.Accounts, nil}
	lines := []string{c.say("command.accounts_are_off")}
	if s.Accounts {
		lines[0] = c.say("command.accounts_are_on", "Minutes", int(s.Idle().Minutes()))
	}
	for _, p := range people {
		has, temporary, err := c.room.HasPassword(ctx, p)
		if err != nil {
			return err
		}
		out.People = append(out.People, jsonPerson{p.Name, has, temporary, p.Removed})
		id := "command.account_ready"
		switch {
		case p.Removed:
			id = "command.account_removed"
		case !has:
			id = "command.account_none"
		case temporary:
			id = "command.account_temporary"
		}
		lines = append(lines, p.Name+"\t"+c.say(id))
	}
	return c.print(out, lines...)
}

// staffPassword gives a person a password: his own, with the old one, or one that an administrator gives out.
func (c *call) staffPassword() *cobra.Command {
	cmd := &cobra.Command{Use: "password NAME [--as NAME]", Short: c.say("command.staff_password"), Args: cobra.ExactArgs(1)}
	as := cmd.Flags().String("as", "", c.say("command.flag.as_admin"))
	fd := cmd.Flags().Int("new-password-fd", -1, c.say("command.flag.new_password_fd"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		person, err := c.room.FindStaff(ctx, args[0])
		if err != nil {
			return err
		}
		has, _, err := c.room.HasPassword(ctx, person)
		if err != nil {
			return err
		}
		own := s.Accounts && (*as == "" || *as == person.Name)
		var who newsroom.Staff
		var old string
		switch {
		case own && !has:
			return newsroom.Errorf(newsroom.Forbidden, nil, "error.no_password", "Name", person.Name)
		case own:
			old, err = c.password(person.Name)
		default:
			who, err = c.signIn(ctx, *as)
		}
		if err != nil {
			return err
		}
		fresh, err := c.newPassword(person.Name, *fd)
		if err != nil {
			return err
		}
		if own {
			err = c.room.ChangePassword(ctx, person, old, fresh)
		} else {
			err = c.room.SetPassword(ctx, who, person, fresh)
		}
		if err != nil {
			return err
		}
		return c.standing(ctx)
	})
	return cmd
}

// staffRemove says that a person works here no more, or works here again.
func (c *call) staffRemove(name, short string, removed bool) *cobra.Command {
	cmd := &cobra.Command{Use: name + " NAME [--as NAME]", Short: c.say(short), Args: cobra.ExactArgs(1)}
	as := cmd.Flags().String("as", "", c.say("command.flag.as_admin"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := c.signIn(ctx, *as)
		if err != nil {
			return err
		}
		person, err := c.room.FindStaff(ctx, args[0])
		if err != nil {
			return err
		}
		person.Removed = removed
		if err := c.room.EditStaff(ctx, who, person); err != nil {
			return err
		}
		return c.print(person, c.staffLine(person))
	})
	return cmd
}

// signIn returns the person of that name, signed in where accounts are on. No name is the trusted desk, which there is only without
// accounts.
func (c *call) signIn(ctx context.Context, name string) (newsroom.Staff, error) {
	s, err := c.room.Settings(ctx)
	switch {
	case err != nil:
		return newsroom.Staff{}, err
	case name == "" && s.Accounts:
		return newsroom.Staff{}, newsroom.Errorf(newsroom.Forbidden, nil, "error.name_yourself")
	case name == "":
		return newsroom.Staff{}, nil
	case !s.Accounts:
		return c.room.FindStaff(ctx, name)
	}
	if _, err := c.room.FindStaff(ctx, name); err != nil {
		return newsroom.Staff{}, err
	}
	password, err := c.password(name)
	if err != nil {
		return newsroom.Staff{}, err
	}
	return c.room.SignIn(ctx, name, password)
}

// password returns what was given by --password-fd, by the environment, or at the prompt, in this order.
func (c *call) password(name string) (string, error) {
	switch {
	case c.passwordFD >= 0:
		return passwordFrom(c.passwordFD)
	case c.Password != "":
		return c.Password, nil
	case c.Prompt != nil:
		return c.Prompt(c.say("command.prompt_password", "Name", name))
	}
	return "", newsroom.Errorf(newsroom.Forbidden, nil, "error.no_prompt", "Name", name)
}

// newPassword returns a password to be, which at a prompt is typed twice.
func (c *call) newPassword(name string, fd int) (string, error) {
	switch {
	case fd >= 0:
		return passwordFrom(fd)
	case c.NewPassword != "":
		return c.NewPassword, nil
	case c.Prompt == nil:
		return "", newsroom.Errorf(newsroom.Invalid, nil, "error.no_prompt", "Name", name)
	}
	first, err := c.Prompt(c.say("command.prompt_new", "Name", name))
	if err != nil {
		return "", err
	}
	second, err := c.Prompt(c.say("command.prompt_again"))
	if err == nil && first != second {
		err = newsroom.Errorf(newsroom.Invalid, nil, "error.password_twice")
	}
	return first, err
}

// passwordFrom reads the first line of an open file descriptor.
func passwordFrom(fd int) (string, error) {
	f := os.NewFile(uintptr(fd), "password")
	if f == nil {
		return "", newsroom.Errorf(newsroom.Invalid, nil, "error.password_fd", "FD", fd)
	}
	line, err := bufio.NewReader(io.LimitReader(f, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", newsroom.Errorf(newsroom.Invalid, errors.Join(err, f.Close()), "error.password_fd", "FD", fd)
	}
	return strings.TrimRight(line, "\r\n"), f.Close()
}
