package desk

import (
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/compare"
	"galley/app/desk/lists"
	"galley/app/desk/setting"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/preview"
	"galley/app/printer"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/view"
	"galley/export"
)

var screensDir = flag.String("screens", "", "write a picture of every window and dialog to this folder")

// look is one way that the application can look.
type look struct {
	lang string
	dark bool
}

func (l look) String() string {
	if l.dark {
		return l.lang + "-dark"
	}
	return l.lang
}

// screen is one window or dialog in one condition.
type screen struct {
	name  string
	empty bool // begins with a newsroom that nobody has begun
	w, h  float32
	show  func(h *house, f *flaky) fyne.Window
}

var screens = []screen{
	{name: "01-first-start", empty: true, show: func(h *house, _ *flaky) fyne.Window { return h.main.win }},
	{name: "02-first-own", empty: true, show: func(h *house, _ *flaky) fyne.Window {
		press1(h.t, h.main.win, h.S("first.own"))
		return h.main.win
	}},
	{name: "02-first-accounts", empty: true, show: func(h *house, _ *flaky) fyne.Window {
		press1(h.t, h.main.win, h.S("first.own"))
		for _, o := range test.LaidOutObjects(h.main.win.Content()) {
			if tick, ok := o.(*chrome.Tick); ok {
				tick.Tapped(nil)
			}
		}
		return h.main.win
	}},
	{name: "03-sign-in", show: func(h *house, _ *flaky) fyne.Window { return h.main.win }},
	{name: "03-sign-in-accounts", show: func(h *house, _ *flaky) fyne.Window {
		withAccounts(h)
		return h.main.win
	}},
	{name: "03-sign-in-password", show: func(h *house, _ *flaky) fyne.Window {
		withAccounts(h)
		h.enter(h.People[0])
		test.Type(h.passwordField(), "not the password")
		press1(h.t, h.main.win, h.S("password.enter"))
		return h.main.win
	}},
	{name: "03-own-password", show: func(h *house, _ *flaky) fyne.Window {
		withAccounts(h)
		h.main.changePassword(h.People[0], "password of somebody", func() {})
		return h.main.win
	}},
	{name: "03-locked", show: func(h *house, _ *flaky) fyne.Window {
		signed(h, "王一").guard(time.Hour)
		return h.main.win
	}},
	{name: "03-locked-writing", show: func(h *house, _ *flaky) fyne.Window {
		signed(h, "李婉婷")
		win := h.write1(h.taken())
		h.guard(time.Hour)
		h.coveredField(&h.theWriter().frame, "not the password")
		return win
	}},
	{name: "04-desk-reviewer", show: func(h *house, _ *flaky) fyne.Window { return h.as("王一").main.win }},
	{name: "04-desk-claimed", show: func(h *house, _ *flaky) fyne.Window {
		a := h.as("王一").turn()
		h.attends("王一", a, newsroom.TaskDo{Kind: newsroom.Claim})
		h.attends(h.Person(a.Creator), a, newsroom.TaskDo{Kind: newsroom.Remind, Reason: "今天要发"})
		h.elsewhere("李婉婷", h.find(newsroom.Returned).ID)
		h.refresh()
		h.main.choose(a)
		return h.main.win
	}},
	{name: "04-desk-by-step", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王一").main.goTo(lists.Place{Kind: lists.InState, State: newsroom.InReview})
		return h.main.win
	}},
	{name: "05-desk-sent", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").main.goTo(lists.Place{Kind: lists.Sent})
		return h.main.win
	}},
	{name: "05-desk-writer", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").main.goTo(lists.Place{Kind: lists.Mine})
		return h.main.win
	}},
	{name: "06-desk-all", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.goTo(lists.Place{Kind: lists.All})
		return h.main.win
	}},
	{name: "07-desk-published", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.goTo(lists.Place{Kind: lists.InState, State: newsroom.Published})
		return h.main.win
	}},
	{name: "07-desk-writes", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").main.goTo(lists.Place{Kind: lists.All})
		a := h.find(newsroom.Returned)
		h.elsewhere("李婉婷", a.ID)
		h.refresh()
		h.main.choose(a)
		return h.main.win
	}},
	{name: "08-desk-empty", show: func(h *house, _ *flaky) fyne.Window {
		h.as("管理员")
		return h.main.win
	}},
	{name: "09-desk-search-none", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王一").main.search.SetText("火星")
		return h.main.win
	}},
	{name: "10-desk-error", show: func(h *house, f *flaky) fyne.Window {
		h.as("王一")
		f.articles = newsroom.Errorf(newsroom.Internal, os.ErrPermission, "error.internal", "Cause", "disk I/O error")
		h.main.reload()
		return h.main.win
	}},
	{name: "11-desk-small", w: 1024, h: 640, show: func(h *house, _ *flaky) fyne.Window { return h.as("王一").main.win }},
	{name: "12-desk-full", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		for range 60 {
			h.addLong()
		}
		h.main.goTo(lists.Place{Kind: lists.Mine})
		return h.main.win
	}},
	{name: "20-import-report", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").main.takeIn(h.pageFile())
		return h.main.win
	}},
	{name: "21-import-choose", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		h.Folder = filepath.Dir(h.pageFile())
		h.must(os.Mkdir(filepath.Join(h.Folder, "十一月"), 0o700))
		h.main.chooseImport()
		return h.main.win
	}},
	{name: "22-import-refused", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		path := filepath.Join(h.Folder, "空.html")
		h.must(os.WriteFile(path, nil, 0o600))
		h.main.takeIn(path)
		return h.main.win
	}},
	{name: "23-import-many", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").main.takeInAll([]string{h.severalFiles(), h.Folder + "/没有.html"})
		return h.main.win
	}},
	{name: "24-import-folder", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").main.importFolder()
		return h.main.win
	}},
	{name: "30-writing", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		return h.write1(h.taken())
	}},
	{name: "30-writing-find", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		x := h.theWriter()
		x.page.Do(state.SelectParagraph(state.Near(x.page.State().Doc(), partAt(x.page.State().Doc(), model.Body)).Head))
		x.act(view.Heading1)
		x.act(view.Strong)
		x.finder.open()
		x.finder.pattern.SetText("會議")
		x.finder.step(true)
		return w
	}},
	{name: "30-writing-changes", show: func(h *house, _ *flaky) fyne.Window {
		w := h.returned()
		w.showTab(tabChanges)
		w.typeAt(0, 4, "")
		w.typeAt(12, 3, "改动的文字")
		w.typeAt(40, 0, "新增一句话。")
		h.chiefEdits(w)
		h.ring()
		return w.win
	}},
	{name: "30-writing-comments", show: func(h *house, _ *flaky) fyne.Window {
		w := h.commented()
		w.comments.choose(1)
		return w.win
	}},
	{name: "40-review-comments", show: func(h *house, _ *flaky) fyne.Window {
		a := h.as("王二").turn()
		h.says("王一", a.ID, 6, "这里的时间请@王二再核对一遍，与通知原件不一致。")
		return h.review1(a)
	}},
	{name: "30-writing-held", show: func(h *house, _ *flaky) fyne.Window {
		signed(h, "王三")
		a := h.find(newsroom.Returned)
		h.elsewhere("李婉婷", a.ID)
		return h.write1(a)
	}},
	{name: "30-writing-take-over", show: func(h *house, _ *flaky) fyne.Window {
		signed(h, "王三")
		a := h.find(newsroom.Returned)
		h.elsewhere("李婉婷", a.ID)
		win := h.write1(a)
		h.theWriter().takeOver()
		return win
	}},
	{name: "30-writing-lost", show: func(h *house, _ *flaky) fyne.Window {
		signed(h, "李婉婷")
		win := h.write1(h.taken())
		w := h.theWriter()
		w.page.Do(state.InsertText("还没存上的话"))
		chief, err := h.room.FindStaff(h.t.Context(), "王三")
		h.must(err)
		_, err = h.room.TakeOver(h.t.Context(), chief, w.Article.ID, "elsewhere")
		h.must(err)
		h.refresh()
		return win
	}},
	{name: "30-writing-free", show: func(h *house, _ *flaky) fyne.Window {
		signed(h, "王三")
		a := h.find(newsroom.Returned)
		writer := h.elsewhere("李婉婷", a.ID)
		win := h.write1(a)
		h.must(h.room.LetGo(h.t.Context(), writer, a.ID, "elsewhere"))
		h.refresh()
		return win
	}},
	{name: "30-writing-together", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		a := h.taken()
		h.elsewhere("王三", a.ID)
		return h.write1(a)
	}},
	{name: "30-writing-original", show: func(h *house, _ *flaky) fyne.Window {
		w := h.returned()
		w.showTab(tabChanges)
		w.typeAt(0, 4, "")
		w.setMarks(original)
		return w.win
	}},
	{name: "41-changes-review", show: func(h *house, _ *flaky) fyne.Window {
		w := h.returned()
		w.typeAt(0, 4, "")
		w.typeAt(12, 3, "改动的文字")
		h.ring()
		a, err := h.room.Act(h.t.Context(), h.Me, w.Article.ID, newsroom.Do{Action: newsroom.Submit})
		h.must(err)
		w.leave()
		h.as("王一").main.openChanges(a)
		return h.main.win
	}},
	{name: "31-writing-link", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		x := h.theWriter()
		x.page.Do(state.SelectWord(x.page.State().Selection().From() + 4))
		x.editLink()
		return w
	}},
	{name: "31-writing-figure", show: func(h *house, _ *flaky) fyne.Window {
		w := h.illustrated()
		w.editFigure()
		return w.win
	}},
	{name: "31-writing-note", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		x := h.theWriter()
		caret := func(after model.Pos) {
			x.do(state.Select(state.Caret(partAt(x.page.State().Doc(), model.Abstract) + after)))
		}
		caret(16)
		x.do(state.InsertFootnote("据学校档案馆馆藏资料。"))
		x.do(state.Select(state.TextSelection{Anchor: partAt(x.page.State().Doc(), model.Abstract) + 20, Head: partAt(x.page.State().Doc(), model.Abstract) + 26}))
		x.act(view.BookTitle)
		x.do(state.Select(state.TextSelection{Anchor: partAt(x.page.State().Doc(), model.Abstract) + 30, Head: partAt(x.page.State().Doc(), model.Abstract) + 33}))
		x.act(view.ProperName)
		caret(34)
		x.do(state.InsertFootnote("以会议纪要为准。"))
		x.editNote()
		return w
	}},
	{name: "31-writing-alone", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		h.theWriter().setAlone(true)
		return w
	}},
	{name: "24-templates", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").keptTemplates()
		h.main.begin()
		return h.main.win
	}},
	{name: "31-template-keep", show: func(h *house, _ *flaky) fyne.Window {
		w := h.as("李婉婷").blank("截至{月}月{日}日，各单位完成自查。")
		w.keepTemplate()
		press1(h.t, w.win, h.S("template.unit.month"))
		return w.win
	}},
	{name: "25-statistics", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").statistics()
		return h.counting.win
	}},
	{name: "27-staffing", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").staffing()
		return h.staffed.win
	}},
	{name: "27-staffing-accounts", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").staffing()
		h.staffed.switchAccounts()
		return h.staffed.win
	}},
	{name: "28-settings-site", w: 1080, h: 768, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").setup()
		return h.setUp.win
	}},
	{name: "28-settings-columns", w: 1080, h: 768, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").setup()
		h.setUp.goTo(setting.Place{Kind: setting.Columns})
		return h.setUp.win
	}},
	{name: "28-settings-hours", w: 1080, h: 1180, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").setup()
		s := h.setUp
		s.goTo(setting.Place{Kind: setting.Hours})
		s.paste("1月1日至3日放假调休，共3天。1月4日（周日）上班。10月1日至7日放假调休，共7天。9月20日（周日）、10月10日（周六）上班。")
		s.readNotice()
		return s.win
	}},
	{name: "28-settings-columns-none", w: 1080, h: 768, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").setup()
		for range h.settings.Columns {
			h.setUp.goTo(setting.Place{Kind: setting.Columns})
			h.setUp.remove()
		}
		return h.setUp.win
	}},
	{name: "28-settings-named", w: 1080, h: 1180, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").setup()
		h.setUp.goTo(setting.Place{Kind: setting.Policies})
		press1(h.t, h.setUp.win, h.S("setting.step.by_name"))
		return h.setUp.win
	}},
	{name: "28-settings-policy", w: 1080, h: 1180, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").setup()
		h.setUp.goTo(setting.Place{Kind: setting.Policies, Policy: 2})
		return h.setUp.win
	}},
	{name: "28-settings-refused", w: 1080, h: 768, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").setup()
		h.setUp.goTo(setting.Place{Kind: setting.Policies})
		press1(h.t, h.setUp.win, "＋ "+h.S("setting.step.add"))
		h.setUp.goTo(setting.Place{Kind: setting.Columns})
		return h.setUp.win
	}},
	{name: "25-statistics-none", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").statistics()
		h.counting.move(-1)
		return h.counting.win
	}},
	{name: "26-versions", show: func(h *house, _ *flaky) fyne.Window {
		v := h.rewritten()
		v.step(true)
		return v.win
	}},
	{name: "26-versions-moved", show: func(h *house, _ *flaky) fyne.Window { return h.moved().win }},
	{name: "26-versions-moved-sides", show: func(h *house, _ *flaky) fyne.Window {
		v := h.moved()
		v.setMode(compare.Sides)
		return v.win
	}},
	{name: "26-versions-sides", show: func(h *house, _ *flaky) fyne.Window {
		v := h.rewritten()
		v.setMode(compare.Sides)
		v.step(true)
		return v.win
	}},
	{name: "26-versions-none", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		a := h.find(newsroom.Draft)
		h.versionsOf(a)
		return h.versions[a.ID].win
	}},
	{name: "40-review-since", show: func(h *house, _ *flaky) fyne.Window { return h.again().win }},
	{name: "31-convert", show: func(h *house, _ *flaky) fyne.Window {
		w := h.as("李婉婷").blank("网络软件的发展，头发和皇后。")
		w.convert()
		return w.win
	}},
	{name: "31-converted", show: func(h *house, _ *flaky) fyne.Window {
		w := h.as("李婉婷").blank("网络软件的发展，头发和皇后。")
		w.convert()
		press1(h.t, w.win, h.S("convert.do"))
		return w.win
	}},
	{name: "31-writing-kind", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		return h.write1(h.find(newsroom.Returned))
	}},
	{name: "31-writing-new", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").main.create()
		return h.theWriter().win
	}},
	{name: "32-writing-conflict", show: func(h *house, f *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		h.theWriter().retype(model.Headline, "另一个标题")
		f.append = newsroom.Errorf(newsroom.Conflict, nil, "error.stale", "Number", string(h.theWriter().Article.Number))
		h.ring()
		return w
	}},
	{name: "33-writing-unsaved", show: func(h *house, f *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		h.theWriter().retype(model.Headline, "另一个标题")
		f.append = newsroom.Errorf(newsroom.Internal, nil, "error.internal", "Cause", "disk full")
		h.ring()
		return w
	}},
	{name: "34-writing-contest", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		h.theWriter().typed.source.SetText("校办")
		h.others(h.theWriter().Article.ID, func(_ *state.Transaction, p *newsroom.Properties) error {
			p.Source = "宣传部"
			return nil
		})
		h.desk.refresh()
		h.ring()
		return w
	}},
	{name: "35-submit", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		w := h.write1(h.taken())
		h.theWriter().handOver()
		return w
	}},
	{name: "40-review", show: func(h *house, _ *flaky) fyne.Window {
		return h.review1(h.as("王二").turn())
	}},
	{name: "40-review-claimed", show: func(h *house, _ *flaky) fyne.Window {
		a := h.as("王一").turn()
		h.attends("王一", a, newsroom.TaskDo{Kind: newsroom.Claim})
		h.attends(h.Person(a.Creator), a, newsroom.TaskDo{Kind: newsroom.Remind, Reason: "今天要发"})
		return h.review1(a)
	}},
	{name: "42-hand-over", show: func(h *house, _ *flaky) fyne.Window {
		h.another()
		h.as("王一").main.handOver(h.turn())
		return h.main.win
	}},
	{name: "42-ask", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王一").main.consult(h.turn())
		return h.main.win
	}},
	{name: "42-remind", show: func(h *house, _ *flaky) fyne.Window {
		a := h.as("王一").turn()
		h.as(h.Person(a.Creator)).main.remind(a)
		return h.main.win
	}},
	{name: "42-remind-refused", show: func(h *house, _ *flaky) fyne.Window {
		a := h.as("王一").turn()
		h.as(h.Person(a.Creator))
		h.attends(h.Me.Name, a, newsroom.TaskDo{Kind: newsroom.Remind})
		h.main.remind(a)
		return h.main.win
	}},
	{name: "42-notes", show: func(h *house, _ *flaky) fyne.Window {
		a := h.as("王一").turn()
		_, err := h.room.Ask(h.t.Context(), h.person("王一"), a.ID, h.person("王二").ID, "第二段的时间，和会议通知对得上吗？")
		h.must(err)
		h.attends("王一", a, newsroom.TaskDo{Kind: newsroom.HandOver, To: h.person("王二").ID, Reason: "下午外出，请代审"})
		h.attends(h.Person(a.Creator), a, newsroom.TaskDo{Kind: newsroom.Remind, Reason: "今天要发"})
		h.as("王二").alert()
		h.main.showNotes()
		return h.main.win
	}},
	{name: "43-again", show: func(h *house, _ *flaky) fyne.Window {
		h.sentBack("王一", "王二")
		h.as("王一").main.approveAgain()
		return h.main.win
	}},
	{name: "43-again-done", show: func(h *house, _ *flaky) fyne.Window {
		list := h.sentBack("王一", "王二")
		h.as("王一").main.approveAgain()
		for _, a := range list[:1] { // meanwhile somebody else is quicker
			_, err := h.room.Act(h.t.Context(), h.person("王一"), a.ID, newsroom.Do{Action: newsroom.Approve})
			h.must(err)
		}
		press1(h.t, h.main.win, h.S("again.begin"))
		return h.main.win
	}},
	{name: "41-review-barred", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		return h.review1(h.find(newsroom.InReview))
	}},
	{name: "40-review-checklist", show: func(h *house, _ *flaky) fyne.Window {
		r := h.strict().inReview("王一")
		r.given.checks["facts"].Tapped(nil)
		r.given.proofs[newsroom.FirstProof].found.SetText("3")
		r.given.proofs[newsroom.FirstProof].corrected.SetText("3")
		r.opinion.SetText("人名、职务已核对。第二段时间以会议通知为准，请校对再看一遍数字。")
		return r.win
	}},
	{name: "40-review-unmet", show: func(h *house, _ *flaky) fyne.Window {
		r := h.strict().inReview("王一")
		r.approve()
		return r.win
	}},
	{name: "40-review-mend", show: func(h *house, _ *flaky) fyne.Window {
		r := h.inReview("王一")
		r.beginMending()
		doc := r.mend.page.State().Doc()
		r.mend.page.Do(state.Select(state.TextSelection{Anchor: partAt(doc, model.Headline) + 2, Head: partAt(doc, model.Headline) + 6}))
		r.mend.page.Do(state.InsertText("改动"))
		return r.win
	}},
	{name: "40-review-phrases", show: func(h *house, _ *flaky) fyne.Window {
		r := h.inReview("王一")
		r.editPhrases(forOpinion)
		return r.win
	}},
	{name: "35-submit-strict", show: func(h *house, _ *flaky) fyne.Window {
		h.strict().as("王三")
		h.main.submit(h.find(newsroom.Draft))
		return h.main.win
	}},
	{name: "44-correct", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").main.amend(newsroom.Correct)(h.find(newsroom.Published))
		return h.main.win
	}},
	{name: "44-correction-live", show: func(h *house, _ *flaky) fyne.Window {
		a := h.as("王三").find(newsroom.Published)
		_, err := h.room.Act(h.t.Context(), h.Me, a.ID, newsroom.Do{Action: newsroom.Correct, Reason: "职务有误"})
		h.must(err)
		h.main.goTo(lists.Place{Kind: lists.InState, State: newsroom.Draft})
		h.main.choose(h.newest(a))
		return h.main.win
	}},
	{name: "42-override", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王三").main.override(h.find(newsroom.InReview))
		return h.main.win
	}},
	{name: "42-return", show: func(h *house, _ *flaky) fyne.Window {
		w := h.review1(h.as("王三").turn())
		for _, r := range h.reviews {
			r.giveBack()
		}
		return w
	}},
	{name: "43-publish", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.publish(h.find(newsroom.Approved))
		return h.main.win
	}},
	{name: "44-withdraw", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.withdraw(h.find(newsroom.Published))
		return h.main.win
	}},
	{name: "45-history", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.history(h.find(newsroom.Published))
		return h.main.win
	}},
	{name: "46-refused", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").main.publish(h.find(newsroom.InReview))
		press1(h.t, h.main.win, h.Label(newsroom.ActionText(newsroom.Publish)))
		return h.main.win
	}},
	{name: "50-share", w: shareWidth, h: shareHeight, show: func(h *house, _ *flaky) fyne.Window {
		return h.as("王四").share1(h.find(newsroom.Published)).win
	}},
	{name: "50-share-logo", w: shareWidth, h: shareHeight, show: func(h *house, _ *flaky) fyne.Window {
		s := h.as("王四").share1(h.find(newsroom.Published))
		s.code.job.Look.Dark, s.code.job.Look.Light, s.code.job.Address = 0x2B5FA8, 0xFFF3C9, true
		s.placeAt("poster")
		s.code.useLogo(h.logoFile())
		return s.win
	}},
	{name: "50-share-refused", w: shareWidth, h: shareHeight, show: func(h *house, _ *flaky) fyne.Window {
		s := h.as("王四").share1(h.find(newsroom.Published))
		s.code.job.Look.Dark, s.code.job.Look.Light = 0x777777, 0x999999
		s.fill()
		s.set()
		return s.win
	}},
	{name: "50-share-card", w: shareWidth, h: shareHeight, show: func(h *house, _ *flaky) fyne.Window {
		s := h.as("王四").share1(h.find(newsroom.Published))
		s.showTab(tabCard)
		return s.win
	}},
	{name: "50-share-many", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.goTo(lists.Place{Kind: lists.All})
		h.main.shareMany()
		press1(h.t, h.main.win, h.S("share.many.labels"))
		return h.main.win
	}},
	{name: "50-share-many-cards", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.goTo(lists.Place{Kind: lists.All})
		h.main.shareMany()
		press1(h.t, h.main.win, h.S("share.many.cards"))
		return h.main.win
	}},
	{name: "51-share-draft", w: shareWidth, h: shareHeight, show: func(h *house, _ *flaky) fyne.Window {
		return h.as("李婉婷").share1(h.find(newsroom.InReview)).win
	}},
	{name: "28-pictures", w: shelfWidth, h: shelfHeight, show: func(h *house, _ *flaky) fyne.Window {
		s, _ := h.as("李婉婷").shelved()
		for i, p := range s.shown {
			if p.Name == "校园.jpg" {
				s.rows.Set(len(s.shown), i)
				s.choose()
			}
		}
		return s.win
	}},
	{name: "28-pictures-none", w: shelfWidth, h: shelfHeight, show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷").shelf(nil)
		h.pictures.narrow(shelfAway)
		return h.pictures.win
	}},
	{name: "52-crop", show: func(h *house, _ *flaky) fyne.Window {
		w := h.as("李婉婷").landscape()
		w.cropFigure()
		cutterOf(h.t, w).TypedKey(&fyne.KeyEvent{Name: fyne.Key2})
		for range 6 {
			cutterOf(h.t, w).TypedRune('-')
		}
		return w.win
	}},
	{name: "52-cropped", show: func(h *house, _ *flaky) fyne.Window {
		w := h.as("李婉婷").landscape()
		w.cropFigure()
		cutterOf(h.t, w).TypedKey(&fyne.KeyEvent{Name: fyne.Key2})
		w.card.Press()
		return w.win
	}},
	{name: "51-phone", w: phoneWidth, h: phoneHeight, show: func(h *house, _ *flaky) fyne.Window {
		return h.as("李婉婷").phone1(h.find(newsroom.InReview)).win
	}},
	{name: "51-phone-over", w: phoneWidth, h: phoneHeight, show: func(h *house, _ *flaky) fyne.Window {
		p := h.as("李婉婷").phone1(h.find(newsroom.InReview))
		h.now = h.now.Add(preview.DefaultFor)
		p.tick()
		return p.win
	}},
	{name: "52-print", show: func(h *house, _ *flaky) fyne.Window { return h.as("王四").print1(h.find(newsroom.Published)).win }},
	{name: "52-print-proof", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		p := h.print1(h.taken())
		p.setLayout(press.Proof)
		return p.win
	}},
	{name: "52-print-notice", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		p := h.print1(h.official())
		p.setLayout(press.Notice)
		return p.win
	}},
	{name: "53-official", show: func(h *house, _ *flaky) fyne.Window {
		h.as("李婉婷")
		p := h.print1(h.official())
		p.setLayout(press.Notice)
		p.editOfficial()
		return p.win
	}},
	{name: "52-print-zoomed", show: func(h *house, _ *flaky) fyne.Window {
		p := h.as("王四").print1(h.find(newsroom.Published))
		p.pages.SetZoom(200)
		p.pages.Go(1)
		return p.win
	}},
	{name: "52-print-report", w: 1024, h: 640, show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四")
		p := h.print1(h.find(newsroom.Published))
		p.printed.Report.Missing, p.printed.Report.Replaced = []export.Glyph{{Text: "𪚥", Face: "Song"}}, []export.Glyph{{Text: "𠮷", Face: "Song", Used: "Kai"}}
		p.show()
		return p.win
	}},
	{name: "52-print-error", show: func(h *house, _ *flaky) fyne.Window {
		p := h.as("王四").print1(h.find(newsroom.Published))
		j := p.job
		j.Fonts.Folder = "/home/wang/字体"
		p.change(j)
		return p.win
	}},
	{name: "52-print-fonts", show: func(h *house, _ *flaky) fyne.Window {
		p := h.as("王四").print1(h.find(newsroom.Published))
		p.askFonts()
		return p.win
	}},
	{name: "52-print-send", show: func(h *house, _ *flaky) fyne.Window {
		p := h.as("王四").print1(h.find(newsroom.Published))
		p.askPrinter()
		return p.win
	}},
	{name: "52-print-none", show: func(h *house, _ *flaky) fyne.Window {
		h.printers.err = printer.ErrNoSystem
		p := h.as("王四").print1(h.find(newsroom.Published))
		p.askPrinter()
		return p.win
	}},
	{name: "52-print-save", show: func(h *house, _ *flaky) fyne.Window {
		p := h.as("王四").print1(h.find(newsroom.Published))
		p.exportFile()
		return p.win
	}},
	{name: "54-batch", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.goTo(lists.Place{Kind: lists.All})
		h.main.exportMany()
		return h.main.win
	}},
	{name: "54-batch-done", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.goTo(lists.Place{Kind: lists.All})
		h.main.exportMany()
		press1(h.t, h.main.win, h.S("batch.begin"))
		return h.main.win
	}},
	{name: "53-pdf-done", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王四").main.showPDF("/home/wang/文稿/2026-00001 秋季运动会落幕.pdf", export.Report{Pages: 2,
			Missing: []export.Glyph{{Text: "𪚥", Face: "Song"}}, Replaced: []export.Glyph{{Text: "𠮷", Face: "Song", Used: "Kai"}}})
		return h.main.win
	}},
	{name: "60-add-person", show: func(h *house, _ *flaky) fyne.Window {
		h.as("管理员").main.addPerson()
		return h.main.win
	}},
	{name: "61-keys", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王一").main.showKeys()
		return h.main.win
	}},
	{name: "62-menu", show: func(h *house, _ *flaky) fyne.Window {
		h.as("王一")
		m := widget.NewPopUpMenu(h.main.win.MainMenu().Items[2], h.main.win.Canvas())
		m.ShowAtPosition(fyne.NewPos(150, 0))
		return h.main.win
	}},
}

