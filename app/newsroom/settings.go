package newsroom

import (
	"slices"
	"strings"
	"time"

	"galley/assets/catalogue"
)

// Settings are what holds for a whole newsroom.
type Settings struct {
	Site     string         `json:"site"`     // the site's name
	Pattern  string         `json:"pattern"`  // of permalinks; see Permalink
	Zone     string         `json:"zone"`     // IANA name of the time zone
	Language catalogue.Lang `json:"language"` // of new articles
	Columns  []Column       `json:"columns"`
	Policies []Policy       `json:"policies"`

	// Accounts says that people sign in. [Newsroom.UseAccounts] changes it, and nothing else does.
	Accounts bool `json:"accounts,omitempty"`
	// IdleMinutes is after how long without a key or a click a window locks itself; 0 for [DefaultIdle].
	IdleMinutes int `json:"idle_minutes,omitempty"`
}

// DefaultIdle is after how long a window locks itself where the settings do not say.
const DefaultIdle = 5 * time.Minute

// Idle returns after how long without a key or a click a window locks itself.
func (s Settings) Idle() time.Duration {
	if s.IdleMinutes <= 0 {
		return DefaultIdle
	}
	return time.Duration(s.IdleMinutes) * time.Minute
}

// maxIdle bounds IdleMinutes: a desk that is left for a day is not watched.
const maxIdle = 24 * 60

// Column is a 栏目 of the site.
type Column struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"` // other spellings that pages use, such as the Traditional form
	Slug    string   `json:"slug"`              // in addresses
	Policy  string   `json:"policy,omitempty"`  // id of its policy; the first of the newsroom where it has none
}

// Policy says how articles are reviewed: steps in order.
type Policy struct {
	ID    string       `json:"id"`
	Name  string       `json:"name"`
	Steps []PolicyStep `json:"steps"`
}

// PolicyStep is one review.
type PolicyStep struct {
	Name string `json:"name"` // 初审
	Role Role   `json:"role"` // who may take it
}

// ThreeReviews is the policy of 三审制, the default: 初审 and 复审 by reviewers, 终审 by a chief.
func ThreeReviews() Policy {
	return Policy{ID: "three-reviews", Name: "三审", Steps: []PolicyStep{{"初审", Reviewer}, {"复审", Reviewer}, {"终审", Chief}}}
}

// NewSettings returns the settings of an empty newsroom.
func NewSettings() Settings {
	return Settings{
		Site: "", Pattern: "https://news.example.edu/{column}/{year}/{number}.html", Zone: "Asia/Shanghai",
		Language: catalogue.ZhHans, Policies: []Policy{ThreeReviews()},
	}
}

// Location returns the newsroom's time zone. Invalid: the zone's name is unknown.
func (s Settings) Location() (*time.Location, error) {
	loc, err := time.LoadLocation(s.Zone)
	if err != nil || s.Zone == "" || s.Zone == "Local" { // the two that are another zone on another machine or none at all
		return nil, Errorf(Invalid, err, "error.zone_unknown", "Zone", s.Zone)
	}
	return loc, nil
}

// Column returns the column of that name, alias or slug. No column has the empty name.
func (s Settings) Column(name string) (Column, bool) {
	if name == "" {
		return Column{}, false
	}
	for _, c := range s.Columns {
		if c.Name == name || c.Slug == name {
			return c, true
		}
		for _, a := range c.Aliases {
			if a == name {
				return c, true
			}
		}
	}
	return Column{}, false
}

// PolicyOf returns the policy that articles of the column are reviewed by.
func (s Settings) PolicyOf(column string) Policy {
	if c, ok := s.Column(column); ok {
		for _, p := range s.Policies {
			if p.ID == c.Policy {
				return p
			}
		}
	}
	if len(s.Policies) > 0 {
		return s.Policies[0]
	}
	return ThreeReviews()
}

// check refuses settings under which an article could not be made, reviewed or published.
func (s Settings) check() error {
	if _, err := s.Location(); err != nil {
		return err
	}
	if !slices.Contains(catalogue.Langs(), s.Language) {
		return Errorf(Invalid, nil, "error.language_unknown", "Language", string(s.Language))
	}
	if !printable(s.Site) {
		return Errorf(Invalid, nil, "error.property_text", "Text", abridged(s.Site))
	}
	if s.IdleMinutes < 0 || s.IdleMinutes > maxIdle {
		return Errorf(Invalid, nil, "error.idle", "Most", maxIdle)
	}
	if err := s.checkPolicies(); err != nil {
		return err
	}
	if err := s.checkColumns(); err != nil {
		return err
	}
	if !strings.Contains(s.Pattern, "{number}") || !strings.Contains(s.Pattern, "{year}") {
		return Errorf(Invalid, nil, "error.pattern_not_unique", "Pattern", s.Pattern)
	}
	for _, c := range append(slices.Clone(s.Columns), Column{Name: "x"}) {
		if _, err := s.Permalink(Article{Number: "2026-00001", Digest: Digest{Column: c.Name}}); err != nil {
			return err
		}
	}
	return nil
}

// checkColumns makes sure that every name, alias and slug means one column.
func (s Settings) checkColumns() error {
	owner := map[string]string{}
	for i, c := range s.Columns {
		if isBlank(c.Name) || slices.ContainsFunc(s.Columns[:i], func(o Column) bool { return o.Name == c.Name }) {
			return Errorf(Invalid, nil, "error.column", "Name", c.Name)
		}
		for _, name := range append([]string{c.Name, c.Slug}, c.Aliases...) {
			if o, ok := owner[name]; ok && name != "" && o != c.Name || !printable(name) {
				return Errorf(Invalid, nil, "error.column", "Name", c.Name)
			}
			owner[name] = c.Name
		}
		if c.Policy != "" && !slices.ContainsFunc(s.Policies, func(p Policy) bool { return p.ID == c.Policy }) {
			return Errorf(Invalid, nil, "error.column_policy", "Name", c.Name, "Policy", c.Policy)
		}
	}
	return nil
}

// checkPolicies makes sure that every policy can be followed to its end: that it has steps, each with a name of its own, by which a return
// names it, and a role that somebody can have.
func (s Settings) checkPolicies() error {
	if len(s.Policies) == 0 {
		return Errorf(Invalid, nil, "error.no_policy")
	}
	for i, p := range s.Policies {
		if isBlank(p.ID) || slices.ContainsFunc(s.Policies[:i], func(o Policy) bool { return o.ID == p.ID }) {
			return Errorf(Invalid, nil, "error.policy_id", "Name", p.Name)
		}
		if len(p.Steps) == 0 {
			return Errorf(Invalid, nil, "error.policy_empty", "Name", p.Name)
		}
		for j, step := range p.Steps {
			if isBlank(step.Name) || !printable(step.Name) || slices.ContainsFunc(p.Steps[:j], func(o PolicyStep) bool { return o.Name == step.Name }) {
				return Errorf(Invalid, nil, "error.policy_step", "Name", p.Name, "Step", step.Name)
			}
			if !slices.Contains(Roles(), step.Role) {
				return Errorf(Invalid, nil, "error.role_unknown", "Role", string(step.Role))
			}
		}
	}
	return nil
}
