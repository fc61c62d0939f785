package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/printer"
	"galley/assets/catalogue"
)

// The exit statuses.
const (
	Done    = 0
	Refused = 1
	Misused = 2
)

// Env is the world that a command runs in.
type Env struct {
	Stdout, Stderr io.Writer
	Language       catalogue.Lang // of the system
	Folder         string         // newsroom to use where --newsroom is left out
	Now            func() time.Time
	Printers       printer.System
	FontFolders    []string // of the operating system
	Password       string   // of who acts, where accounts are on; empty to ask for it
	NewPassword    string   // that is to be; empty to ask for it
	// Prompt asks for a line that is not shown as it is typed; nil where nobody can be asked.
	Prompt func(text string) (string, error)
	// Open opens the newsroom in a folder, and makes it where there is none.
	Open func(ctx context.Context, folder string) (*newsroom.Newsroom, error)
	// Desktop opens the workstation on a folder and returns when its last window is closed. asked says that the language was named on the
	// command line, and is not just the system's.
	Desktop func(ctx context.Context, folder string, lang catalogue.Lang, asked bool) error
}

// Run carries out one command line, without the program's name, and returns the exit status.
func Run(ctx context.Context, env Env, args []string) int {
	c := &call{Env: env}
	c.lang, c.asked = languageOf(args, env.Language)
	root := c.root()
	root.SetArgs(args)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	if c.room != nil {
		err = errors.Join(err, c.room.Close())
	}
	if err == nil {
		return Done
	}
	c.refuse(err)
	if !c.started {
		return Misused
	}
	return Refused
}

// languageOf finds --lang before the command line is parsed: the help and the refusal of a wrong flag are in that language too.
func languageOf(args []string, system catalogue.Lang) (lang catalogue.Lang, asked bool) {
	for i, a := range args {
		value, found := cutFlag(a, "--lang")
		if a == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if l, ok := catalogue.Parse(value); found && ok {
			return l, true
		}
	}
	return system, false
}

func cutFlag(arg, name string) (string, bool) {
	if len(arg) > len(name) && arg[:len(name)+1] == name+"=" {
		return arg[len(name)+1:], true
	}
	return "", false
}

// call is one command line being carried out.
type call struct {
	Env
	lang   catalogue.Lang
	asked  bool // lang was named on the command line
	folder string
	json   bool

	passwordFD int // file descriptor to read the password from, below 0 for none

	room    *newsroom.Newsroom
	started bool // the command line was understood: an error is a refusal, not misuse
}

func (c *call) root() *cobra.Command {
	root := &cobra.Command{
		Use:                   "galley [COMMAND]",
		Short:                 c.say("command.galley"),
		Args:                  cobra.NoArgs,
		SilenceErrors:         true,
		SilenceUsage:          true,
		DisableFlagsInUseLine: true,
		RunE: c.run(func(ctx context.Context, _ []string) error {
			return c.Desktop(ctx, c.folder, c.lang, c.asked)
		}),
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetUsageTemplate(c.usage())
	f := root.PersistentFlags()
	f.StringVar(&c.folder, "newsroom", c.Folder, c.say("command.flag.newsroom"))
	f.BoolVar(&c.json, "json", false, c.say("command.flag.json"))
	f.Var(&language{&c.lang}, "lang", c.say("command.flag.lang"))
	f.IntVar(&c.passwordFD, "password-fd", -1, c.say("command.flag.password_fd"))
	f.BoolP("help", "h", false, c.say("command.flag.help"))
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", Short: c.say("command.help"), RunE: func(_ *cobra.Command, args []string) error {
		cmd, _, err := root.Find(args)
		if err != nil {
			return err
		}
		return cmd.Help()
	}})
	root.AddCommand(c.demo(), c.accounts(), c.staff(), c.importing(), c.new(), c.kinds(), c.particulars(), c.template(), c.pictures(), c.convert(), c.list(), c.show(), c.official(), c.noticeCheck(), c.history(), c.changes(),
		c.versions(), c.diff(), c.restore(), c.comments(), c.locks(), c.review(),
		c.act("submit", newsroom.Submit), c.act("approve", newsroom.Approve), c.act("return", newsroom.Return),
		c.act("publish", newsroom.Publish), c.act("withdraw", newsroom.Withdraw),
		c.act("recall", newsroom.Recall), c.act("override", newsroom.Override), c.act("correct", newsroom.Correct), c.act("update", newsroom.Update),
		c.act("republish", newsroom.Republish), c.policy(), c.settings(), c.columns(), c.calendar(),
		c.pdf(), c.docx(), c.plain("text", press.PlainText), c.plain("markdown", press.Markdown), c.signOff(), c.stats(), c.bulletin(), c.printing(), c.printers(), c.fonts(), c.code(), c.card(), c.site(), c.preview(), c.backup(), c.check(), c.verify())
	return root
}

