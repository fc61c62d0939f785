package newsroom_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// The record of an article that was returned, mended, published and withdrawn tells the whole story in order.
func TestSignOffTellsTheStory(t *testing.T) {
	r := newRoom(t, t.Context())
	m := manuscript("kicker(教务) headline(会议通知) abstract(周三开会。) p(周三上午开会。)")
	m.Properties.Keywords, m.Properties.Origin = []string{"会议"}, "/home/jia/私人/通知.docx"
	m.Properties.PublishAt = time.Date(2026, 11, 23, 0, 1, 0, 0, time.UTC)
	a, err := r.Create(r.ctx, r.staff["甲"], m)
	must(t, err)
	a = r.act(t, a, "甲", "submit", "乙", "approve", "丙", "return")
	a = r.edit(t, "甲", a.ID, "会议改期通知")
	draft, err := r.SignOff(r.ctx, a)
	must(t, err)
	if draft.Manuscript.Version != 0 || draft.Manuscript.Headline != "会议改期通知" || draft.State != "returned" || len(draft.Versions) != 1 || draft.Versions[0].Headline != "会议通知" {
		t.Errorf("while it is mended: %+v", draft)
	}
	r.agree(t, "甲", a.ID)
	a = r.act(t, a, toApproved...)
	a = r.act(t, a, "己", "publish", "庚", "withdraw")
	got, err := r.SignOff(r.ctx, a)
	must(t, err)
	data, err := got.JSON()
	must(t, err)
	for old, name := range map[string]string{string(got.Versions[0].Hash): "HASH-1", string(got.Versions[1].Hash): "HASH-2"} {
		data = []byte(strings.ReplaceAll(string(data), old, name))
	}
	var lines any
	must(t, json.Unmarshal(data, &lines))
	data, err = json.MarshalIndent(lines, "", " ")
	must(t, err)
	want, err := os.ReadFile("testdata/signoff.json")
	must(t, err)
	if string(data)+"\n" != string(want) {
		t.Errorf("the record is\n%s", data)
	}
}

// A person's new name changes nothing in what he has signed; what he keeps in his folders stays his own.
func TestSignOffNames(t *testing.T) {
	r := newRoom(t, t.Context())
	for origin, want := range map[string]string{
		"": "", "https://news.example.edu/a b": "https://news.example.edu/a b", "/home/jia/私人/通知.docx": "通知.docx", `C:\Users\jia\通知.docx`: "通知.docx",
		"file:///home/jia/通知.html": "通知.html", "通知.txt": "通知.txt", "/": "",
	} {
		m := manuscript("headline(会议通知) p(开会。)")
		m.Properties.Origin = origin
		a, err := r.Create(r.ctx, r.staff["甲"], m)
		must(t, err)
		got, err := r.SignOff(r.ctx, a)
		must(t, err)
		if got.Manuscript.Origin != want {
			t.Errorf("%q is shown as %q, want %q", origin, got.Manuscript.Origin, want)
		}
		if len(got.Manuscript.Authors) != 1 || got.Manuscript.Authors[0] != "甲" || got.Release != nil || got.Withdrawal != nil || len(got.Decisions) != 0 {
			t.Errorf("%+v", got)
		}
	}
}