// write1 opens an article for writing and returns its window.
func (h *house) write1(a newsroom.Article) fyne.Window {
	h.write(a)
	return h.theWriter().win
}

func (h *house) theWriter() *writer {
	h.t.Helper()
	for _, w := range h.writers {
		return w
	}
	h.t.Fatal("no writing window is open")
	return nil
}

// official makes an official document.
func (h *house) official() newsroom.Article {
	h.t.Helper()
	s, err := h.room.Settings(h.t.Context())
	h.must(err)
	var body []*model.Node
	for _, line := range []string{
		"期末将至，为切实维护校园安全稳定，确保师生平安度过学期末和寒假，现就有关事项通知如下，请认真贯彻落实。",
		"各单位主要负责人是本单位安全工作第一责任人，要做到守土有责、守土尽责，重点人员、重点岗位、重点环节责任到人。",
	} {
		body = append(body, model.New(model.Paragraph, model.Attrs{}, model.NewText(line)))
	}
	m := newsroom.NewManuscript(s, "关于做好2026年秋季学期期末安全工作的通知", body)
	m.Properties.Kind = "notice"
	m.Properties.Official = &export.Official{Organs: []string{"彭城技师学院"}, Number: export.NoticeNumber{Code: "彭技院", Year: 2026, Serial: 17},
		Recipients: []string{"各二级学院、各部门"}, Date: export.Day{Year: 2026, Month: 11, Day: 23}}
	a, err := h.room.Create(h.t.Context(), h.Me, m)
	h.must(err)
	return a
}

