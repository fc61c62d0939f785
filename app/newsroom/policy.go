package newsroom

import (
	"encoding/json"
	"slices"
	"time"
	"unicode/utf8"

	"galley/app/newsroom/worktime"
)

// Policy says how articles are reviewed: what has to be there before they are handed over, and the steps in order. An article in review
// keeps the policy that its round began with; a policy that is changed becomes a new version of itself.
type Policy struct {
	ID      string       `json:"id"`
	Version int          `json:"version,omitempty"` // from 1; given by [Newsroom.SaveSettings]
	Name    string       `json:"name"`
	Fields  []Field      `json:"fields,omitempty"` // to be filled before the article is handed over
	Checks  []Check      `json:"checks,omitempty"` // to be gone through before the article is handed over
	Steps   []PolicyStep `json:"steps"`
	Urgent  bool         `json:"urgent,omitempty"`     // 先发后审: a chief may publish before the review is through
	Amended string       `json:"correction,omitempty"` // id of the policy that corrections of its articles follow; its own where empty
}

// PolicyStep is one review.
type PolicyStep struct {
	Name     string       `json:"name"`               // 初审
	Role     Role         `json:"role,omitempty"`     // who may take it; empty where people are named
	People   []StaffID    `json:"people,omitempty"`   // who alone may take it
	Need     int          `json:"need,omitempty"`     // how many people have to approve; 0 is one
	Hours    int          `json:"hours,omitempty"`    // working hours until it is due; 0 is no limit
	Proofs   []ProofCheck `json:"proofs,omitempty"`   // that go with it
	Checks   []Check      `json:"checks,omitempty"`   // to be gone through before it is approved
	Override []Role       `json:"override,omitempty"` // who may pass it over with a reason; nobody where empty
}

// needs returns how many people have to approve the step.
func (s PolicyStep) needs() int { return max(1, s.Need) }

// opens reports whether the step is the person's to take, by role or by name.
func (s PolicyStep) opens(p Staff) bool {
	if len(s.People) > 0 {
		return slices.Contains(s.People, p.ID)
	}
	return p.Has(s.Role)
}

// roleOf returns the role in which the person takes the step.
func (s PolicyStep) roleOf(p Staff) Role {
	if p.Has(s.Role) {
		return s.Role
	}
	return roleIn(p, Roles()...)
}

// Check is an item of a checklist (送审须知、审核要点).
type Check struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Required bool   `json:"required,omitempty"` // otherwise it is advised
}

// ProofKind is one of the readings that go with the reviews.
type ProofKind string

// The proofs of 三校, the check that marked changes were carried out, and the last read.
const (
	FirstProof  ProofKind = "first"   // 一校
	SecondProof ProofKind = "second"  // 二校
	ThirdProof  ProofKind = "third"   // 三校
	RedCheck    ProofKind = "red"     // 核红
	ReadThrough ProofKind = "through" // 通读
)

// ProofKinds returns every kind in the order of the trade.
func ProofKinds() []ProofKind {
	return []ProofKind{FirstProof, SecondProof, ThirdProof, RedCheck, ReadThrough}
}

// ProofCheck is a proof that goes with a step.
type ProofCheck struct {
	Kind     ProofKind `json:"kind"`
	Required bool      `json:"required,omitempty"` // otherwise it is advised
}

// Proof says what a reading found.
type Proof struct {
	Kind      ProofKind `json:"kind"`
	Found     int       `json:"found"`     // errors
	Corrected int       `json:"corrected"` // of them
}

// The fields that a review can ask for: parts of the document, and properties. Headline and text are asked for by every policy.
const (
	FieldHeadline Field = "headline"
	FieldText     Field = "text"
	FieldKicker   Field = "kicker"
	FieldAbstract Field = "abstract"
	FieldColumn   Field = "column"
	FieldSource   Field = "source"
	FieldAuthors  Field = "authors"
	FieldEditor   Field = "editor"
	FieldReviewer Field = "reviewer"
	FieldKeywords Field = "keywords"
	FieldPlace    Field = "place"
	FieldNote     Field = "correction"
)

