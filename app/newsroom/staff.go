package newsroom

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// StaffID names a person for ever; a name may change, the id does not.
type StaffID string

// Role is what a person is trusted with.
type Role string

// The roles.
const (
	Writer    Role = "writer"    // 记者、作者
	Reviewer  Role = "reviewer"  // 初审 and 复审
	Chief     Role = "chief"     // 终审; may edit any draft and withdraw
	Publisher Role = "publisher" // 发布 and 撤稿
	Admin     Role = "admin"     // staff, columns, settings
)

// Roles returns every role in the order of the trade.
func Roles() []Role { return []Role{Writer, Reviewer, Chief, Publisher, Admin} }

// Staff is one person of the newsroom.
type Staff struct {
	ID    StaffID `json:"id"`
	Name  string  `json:"name"`
	Roles []Role  `json:"roles"`
	Unit  string  `json:"unit,omitempty"` // 单位: the department or school that the person belongs to

	// Removed says that the person works here no more. What he did keeps his name.
	Removed bool `json:"removed,omitempty"`
}

// Has reports whether the person has one of the given roles.
func (s Staff) Has(roles ...Role) bool {
	for _, r := range roles {
		if slices.Contains(s.Roles, r) {
			return true
		}
	}
	return false
}

// check refuses a person without a printable name or with a role that does not exist.
func (s Staff) check() error {
	if strings.TrimSpace(s.Name) != s.Name || s.Name == "" || utf8.RuneCountInString(s.Name) > 40 || !printable(s.Name) {
		return Errorf(Invalid, nil, "error.staff_name", "Name", s.Name)
	}
	if strings.TrimSpace(s.Unit) != s.Unit || utf8.RuneCountInString(s.Unit) > maxProperty || !printable(s.Unit) {
		return Errorf(Invalid, nil, "error.property_text", "Text", abridged(s.Unit))
	}
	if len(s.Roles) == 0 {
		return Errorf(Invalid, nil, "error.staff_no_role", "Name", s.Name)
	}
	for _, r := range s.Roles {
		if !slices.Contains(Roles(), r) {
			return Errorf(Invalid, nil, "error.role_unknown", "Role", string(r))
		}
	}
	return nil
}
