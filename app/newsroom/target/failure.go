package target

import (
	"context"
	"errors"
	"time"
)

// Fault is why something did not get to its target. The catalogue has a sentence for each: target.fault.<fault>.
type Fault string

// The faults.
const (
	Unreachable  Fault = "unreachable"   // no connection came about
	Cut          Fault = "cut"           // the connection broke off
	Busy         Fault = "busy"          // the server cannot now
	Failing      Fault = "failing"       // the server could not write; its disk may be full
	NoSecret     Fault = "no_secret"     // the keyring does not answer, or has nothing
	Denied       Fault = "denied"        // the user or the password is wrong
	Stranger     Fault = "stranger"      // the server is not the one that was confirmed, or its certificate is not trusted
	NoFolder     Fault = "no_folder"     // the folder is not there
	NoPermission Fault = "no_permission" // the user may not write there
	Foreign      Fault = "foreign"       // the folder has files that Galley did not make
	ForeignPost  Fault = "foreign_post"  // there is a post of that address which Galley did not make
	Moved        Fault = "moved"         // the address leads elsewhere
	Odd          Fault = "odd"           // what answers is not what it should be
	Refused      Fault = "refused"       // the server does not want this article
	Classified   Fault = "classified"    // the article has a grade of secrecy
	Unreadable   Fault = "unreadable"    // the article or its page cannot be made here
)

// faults is the table of what follows from each fault: whether time does not mend it, and whether it is the target's and not the article's.
var faults = map[Fault]struct{ lasting, whole bool }{
	Unreachable: {false, true}, Cut: {false, true}, Busy: {false, true}, Failing: {false, true}, NoSecret: {false, true},
	Denied: {true, true}, Stranger: {true, true}, NoFolder: {true, true}, NoPermission: {true, true}, Foreign: {true, true}, Moved: {true, true}, Odd: {true, true},
	ForeignPost: {true, false}, Refused: {true, false}, Classified: {true, false}, Unreadable: {true, false},
}

// Faults returns every fault.
func Faults() []Fault {
	return []Fault{
		Unreachable, Cut, Busy, Failing, NoSecret, Denied, Stranger, NoFolder, NoPermission, Foreign, ForeignPost, Moved, Odd, Refused, Classified, Unreadable,
	}
}

// IsLasting reports whether a person has to mend it.
func (f Fault) IsLasting() bool { return faults[f].lasting }

// IsWhole reports whether nothing else will get to the target either for now.
func (f Fault) IsWhole() bool { return faults[f].whole }

// Failure is an attempt that failed.
type Failure struct {
	Fault  Fault
	Detail string        // what the other side said
	After  time.Duration // how long the other side asks to be left alone
	Err    error
}

// Fail returns a failure because of err, whose words are its detail.
func Fail(f Fault, err error) *Failure {
	return &Failure{Fault: f, Detail: clip(err.Error()), Err: err}
}

func (f *Failure) Error() string { return string(f.Fault) + ": " + f.Detail }

// Unwrap returns the cause.
func (f *Failure) Unwrap() error { return f.Err }

// FailureOf returns the failure in the chain of err. Any other error is one of this computer: Unreadable. nil, and the end of the context,
// which says nothing about the target, are none.
func FailureOf(err error) *Failure {
	if err == nil || errors.Is(err, context.Canceled) {
		return nil
	}
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return Fail(Unreadable, err)
}

// maxDetail bounds a detail in characters.
const maxDetail = 500

func clip(s string) string {
	if r := []rune(s); len(r) > maxDetail {
		return string(r[:maxDetail-1]) + "…"
	}
	return s
}