// PolicyFields returns the fields that a policy can ask for.
func PolicyFields() []Field {
	return []Field{FieldKicker, FieldAbstract, FieldColumn, FieldSource, FieldAuthors, FieldEditor, FieldReviewer, FieldKeywords, FieldPlace}
}

// advised returns the proofs of the kinds, none of them required.
func advised(kinds ...ProofKind) []ProofCheck {
	out := make([]ProofCheck, len(kinds))
	for i, k := range kinds {
		out[i] = ProofCheck{Kind: k}
	}
	return out
}

// ThreeReviews is the policy of 三审三校, the default: 初审 and 复审 by reviewers, 终审 by a chief, a proof with each, and 核红 and 通读 with the last.
func ThreeReviews() Policy {
	chief := []Role{Chief}
	return Policy{ID: "three-reviews", Version: 1, Name: "三审三校", Steps: []PolicyStep{
		{Name: "初审", Role: Reviewer, Hours: 8, Proofs: advised(FirstProof), Override: chief},
		{Name: "复审", Role: Reviewer, Hours: 8, Proofs: advised(SecondProof), Override: chief},
		{Name: "终审", Role: Chief, Hours: 8, Proofs: advised(ThirdProof, RedCheck, ReadThrough)},
	}}
}

// SamplePolicies returns policies to begin with, the default first: 三审三校, two steps, 信息发布审批 for notices, and 先发后审.
func SamplePolicies() []Policy {
	three := ThreeReviews()
	three.Amended = "two-steps"
	return []Policy{three,
		{ID: "two-steps", Version: 1, Name: "两审", Steps: []PolicyStep{
			{Name: "初审", Role: Reviewer, Hours: 4, Proofs: advised(FirstProof), Override: []Role{Chief}},
			{Name: "终审", Role: Chief, Hours: 4, Proofs: advised(ReadThrough)},
		}},
		{ID: "notice", Version: 1, Name: "信息发布审批", Fields: []Field{FieldSource, FieldColumn},
			Checks: []Check{
				{ID: "secret", Text: "不含涉密和不宜公开的内容", Required: true},
				{ID: "private", Text: "不含不应公开的个人信息", Required: true},
			},
			Steps: []PolicyStep{
				{Name: "部门审核", Role: Reviewer, Hours: 8, Checks: []Check{
					{ID: "facts", Text: "时间、地点、人名、职务、数字已核对", Required: true},
					{ID: "contact", Text: "联系人和电话有效"},
				}, Override: []Role{Chief}},
				{Name: "签发", Role: Chief, Hours: 8, Proofs: advised(ReadThrough)},
			}},
		{ID: "urgent", Version: 1, Name: "先发后审", Urgent: true, Steps: []PolicyStep{
			{Name: "复审", Role: Reviewer, Hours: 2, Proofs: advised(FirstProof)},
			{Name: "终审", Role: Chief, Hours: 4, Proofs: advised(ReadThrough)},
		}},
	}
}

// Policy returns the policy of that id as it is today.
func (s Settings) Policy(id string) (Policy, bool) {
	i := slices.IndexFunc(s.Policies, func(p Policy) bool { return p.ID == id })
	if i < 0 {
		return Policy{}, false
	}
	return s.Policies[i], true
}

// PolicyVersion returns a policy as it was in that version.
func (s Settings) PolicyVersion(id string, version int) (Policy, bool) {
	for _, p := range slices.Concat(s.Policies, s.Past) {
		if p.ID == id && p.Version == version {
			return p, true
		}
	}
	return Policy{}, false
}

// PolicyOf returns the policy that articles of the column are reviewed by.
func (s Settings) PolicyOf(column string) Policy {
	if c, ok := s.Column(column); ok {
		if p, ok := s.Policy(c.Policy); ok {
			return p
		}
	}
	if len(s.Policies) > 0 {
		return s.Policies[0]
	}
	return ThreeReviews()
}

