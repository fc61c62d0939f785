package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

// policy lists, shows and replaces the review policies.
func (c *call) policy() *cobra.Command {
	cmd := &cobra.Command{Use: "policy", Short: c.say("command.policy"), Args: cobra.NoArgs}
	list := &cobra.Command{Use: "list", Short: c.say("command.policy_list"), Args: cobra.NoArgs, RunE: c.in(func(ctx context.Context, _ []string) error {
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		lines := make([]string, len(s.Policies))
		for i, p := range s.Policies {
			lines[i] = c.policyLine(p)
		}
		return c.print(s.Policies, lines...)
	})}
	var version int
	show := &cobra.Command{Use: "show ID [--version N]", Short: c.say("command.policy_show"), Args: cobra.ExactArgs(1)}
	show.Flags().IntVar(&version, "version", 0, c.say("command.flag.policy_version"))
	show.RunE = c.in(func(ctx context.Context, args []string) error {
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		p, ok := s.Policy(args[0])
		if version != 0 {
			p, ok = s.PolicyVersion(args[0], version)
		}
		if !ok {
			return newsroom.Errorf(newsroom.NotFound, nil, "error.policy_unknown", "ID", args[0])
		}
		c.json = true // a policy is shown in the form in which it is set
		return c.print(p)
	})
	set := &cobra.Command{Use: "set FILE --as NAME", Short: c.say("command.policy_set"), Args: cobra.ExactArgs(1)}
	actor := c.as(set)
	set.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		data, err := readFile(args[0], maxPolicy)
		if err != nil {
			return err
		}
		d := json.NewDecoder(strings.NewReader(string(data)))
		d.DisallowUnknownFields() // a condition that is spelled wrong is not to be left out
		var p newsroom.Policy
		if err := d.Decode(&p); err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "error.cannot_read", "File", args[0], "Cause", err.Error())
		}
		s, err := c.room.Settings(ctx)
		if err != nil {
			return err
		}
		if err := c.room.SaveSettings(ctx, who, s.WithPolicy(p)); err != nil {
			return err
		}
		if s, err = c.room.Settings(ctx); err != nil {
			return err
		}
		p, _ = s.Policy(p.ID)
		return c.print(p, c.policyLine(p))
	})
	sample := &cobra.Command{Use: "sample", Short: c.say("command.policy_sample"), Args: cobra.NoArgs, RunE: c.run(func(context.Context, []string) error {
		c.json = true
		return c.print(newsroom.SamplePolicies())
	})}
	cmd.AddCommand(list, show, set, sample)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// maxPolicy bounds the file of a policy in bytes.
const maxPolicy = 1 << 20

func (c *call) policyLine(p newsroom.Policy) string {
	steps := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		steps[i] = c.text(newsroom.StepText(s.Name))
	}
	return p.ID + "\t" + strconv.Itoa(p.Version) + "\t" + p.Name + "\t" + strings.Join(steps, " → ")
}

// proofs is the value of --proof: kind=first,found=3,corrected=3.
type proofs struct{ list *[]newsroom.Proof }

func (p proofs) String() string { return "" }

func (p proofs) Type() string { return "PROOF" }

func (p proofs) Set(s string) error {
	proof := newsroom.Proof{Kind: newsroom.FirstProof}
	for part := range strings.SplitSeq(s, ",") {
		name, value, _ := strings.Cut(part, "=")
		var err error
		switch name {
		case "kind":
			proof.Kind = newsroom.ProofKind(value)
		case "found":
			proof.Found, err = strconv.Atoi(value)
		case "corrected":
			proof.Corrected, err = strconv.Atoi(value)
		default:
			err = fmt.Errorf("command: %q", name)
		}
		if err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "error.proof_form", "Text", s)
		}
	}
	*p.list = append(*p.list, proof)
	return nil
}

// requestFlags are what a request of the review machine can carry beside its words.
func (c *call) requestFlags(cmd *cobra.Command, do *newsroom.Do) {
	switch do.Action {
	case newsroom.Submit:
		cmd.Flags().StringVar(&do.Policy, "policy", "", c.say("command.flag.policy"))
		cmd.Flags().StringArrayVar(&do.Checks, "check", nil, c.say("command.flag.check"))
	case newsroom.Approve:
		cmd.Flags().StringArrayVar(&do.Checks, "check", nil, c.say("command.flag.check"))
		cmd.Flags().Var(proofs{&do.Proofs}, "proof", c.say("command.flag.proof"))
	case newsroom.Withdraw:
		cmd.Flags().StringVar(&do.Notice, "notice", "", c.say("command.flag.notice"))
	}
}
