package desk

import (
	"testing"

	"galley/app/desk/field"
	"galley/app/press"
	"galley/export"
)

func TestOfficialCard(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷")
	a := h.official()
	p := h.print1(a)
	p.setLayout(press.Notice)
	var got *export.Official
	m, _, err := h.room.Manuscript(t.Context(), a.ID)
	h.must(err)
	c := p.frame.editOfficial(m.Properties.Official, func(o *export.Official) { got = o })
	c.fields["number"].SetText("彭职院〔26〕5号")
	c.fields["date"].SetText("2026-02-30")
	c.save()
	if got != nil || !c.said["number"].Visible() || !c.said["date"].Visible() || c.said["organs"].Visible() || p.win.Canvas().Focused() != c.fields["number"] {
		t.Fatal("a wrong number and a wrong date are not said at their fields")
	}
	c.fields["number"].SetText("彭职院[2026]5号")
	c.fields["date"].SetText("2026-3-5")
	c.addPaper(export.Attachment{Name: "考场安排", Text: "一号楼"})
	c.save()
	if got == nil || got.Field("number") != "彭职院〔2026〕5号" || got.Field("date") != "2026年3月5日" || got.Attachments[len(got.Attachments)-1].Text != "一号楼" {
		t.Fatalf("accepted %+v", got)
	}
}

func TestOfficialIsStored(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷")
	p := h.print1(h.official())
	p.editOfficial()
	if p.card == nil {
		t.Fatal("there is no card")
	}
	p.win.Canvas().Focused().(*field.Entry).SetText("徐州学院\n徐州市教育局")
	p.card.Press()
	m, _, err := h.room.Manuscript(t.Context(), p.article.ID)
	h.must(err)
	if got := m.Properties.Official.Field("organs"); got != "徐州学院\n徐州市教育局" {
		t.Errorf("the organs are %q", got)
	}
	if p.failed != nil {
		t.Error(p.failed)
	}
}