// print1 opens an article in its print window.
func (h *house) print1(a newsroom.Article) *printing {
	h.t.Helper()
	h.print(a)
	p := h.prints[a.ID]
	if p == nil {
		h.t.Fatal("no print window is open")
	}
	return p
}

func (h *house) review1(a newsroom.Article) fyne.Window {
	h.t.Helper()
	h.review(a)
	for _, r := range h.reviews {
		return r.win
	}
	h.t.Fatal("no review window is open")
	return nil
}

// turn returns the first article that waits for the person.
func (h *house) turn() newsroom.Article {
	h.t.Helper()
	list, err := h.room.MyTurn(h.t.Context(), h.Me)
	h.must(err)
	if len(list) == 0 {
		h.t.Fatalf("nothing waits for %s", h.Me.Name)
	}
	return list[0]
}

// taken takes the sample page in and returns the article.
func (h *house) taken() newsroom.Article {
	h.t.Helper()
	data, err := os.ReadFile(h.pageFile())
	h.must(err)
	in, err := h.Import(h.t.Context(), "campus-news-page.html", data)
	h.must(err)
	a, err := h.room.TakeIn(h.t.Context(), h.Me, in)
	h.must(err)
	return a
}

// addLong adds an article with the longest names that a list must bear.
func (h *house) addLong() {
	doc := model.NewDoc()
	head := doc.Part(model.Headline).With(model.NewText("关于转发《关于进一步加强和改进新时代职业院校学生思想政治工作的若干意见》并组织开展专题学习研讨活动的通知（征求意见稿）"))
	parts := append([]*model.Node{}, doc.Children()...)
	parts[1] = head
	_, err := h.room.Create(h.t.Context(), h.Me, newsroom.Manuscript{Doc: doc.With(parts...), Properties: newsroom.Properties{
		Kind: "notice", Language: "zh-Hans", Column: "通知公告", Authors: []string{"徐州经济技术开发区职业教育集团办公室宣传科"}}})
	h.must(err)
}

