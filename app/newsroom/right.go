package newsroom

import "slices"

// Right is something that a role allows whatever the state of an article is. What it allows in each state is in the review machine, which
// adds conditions to these; TestRights holds the two together.
type Right string

// The rights.
const (
	WriteArticles  Right = "write"    // make articles, and change and hand over those that one wrote on
	EditAll        Right = "edit_all" // change and hand over anybody's
	ReviewArticles Right = "review"   // take a step of a review that asks for the role
	PublishOut     Right = "publish"
	WithdrawOut    Right = "withdraw" // and send back what is approved
	TakeLeases     Right = "leases"   // take an article over from whoever writes on it, and end his lease
	ManagePeople   Right = "people"   // add and remove people, give out passwords
	ManageSettings Right = "settings" // site, columns, policies, accounts
)

// Rights returns every right.
func Rights() []Right {
	return []Right{WriteArticles, EditAll, ReviewArticles, PublishOut, WithdrawOut, TakeLeases, ManagePeople, ManageSettings}
}

// rights is the table of roles and rights. Who has several roles has the rights of each.
var rights = map[Role][]Right{
	Writer:    {WriteArticles},
	Reviewer:  {WriteArticles, ReviewArticles},
	Chief:     {WriteArticles, EditAll, ReviewArticles, WithdrawOut, TakeLeases},
	Publisher: {PublishOut, WithdrawOut},
	Admin:     {TakeLeases, ManagePeople, ManageSettings},
}

// Allows reports whether the role has the right.
func (r Role) Allows(right Right) bool { return slices.Contains(rights[r], right) }

// May reports whether the person works here and has the right by one of his roles.
func (s Staff) May(right Right) bool {
	return !s.Removed && slices.ContainsFunc(s.Roles, func(r Role) bool { return r.Allows(right) })
}

// lacks returns the refusal of a person without the right, naming the roles that have it, and nil for one with it.
func lacks(s Staff, right Right) error {
	if s.May(right) {
		return nil
	}
	roles := slices.DeleteFunc(Roles(), func(r Role) bool { return !r.Allows(right) })
	return Errorf(Forbidden, nil, "bar.role", "Name", s.Name, "Roles", roleTexts(roles), "Has", roleTexts(s.Roles))
}
