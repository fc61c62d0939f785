package desk

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/lists"
	"galley/app/newsroom"
)

// What a person can do with an article comes with the one red button first, and nothing that the review machine bars is offered.
func TestActions(t *testing.T) {
	for _, c := range []struct {
		who   string
		state newsroom.State
		want  string
	}{
		{"李婉婷", newsroom.Draft, "*编辑 送审 预览打印 历史"},
		{"李婉婷", newsroom.Returned, "*修改 送审 预览打印 历史"},
		{"王一", newsroom.Draft, "预览打印 历史"},
		{"李婉婷", newsroom.InReview, "查看审稿 预览打印 历史 更多"},
		{"王四", newsroom.Approved, "*发布 退回… 预览打印 历史"},
		{"王四", newsroom.Published, "*分享… 预览打印 历史 更多"},
		{"李婉婷", newsroom.Published, "*分享… 预览打印 历史 更多"},
		{"王四", newsroom.Withdrawn, "预览打印 历史"},
	} {
		t.Run(c.who+"/"+string(c.state), func(t *testing.T) {
			h, _ := newHouse(t, true, "zh-Hans", false)
			h.as(c.who)
			list, err := h.room.Articles(t.Context(), newsroom.Filter{States: []newsroom.State{c.state}})
			h.must(err)
			a := list[0]
			for _, x := range list { // the person's own, where there is one
				if x.Creator == h.Me.ID {
					a = x
				}
			}
			r, err := h.read(t.Context(), a)
			h.must(err)
			var got []string
			for _, b := range h.main.actions(r) {
				mark := ""
				if b.Kind == chrome.Primary {
					mark = "*"
				}
				got = append(got, mark+b.Label)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func TestNothingIsStoredBeforeTheReportIsAccepted(t *testing.T) {
	for _, c := range []struct {
		button string
		more   int
	}{{"取消", 0}, {"收下这篇稿件", 1}} {
		t.Run(c.button, func(t *testing.T) {
			h, _ := newHouse(t, true, "zh-Hans", false)
			h.as("李婉婷")
			before, err := h.room.Counts(t.Context(), h.Me)
			h.must(err)
			h.main.takeIn(h.pageFile())
			press1(t, h.main.win, c.button)
			after, err := h.room.Counts(t.Context(), h.Me)
			h.must(err)
			if after.Total != before.Total+c.more {
				t.Errorf("%d articles became %d", before.Total, after.Total)
			}
		})
	}
}

func TestImportOfWhatIsNoText(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷")
	for name, data := range map[string]string{"空.html": "", "图.html": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "导航.html": "<html><body><nav><a href=/>首页</a></nav></body></html>"} {
		path := h.Folder + "/" + name
		h.must(os.WriteFile(path, []byte(data), 0o600))
		h.main.takeIn(path)
		if h.main.card == nil {
			t.Errorf("%s was taken without a word", name)
			continue
		}
		h.main.card.Close()
	}
	h.main.takeIn(h.Folder + "/没有.html")
	if h.main.card == nil {
		t.Error("a file that is not there was taken without a word")
	}
}

func TestFirstStartWithAnEmptyNewsroom(t *testing.T) {
	h, _ := newHouse(t, false, "zh-Hans", false)
	press1(t, h.main.win, "新建")
	h.main.firstField.SetText("徐州校园网")
	press1(t, h.main.win, "开始使用")
	if h.Me.ID != "" {
		t.Fatal("somebody without a name has signed in")
	}
	h.main.firstName.SetText("韩梅")
	press1(t, h.main.win, "开始使用")
	if h.Me.Name != "韩梅" || h.settings.Site != "徐州校园网" {
		t.Errorf("signed in is %q at %q", h.Me.Name, h.settings.Site)
	}
	if len(h.main.items) != 0 {
		t.Errorf("an empty newsroom lists %d articles", len(h.main.items))
	}
}

// TestFirstStartWithAccounts turns accounts on at the very beginning: passwords that differ make nothing, one that is refused keeps the person who
// was made, and at the end the administrator is signed in.
func TestFirstStartWithAccounts(t *testing.T) {
	h, _ := newHouse(t, false, "zh-Hans", false)
	press1(t, h.main.win, "新建")
	h.main.firstField.SetText("徐州校园网")
	h.main.firstName.SetText("韩梅")
	var fields []*field.Entry
	for _, o := range test.LaidOutObjects(h.main.win.Content()) {
		if tick, ok := o.(*chrome.Tick); ok {
			tick.Tapped(nil)
		}
	}
	for _, o := range test.LaidOutObjects(h.main.win.Content()) {
		if e, ok := o.(*field.Entry); ok && e.Password {
			fields = append(fields, e)
		}
	}
	if len(fields) != 2 {
		t.Fatalf("%d passwords are asked for", len(fields))
	}
	try := func(first, second string) int {
		fields[0].SetText(first)
		fields[1].SetText(second)
		press1(t, h.main.win, "开始使用")
		all, err := h.room.Staff(t.Context())
		h.must(err)
		return len(all)
	}
	if n := try("a password of mine", "another password"); n != 0 || h.Me.ID != "" {
		t.Fatalf("two passwords made %d people", n)
	}
	if n := try("x", "x"); n != 1 || h.Me.ID != "" || h.settings.Accounts {
		t.Fatalf("a short password: %d people, %q is here, accounts %v", n, h.Me.Name, h.settings.Accounts)
	}
	if n := try("a password of mine", "a password of mine"); n != 1 || h.Me.Name != "韩梅" || !h.settings.Accounts {
		t.Fatalf("%d people, %q is here, accounts %v", n, h.Me.Name, h.settings.Accounts)
	}
	if _, err := h.room.SignIn(t.Context(), "韩梅", "a password of mine"); err != nil {
		t.Error(err)
	}
}

func TestSearchIsOverEverything(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王一").main.search.SetText("运动会")
	if len(h.main.items) != 1 || !strings.Contains(h.main.items[0].Article.Digest.Headline, "运动会") {
		t.Fatalf("found %d articles", len(h.main.items))
	}
	h.main.clearSearch()
	if h.main.query != "" || len(h.main.items) == 1 {
		t.Errorf("after clearing: query %q, %d rows", h.main.query, len(h.main.items))
	}
}

func TestAnotherProcessIsNoticed(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.goTo(lists.Place{Kind: lists.Mine})
	before := len(h.main.items)
	h.poll()
	h.taken()
	h.ring()
	if len(h.main.items) != before+1 {
		t.Errorf("%d rows became %d", before, len(h.main.items))
	}
	if len(h.timers) == 0 {
		t.Error("the desk no longer looks")
	}
}

func TestTheLastPersonIsRemembered(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王三")
	again, err := open(h.app, h.Params)
	h.must(err)
	if again.Me.Name != "王三" {
		t.Errorf("at the desk is %q", again.Me.Name)
	}
}

func TestRefusalOffersWhatIsNext(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王一")
	for code, want := range map[newsroom.Code]string{newsroom.Conflict: "刷新", newsroom.NotFound: "刷新", newsroom.Forbidden: "关闭", newsroom.Invalid: "关闭", newsroom.Internal: "关闭", newsroom.Corrupt: "关闭"} {
		h.main.refuse(newsroom.Errorf(code, os.ErrClosed, "error.internal", "Cause", "x"))
		press1(t, h.main.win, want)
		if h.main.card != nil {
			t.Errorf("%s: the card stayed", code)
		}
	}
}
