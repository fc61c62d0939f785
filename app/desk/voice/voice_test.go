package voice

import (
	"strings"
	"testing"
	"time"

	"galley/app/desk/chrome"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

var now = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

func speaker(me string, roles ...newsroom.Role) *Voice {
	return &Voice{
		Words: catalogue.For(catalogue.ZhHans), Zone: time.FixedZone("CST", 8*3600), Time: func() time.Time { return now },
		People: []newsroom.Staff{{ID: "a", Name: "李"}, {ID: "r", Name: "王一"}},
		Me:     newsroom.Staff{ID: newsroom.StaffID(me), Name: me, Roles: roles},
	}
}

func TestMoment(t *testing.T) {
	v := speaker("a")
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{now.Add(-time.Hour), "15:00"},
		{now.Add(-20 * time.Hour), "11-22"},
		{time.Date(2025, 11, 23, 8, 0, 0, 0, time.UTC), "2025-11-23"},
		{time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC), "01:00"}, // already the next day in the newsroom
		{time.Time{}, ""},
	} {
		if got := v.Moment(c.at); got != c.want {
			t.Errorf("%v is %q, not %q", c.at, got, c.want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1284: "1\u2009284", 1000000: "1\u2009000\u2009000"} {
		if got := Grouped(n); got != want {
			t.Errorf("%d is %q", n, got)
		}
	}
}

// The line of steps says who took each step, whose turn it is, and what is to come: * my turn, + done, ! sent back, ? somebody else's turn.
func TestSteps(t *testing.T) {
	policy := newsroom.ThreeReviews()
	submitted := newsroom.Decision{Action: newsroom.Submit, Round: 1, Name: "李", At: now}
	first := newsroom.Decision{Action: newsroom.Approve, Round: 1, Step: "初审", Name: "王一", At: now}
	returned := newsroom.Decision{Action: newsroom.Return, Round: 1, Step: "初审", Name: "王一", At: now}
	published := newsroom.Decision{Action: newsroom.Publish, Round: 1, Name: "王四", At: now}
	marks := map[chrome.Progress]string{chrome.Ahead: "", chrome.Now: "?", chrome.MyTurn: "*", chrome.Done: "+", chrome.Back: "!"}
	for _, c := range []struct {
		name    string
		me      *Voice
		article newsroom.Article
		past    []newsroom.Decision
		want    string
	}{
		{"my draft", speaker("a", newsroom.Writer), newsroom.Article{State: newsroom.Draft, Creator: "a"}, nil, "*送审 初审 复审 终审 发布"},
		{"another's draft", speaker("r", newsroom.Reviewer), newsroom.Article{State: newsroom.Draft, Creator: "a"}, nil, "?送审 初审 复审 终审 发布"},
		{"my turn", speaker("r", newsroom.Reviewer), newsroom.Article{State: newsroom.InReview, Creator: "a", Round: 1}, []newsroom.Decision{submitted}, "+送审 *初审 复审 终审 发布"},
		{"not my turn", speaker("a", newsroom.Writer), newsroom.Article{State: newsroom.InReview, Creator: "a", Round: 1, Step: 1}, []newsroom.Decision{submitted, first}, "+送审 +初审通过 ?复审 终审 发布"},
		{"returned", speaker("a", newsroom.Writer), newsroom.Article{State: newsroom.Returned, Creator: "a", Round: 1}, []newsroom.Decision{submitted, returned}, "!已退回，待修改 初审退回 复审 终审 发布"},
		{"mine to publish", speaker("p", newsroom.Publisher), newsroom.Article{State: newsroom.Approved, Creator: "a", Round: 1}, []newsroom.Decision{submitted, first}, "+送审 +初审通过 +复审 +终审 *发布"},
		{"published", speaker("a", newsroom.Writer), newsroom.Article{State: newsroom.Published, Creator: "a", Round: 1}, []newsroom.Decision{submitted, first, published}, "+送审 +初审通过 +复审 +终审 +发布"},
		{"withdrawn", speaker("a", newsroom.Writer), newsroom.Article{State: newsroom.Withdrawn, Creator: "a", Round: 1}, []newsroom.Decision{submitted, published}, "+送审 +初审 +复审 +终审 !已撤稿"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.article.Policy = policy
			var got []string
			for _, s := range c.me.Steps(c.article, c.past) {
				got = append(got, marks[s.Progress]+strings.ReplaceAll(s.Name, " ", ""))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

func TestEnglishLabelsBeginWithACapital(t *testing.T) {
	v := speaker("a")
	v.Words = catalogue.For(catalogue.En)
	if got := v.Label(newsroom.StateText(newsroom.InReview)); got != "In review" {
		t.Errorf("the label is %q", got)
	}
}
