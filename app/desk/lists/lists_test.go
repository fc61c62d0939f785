package lists

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

func speaker(t *testing.T) *voice.Voice {
	test.NewTempApp(t).Settings().SetTheme(theme.Theme{})
	return &voice.Voice{Words: catalogue.For(catalogue.ZhHans), Zone: time.UTC, Time: func() time.Time { return time.Unix(0, 0) }}
}

func TestPlacesCount(t *testing.T) {
	c := newsroom.Counts{Total: 9, MyTurn: 1, Mine: 2, States: map[newsroom.State]int{newsroom.Draft: 3}, Columns: map[string]int{"校闻": 4}}
	for p, want := range map[Place]int{
		{Kind: All}: 9, {Kind: MyTurn}: 1, {Kind: Mine}: 2, {Kind: InState, State: newsroom.Draft}: 3, {Kind: InState, State: newsroom.Published}: 0,
		{Kind: InColumn, Column: "校闻"}: 4, {Kind: InColumn, Column: "没有"}: 0,
	} {
		if got := p.Count(c); got != want {
			t.Errorf("%+v has %d, not %d", p, got, want)
		}
	}
}

// A row is as high as what it shows: one line of headline or two, never more, and the line of meta below.
func TestRowsAreAsHighAsTheirHeadlines(t *testing.T) {
	v := speaker(t)
	height := func(headline string) float32 {
		return Item{Article: newsroom.Article{Digest: newsroom.Digest{Headline: headline}}}.Height(v, 420)
	}
	one, two, many := height("题"), height(strings.Repeat("题", 40)), height(strings.Repeat("题", 400))
	if !(one < two) || two != many {
		t.Errorf("one line is %v high, two are %v, many are %v", one, two, many)
	}
}

func TestRowShowsTheWholeHeadlineOnHover(t *testing.T) {
	v := speaker(t)
	var said []string
	r := NewRow(v, func(s string) { said = append(said, s) })
	long := strings.Repeat("很长的标题", 20)
	r.Set(Item{Article: newsroom.Article{Digest: newsroom.Digest{Headline: long}}}, false, false)
	test.NewTempWindow(t, r)
	r.MouseIn(nil)
	r.MouseOut()
	if len(said) != 2 || said[0] != long || said[1] != "" {
		t.Errorf("the status line was given %q", said)
	}
	cut := false
	for _, o := range test.LaidOutObjects(r) {
		if c, ok := o.(*canvas.Text); ok && strings.HasSuffix(c.Text, "…") {
			cut = true
		}
	}
	if !cut {
		t.Error("the headline is not cut in its row")
	}
}