// language is the value of --lang.
type language struct{ lang *catalogue.Lang }

func (l *language) String() string { return string(*l.lang) }

func (l *language) Type() string { return "LANG" }

func (l *language) Set(s string) error {
	v, ok := catalogue.Parse(s)
	if !ok {
		return newsroom.Errorf(newsroom.Invalid, nil, "error.language_unknown", "Language", s)
	}
	*l.lang = v
	return nil
}

// run wraps a verb that needs no newsroom.
func (c *call) run(verb func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		c.started = true
		return verb(cmd.Context(), args)
	}
}

// in wraps a verb that works in a newsroom: it is open when the verb begins.
func (c *call) in(verb func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return c.run(func(ctx context.Context, args []string) (err error) {
		if c.room, err = c.Open(ctx, c.folder); err != nil {
			return err
		}
		return verb(ctx, args)
	})
}

func (c *call) press() *press.Press { return press.New(c.room, c.Now) }

func (c *call) say(id string, pairs ...any) string {
	return catalogue.For(c.lang).S(id, pairs...)
}

func (c *call) text(t catalogue.Text) string { return catalogue.For(c.lang).Say(t) }

// print writes the result: v as JSON where --json was given, and otherwise the lines.
func (c *call) print(v any, lines ...string) error {
	if c.json {
		e := json.NewEncoder(c.Stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(v)
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(c.Stdout, l); err != nil {
			return err
		}
	}
	return nil
}

type jsonError struct {
	Error struct {
		Code    newsroom.Code `json:"code"`
		Message string        `json:"message"`
		Unmet   []unmetJSON   `json:"unmet,omitempty"`
	} `json:"error"`
}

// unmetJSON is one condition that is not met.
type unmetJSON struct {
	Message string          `json:"message"`
	Target  newsroom.Target `json:"target,omitzero"`
}

// unmet is every condition that a refusal names.
func (c *call) unmet(err error) (out []unmetJSON) {
	for _, u := range newsroom.UnmetOf(err) {
		out = append(out, unmetJSON{c.text(u.Text), u.Target})
	}
	return out
}

// refuse says on standard error why the command did not do what it was asked.
func (c *call) refuse(err error) {
	err = newsroom.IntakeError(err)
	message := c.message(err)
	if c.json {
		var j jsonError
		j.Error.Code, j.Error.Message = newsroom.CodeOf(err), message
		if !c.started {
			j.Error.Code = newsroom.Invalid
		}
		j.Error.Unmet = c.unmet(err)
		if data, err := json.Marshal(j); err == nil {
			message = string(data)
		}
	} else {
		message = "galley: " + message
	}
	if !c.started && !c.json {
		message += "\n" + c.say("command.see_help")
	}
	// Nothing is left to tell anyone if standard error is gone; the exit status still says it.
	_, _ = fmt.Fprintln(c.Stderr, message)
}

func (c *call) message(err error) string {
	var e *newsroom.Error
	if errors.As(err, &e) {
		return c.text(e.Text)
	}
	if !c.started { // the words of the command-line library
		return c.say("command.misused", "Cause", err.Error())
	}
	if errors.Is(err, context.Canceled) {
		return c.say("error.cancelled")
	}
	return c.text(newsroom.TextOf(err))
}
