package state

import "galley/editor/state/motion"

// Command is something that a writer does. It reports whether it applies to the state, and hands its transaction to dispatch unless that is
// nil.
type Command func(s State, dispatch func(*Transaction)) bool

// attempt is the common end of the commands: the edit applies when it returns no error. Where it joined a letter with a mark that stood
// behind what was deleted, the ends of the selection move out of the cluster that they make.
func attempt(s State, dispatch func(*Transaction), edit func(tr *Transaction) error) bool {
	tr := s.Begin()
	if edit(tr) != nil {
		return false
	}
	if sel, ok := tr.Selection().(TextSelection); ok && tr.Changed() {
		snapped := TextSelection{motion.Snap(tr.Doc(), sel.Anchor, motion.Forward), motion.Snap(tr.Doc(), sel.Head, motion.Forward)}
		if snapped != sel && tr.Select(snapped) != nil {
			return false
		}
	}
	if dispatch != nil {
		dispatch(tr)
	}
	return true
}

// First returns the command that is the first of several that applies.
func First(commands ...Command) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		for _, c := range commands {
			if c(s, dispatch) {
				return true
			}
		}
		return false
	}
}
