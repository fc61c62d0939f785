package newsroom

import (
	"reflect"
	"slices"
	"time"

	"galley/assets/catalogue"
	"galley/export"
)

// Field is one of the properties, by its name in their JSON form, or a part of the document by its kind.
type Field string

// property is how one field of the properties is read, compared and taken over.
type property struct {
	field Field
	value func(*Properties) any
	same  func(a, b *Properties) bool
	take  func(to, from *Properties)
}

// propertyOf returns the field at what at points to.
func propertyOf[T any](field Field, at func(*Properties) *T, same func(a, b T) bool) property {
	return property{
		field: field,
		value: func(p *Properties) any { return *at(p) },
		same:  func(a, b *Properties) bool { return same(*at(a), *at(b)) },
		take:  func(to, from *Properties) { *at(to) = *at(from) },
	}
}

func isSame[T comparable](a, b T) bool { return a == b }

func sameTime(a, b time.Time) bool { return a.Equal(b) }

var properties = []property{
	propertyOf("kind", func(p *Properties) *string { return &p.Kind }, isSame),
	propertyOf("column", func(p *Properties) *string { return &p.Column }, isSame),
	propertyOf("source", func(p *Properties) *string { return &p.Source }, isSame),
	propertyOf("authors", func(p *Properties) *[]string { return &p.Authors }, slices.Equal),
	propertyOf("editor", func(p *Properties) *string { return &p.Editor }, isSame),
	propertyOf("reviewer", func(p *Properties) *string { return &p.Reviewer }, isSame),
	propertyOf("keywords", func(p *Properties) *[]string { return &p.Keywords }, slices.Equal),
	propertyOf("place", func(p *Properties) *string { return &p.Place }, isSame),
	propertyOf("language", func(p *Properties) *catalogue.Lang { return &p.Language }, isSame),
	propertyOf("publish_at", func(p *Properties) *time.Time { return &p.PublishAt }, sameTime),
	propertyOf("issued", func(p *Properties) *time.Time { return &p.Issued }, sameTime),
	propertyOf("origin", func(p *Properties) *string { return &p.Origin }, isSame),
	propertyOf("correction", func(p *Properties) *string { return &p.Correction }, isSame),
	propertyOf("particulars", func(p *Properties) *[]Particular { return &p.Particulars }, slices.Equal),
	propertyOf("official", func(p *Properties) **export.Official { return &p.Official }, func(a, b *export.Official) bool { return reflect.DeepEqual(a, b) }),
}

// MergeProperties returns what base becomes when two people changed it: of each field the change of the one who made one, and mine where both did.
// contested are the fields that both changed, and not to the same.
func MergeProperties(base, mine, theirs Properties) (merged Properties, contested []Field) {
	merged = mine
	for _, f := range properties {
		switch {
		case f.same(&base, &theirs) || f.same(&mine, &theirs):
		case f.same(&base, &mine):
			f.take(&merged, &theirs)
		default:
			contested = append(contested, f.field)
		}
	}
	return merged, contested
}

// With returns the properties with the given fields taken from others.
func (p Properties) With(others Properties, fields ...Field) Properties {
	for _, f := range properties {
		if slices.Contains(fields, f.field) {
			f.take(&p, &others)
		}
	}
	return p
}
