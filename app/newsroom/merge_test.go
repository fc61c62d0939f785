package newsroom_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/export"
)

// changed returns the properties with the i-th field of the struct another one for each n, and the field's name; n of 0 changes nothing.
func changed(p newsroom.Properties, i, n int) (newsroom.Properties, newsroom.Field) {
	v := reflect.ValueOf(&p).Elem()
	name := v.Type().Field(i).Tag.Get("json")
	name, _, _ = cut(name)
	if n == 0 {
		return p, newsroom.Field(name)
	}
	text := string(rune('a' + n))
	switch f := v.Field(i).Addr().Interface().(type) {
	case *string:
		*f = text
	case *catalogue.Lang:
		*f = catalogue.Lang(text)
	case *[]string:
		*f = []string{text}
	case *[]newsroom.Particular:
		*f = []newsroom.Particular{{Field: "venue", Text: text}}
	case **export.Official:
		*f = &export.Official{Copy: text}
	case *time.Time:
		*f = time.Unix(int64(n), 0).UTC()
	}
	return p, newsroom.Field(name)
}

func cut(tag string) (before, after string, ok bool) {
	if i := slices.Index([]byte(tag), ','); i >= 0 {
		return tag[:i], tag[i+1:], true
	}
	return tag, "", false
}

// TestMergeProperties changes each field that properties have on one side, on both, and to the same.
func TestMergeProperties(t *testing.T) {
	var base newsroom.Properties
	fields := reflect.TypeOf(base).NumField()
	for i := range fields {
		for _, c := range []struct{ mine, theirs, want, contested int }{{0, 0, 0, 0}, {1, 0, 1, 0}, {0, 2, 2, 0}, {1, 2, 1, 1}, {1, 1, 1, 0}} {
			mine, name := changed(base, i, c.mine)
			theirs, _ := changed(base, i, c.theirs)
			other := (i + 1) % fields // a change of theirs that nobody contests
			theirs, _ = changed(theirs, other, 3)
			want, _ := changed(base, i, c.want)
			want, _ = changed(want, other, 3)
			merged, contested := newsroom.MergeProperties(base, mine, theirs)
			if !merged.Equal(want) || len(contested) != c.contested || c.contested > 0 && contested[0] != name {
				t.Errorf("%s, mine %d, theirs %d: %+v, contested %v", name, c.mine, c.theirs, merged, contested)
			}
			if taken := merged.With(theirs, contested...); c.contested > 0 && !taken.Equal(theirs) {
				t.Errorf("%s: taking theirs gives %+v", name, taken)
			}
		}
	}
}
