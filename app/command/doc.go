// Package command is the newsroom's services as verbs, without a display.
//
// [Run] is the whole of galley but for its windows. It is given a world, an [Env], and returns an exit status: 0 done, 1 refused or failed
// with the reason on standard error, 2 used wrongly. Every verb calls the same services as the windows and is refused with the same words.
//
// Words that a person reads come from the catalogue, in the language of --lang or of the environment. With --json the result is one JSON
// value on standard output and a refusal is one on standard error, {"error": {"code", "message"}}, for scripts.
package command
