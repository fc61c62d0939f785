package command

// usage returns the help template of the command-line library with the words of the catalogue.
func (c *call) usage() string {
	return c.say("command.usage") + `: {{.UseLine}}{{if .HasAvailableSubCommands}}

` + c.say("command.commands") + `:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + c.say("command.flags") + `:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + c.say("command.global_flags") + `:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + c.say("command.more_help", "Path", "galley") + `{{end}}
`
}