// NextPolicy returns the policy that the article's next round follows where nobody asks for another.
func (s Settings) NextPolicy(a Article) Policy {
	p, _, err := s.policyFor(a, "")
	if err != nil {
		return s.PolicyOf(a.Digest.Column)
	}
	return p
}

// policyFor returns the policy that the article's next round follows, and whether it was asked for by name in place of the one that it would
// follow by itself. Invalid: there is no policy of that name.
func (s Settings) policyFor(a Article, named string) (p Policy, chosen bool, err error) {
	p = s.PolicyOf(a.Digest.Column)
	if shorter, ok := s.Policy(p.Amended); ok && a.Amends == Correct {
		p = shorter
	}
	if named == "" || named == p.ID {
		return p, false, nil
	}
	other, ok := s.Policy(named)
	if !ok {
		return p, false, Errorf(Invalid, nil, "error.policy_unknown", "ID", named)
	}
	return other, true, nil
}

// Due returns when the step that the article waits for is due, by the newsroom's working hours. False: it waits for none, or without a limit.
func (s Settings) Due(a Article) (time.Time, bool) {
	if a.State != InReview || a.Step >= len(a.Policy.Steps) || a.Policy.Steps[a.Step].Hours == 0 || a.Since.IsZero() {
		return time.Time{}, false
	}
	loc, err := s.Location()
	if err != nil {
		return time.Time{}, false // such settings cannot be saved
	}
	c := s.Calendar
	if c.IsZero() {
		c = worktime.Default()
	}
	return c.Add(a.Since.In(loc), time.Duration(a.Policy.Steps[a.Step].Hours)*time.Hour), true
}

// versioned returns the settings to be kept in place of the old ones: a policy that says something else than before has the next version, and
// the one before it is among the past ones.
func (s Settings) versioned(old Settings) Settings {
	s.Policies, s.Past = slices.Clone(s.Policies), slices.Clone(old.Past)
	for _, was := range old.Policies {
		if now, ok := s.Policy(was.ID); !ok || !now.says(was) {
			s.Past = append(s.Past, was)
		}
	}
	for i, p := range s.Policies {
		if was, ok := old.Policy(p.ID); ok && p.says(was) {
			s.Policies[i].Version = was.Version
			continue
		}
		last := 0
		for _, past := range s.Past {
			if past.ID == p.ID {
				last = max(last, past.Version)
			}
		}
		s.Policies[i].Version = last + 1
	}
	return s
}

// says reports whether both policies say the same, whatever their versions.
func (p Policy) says(o Policy) bool {
	p.Version, o.Version = 0, 0
	return written(p) == written(o)
}

// written is a value as it is stored.
func written(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // settings are texts, numbers and lists of them
	}
	return string(data)
}

// Clone returns a copy that shares nothing with the policy.
func (p Policy) Clone() Policy {
	p.Fields, p.Checks, p.Steps = slices.Clone(p.Fields), slices.Clone(p.Checks), slices.Clone(p.Steps)
	for i, s := range p.Steps {
		s.People, s.Proofs, s.Checks, s.Override = slices.Clone(s.People), slices.Clone(s.Proofs), slices.Clone(s.Checks), slices.Clone(s.Override)
		p.Steps[i] = s
	}
	return p
}

func clonePolicies(all []Policy) []Policy {
	all = slices.Clone(all)
	for i := range all {
		all[i] = all[i].Clone()
	}
	return all
}

// maxPeople and maxHours bound what a step asks for.
const (
	maxPeople = 20
	maxHours  = 2000 // about a year of working hours
)

