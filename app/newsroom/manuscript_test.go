package newsroom

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
	"galley/export"
)

// onRecord is the manuscript whose hash is written down below. It has every property and something of everything in its document.
func onRecord() Manuscript {
	return Manuscript{
		Doc: build.Doc("kicker(喜讯) headline(示例大学召开大会) subtitle(<三件事>) abstract(摘要 & 要点) " +
			"h2(一、[strong 总体]) p(𠮷野家[br]second [link=https://example.edu/?a=1&b=2 line]) ul(li(p(甲)) li(p(乙))) fig=one(图一) table(tr(th(p(项)) td(p(值)))) hr()"),
		Properties: Properties{
			Kind: "news", Column: "要闻", Source: "新闻中心", Authors: []string{"张三", "李四"}, Editor: "王五", Reviewer: "赵六",
			Keywords: []string{"大会", "A&B"}, Place: "北京", Language: catalogue.ZhHans,
			PublishAt: time.Date(2026, 11, 23, 8, 0, 0, 0, time.FixedZone("", 8*60*60)), Issued: time.Date(2022, 3, 21, 8, 32, 0, 0, time.UTC),
			Origin: "https://example.edu/1.htm",
		},
	}
}

func hashOf(t interface{ Fatal(...any) }, m Manuscript) Hash {
	h, err := m.Hash()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestHashOnRecord pins the form that is hashed: the prefix, the document and the properties, each on a line, so that sha256sum can
// repeat it. A change of the form makes every version and decision on record look forged: it needs another prefix, and a way to check what
// was hashed in the old form.
func TestHashOnRecord(t *testing.T) {
	m := onRecord()
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	const want = "e0ee0060c2c9dfad96a21a9f91b8fc964aa00d2a3402177bfa8b4dd610a9e5c5"
	if got := hashOf(t, m); got != want {
		t.Errorf("the hash is %s, want %s", got, want)
	}
}

// TestHashCovers makes sure that no property and no part of the document can change without the hash.
func TestHashCovers(t *testing.T) {
	whole := onRecord()
	seen := map[Hash]string{hashOf(t, whole): "as it was"}
	add := func(what string, m Manuscript) {
		t.Helper()
		h := hashOf(t, m)
		if other, ok := seen[h]; ok {
			t.Errorf("%s has the hash of %s", what, other)
		}
		if m.Equal(whole) {
			t.Errorf("%s equals what it was", what)
		}
		seen[h] = what
	}
	props := reflect.TypeFor[Properties]()
	for i := range props.NumField() {
		for _, zero := range []bool{false, true} {
			m := onRecord()
			f := reflect.ValueOf(&m.Properties).Elem().Field(i)
			what := "another " + props.Field(i).Name
			if zero && f.IsZero() {
				continue // the article on record has none
			}
			switch v := f.Interface().(type) {
			case string:
				f.SetString(v + "x")
			case catalogue.Lang:
				f.SetString("en")
			case []string:
				f.Set(reflect.ValueOf(append([]string{"x"}, v...)))
			case time.Time:
				f.Set(reflect.ValueOf(v.Add(time.Second)))
			case []Particular:
				f.Set(reflect.ValueOf(append([]Particular{{"venue", "x"}}, v...)))
			case *export.Official:
				f.Set(reflect.ValueOf(&export.Official{Copy: "000012"}))
			default:
				t.Fatalf("the property %s is of a type that this test does not know", props.Field(i).Name)
			}
			if zero {
				f.SetZero()
				what = "no " + props.Field(i).Name
			}
			add(what, m)
		}
	}
	for _, c := range []struct{ name, from, to string }{
		{"another word", "second", "Second"}, {"another mark", "[strong 总体]", "[em 总体]"}, {"another address", "a=1", "a=2"},
		{"another picture", "fig=one", "fig=two"}, {"another kind of block", "h2(", "h3("}, {"a word moved to the headline", "kicker(喜讯) headline(", "headline(喜讯"},
		{"another kind of cell", "th(", "td("}, {"no rule", " hr()", ""},
	} {
		m := onRecord()
		text := strings.Replace(build.Format(m.Doc), c.from, c.to, 1)
		m.Doc = build.Doc(text)
		add(c.name, m)
	}
}

// TestHashWithoutOfficial makes sure that what an official document says around its text is in the hash, and that an article that is none is
// hashed as it was before there were such documents: TestHashOnRecord has the hash of one.
func TestHashWithoutOfficial(t *testing.T) {
	data, err := json.Marshal(onRecord().Properties)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "official") {
		t.Errorf("properties without an official document say %s", data)
	}
	base := export.Official{Organs: []string{"示例大学"}, Number: export.NoticeNumber{Code: "示大", Year: 2026, Serial: 5}, Date: export.Day{Year: 2026, Month: 3, Day: 5}}
	with := func(change func(*export.Official)) Hash {
		m, o := onRecord(), base
		change(&o)
		m.Properties.Official = &o
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		return hashOf(t, m)
	}
	seen := map[Hash]bool{with(func(*export.Official) {}): true}
	for i, change := range []func(*export.Official){
		func(o *export.Official) { o.Sealed = true }, func(o *export.Official) { o.Posts = []string{"校长"} }, func(o *export.Official) { o.Number.Serial = 6 }, func(o *export.Official) { o.Date.Day = 6 },
		func(o *export.Official) { o.Format = export.LetterFormat }, func(o *export.Official) { o.Copies = []string{"各学院"} },
		func(o *export.Official) { o.Attachments = []export.Attachment{{Name: "名册"}} },
	} {
		if h := with(change); seen[h] {
			t.Errorf("change %d is not in the hash", i)
		} else {
			seen[h] = true
		}
	}
}

