package newsroom

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/export"
)

// Kind is a sort of article: what it tells readers besides the properties that every article has, and what it cannot go without.
type Kind struct {
	ID          string
	Particulars []ParticularField // in the order in which readers see them
	Picture     bool              // it cannot go without a picture
}

// ParticularField is one thing that the articles of a kind tell: when and where an activity is, who wrote a book.
type ParticularField struct {
	ID       string
	Form     ParticularForm
	Required bool // before the article is handed over
}

// ParticularForm is what a particular has to look like before the article is handed over. While it is being written it may be anything.
type ParticularForm uint8

// The forms.
const (
	PlainWords ParticularForm = iota
	DateForm                  // a day, as in [export.ParseDay]
	WebAddress                // http or https, with a host
	BookNumber                // of ten or thirteen digits, the last of which is right (ISO 2108)
)

// Particular is what an article tells in one field of its kind.
type Particular struct {
	Field string `json:"field"` // ID of a [ParticularField]
	Text  string `json:"text"`
}

var kinds = []Kind{
	{ID: "news"},
	{ID: "notice"},
	{ID: "call", Particulars: []ParticularField{{"theme", PlainWords, false}, {"deadline", DateForm, true}, {"submit_to", PlainWords, true}, {"contact", PlainWords, false}}},
	{ID: "activity", Particulars: []ParticularField{
		{"when", PlainWords, true}, {"venue", PlainWords, true}, {"organizer", PlainWords, true}, {"taking_part", PlainWords, false}, {"contact", PlainWords, false}}},
	{ID: "video", Particulars: []ParticularField{{"video", WebAddress, true}, {"duration", PlainWords, false}, {"crew", PlainWords, false}}},
	{ID: "book", Particulars: []ParticularField{
		{"book", PlainWords, true}, {"book_author", PlainWords, true}, {"publisher", PlainWords, true}, {"isbn", BookNumber, false}, {"recommended_by", PlainWords, false}}},
	{ID: "photo", Particulars: []ParticularField{{"photographer", PlainWords, true}}, Picture: true},
	{ID: "essay", Particulars: []ParticularField{{"pupil", PlainWords, true}, {"class", PlainWords, false}, {"teacher", PlainWords, false}}},
}

// Kinds returns the ids of the kinds of article, the default first.
func Kinds() []string {
	ids := make([]string, len(kinds))
	for i, k := range kinds {
		ids[i] = k.ID
	}
	return ids
}

// KindOf returns the kind with an id; a kind that tells nothing where there is none.
func KindOf(id string) Kind {
	if i := slices.IndexFunc(kinds, func(k Kind) bool { return k.ID == id }); i >= 0 {
		return kinds[i]
	}
	return Kind{ID: id}
}

// ParticularFields returns the fields of all kinds, each once, in one order.
func ParticularFields() []ParticularField {
	var out []ParticularField
	for _, k := range kinds {
		for _, f := range k.Particulars {
			if !slices.ContainsFunc(out, func(o ParticularField) bool { return o.ID == f.ID }) {
				out = append(out, f)
			}
		}
	}
	return out
}

// ParticularText names a field of a kind for a person.
func ParticularText(field string) catalogue.Text { return catalogue.T("particular." + field) }

// Particular returns what a field of the kind says.
func (p Properties) Particular(field string) string {
	for _, d := range p.Particulars {
		if d.Field == field {
			return d.Text
		}
	}
	return ""
}

// WithParticular returns the properties with a field of a kind set; without it where the text is blank. What an article told as another kind is
// kept, so that a kind chosen by mistake costs nothing; readers see the fields of its kind only.
func (p Properties) WithParticular(field, text string) Properties {
	var next []Particular
	for _, f := range ParticularFields() { // one order, so that equal properties have equal hashes
		d := Particular{f.ID, p.Particular(f.ID)}
		if f.ID == field {
			d.Text = strings.TrimSpace(text)
		}
		if d.Text != "" {
			next = append(next, d)
		}
	}
	p.Particulars = next
	return p
}

// told returns what readers are told of the article's kind.
func (p Properties) told() []export.Particular {
	var out []export.Particular
	for _, f := range KindOf(p.Kind).Particulars {
		if text := p.Particular(f.ID); text != "" {
			d := export.Particular{Label: ParticularText(f.ID), Text: text}
			if f.Form == WebAddress && isAddress(text) {
				d.Address = text
			}
			out = append(out, d)
		}
	}
	return out
}

// Field is the name of a field of a kind among the fields of a manuscript.
func (f ParticularField) Field() Field { return Field(particularPrefix + f.ID) }

const particularPrefix = "particular."

// FieldPictures is the pictures of an article.
const FieldPictures Field = "pictures"

// lacks returns the fields of its kind that an article cannot be handed over without, and those that are not what they should be.
func (m Manuscript) lacks() (empty, malformed []Field) {
	k := KindOf(m.Properties.Kind)
	for _, f := range k.Particulars {
		switch text := m.Properties.Particular(f.ID); {
		case text == "" && f.Required:
			empty = append(empty, f.Field())
		case text != "" && !f.Form.holds(text):
			malformed = append(malformed, f.Field())
		}
	}
	if k.Picture && !hasPicture(m.Doc) {
		empty = append(empty, FieldPictures)
	}
	return empty, malformed
}

func hasPicture(doc *model.Node) bool {
	found := false
	doc.Part(model.Body).Walk(func(n *model.Node, _ model.Pos) bool {
		found = found || n.Kind() == model.Figure
		return !found
	})
	return found
}

// holds reports whether a text has the form.
func (f ParticularForm) holds(text string) bool {
	switch f {
	case DateForm:
		_, err := export.ParseDay(text)
		return err == nil
	case WebAddress:
		return isAddress(text)
	case BookNumber:
		return isISBN(text)
	}
	return true
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// isISBN reports whether s is a number of a book whose check digit is right; hyphens and spaces are as people write them (ISO 2108:2017,
// annex A; numbers of ten digits were given until 2006).
func isISBN(s string) bool {
	s = strings.TrimLeft(strings.TrimPrefix(strings.ToUpper(s), "ISBN"), " :：")
	s = strings.NewReplacer("-", "", " ", "", "–", "").Replace(s)
	sum := 0
	for i, r := range s {
		digit := int(r - '0')
		if r == 'X' && i == 9 && len(s) == 10 {
			digit = 10
		} else if r < '0' || r > '9' {
			return false
		}
		if len(s) == 10 {
			sum += (10 - i) * digit
		} else {
			sum += (1 + i%2*2) * digit
		}
	}
	return len(s) == 10 && sum%11 == 0 || len(s) == 13 && sum%10 == 0 && (strings.HasPrefix(s, "978") || strings.HasPrefix(s, "979"))
}

// checkParticulars refuses particulars that no kind has, that are there twice, and text that cannot be shown.
func (p Properties) checkParticulars() error {
	for i, d := range p.Particulars {
		known := slices.ContainsFunc(ParticularFields(), func(f ParticularField) bool { return f.ID == d.Field })
		if !known || slices.ContainsFunc(p.Particulars[:i], func(o Particular) bool { return o.Field == d.Field }) {
			return Errorf(Invalid, nil, "error.particular_unknown", "Field", d.Field)
		}
		if d.Text == "" || !printable(d.Text) || utf8.RuneCountInString(d.Text) > maxProperty {
			return Errorf(Invalid, nil, "error.property_text", "Text", abridged(d.Text))
		}
	}
	return nil
}
