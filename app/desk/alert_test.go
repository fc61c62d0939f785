package desk

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/lists"
	"galley/app/newsroom"
)

// What comes to wait for a person is told once, by the desktop, and what he did himself is not.
func TestArrivalsAreTold(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王一").alert() // what is there is in the list
	h.must(h.load(t.Context()))
	var writer newsroom.Staff
	for _, p := range h.People {
		if p.Name == "李婉婷" {
			writer = p
		}
	}
	me := h.Me
	h.Me = writer
	a := h.taken()
	h.Me = me
	a, err := h.room.Act(t.Context(), writer, a.ID, newsroom.Do{Action: newsroom.Submit})
	h.must(err)
	test.AssertNotificationSent(t, fyne.NewNotification("轮到您："+h.Words.Say(newsroom.StandingText(a)), string(a.Number)+" "+a.Digest.Headline), h.alert)
	test.AssertNotificationSent(t, nil, h.alert)
	_, err = h.room.Act(t.Context(), me, a.ID, newsroom.Do{Action: newsroom.Approve})
	h.must(err)
	test.AssertNotificationSent(t, nil, h.alert)
}

// The list of my turn says what is overdue, the list of what is in review is parted by step, and what I sent is a place of its own.
func TestReviewDesk(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.now = h.now.Add(30 * 24 * time.Hour)
	h.as("王一")
	if len(h.main.items) == 0 || h.main.items[0].Due.IsZero() {
		t.Fatalf("my turn has %d rows, the first without a due time", len(h.main.items))
	}
	if text, _ := h.Due(h.main.items[0].Due); text == "" {
		t.Error("nothing is said of the due time")
	}
	h.main.goTo(lists.Place{Kind: lists.InState, State: newsroom.InReview})
	if a, ok := h.main.article(); !ok || h.main.shown.article.ID != a.ID {
		t.Error("the first article is not shown")
	}
	heading, articles := "", 0
	for _, i := range h.main.items {
		if i.Heading != "" {
			heading = i.Heading
			continue
		}
		articles++
		if want := h.Label(newsroom.StepText(i.Article.Awaits())); heading != want {
			t.Errorf("%s stands under %q, want %q", i.Article.Number, heading, want)
		}
	}
	if articles != h.main.counts.States[newsroom.InReview] {
		t.Errorf("%d rows for %d articles", articles, h.main.counts.States[newsroom.InReview])
	}
	h.as("李婉婷").main.goTo(lists.Place{Kind: lists.Sent})
	if len(h.main.items) != h.main.counts.Sent || h.main.counts.Sent == 0 {
		t.Errorf("%d rows, %d counted", len(h.main.items), h.main.counts.Sent)
	}
}