func TestOfficialIsChecked(t *testing.T) {
	m := onRecord()
	m.Properties.Official = &export.Official{Copy: "12"}
	err := m.Check()
	if CodeOf(err) != Invalid || !strings.Contains(err.Error(), "six digits") {
		t.Errorf("a copy number of two digits: %v", err)
	}
}

// TestHashOfEqual makes sure that equal manuscripts have equal hashes however they came to be, and unequal ones do not.
func TestHashOfEqual(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		one := Manuscript{Doc: build.Random(build.Rand(rapid.Uint64().Draw(rt, "seed")), 6), Properties: onRecord().Properties}
		data, err := model.Marshal(one.Doc)
		if err != nil {
			rt.Fatal(err)
		}
		doc, err := model.Unmarshal(data)
		if err != nil {
			rt.Fatal(err)
		}
		two := Manuscript{Doc: doc, Properties: one.Properties}
		if data, err = json.Marshal(two.Properties); err != nil {
			rt.Fatal(err)
		}
		two.Properties = Properties{}
		if err := json.Unmarshal(data, &two.Properties); err != nil {
			rt.Fatal(err)
		}
		if !one.Equal(two) || hashOf(rt, one) != hashOf(rt, two) {
			rt.Fatalf("through JSON %s became %s", build.Format(one.Doc), build.Format(two.Doc))
		}
		three := Manuscript{Doc: build.Random(build.Rand(rapid.Uint64().Draw(rt, "seed")), 6), Properties: one.Properties}
		if one.Equal(three) != (hashOf(rt, one) == hashOf(rt, three)) {
			rt.Fatalf("%s and %s: equal, or equal in their hash, but not both", build.Format(one.Doc), build.Format(three.Doc))
		}
	})
}

// TestHashOfNothing makes sure that no list and an empty list are one manuscript.
func TestHashOfNothing(t *testing.T) {
	one, two := onRecord(), onRecord()
	one.Properties.Authors, two.Properties.Authors = nil, []string{}
	if !one.Equal(two) || hashOf(t, one) != hashOf(t, two) {
		t.Error("no authors and an empty list of authors differ")
	}
}

