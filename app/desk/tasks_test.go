package desk

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/newsroom"
)

// person returns somebody by name.
func (h *house) person(name string) newsroom.Staff {
	h.t.Helper()
	p, err := h.room.FindStaff(h.t.Context(), name)
	h.must(err)
	return p
}

// attends has a person do something about the step of an article at another desk.
func (h *house) attends(name string, a newsroom.Article, do newsroom.TaskDo) {
	h.t.Helper()
	_, err := h.room.Attend(h.t.Context(), h.person(name), a.ID, do)
	h.must(err)
}

// sentBack has the reviewer approve what waits for him, and the next one send it back to him; it returns them as they are then.
func (h *house) sentBack(reviewer, next string) []newsroom.Article {
	h.t.Helper()
	list, err := h.room.MyTurn(h.t.Context(), h.person(reviewer))
	h.must(err)
	var out []newsroom.Article
	for _, a := range list {
		if a.State != newsroom.InReview || a.Step != 0 {
			continue
		}
		step := a.Awaits()
		if a, err = h.room.Act(h.t.Context(), h.person(reviewer), a.ID, newsroom.Do{Action: newsroom.Approve, Opinion: "同意"}); err != nil {
			continue
		}
		a, err = h.room.Act(h.t.Context(), h.person(next), a.ID, newsroom.Do{Action: newsroom.Return, Reason: "等会议定下来", To: step})
		h.must(err)
		out = append(out, a)
	}
	return out
}

// another adds a reviewer, so that there is somebody to hand over to.
func (h *house) another() {
	h.t.Helper()
	_, err := h.room.AddStaff(h.t.Context(), h.person("管理员"), "周敏", newsroom.Reviewer)
	h.must(err)
	h.must(h.load(h.t.Context()))
}

// A reviewer takes a step in hand, the others see it in the list and above the text, and it goes on to a colleague, who is told.
func TestTasks(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.another()
	h.as("周敏").alert()
	h.as("王一")
	a := h.turn()
	h.main.choose(a)
	h.main.claim(a)
	with := func() string {
		for _, i := range h.main.items {
			if i.Article.ID == a.ID && i.Heading == "" {
				return i.With
			}
		}
		return "no row"
	}
	if got := with(); got != "王一认领" {
		t.Errorf("the row says %q", got)
	}
	if all := strings.Join(texts(h.main.win), " "); !strings.Contains(all, "王一认领（") {
		t.Error("nothing above the text says who has it in hand")
	}
	h.main.handOver(a)
	press1(t, h.main.win, h.S("task.hand_over")) // without a reason it asks again
	if h.main.card == nil {
		t.Fatal("it was handed over without a reason")
	}
	test.Type(h.main.win.Canvas().Focused(), "下午外出")
	me := h.Me
	press1(t, h.main.win, h.S("task.hand_over"))
	if got := with(); got == "王一认领" || !strings.HasSuffix(got, "认领") {
		t.Errorf("the row says %q", got)
	}
	c, err := h.room.Charge(t.Context(), a)
	h.must(err)
	h.Me = h.person(c.Holders[0].Name)
	h.alerts = newsroom.NewAlerts(h.Me)
	h.alerts.Hear(nil) // he sat down before
	test.AssertNotificationSent(t, fyne.NewNotification("王一转交给你", string(a.Number)+" "+a.Digest.Headline), h.alert)
	test.AssertNotificationSent(t, nil, h.alert)
	h.Me = me

	h.main.consult(a)
	test.Type(h.main.win.Canvas().Focused(), "时间对吗？")
	press1(t, h.main.win, h.S("task.ask"))
	threads, err := h.room.Comments(t.Context(), h.Me, a.ID)
	h.must(err)
	if n := len(threads); n == 0 || !strings.HasSuffix(threads[n-1].Comments[0].Text, "时间对吗？") && !strings.HasSuffix(threads[0].Comments[0].Text, "时间对吗？") {
		t.Errorf("nothing was asked: %+v", threads)
	}
	h.main.remind(a) // neither his nor is he a chief
	if h.main.card == nil {
		t.Error("a reminder is not refused")
	}
}

// What was approved before is approved together, and what changed meanwhile is named.
func TestApproveAgain(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王一")
	h.main.approveAgain()
	if h.main.card == nil {
		t.Fatal("nothing says that there is nothing to approve")
	}
	h.main.card.Close()
	list := h.sentBack("王一", "王二")
	if len(list) == 0 {
		t.Fatal("nothing came back")
	}
	h.refresh()
	h.main.approveAgain()
	step := list[0].Step
	press1(t, h.main.win, h.S("again.begin"))
	for _, a := range list {
		if now := h.newest(a); now.Step != step+1 {
			t.Errorf("%s stands at step %d", a.Number, now.Step)
		}
	}
}

// What others said to a person is listed until he has seen it, counted in the status line, and opens its article.
func TestNotes(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	a := h.as("王一").turn()
	_, err := h.room.Ask(t.Context(), h.person("王一"), a.ID, h.person("王二").ID, "时间对吗？")
	h.must(err)
	h.as("王二").alert()
	if all := strings.Join(texts(h.main.win), " "); !strings.Contains(all, "1 条找您的") {
		t.Error("the status line does not count it")
	}
	h.main.showNotes()
	press1(t, h.main.win, h.S("menu.open"))
	if h.reviews[a.ID] == nil {
		t.Fatal("it does not open its article")
	}
	h.alert()
	h.main.showNotes()
}

// The last step wants the password of a person who has accounts: it is asked for once, and what waited for it goes on.
func TestApproveAgainWithPassword(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	chief := h.person("王三")
	list, err := h.room.MyTurn(t.Context(), chief)
	h.must(err)
	var a newsroom.Article
	for _, one := range list {
		if one.State == newsroom.InReview && one.Step == len(one.Policy.Steps)-1 {
			a = one
		}
	}
	step := a.Awaits()
	for _, do := range []newsroom.Do{{Action: newsroom.Approve}, {Action: newsroom.Return, Reason: "等通知", To: step}} {
		a, err = h.room.Act(t.Context(), chief, a.ID, do)
		h.must(err)
	}
	signed(h, "王三")
	h.now, h.tick = h.now.Add(time.Hour), time.Second // a password counts for two minutes
	h.main.approveAgain()
	press1(t, h.main.win, h.S("again.begin"))
	if now := h.newest(a); now.State != newsroom.InReview {
		t.Fatal("it was approved without the password")
	}
	test.Type(h.passwordField(), "password of 王三")
	press1(t, h.main.win, h.S("again.begin"))
	if now := h.newest(a); now.State != newsroom.Approved {
		t.Errorf("it is %s", now.State)
	}
	if h.main.card != nil {
		t.Error("a card is left")
	}
}
