package newsroom

import (
	"galley/assets/catalogue"
	"galley/editor/script"
)

// Conversion returns the changes that write a manuscript in another variant of Chinese, as tracked changes, so that every word that became another
// can be seen and taken back; the language goes with it. Invalid: there is no way between the variants, or no word changes.
func Conversion(m Manuscript, from, to script.Variant) ([]Change, error) {
	steps, err := script.Steps(m.Doc, from, to)
	if err != nil {
		return nil, Errorf(Invalid, err, "error.convert_way", "From", VariantText(from), "To", VariantText(to))
	}
	language := catalogue.ZhHant
	if to == script.Simplified {
		language = catalogue.ZhHans
	}
	if len(steps) == 0 && m.Properties.Language == language {
		return nil, Errorf(Invalid, nil, "error.convert_nothing")
	}
	var changes []Change
	if on := true; !m.Tracked() && len(steps) > 0 {
		changes = append(changes, Change{Tracking: &on})
	}
	for _, s := range steps {
		changes = append(changes, Change{Step: s})
	}
	if m.Properties.Language != language {
		p := m.Properties
		p.Language = language
		changes = append(changes, Change{Properties: &p})
	}
	return changes, nil
}

// VariantText names a variant of Chinese for a person.
func VariantText(v script.Variant) catalogue.Text {
	ids := map[script.Variant]string{script.Simplified: "variant.simplified", script.Traditional: "variant.traditional", script.Taiwan: "variant.taiwan", script.HongKong: "variant.hong_kong"}
	if id, ok := ids[v]; ok {
		return catalogue.T(id)
	}
	return catalogue.T("property.value", "Value", string(v))
}