func TestCharacters(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		want int
	}{
		{"nothing", "", 0},
		{"Han", "示例大学", 4},
		{"Han beyond the basic plane", "𠮷𬱖", 2},
		{"marks count", "你好，世界。", 6},
		{"quotation marks, dashes and dots", "“好”——……", 7},
		{"Latin words", "open day", 2},
		{"marks stay with Latin words", "Hello, world! (It's fine.)", 4},
		{"a number is one", "3.14 20% 2026-11-23", 3},
		{"mixed", "2026年11月23日", 6},
		{"Latin in Han", "使用AI技术", 5},
		{"spaces do not count", "  示 例　大学 ", 4},
		{"a line break parts words", "one[br]two", 2},
		{"full-width forms", "ＡＢＣ１２３", 6},
		{"kana", "ひらがなカタカナ", 8},
		{"a combining mark is part of its letter", "cafe\u0301 e\u0301cole", 2},
		{"a variation selector is part of its character", "葛\U000E0100城", 2},
		{"what cannot be seen", "示\u200b例", 2},
		{"a mark of text is no character", "[strong 示]例[em x]y", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "p(" + strings.NewReplacer("(", `\(`, ")", `\)`).Replace(c.text) + ")"
			if got := (Manuscript{Doc: build.Doc(text)}).Characters(); got != c.want {
				t.Errorf("%d characters, want %d", got, c.want)
			}
		})
	}
	m := Manuscript{Doc: build.Doc("kicker(引题) headline(标题) subtitle(副题) abstract(摘要) p(一二三) fig=one(图注) table(tr(td(p(四)) td(p(五六)))) quote(p(七))")}
	if got := m.Characters(); got != 2+3+2+3+1 {
		t.Errorf("abstract, body and caption have %d characters, want 11", got)
	}
}

func TestHeadline(t *testing.T) {
	if got := (Manuscript{Doc: build.Doc("headline(第一行[br][strong 第二行]) p()")}).Headline(); got != "第一行 第二行" {
		t.Errorf("the headline on one line is %q", got)
	}
}

func TestManuscriptCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Manuscript)
		code   Code
		id     string
	}{
		{"no document", func(m *Manuscript) { m.Doc = nil }, Corrupt, "error.no_document"},
		{"a document without a body", func(m *Manuscript) { m.Doc = model.New(model.Doc, model.Attrs{}) }, Corrupt, "error.document_invalid"},
		{"no kind", func(m *Manuscript) { m.Properties.Kind = "" }, Invalid, "error.kind_unknown"},
		{"no such kind", func(m *Manuscript) { m.Properties.Kind = "novel" }, Invalid, "error.kind_unknown"},
		{"no language", func(m *Manuscript) { m.Properties.Language = "" }, Invalid, "error.language_unknown"},
		{"no such language", func(m *Manuscript) { m.Properties.Language = "tlh" }, Invalid, "error.language_unknown"},
		{"a line break in a column", func(m *Manuscript) { m.Properties.Column = "要\n闻" }, Invalid, "error.property_text"},
		{"a tab in a source", func(m *Manuscript) { m.Properties.Source = "a\tb" }, Invalid, "error.property_text"},
		{"broken UTF-8 in an author", func(m *Manuscript) { m.Properties.Authors = []string{"张三", "\xff"} }, Invalid, "error.property_text"},
		{"a NUL in a keyword", func(m *Manuscript) { m.Properties.Keywords = []string{"a\x00"} }, Invalid, "error.property_text"},
		{"an endless place", func(m *Manuscript) { m.Properties.Place = strings.Repeat("京", maxProperty+1) }, Invalid, "error.property_text"},
		{"a control in an editor", func(m *Manuscript) { m.Properties.Editor = "\x1b[31m" }, Invalid, "error.property_text"},
		{"a control in a reviewer", func(m *Manuscript) { m.Properties.Reviewer = "\u0085" }, Invalid, "error.property_text"},
		{"a separator in an origin", func(m *Manuscript) { m.Properties.Origin = "\u2028" }, Invalid, "error.property_text"},
		{"a year that JSON cannot write", func(m *Manuscript) { m.Properties.PublishAt = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, Invalid, "error.publish_at"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := onRecord()
			c.change(&m)
			var e *Error
			if err := m.Check(); !errors.As(err, &e) || e.Code != c.code || e.Text.ID != c.id {
				t.Errorf("got %v, want %s %s", err, c.code, c.id)
			}
		})
	}
	long := onRecord()
	long.Properties.Place = strings.Repeat("京", maxProperty)
	if err := long.Check(); err != nil {
		t.Errorf("the longest place: %v", err)
	}
}

func TestNewManuscript(t *testing.T) {
	s := NewSettings()
	s.Language = catalogue.ZhHant
	m := NewManuscript(s, "標題", build.Doc("p(一) p(二)").Part(model.Body).Children())
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	if m.Headline() != "標題" || m.Doc.Part(model.Body).PlainText() != "一\n二" || m.Properties.Language != catalogue.ZhHant || m.Properties.Kind != "news" {
		t.Errorf("a new manuscript is %s %+v", build.Format(m.Doc), m.Properties)
	}
	if m = NewManuscript(s, "", build.Doc("p()").Part(model.Body).Children()); m.Check() != nil {
		t.Errorf("without a headline: %v", m.Check())
	}
}

