package target

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// Action is what a target has to do with an article.
type Action string

// The actions.
const (
	Publish  Action = "publish"  // show this version, whether it is the first or a correction
	Withdraw Action = "withdraw" // show it no more, and say so
	Whole    Action = "whole"    // bring the whole site, for no article's sake
)

// State says how far a job is.
type State string

// The states.
const (
	Pending   State = "pending"   // it is tried from Next on
	Failed    State = "failed"    // a person has to mend something, and then to have it tried again
	Sent      State = "sent"      // the target has it
	Overtaken State = "overtaken" // a later job of the article has taken its place
	Dropped   State = "dropped"   // a person has taken it out
)

// States returns every state.
func States() []State { return []State{Pending, Failed, Sent, Overtaken, Dropped} }

// IsOpen reports whether something is still to be done.
func (s State) IsOpen() bool { return s == Pending || s == Failed }

// Job is one thing that a target has to be brought. Target, Article, Version and Action together are those of one job only.
type Job struct {
	Seq      int64 // names it, from 1; the order in which they were asked for
	Target   ID
	Article  string // its id; empty for the whole site
	Version  int    // that readers are to see, or saw
	Action   Action
	At       time.Time // when it was asked for
	State    State
	Attempts int
	Next     time.Time // of a pending one: when it is tried
	Fault    Fault     // why the last attempt failed; empty for none
	Detail   string    // what the other side said, for who looks after it
	Done     time.Time // when it was sent, overtaken or dropped
}

// New returns the job as it is when it is asked for: to be tried at once.
func New(article string, version int, action Action, at time.Time) Job {
	return Job{Article: article, Version: version, Action: action, At: at, State: Pending, Next: at}
}

// Key is the same whenever the same is sent: a receiver that has seen it takes no notice of the second.
func (j Job) Key() string {
	h := sha256.Sum256([]byte(j.Article + "\x00" + strconv.Itoa(j.Version) + "\x00" + string(j.Action)))
	return hex.EncodeToString(h[:])
}

// FirstWait and LongestWait bound the time between two attempts; each wait is twice the one before.
const (
	FirstWait   = time.Minute
	LongestWait = time.Hour
)

// wait is how long to wait after that many attempts in vain.
func wait(attempts int) time.Duration {
	for d := FirstWait; ; d, attempts = 2*d, attempts-1 {
		if attempts <= 1 || d >= LongestWait {
			return min(d, LongestWait)
		}
	}
}

// longestAsked bounds how long a server may ask to be left alone.
const longestAsked = 24 * time.Hour

// After returns the job as it is after an attempt that ended so; nil is success. One that was overtaken or dropped meanwhile stays that unless it
// was sent all the same.
func (j Job) After(f *Failure, now time.Time) Job {
	if f == nil {
		j.Attempts++
		j.State, j.Done, j.Next, j.Fault, j.Detail = Sent, now, time.Time{}, "", ""
		return j
	}
	if !j.State.IsOpen() {
		return j
	}
	j.Attempts++
	return j.held(f, now, wait(j.Attempts))
}

// Held returns the job as it is when it was not tried because of a failure of another job of the same target.
func (j Job) Held(f *Failure, now time.Time) Job {
	if !j.State.IsOpen() {
		return j
	}
	return j.held(f, now, wait(j.Attempts+1))
}

func (j Job) held(f *Failure, now time.Time, d time.Duration) Job {
	j.Fault, j.Detail = f.Fault, f.Detail
	if f.Fault.IsLasting() {
		j.State, j.Next = Failed, time.Time{}
		return j
	}
	j.State, j.Next = Pending, now.Add(max(d, min(f.After, longestAsked)))
	return j
}

// Again returns the job as it is when a person wants it tried now.
func (j Job) Again(now time.Time) Job {
	j.State, j.Next, j.Done = Pending, now, time.Time{}
	return j
}

// Out returns the job as it is when a person has taken it out.
func (j Job) Out(now time.Time) Job {
	j.State, j.Next, j.Done = Dropped, time.Time{}, now
	return j
}

// IsDue reports whether the job is to be tried now.
func (j Job) IsDue(now time.Time) bool { return j.State == Pending && !j.Next.After(now) }
