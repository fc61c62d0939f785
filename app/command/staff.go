package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

func (c *call) staff() *cobra.Command {
	staff := &cobra.Command{Use: "staff", Short: c.say("command.staff")}
	var roles []string
	var as, unit string
	add := &cobra.Command{
		Use: "add NAME --role ROLE [--unit UNIT] [--as NAME]", Short: c.say("command.staff_add"), Args: cobra.ExactArgs(1),
		RunE: c.in(func(ctx context.Context, args []string) error {
			rs := make([]newsroom.Role, len(roles))
			for i, r := range roles {
				rs[i] = newsroom.Role(r)
			}
			who, err := c.signIn(ctx, as)
			if err != nil {
				return err
			}
			s, err := c.room.AddPerson(ctx, who, newsroom.Staff{Name: args[0], Unit: unit, Roles: rs})
			if err != nil {
				return err
			}
			return c.print(s, c.staffLine(s))
		}),
	}
	add.Flags().StringSliceVar(&roles, "role", nil, c.say("command.flag.role"))
	add.Flags().StringVar(&as, "as", "", c.say("command.flag.as_admin"))
	add.Flags().StringVar(&unit, "unit", "", c.say("command.flag.unit"))
	require(add, "role")
	list := &cobra.Command{
		Use: "list", Short: c.say("command.staff_list"), Args: cobra.NoArgs,
		RunE: c.in(func(ctx context.Context, _ []string) error {
			all, err := c.room.Staff(ctx)
			if err != nil {
				return err
			}
			lines := make([]string, len(all))
			for i, s := range all {
				lines[i] = c.staffLine(s)
			}
			return c.print(all, lines...)
		}),
	}
	staff.AddCommand(add, list, c.staffUnit(), c.staffPassword(), c.staffRemove("remove", "command.staff_remove", true), c.staffRemove("restore", "command.staff_restore", false))
	staff.Args, staff.RunE = cobra.NoArgs, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return staff
}

func (c *call) staffLine(s newsroom.Staff) string {
	roles := make([]string, len(s.Roles))
	for i, r := range s.Roles {
		roles[i] = c.text(newsroom.RoleText(r))
	}
	line := s.Name + "\t" + strings.Join(roles, ", ")
	if s.Unit != "" {
		line += "\t" + s.Unit
	}
	if s.Removed {
		line += "\t" + c.say("command.account_removed")
	}
	return line
}

// staffUnit says to which unit a person belongs.
func (c *call) staffUnit() *cobra.Command {
	cmd := &cobra.Command{Use: "unit NAME UNIT [--as NAME]", Short: c.say("command.staff_unit"), Args: cobra.ExactArgs(2)}
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
		person.Unit = args[1]
		if err := c.room.EditStaff(ctx, who, person); err != nil {
			return err
		}
		return c.print(person, c.staffLine(person))
	})
	return cmd
}

// require marks flags without which the command is misused. The error of cobra is for flags that do not exist, a slip in this package
// that every test would show.
func require(cmd *cobra.Command, flags ...string) {
	for _, f := range flags {
		if err := cmd.MarkFlagRequired(f); err != nil {
			panic(err)
		}
	}
}
