package newsroom

import (
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
}

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
	if err != nil {
		return nil, Errorf(Invalid, err, "error.zone_unknown", "Zone", s.Zone)
	}
	return loc, nil
}

// Column returns the column of that name, alias or slug.
func (s Settings) Column(name string) (Column, bool) {
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
