// Package lists holds what the desk lists: the places of its side list with their counts, and the rows of articles in one place.
package lists

import "galley/app/newsroom"

// Place is what the list of the desk shows.
type Place struct {
	Kind   Kind
	State  newsroom.State // of InState
	Column string         // of InColumn
}

// Kind is a kind of place.
type Kind int

// The kinds of place.
const (
	MyTurn   Kind = iota // what waits for the person
	Mine                 // what the person began
	Sent                 // of that, what others have in hand
	All                  //
	InState              //
	InColumn             //
)

// Count returns how many articles the place has.
func (p Place) Count(c newsroom.Counts) int {
	switch p.Kind {
	case MyTurn:
		return c.MyTurn
	case Mine:
		return c.Mine
	case Sent:
		return c.Sent
	case InState:
		return c.States[p.State]
	case InColumn:
		return c.Columns[p.Column]
	}
	return c.Total
}
