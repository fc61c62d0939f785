package export

import (
	"errors"
	"slices"
	"strings"

	"galley/assets/catalogue"
)

// officialField is a field as a person writes it: one text, with a line for each item of a list.
type officialField struct {
	name string
	get  func(Official) string
	set  func(*Official, string) error
}

// lineOf is a field of one text, listOf one of many.
func lineOf(name string, at func(*Official) *string) officialField {
	return officialField{name, func(o Official) string { return *at(&o) }, func(o *Official, s string) error { *at(o) = strings.TrimSpace(s); return nil }}
}

func listOf(name string, at func(*Official) *[]string) officialField {
	return officialField{name, func(o Official) string { return strings.Join(*at(&o), "\n") }, func(o *Official, s string) error { *at(o) = items(s); return nil }}
}

func dayOf(name string, at func(*Official) *Day) officialField {
	return officialField{name, func(o Official) string { return at(&o).String() }, func(o *Official, s string) (err error) {
		*at(o), err = ParseDay(s)
		return err
	}}
}

// items are the lines of a text that are not empty, without the space around them; nil for none.
func items(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// officialFields are the fields that are texts, in the order of the page.
var officialFields = []officialField{
	lineOf("copy", func(o *Official) *string { return &o.Copy }),
	lineOf("secrecy", func(o *Official) *string { return &o.Secrecy }),
	lineOf("term", func(o *Official) *string { return &o.Term }),
	lineOf("urgency", func(o *Official) *string { return &o.Urgency }),
	listOf("organs", func(o *Official) *[]string { return &o.Organs }),
	{"number", func(o Official) string { return o.Number.String() }, func(o *Official, s string) (err error) {
		o.Number, err = ParseNoticeNumber(s)
		return err
	}},
	listOf("signers", func(o *Official) *[]string { return &o.Signers }),
	listOf("recipients", func(o *Official) *[]string { return &o.Recipients }),
	{"attachments", func(o Official) string { return strings.Join(names(o.Attachments), "\n") }, func(o *Official, s string) error {
		before := o.Attachments
		o.Attachments = nil
		for _, name := range items(s) { // an attachment that keeps its name keeps its text
			a := Attachment{Name: name}
			if i := slices.IndexFunc(before, func(b Attachment) bool { return b.Name == name }); i >= 0 {
				a = before[i]
			}
			o.Attachments = append(o.Attachments, a)
		}
		return nil
	}},
	listOf("signatories", func(o *Official) *[]string { return &o.Signatories }),
	listOf("posts", func(o *Official) *[]string { return &o.Posts }),
	dayOf("date", func(o *Official) *Day { return &o.Date }),
	lineOf("remark", func(o *Official) *string { return &o.Remark }),
	listOf("copies", func(o *Official) *[]string { return &o.Copies }),
	lineOf("printed_by", func(o *Official) *string { return &o.PrintedBy }),
	dayOf("printed_on", func(o *Official) *Day { return &o.PrintedOn }),
}

// OfficialFields returns the names of the fields that a person writes as text, in the order of the page.
func OfficialFields() []string {
	out := make([]string, len(officialFields))
	for i, f := range officialFields {
		out[i] = f.name
	}
	return out
}

// Field returns a field as a person writes it: a list has a line for each item. No text is no such element.
func (o Official) Field(name string) string {
	for _, f := range officialFields {
		if f.name == name {
			return f.get(o)
		}
	}
	return ""
}

// With returns the official document with a field as a person wrote it. The error is a [FieldError]; what only [Official.Check] sees is none.
func (o Official) With(name, text string) (Official, error) {
	for _, f := range officialFields {
		if f.name != name {
			continue
		}
		next := o
		if err := f.set(&next, text); err != nil {
			if field := new(FieldError); errors.As(err, &field) {
				return o, &FieldError{name, field.Text}
			}
			return o, err
		}
		return next, nil
	}
	return o, &FieldError{name, catalogue.T("official.bad_field")}
}