// press1 presses the topmost button with these words.
func press1(t testing.TB, w fyne.Window, label string) {
	t.Helper()
	roots := []fyne.CanvasObject{w.Content()}
	if top := w.Canvas().Overlays().Top(); top != nil {
		roots = []fyne.CanvasObject{top}
	}
	for _, o := range test.LaidOutObjects(roots[0]) {
		if b, ok := o.(*chrome.Button); ok && b.Label == label && !b.Disabled() {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("no button says %q", label)
}

// TestScreens shows every window and dialog and checks that each has words for everything. With -screens it writes the pictures too, in
// every look; without, it goes through the looks screen by screen, so that all of them are met.
func TestScreens(t *testing.T) {
	looks := []look{{"zh-Hans", false}, {"zh-Hant", false}, {"en", false}, {"zh-Hans", true}}
	for j, l := range looks {
		for i, s := range screens {
			if *screensDir == "" && i%len(looks) != j {
				continue
			}
			t.Run(l.String()+"/"+s.name, func(t *testing.T) {
				h, f := newHouse(t, !s.empty, l.lang, l.dark)
				w := s.show(h, f)
				size := fyne.NewSize(mainWidth, mainHeight-menuHeight)
				if s.w > 0 {
					size = fyne.NewSize(s.w, s.h-menuHeight)
				}
				w.Resize(size)
				for _, text := range texts(w) {
					if strings.Contains(text, "⟦") || strings.Contains(text, "<no value>") {
						t.Errorf("no words for %s", text)
					}
				}
				if *screensDir != "" {
					picture(t, w, filepath.Join(*screensDir, l.String(), s.name+".png"))
				}
			})
		}
	}
}

// texts returns every text that a window shows.
func texts(w fyne.Window) []string {
	var out []string
	objects := test.LaidOutObjects(w.Content())
	for _, o := range w.Canvas().Overlays().List() {
		objects = append(objects, test.LaidOutObjects(o)...)
	}
	for _, o := range objects {
		if t, ok := o.(*canvas.Text); ok && t.Visible() {
			out = append(out, t.Text)
		}
	}
	return append(out, w.Title())
}

const menuHeight float32 = 28

// picture writes what a window looks like, with its menu bar, which on a desktop the driver draws.
func picture(t *testing.T, w fyne.Window, file string) {
	t.Helper()
	content := w.Canvas().Capture()
	row := chrome.Row(20)
	for _, m := range w.MainMenu().Items {
		row.Add(chrome.Text(m.Label, chrome.Style{}))
	}
	bar := software.NewCanvas()
	bar.SetPadded(false)
	bar.SetContent(chrome.On(theme.Panel, chrome.Pad(0, 12, 0, 12, row)))
	bar.Resize(fyne.NewSize(w.Canvas().Size().Width, menuHeight))
	top := bar.Capture()
	b := content.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()+top.Bounds().Dy()))
	draw.Draw(out, top.Bounds(), top, image.Point{}, draw.Src)
	draw.Draw(out, b.Add(image.Pt(0, top.Bounds().Dy())), content, b.Min, draw.Src)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, out); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
