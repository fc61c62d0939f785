package newsroom

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ArticleID names an article for ever.
type ArticleID string

// Number is how people name an article: the year it was begun and a running number, as in 2026-00017.
type Number string

// Revision counts the changes that were appended to an article since it was made. It is the base that an append names.
type Revision int64

// State is where an article stands.
type State string

// The states. They change only through the review machine; see Decide.
const (
	Draft     State = "draft"     // 草稿
	InReview  State = "in_review" // 审核中
	Returned  State = "returned"  // 已退回
	Approved  State = "approved"  // 待发布
	Published State = "published" // 已发布
	Withdrawn State = "withdrawn" // 已撤稿
)

// States returns every state in the order of an article's life.
func States() []State { return []State{Draft, InReview, Returned, Approved, Published, Withdrawn} }

// Article is the record of one article without its text: what lists show and what the review machine decides on.
type Article struct {
	ID           ArticleID
	Number       Number
	State        State
	Revision     Revision   // changes appended so far
	Acts         int        // decisions recorded so far; the base that a decision names
	Creator      StaffID    // whose article it is
	Contributors []StaffID  // everyone who appended a change, sorted
	Policy       Policy     // of the round in progress or last; before the first, of the column that the article was created in
	Round        int        // rounds begun
	Step         int        // index into Policy.Steps that is awaited while InReview
	Taken        []Taken    // who acted on which step in this round
	Agreed       []StaffID  // who approved the awaited step since it was awaited, where it needs several
	Since        time.Time  // when the article came to where it stands: what a due time counts from; zero before the first decision
	Amends       Action     // of a version after a publication, what it is: Correct, Update or Republish; empty otherwise
	Version      VersionSeq // the version under review, approved or published; 0 before the first submission
	Hash         Hash       // of that version
	Live         VersionSeq // the version that readers see; 0 where they see none
	Unreviewed   bool       // readers see a version whose review is not through: 先发后审
	Permalink    string     // fixed at the first publication
	PublishedAt  time.Time  // of the last publication that was not a correction; zero before
	Created      time.Time
	Updated      time.Time
	Digest       Digest
}

// Digest is what lists show of an article's text. The store keeps it beside the article.
type Digest struct {
	Headline   string
	Column     string
	Kind       string
	Author     string // the byline, or the creator's name
	Characters int
}

// Taken says that a person acted on a step of the round.
type Taken struct {
	Step int     `json:"step"`
	By   StaffID `json:"by"`
}

// WrittenBy reports whether the person made the article or changed a word of it.
func (a Article) WrittenBy(id StaffID) bool {
	return a.Creator == id || slices.Contains(a.Contributors, id)
}

// Decision is one act on an article, kept for ever.
type Decision struct {
	Article ArticleID
	Seq     int // from 1
	Action  Action
	From    State
	To      State
	Round   int
	Step    string // name of the step acted on, empty outside a review
	SentTo  string // of a return: the step it went back to, empty for the author
	By      StaffID
	Name    string // of the person at that time
	Role    Role   // in which the person acted
	At      time.Time
	Opinion string
	Reason  string
	Version VersionSeq
	Hash    Hash    // of that version
	Detail  *Detail `json:",omitempty"` // nil where there is no more to say; never changed in place
}

// Detail is what only some decisions say.
type Detail struct {
	Policy *Policy  `json:"policy,omitempty"` // of a submission: the one that the round follows
	Checks []string `json:"checks,omitempty"` // ids of the items of the checklist that were gone through
	Proofs []Proof  `json:"proofs,omitempty"` // that were read
	Notice string   `json:"notice,omitempty"` // of a withdrawal: what readers are told
}

// Policy returns the policy that a submission began its round with; nil of any other decision, and of submissions before policies were kept.
func (d Decision) Policy() *Policy {
	if d.Detail == nil {
		return nil
	}
	return d.Detail.Policy
}

// Approves reports whether the decision is somebody's yes at a step.
func (d Decision) Approves() bool { return d.Action == Approve || d.Action == ApproveCorrected }

// Filter chooses articles. The zero value chooses all.
type Filter struct {
	States  []State
	Column  string
	Creator StaffID
	Query   string // characters that the headline or the number has
	Limit   int    // 0 for no limit
}

// Awaits returns the name of the step that the article waits for, empty outside a review.
func (a Article) Awaits() string {
	if a.State == InReview && a.Step < len(a.Policy.Steps) {
		return a.Policy.Steps[a.Step].Name
	}
	return ""
}

// IsLive reports whether readers see the article, whatever is being done with a newer version of it.
func (a Article) IsLive() bool { return a.Live > 0 }

// ParseState reads the name of a state. Invalid.
func ParseState(s string) (State, error) {
	if i := slices.Index(States(), State(s)); i >= 0 {
		return States()[i], nil
	}
	return "", Errorf(Invalid, nil, "error.state_unknown", "State", s)
}

// numberForm is a year, a hyphen and a running number, which people write with fewer zeros.
var numberForm = regexp.MustCompile(`^(\d{4})-(\d{1,9})$`)

// ParseNumber reads a number as people write it: 2026-17 is 2026-00017. Invalid.
func ParseNumber(s string) (Number, error) {
	m := numberForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return "", Errorf(Invalid, nil, "error.number", "Number", s)
	}
	running, err := strconv.Atoi(m[2])
	if err != nil || running == 0 {
		return "", Errorf(Invalid, err, "error.number", "Number", s)
	}
	return Number(fmt.Sprintf("%s-%05d", m[1], running)), nil
}
