package furnish_test

import (
	"context"
	"testing"
	"time"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/store/storetest"
	"galley/assets/sample"
)

func TestSampleStandsWhereItSays(t *testing.T) {
	ctx := context.Background()
	room := newsroom.New(storetest.NewMemory(), func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) })
	done := 0
	if err := furnish.Sample(ctx, room, func(n, _ int) { done = n }); err != nil {
		t.Fatal(err)
	}
	data, err := sample.Load()
	if err != nil {
		t.Fatal(err)
	}
	articles, err := room.Articles(ctx, newsroom.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) != len(data.Articles) || done != len(data.Articles) {
		t.Fatalf("%d articles and progress to %d, want %d", len(articles), done, len(data.Articles))
	}
	want := map[string]struct {
		state newsroom.State
		step  string
	}{
		"draft": {newsroom.Draft, ""}, "submitted": {newsroom.InReview, "初审"}, "first": {newsroom.InReview, "复审"},
		"second": {newsroom.InReview, "终审"}, "approved": {newsroom.Approved, ""}, "published": {newsroom.Published, ""},
		"returned": {newsroom.Returned, ""}, "withdrawn": {newsroom.Withdrawn, ""},
	}
	stands := map[string]newsroom.Article{}
	for _, a := range articles {
		stands[a.Digest.Headline] = a
	}
	for _, in := range data.Articles {
		a := stands[in.Title]
		if w := want[in.Until]; a.State != w.state || a.Awaits() != w.step {
			t.Errorf("%s stands at %s %s, want %s", in.Title, a.State, a.Awaits(), in.Until)
		}
	}
	if findings, err := room.Check(ctx, nil); err != nil || len(findings) > 0 {
		t.Errorf("check: %v, %v", findings, err)
	}
	if err := furnish.House(ctx, room); newsroom.CodeOf(err) != newsroom.Conflict {
		t.Errorf("a second furnishing: %v, want a conflict", err)
	}
}
