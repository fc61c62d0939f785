package notice_test

import (
	"testing"

	"galley/assets/catalogue"
	"galley/export"
)

// unmet returns the clauses that are not met, those of faces that stand in left out.
func unmet(r export.Report) []string {
	var out []string
	say := catalogue.For(catalogue.ZhHans)
	for _, c := range r.Clauses {
		if !c.Met && c.What.ID != "notice.face" {
			out = append(out, c.Number+" "+say.Say(c.What)+": "+c.Found+", wanted "+c.Wanted+" "+c.Tolerance)
		}
	}
	return out
}

func TestCasesMeetTheStandard(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.name, func(t *testing.T) {
			_, r := lay(t, c.piece, c.o)
			for _, s := range unmet(r) {
				t.Error(s)
			}
			if testing.Verbose() {
				for _, cl := range r.Clauses {
					t.Log(cl.Number, catalogue.For(catalogue.ZhHans).Say(cl.What), cl.Found, "/", cl.Wanted, cl.Tolerance, cl.Met)
				}
			}
		})
	}
}
