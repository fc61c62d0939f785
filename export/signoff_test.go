package export

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
)

var zone = time.FixedZone("", 8*3600)

func at(minute int) time.Time { return time.Date(2026, 11, 23, 8, minute, 0, 0, zone) }

// record is a record with every field filled in.
func record() SignOff {
	hash := strings.Repeat("3f9c", 16)
	return SignOff{
		Format: SignOffFormat, Site: "彭城教育网", Language: catalogue.ZhHans, Number: "2026-00017", State: "withdrawn", Created: at(0),
		Manuscript: Manuscript{
			Version: 2, Hash: hash, Kicker: "技能成就梦想", Headline: "技能文化节<开幕> & \\ufffd", Subtitle: "——侧记", Kind: "news", Column: "要闻", Characters: 812, Pictures: 2,
			Abstract: "共有12个学院参加。", Keywords: []string{"技能"}, Authors: []string{"赵宁", "周敏"}, Editor: "李婉婷", Reviewer: "宣传处", Source: "融媒体中心",
			Origin: "https://news.example.edu/1.html", Planned: at(30),
		},
		Steps:      []ReviewStep{{"初审", "reviewer"}},
		Decisions:  []Decision{{1, 1, "submit", "", "draft", "in_review", "", "赵宁", "writer", "请审", "", at(1), 1, hash}},
		Versions:   []Frozen{{1, "赵宁", at(1), "技能文化节", 800, hash}},
		Release:    &Release{at(40), "陈立", "https://news.example.edu/2.html"},
		Withdrawal: &Withdrawal{at(50), "陈立", "事实有误"},
	}
}

// The canonical bytes never change: signatures over them would break.
func TestSignOffJSON(t *testing.T) {
	got, err := record().JSON()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/signoff.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the record is\n%s\nwant\n%s", got, want)
	}
	back, err := ParseSignOff(got)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := back.JSON(); err != nil || !bytes.Equal(again, got) {
		t.Errorf("read and written again it is\n%s\n%v", again, err)
	}
}

func TestSignOffRefuses(t *testing.T) {
	good, err := record().JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, put string }{
		{"another format", `"format":1`, `"format":2`},
		{"a field that there is not", `"site"`, `"seat":"","site"`},
		{"a field twice", `"site"`, `"site":"","site"`},
		{"other order", `"kind":"news","column":"要闻"`, `"column":"要闻","kind":"news"`},
		{"a space", `"format":1,`, `"format":1, `},
		{"a time in another form", `"2026-11-23T08:00:00+08:00"`, `"2026-11-23T08:00:00.000+08:00"`},
		{"an escape for a character", `彭`, `\u5f6d`},
		{"no end", "}\n", "}"},
		{"a second record", "}\n", "}\n{}\n"},
		{"a half", `,"release"`, "\x00"},
	} {
		bad := strings.Replace(string(good), c.old, c.put, 1)
		if bad == string(good) {
			t.Fatalf("%s: nothing to replace", c.name)
		}
		if _, err := ParseSignOff([]byte(bad)); err == nil {
			t.Errorf("%s: accepted", c.name)
		}
	}
	r := record()
	r.Decisions[0].Opinion = "\xff"
	if _, err := r.JSON(); err == nil {
		t.Error("text that is no UTF-8 was written")
	}
	if _, err := r.Hash(); err == nil {
		t.Error("text that is no UTF-8 was hashed")
	}
}

func TestSignOffHash(t *testing.T) {
	a, err := record().Hash()
	if err != nil {
		t.Fatal(err)
	}
	r := record()
	r.Decisions[0].Opinion += "。"
	if b, err := r.Hash(); err != nil || a == b || len(b) != 64 {
		t.Errorf("%s and %s, %v", a, b, err)
	}
}

// A step's decision stands until a return sends the article back before it or a new round begins.
func TestStanding(t *testing.T) {
	submit, first, second, final := Decision{Action: "submit"}, Decision{Action: "approve", Step: "初审"}, Decision{Action: "approve", Step: "复审"}, Decision{Action: "approve", Step: "终审"}
	author, back, late := Decision{Action: "return", Step: "复审"}, Decision{Action: "return", Step: "终审", SentTo: "复审"}, Decision{Action: "return", SentTo: "初审"}
	for _, c := range []struct {
		name string
		acts []Decision
		want string
	}{
		{"nothing", nil, "---"},
		{"submitted", []Decision{submit}, "---"},
		{"on its way", []Decision{submit, first, second}, "aa-"},
		{"through", []Decision{submit, first, second, final}, "aaa"},
		{"returned to the author", []Decision{submit, first, author}, "ar-"},
		{"a new round", []Decision{submit, first, author, submit, first}, "a--"},
		{"back a step", []Decision{submit, first, second, back}, "a--"},
		{"back a step and on", []Decision{submit, first, second, back, second}, "aa-"},
		{"back from the end", []Decision{submit, first, second, final, late}, "---"},
		{"published", []Decision{submit, first, second, final, {Action: "publish"}}, "aaa"},
	} {
		got := ""
		for _, s := range (SignOff{Steps: []ReviewStep{{"初审", ""}, {"复审", ""}, {"终审", ""}}, Decisions: c.acts}).Standing() {
			if s.Decision == nil {
				got += "-"
			} else {
				got += s.Decision.Action[:1]
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func FuzzParseSignOff(f *testing.F) {
	good, err := record().JSON()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"format":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseSignOff(data)
		if err != nil {
			return
		}
		again, err := r.JSON()
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%q is read and written as %q, %v", data, again, err)
		}
	})
}