// checkPolicies makes sure that every policy can be followed to its end.
func (s Settings) checkPolicies() error {
	if len(s.Policies) == 0 {
		return Errorf(Invalid, nil, "error.no_policy")
	}
	for i, p := range s.Policies {
		if isBlank(p.ID) || !printable(p.ID) || slices.ContainsFunc(s.Policies[:i], func(o Policy) bool { return o.ID == p.ID }) {
			return Errorf(Invalid, nil, "error.policy_id", "Name", p.Name)
		}
		if _, ok := s.Policy(p.Amended); p.Amended != "" && !ok {
			return Errorf(Invalid, nil, "error.policy_unknown", "ID", p.Amended)
		}
		if err := p.check(); err != nil {
			return err
		}
	}
	return nil
}

// check makes sure that the policy has steps, each with a name of its own, by which a return names it, and somebody who can take it, and that
// what they ask for can be given.
func (p Policy) check() error {
	if len(p.Steps) == 0 {
		return Errorf(Invalid, nil, "error.policy_empty", "Name", p.Name)
	}
	for _, f := range p.Fields {
		if !slices.Contains(PolicyFields(), f) {
			return Errorf(Invalid, nil, "error.policy_field", "Name", p.Name, "Field", string(f))
		}
	}
	if err := checkList(p.Name, p.Checks); err != nil {
		return err
	}
	for j, step := range p.Steps {
		if isBlank(step.Name) || !printable(step.Name) || slices.ContainsFunc(p.Steps[:j], func(o PolicyStep) bool { return o.Name == step.Name }) {
			return Errorf(Invalid, nil, "error.policy_step", "Name", p.Name, "Step", step.Name)
		}
		if err := step.check(p.Name); err != nil {
			return err
		}
	}
	return nil
}

func (s PolicyStep) check(policy string) error {
	if len(s.People) == 0 && s.Role == "" {
		return Errorf(Invalid, nil, "error.policy_nobody", "Name", policy, "Step", StepText(s.Name))
	}
	roles := s.Override
	if len(s.People) == 0 || s.Role != "" {
		roles = append(slices.Clone(roles), s.Role)
	}
	for _, r := range roles {
		if !slices.Contains(Roles(), r) {
			return Errorf(Invalid, nil, "error.role_unknown", "Role", string(r))
		}
	}
	if s.Need < 0 || s.Need > maxPeople || len(s.People) > 0 && s.Need > len(s.People) || s.Hours < 0 || s.Hours > maxHours {
		return Errorf(Invalid, nil, "error.policy_number", "Name", policy, "Step", StepText(s.Name), "People", maxPeople, "Hours", maxHours)
	}
	for i, c := range s.Proofs {
		if !slices.Contains(ProofKinds(), c.Kind) || slices.ContainsFunc(s.Proofs[:i], func(o ProofCheck) bool { return o.Kind == c.Kind }) {
			return Errorf(Invalid, nil, "error.policy_proof", "Name", policy, "Step", StepText(s.Name), "Proof", string(c.Kind))
		}
	}
	return checkList(policy, s.Checks)
}

// checkList makes sure that every item of a checklist can be named and read.
func checkList(policy string, items []Check) error {
	for i, c := range items {
		if isBlank(c.ID) || !printable(c.ID) || isBlank(c.Text) || !printable(c.Text) || utf8.RuneCountInString(c.Text) > maxProperty ||
			slices.ContainsFunc(items[:i], func(o Check) bool { return o.ID == c.ID }) {
			return Errorf(Invalid, nil, "error.policy_check", "Name", policy, "Check", abridged(c.ID+" "+c.Text))
		}
	}
	return nil
}

// WithPolicy returns the settings with the policy in the place of the one of its id, or after the others.
func (s Settings) WithPolicy(p Policy) Settings {
	s.Policies = slices.Clone(s.Policies)
	if i := slices.IndexFunc(s.Policies, func(o Policy) bool { return o.ID == p.ID }); i >= 0 {
		s.Policies[i] = p
	} else {
		s.Policies = append(s.Policies, p)
	}
	return s
}
