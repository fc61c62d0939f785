package newsroom

import "galley/app/newsroom/seal"

// SetCost has passwords cost less, so that tests are quick.
func (n *Newsroom) SetCost(c seal.Cost) { n.cost = c }