// TestChange makes sure that a change survives JSON and does the same after it.
func TestChange(t *testing.T) {
	m := onRecord()
	props := m.Properties
	props.Authors, props.PublishAt = nil, time.Time{}
	for _, c := range []struct {
		name   string
		change Change
	}{
		{"a step", Change{Step: transform.ReplaceStep{From: 5, To: 6, Slice: model.NewSlice(model.NewText("𠮷<&>"))}}},
		{"a deletion", Change{Step: transform.ReplaceStep{From: 1, To: 2}}},
		{"properties", Change{Properties: &props}},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := json.Marshal(c.change)
			if err != nil {
				t.Fatal(err)
			}
			var back Change
			if err := json.Unmarshal(data, &back); err != nil {
				t.Fatal(err)
			}
			again, err := json.Marshal(back)
			if err != nil || string(again) != string(data) {
				t.Errorf("%s became %s, %v", data, again, err)
			}
			one, errOne := c.change.Apply(m, "a", noon)
			two, errTwo := back.Apply(m, "a", noon)
			if errOne != nil || errTwo != nil {
				t.Fatalf("it does not fit: %v, and after JSON %v", errOne, errTwo)
			}
			if !one.Equal(two) || one.Equal(m) {
				t.Errorf("it does %s and after JSON %s", build.Format(one.Doc), build.Format(two.Doc))
			}
		})
	}
}

// TestChangeRefusals makes sure that what is not exactly one thing is neither read nor made.
func TestChangeRefusals(t *testing.T) {
	props := onRecord().Properties
	step := transform.ReplaceStep{From: 1, To: 2}
	for _, c := range []Change{{}, {Step: step, Properties: &props}, {Step: transform.ReplaceStep{From: 1, To: 10_000}}} {
		if m, err := c.Apply(onRecord(), "a", noon); err == nil {
			t.Errorf("%+v was applied and gave %s", c, build.Format(m.Doc))
		}
	}
	for _, text := range []string{
		``, `{}`, `[]`, `null`, `{"step":null}`, `{"step":{"step":"no such"}}`, `{"step":{}}`, `{"properties":null}`, `{"properties":[]}`,
		`{"step":{"step":"replace","from":1,"to":2},"properties":{"kind":"news","language":"en"}}`, `{"properties":{"publish_at":"yesterday"}}`,
	} {
		var c Change
		if err := json.Unmarshal([]byte(text), &c); err == nil {
			t.Errorf("%s was read as %+v", text, c)
		}
	}
}

// FuzzChange makes sure that whatever is read as a change can be written, read again as the same, and applied or refused.
func FuzzChange(f *testing.F) {
	f.Add([]byte(`{"step":{"step":"replace","from":1,"to":2}}`))
	f.Add([]byte(`{"step":{"step":"replace","from":4,"to":4,"slice":{"content":[{"kind":"text","text":"通知"}]}}}`))
	f.Add([]byte(`{"tracking":true}`))
	f.Add([]byte(`{"decision":{"verdict":"accept","steps":[{"step":"replace","from":1,"to":2}],"places":[[1,2,1,1]]}}`))
	f.Add([]byte(`{"reopened":{"step":{"step":"replace","from":1,"to":2},"by":"a","at":"2026-11-23T08:00:00Z","base":true}}`))
	f.Add([]byte(`{"properties":{"kind":"news","language":"zh-Hans","publish_at":"2026-11-23T08:00:00+08:00"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c Change
		if json.Unmarshal(data, &c) != nil {
			return
		}
		one, err := json.Marshal(c)
		if err != nil {
			t.Fatalf("read and not written: %v", err)
		}
		var back Change
		if err := json.Unmarshal(one, &back); err != nil {
			t.Fatalf("%s was written and not read: %v", one, err)
		}
		if two, err := json.Marshal(back); err != nil || string(two) != string(one) {
			t.Fatalf("%s became %s, %v", one, two, err)
		}
		if m, err := c.Apply(onRecord(), "a", noon); err == nil && c.Step != nil {
			if err := m.Check(); err != nil {
				t.Fatalf("%s gives a document that is not valid: %v", one, err)
			}
		}
	})
}
