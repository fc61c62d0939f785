package newsroom

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"galley/app/newsroom/worktime"
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
	// Past are the earlier versions of the policies, oldest first. [Newsroom.SaveSettings] keeps them; nothing takes one out.
	Past     []Policy          `json:"past,omitempty"`
	Reasons  []string          `json:"reasons,omitempty"` // 常用退回原因, offered to whoever returns an article
	Calendar worktime.Calendar `json:"calendar,omitzero"` // working hours, weekends, holidays
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

// NewSettings returns the settings of an empty newsroom.
func NewSettings() Settings {
	return Settings{
		Site: "", Pattern: "https://news.example.edu/{column}/{year}/{number}.html", Zone: "Asia/Shanghai",
		Language: catalogue.ZhHans, Policies: SamplePolicies(),
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

// Clone returns a copy that shares nothing with the settings.
func (s Settings) Clone() Settings {
	s.Columns, s.Reasons = slices.Clone(s.Columns), slices.Clone(s.Reasons)
	for i := range s.Columns {
		s.Columns[i].Aliases = slices.Clone(s.Columns[i].Aliases)
	}
	s.Policies, s.Past = clonePolicies(s.Policies), clonePolicies(s.Past)
	c := &s.Calendar
	c.Spans, c.Free, c.Holidays, c.Workdays = slices.Clone(c.Spans), slices.Clone(c.Free), slices.Clone(c.Holidays), slices.Clone(c.Workdays)
	return s
}

// Says reports whether both settings say the same, whatever the versions of their policies.
func (s Settings) Says(o Settings) bool {
	return written(s.unversioned()) == written(o.unversioned())
}

// unversioned returns the settings without what only tells their past.
func (s Settings) unversioned() Settings {
	s.Policies, s.Past = slices.Clone(s.Policies), nil
	for i := range s.Policies {
		s.Policies[i].Version = 0
	}
	if len(s.Columns) == 0 {
		s.Columns = nil // none, and none yet, are the same
	}
	return s
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

// Check refuses settings under which an article could not be made, reviewed or published. Invalid: the first thing that is wrong, by name.
func (s Settings) Check() error {
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
	for _, r := range s.Reasons {
		if isBlank(r) || !printable(r) || utf8.RuneCountInString(r) > maxProperty {
			return Errorf(Invalid, nil, "error.property_text", "Text", abridged(r))
		}
	}
	if err := s.Calendar.Check(); err != nil {
		return calendarFault(err)
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

// MayManage tells whether the person may change the settings, and why not, in the words in which [Newsroom.SaveSettings] refuses. While accounts
// are off everybody at the desk may.
func (s Settings) MayManage(p Staff) error {
	if !s.Accounts {
		return nil
	}
	return lacks(p, ManageSettings)
}

// calendarFault is the refusal of a calendar that cannot be used.
func calendarFault(err error) error {
	var f *worktime.Fault
	if errors.As(err, &f) && f.Value != "" {
		return Errorf(Invalid, err, "error.calendar", "Part", f.Value)
	}
	return Errorf(Invalid, err, "error.calendar_empty")
}
