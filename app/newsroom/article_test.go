package newsroom

import (
	"testing"

	"galley/assets/catalogue"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]Number{
		"2026-00017": "2026-00017", " 2026-17\n": "2026-00017", "2026-123456": "2026-123456", "2026-000000017": "2026-00017",
		"2026": "", "2026-": "", "2026-0": "", "26-17": "", "2026-17a": "", "": "", "二〇二六-17": "", "2026-1234567890": "", "-1": "",
	} {
		got, err := ParseNumber(in)
		if got != want || (err == nil) != (want != "") || err != nil && CodeOf(err) != Invalid {
			t.Errorf("the number %q is read as %q, %v; want %q", in, got, err, want)
		}
	}
	for _, s := range States() {
		if got, err := ParseState(string(s)); got != s || err != nil {
			t.Errorf("the state %q is read as %q, %v", s, got, err)
		}
	}
	for _, in := range []string{"", "Draft", "draft ", "草稿"} {
		if got, err := ParseState(in); got != "" || CodeOf(err) != Invalid || TextOf(err).ID != "error.state_unknown" {
			t.Errorf("the state %q is read as %q, %v", in, got, err)
		}
	}
	in := StandingText(Article{State: InReview, Policy: ThreeReviews(), Step: 1})
	if out := StandingText(Article{State: Approved, Policy: ThreeReviews(), Step: 3}); in.ID != "standing.in_review" || out.ID != "state.approved" ||
		in.Args["Step"].(catalogue.Text).ID != "step.second" {
		t.Errorf("in 复审 it stands %v, approved %v", in, out)
	}
}

// FuzzNumber makes sure that what is read as a number is read as the same again.
func FuzzNumber(f *testing.F) {
	f.Add("2026-17")
	f.Add(" 0001-000000001 ")
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNumber(s)
		if err != nil {
			return
		}
		if again, err := ParseNumber(string(n)); err != nil || again != n {
			t.Fatalf("%q is read as %q, and that as %q, %v", s, n, again, err)
		}
	})
}
