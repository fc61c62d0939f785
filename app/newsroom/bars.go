package newsroom

import "slices"

// Guards and effects of what goes beyond 送审, 通过, 退回 and 发布. See review.go for the machine and the rest.

// fieldsFilled asks before the review for what the policy and the article's kind need: who is told only at publication has wasted a review.
func fieldsFilled(f Facts) *Error {
	bar := func(id string, field Field) *Error {
		return Errorf(Invalid, nil, id, "Number", string(f.Article.Number), "Field", PolicyFieldText(field)).at(ToField, string(field))
	}
	var unmet []*Error
	for _, field := range f.Empty {
		unmet = append(unmet, bar("bar.field_empty", field))
	}
	for _, field := range f.Malformed {
		unmet = append(unmet, bar("bar.field_form", field))
	}
	return eachUnmet(unmet, func(e *Error) *Error { return e })
}

// checked asks for the required items of the checklist: the policy's at a submission, the step's at an approval.
func checked(f Facts) *Error {
	var missing []Check
	for _, c := range f.checklist() {
		if c.Required && !slices.Contains(f.Do.Checks, c.ID) {
			missing = append(missing, c)
		}
	}
	if len(missing) > 0 {
		return eachUnmet(missing, func(c Check) *Error {
			return Errorf(Invalid, nil, "bar.check", "Check", c.Text, "ID", c.ID).at(ToCheck, c.ID)
		})
	}
	return eachUnmet(f.Do.Checks, func(id string) *Error {
		if slices.ContainsFunc(f.checklist(), func(c Check) bool { return c.ID == id }) {
			return nil
		}
		return Errorf(Invalid, nil, "bar.no_such_check", "ID", id).at(ToCheck, id)
	})
}

// checklist returns the items that go with the request.
func (f Facts) checklist() []Check {
	if f.Do.Action == Submit {
		return f.Policy.Checks
	}
	return f.step().Checks
}

// proofsRead asks for the required proofs of the step, and for figures that can be.
func proofsRead(f Facts) *Error {
	var unmet []*Error
	for _, p := range f.step().Proofs {
		if p.Required && !slices.ContainsFunc(f.Do.Proofs, func(r Proof) bool { return r.Kind == p.Kind }) {
			unmet = append(unmet, Errorf(Invalid, nil, "bar.proof", "Proof", ProofText(p.Kind), "Kind", string(p.Kind)).at(ToProof, string(p.Kind)))
		}
	}
	for i, r := range f.Do.Proofs {
		id := ""
		switch {
		case !slices.ContainsFunc(f.step().Proofs, func(p ProofCheck) bool { return p.Kind == r.Kind }):
			id = "bar.no_such_proof"
		case r.Found < 0 || r.Found > maxErrors || r.Corrected < 0 || r.Corrected > r.Found,
			slices.ContainsFunc(f.Do.Proofs[:i], func(o Proof) bool { return o.Kind == r.Kind }):
			id = "bar.proof_figures"
		case r.Kind == RedCheck && r.Corrected < r.Found: // it is what makes sure that everything was carried out
			id = "bar.proof_red"
		default:
			continue
		}
		unmet = append(unmet, Errorf(Invalid, nil, id, "Proof", ProofText(r.Kind), "Kind", string(r.Kind)).at(ToProof, string(r.Kind)))
	}
	return eachUnmet(unmet, func(e *Error) *Error { return e })
}

// maxErrors bounds what a proof can have found.
const maxErrors = 100_000

// eachUnmet returns one error that names every one of the objections, or nil.
func eachUnmet[T any](items []T, object func(T) *Error) *Error {
	var first *Error
	var unmet []Unmet
	for _, i := range items {
		if e := object(i); e != nil {
			if first == nil {
				first = e
			}
			unmet = append(unmet, UnmetOf(e)...)
		}
	}
	return several(first, unmet)
}

// mayChoose keeps a policy that is not the article's own, and 先发后审 always, for a chief.
func mayChoose(f Facts) *Error {
	switch {
	case f.Actor.Has(Chief):
		return nil
	case f.Policy.Urgent:
		return Errorf(Forbidden, nil, "bar.urgent", "Policy", f.Policy.Name, "Name", f.Actor.Name).at(ToPolicy, f.Policy.ID)
	case f.Chosen:
		return Errorf(Forbidden, nil, "bar.policy_chosen", "Policy", f.Policy.Name, "Name", f.Actor.Name).at(ToPolicy, f.Policy.ID)
	}
	return nil
}

// notYetAgreed keeps a step that needs several people from being approved by one of them twice.
func notYetAgreed(f Facts) *Error {
	if slices.Contains(f.Article.Agreed, f.Actor.ID) {
		return Errorf(Forbidden, nil, "bar.agreed", "Name", f.Actor.Name, "Step", StepText(f.step().Name), "Need", f.step().needs(), "Have", len(f.Article.Agreed))
	}
	return nil
}

// judgedLater makes sure that somebody else judges the words which a reviewer puts in.
func judgedLater(f Facts) *Error {
	if f.Article.Step+1 < len(f.Article.Policy.Steps) || f.step().needs() > 1 {
		return nil
	}
	return Errorf(Forbidden, nil, "bar.nobody_later", "Step", StepText(f.step().Name))
}

func makesCorrection(f Facts) *Error {
	if f.Corrected != "" && f.Corrected == f.Hash {
		return Errorf(Invalid, nil, "bar.no_correction")
	}
	return nil
}

// mayOverride lets those pass a step over whom the policy names for it. It asks not which steps they took: that is what it is for.
func mayOverride(f Facts) *Error {
	roles := f.step().Override
	switch {
	case len(roles) == 0:
		return Errorf(Forbidden, nil, "bar.no_override", "Step", StepText(f.step().Name)).at(ToPolicy, f.Article.Policy.ID)
	case !f.Actor.Has(roles...):
		return Errorf(Forbidden, nil, "bar.role", "Name", f.Actor.Name, "Roles", roleTexts(roles), "Has", roleTexts(f.Actor.Roles))
	}
	return nil
}

// reviewedOut keeps what readers see before its review is through in the review.
func reviewedOut(f Facts) *Error {
	if f.Article.Unreviewed {
		return Errorf(Forbidden, nil, "bar.out_unreviewed", "Number", string(f.Article.Number))
	}
	return nil
}

// notOut keeps the version that readers see from being published once more.
func notOut(f Facts) *Error {
	if f.Article.Live == f.Article.Version {
		return Errorf(Forbidden, nil, "bar.out_already", "Number", string(f.Article.Number))
	}
	return nil
}

// Effects.

// approveCorrected approves the words with the reviewer's own corrections in them. They are a new version; whoever agreed before him agreed
// to other words.
func approveCorrected(o *Outcome, f Facts) {
	takeStep(o, f)
	o.Article.Version = max(f.Article.Version, f.Versions) + 1
	o.Article.Hash = f.Corrected
	o.Freezes = true
	o.Decision.Version, o.Decision.Hash = o.Article.Version, f.Corrected
	o.Decision.detailed(Detail{Checks: slices.Clone(f.Do.Checks), Proofs: slices.Clone(f.Do.Proofs)})
	if o.Article.Agreed = []StaffID{f.Actor.ID}; f.step().needs() == 1 {
		forward(o)
	}
}

// override passes the step over. Nobody took it: the record names who passed it and why.
func override(o *Outcome, f Facts) {
	o.Decision.Step, o.Decision.Role = f.step().Name, roleIn(f.Actor, f.step().Override...)
	forward(o)
}

func recall(o *Outcome, f Facts) {
	o.Decision.Role = roleIn(f.Actor, Writer, Reviewer, Chief)
	o.Article.State, o.Article.Step, o.Article.Taken, o.Article.Agreed = Draft, 0, nil, nil
}

// publishFirst lets readers see what is still under review.
func publishFirst(o *Outcome, f Facts) {
	o.Decision.Role = Chief
	appear(o, f)
	o.Article.Unreviewed = true
}

// amend begins a version after a publication: what readers see stays until it is published.
func amend(o *Outcome, f Facts) {
	o.Decision.Role = roleIn(f.Actor, Writer, Reviewer, Chief)
	o.Article.State, o.Article.Step, o.Article.Taken, o.Article.Amends = Draft, 0, nil, f.Do.Action
}
