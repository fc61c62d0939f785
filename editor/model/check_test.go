package model_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
)

// body wraps blocks in JSON as a document.
func body(blocks string) string {
	return `{"format":1,"doc":{"kind":"doc","content":[{"kind":"kicker"},{"kind":"headline"},{"kind":"subtitle"},{"kind":"abstract"},{"kind":"body","content":[` +
		blocks + `]}]}}`
}

func TestUnmarshalRefuses(t *testing.T) {
	inline := func(s string) string { return body(`{"kind":"paragraph","content":[` + s + `]}`) }
	paragraph := `{"kind":"paragraph"}`
	for _, c := range []struct{ name, data, reason string }{
		{"nothing", ``, "EOF"},
		{"no document", `{"format":1}`, "no document"},
		{"a null", `{"format":1,"doc":null}`, "no document"},
		{"another format", `{"format":2,"doc":{}}`, "unknown document format"},
		{"a part of a document", `{"format":1,"doc":{"kind":"paragraph"}}`, "not a document"},
		{"more than one value", body(paragraph) + `{}`, "follows"},
		{"an unknown field", `{"format":1,"doc":{"kind":"doc","colour":"red"}}`, "colour"},
		{"an unknown attribute", body(`{"kind":"heading","attrs":{"level":1,"colour":"red"}}`), "colour"},
		{"an unknown kind", body(`{"kind":"marquee"}`), "marquee"},
		{"an unknown mark", inline(`{"kind":"text","text":"甲","marks":[{"kind":"blink"}]}`), "blink"},
		{"a null child", body(`null`), "null"},

		{"parts missing", `{"format":1,"doc":{"kind":"doc","content":[{"kind":"kicker"}]}}`, "fewer than"},
		{"parts out of order", `{"format":1,"doc":{"kind":"doc","content":[{"kind":"headline"},{"kind":"kicker"},{"kind":"subtitle"},{"kind":"abstract"},{"kind":"body","content":[{"kind":"paragraph"}]}]}}`, "part 0"},
		{"a part too many", strings.Replace(body(paragraph), `{"kind":"body"`, `{"kind":"body","content":[{"kind":"paragraph"}]},{"kind":"body"`, 1), "part 5"},
		{"a document in a document", body(`{"kind":"doc"}`), "doc inside body"},
		{"an empty body", body(``), "fewer than"},
		{"text in the body", body(`{"kind":"text","text":"甲"}`), "text inside body"},
		{"a block in a paragraph", inline(paragraph), "paragraph inside paragraph"},
		{"a paragraph in a list", body(`{"kind":"bullet_list","content":[{"kind":"paragraph"}]}`), "paragraph inside bullet_list"},
		{"an empty list", body(`{"kind":"bullet_list"}`), "fewer than"},
		{"an empty item", body(`{"kind":"bullet_list","content":[{"kind":"list_item"}]}`), "fewer than"},
		{"an empty quote", body(`{"kind":"quote"}`), "fewer than"},
		{"an empty table", body(`{"kind":"table"}`), "fewer than"},
		{"an empty row", body(`{"kind":"table","content":[{"kind":"table_row"}]}`), "fewer than"},
		{"an empty cell", body(`{"kind":"table","content":[{"kind":"table_row","content":[{"kind":"table_cell","attrs":{"colspan":1,"rowspan":1}}]}]}`), "fewer than"},
		{"a heading in a cell", body(cell(`{"kind":"heading","attrs":{"level":1}}`)), "heading inside table_cell"},
		{"a table in a list in a cell", body(cell(`{"kind":"bullet_list","content":[{"kind":"list_item","content":[` + cell(paragraph) + `]}]}`)), "table in a table"},
		{"content in a rule", body(`{"kind":"rule","content":[{"kind":"paragraph"}]}`), "paragraph inside rule"},
		{"too deep", body(strings.Repeat(`{"kind":"quote","content":[`, 45) + paragraph + strings.Repeat(`]}`, 45)), "deeper"},

		{"an empty text", inline(`{"kind":"text"}`), "empty text"},
		{"text on a block", body(`{"kind":"paragraph","text":"甲"}`), "has text"},
		{"texts that should be one", inline(`{"kind":"text","text":"甲"},{"kind":"text","text":"乙"}`), "should be one"},
		{"a control character", inline(`{"kind":"text","text":"\u0000"}`), "U+0000"},
		{"a line feed", inline(`{"kind":"text","text":"\n"}`), "U+000A"},
		{"a control character of C1", inline(`{"kind":"text","text":"\u0085"}`), "U+0085"},
		{"a line separator", inline(`{"kind":"text","text":"\u2028"}`), "U+2028"},
		{"a non-character", inline(`{"kind":"text","text":"\uffff"}`), "U+FFFF"},
		{"a non-character of Arabic", inline(`{"kind":"text","text":"\ufdd0"}`), "U+FDD0"},

		{"marks on a block", body(`{"kind":"paragraph","marks":[{"kind":"strong"}]}`), "has marks"},
		{"marks out of order", inline(`{"kind":"text","text":"甲","marks":[{"kind":"emphasis"},{"kind":"strong"}]}`), "out of order"},
		{"a mark twice", inline(`{"kind":"text","text":"甲","marks":[{"kind":"strong"},{"kind":"strong"}]}`), "out of order"},
		{"two links", inline(`{"kind":"text","text":"甲","marks":[{"kind":"link","href":"a"},{"kind":"link","href":"b"}]}`), "exclude"},
		{"super with sub", inline(`{"kind":"text","text":"甲","marks":[{"kind":"superscript"},{"kind":"subscript"}]}`), "exclude"},
		{"a link to nowhere", inline(`{"kind":"text","text":"甲","marks":[{"kind":"link"}]}`), "address"},
		{"an address on another mark", inline(`{"kind":"text","text":"甲","marks":[{"kind":"strong","href":"a"}]}`), "address"},

		{"a heading without a level", body(`{"kind":"heading"}`), "level 0"},
		{"a heading of level 4", body(`{"kind":"heading","attrs":{"level":4}}`), "level 4"},
		{"a heading with more", body(`{"kind":"heading","attrs":{"level":1,"start":1}}`), "does not have"},
		{"a paragraph with a level", body(`{"kind":"paragraph","attrs":{"level":1}}`), "does not have"},
		{"a list that starts below zero", body(`{"kind":"numbered_list","attrs":{"start":-1},"content":[{"kind":"list_item","content":[{"kind":"paragraph"}]}]}`), "negative"},
		{"a list with a level", body(`{"kind":"numbered_list","attrs":{"level":1},"content":[{"kind":"list_item","content":[{"kind":"paragraph"}]}]}`), "does not have"},
		{"a figure without a picture", body(`{"kind":"figure"}`), "SHA-256"},
		{"a figure with a path", body(`{"kind":"figure","attrs":{"picture":"../../etc/passwd"}}`), "SHA-256"},
		{"a digest in upper case", body(`{"kind":"figure","attrs":{"picture":"` + strings.Repeat("AB", 32) + `"}}`), "SHA-256"},
		{"a digest cut short", body(`{"kind":"figure","attrs":{"picture":"` + strings.Repeat("ab", 31) + `"}}`), "SHA-256"},
		{"a figure wider than the measure", body(`{"kind":"figure","attrs":{"picture":"` + build.Picture("") + `","width":1001}}`), "1001"},
		{"a figure with a level", body(`{"kind":"figure","attrs":{"picture":"` + build.Picture("") + `","level":1}}`), "does not have"},
		{"a cell that covers nothing", body(strings.Replace(cell(paragraph), `"colspan":1`, `"colspan":0`, 1)), "0 columns"},
		{"a footnote without words", inline(`{"kind":"footnote"}`), "without words"},
		{"a footnote with a tab", inline(`{"kind":"footnote","attrs":{"note":"甲\t"}}`), "U+0009"},
		{"a footnote with a line separator", inline(`{"kind":"footnote","attrs":{"note":"甲\u2028"}}`), "U+2028"},
		{"a footnote with a level", inline(`{"kind":"footnote","attrs":{"note":"甲","level":1}}`), "does not have"},
		{"a note on another node", body(`{"kind":"paragraph","attrs":{"note":"甲"}}`), "does not have"},
		{"a footnote in a body", body(`{"kind":"footnote","attrs":{"note":"甲"}}`), "inside body"},
		{"a title that is a name", inline(`{"kind":"text","text":"甲","marks":[{"kind":"book_title"},{"kind":"proper_name"}]}`), "exclude"},
		{"a cell with a level", body(strings.Replace(cell(paragraph), `"colspan":1`, `"colspan":1,"level":1`, 1)), "does not have"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := model.Unmarshal([]byte(c.data))
			if err == nil {
				t.Fatalf("accepted %s", c.data)
			}
			if !strings.Contains(err.Error(), c.reason) {
				t.Errorf("%q does not name %q", err, c.reason)
			}
		})
	}
	if _, err := model.Unmarshal([]byte(`{"format":7}`)); !errors.Is(err, model.ErrFormat) {
		t.Errorf("another format: %v", err)
	}
}

func cell(content string) string {
	return `{"kind":"table","content":[{"kind":"table_row","content":[{"kind":"table_cell","attrs":{"colspan":1,"rowspan":1},"content":[` + content + `]}]}]}`
}

// TestCheckSeesWhatConstructorsLetThrough has what JSON cannot carry.
func TestCheckSeesWhatConstructorsLetThrough(t *testing.T) {
	for _, c := range []struct {
		name string
		node *model.Node
	}{
		{"the zero node", new(model.Node)},
		{"a kind that is none", model.New(model.Text+1, model.Attrs{})},
		{"broken UTF-8", model.NewText("\xff")},
		{"an encoded surrogate", model.NewText("\xed\xa0\x80")},
		{"an address that is not UTF-8", model.NewText("甲", model.Mark{Kind: model.Link, Href: "\xff"})},
		{"a mark that is none", model.NewText("甲", model.Mark{Kind: 99})},
		{"a footnote that is not UTF-8", model.New(model.Footnote, model.Attrs{Note: "\xff"})},
		{"an alternative text that is not UTF-8", model.New(model.Figure, model.Attrs{Picture: build.Picture(""), Alt: "\xff"})},
	} {
		if err := c.node.Check(); err == nil {
			t.Errorf("%s passed", c.name)
		}
	}
}

func TestSliceCheckRefuses(t *testing.T) {
	item := model.New(model.ListItem, model.Attrs{})
	list := model.New(model.BulletList, model.Attrs{}, item)
	for _, c := range []struct {
		name  string
		slice model.Slice
		ok    bool
	}{
		{"the empty slice", model.Slice{}, true},
		{"an open list without paragraphs", model.Slice{Content: []*model.Node{list}, OpenStart: 2}, true},
		{"the same closed", model.Slice{Content: []*model.Node{list}}, false},
		{"half closed", model.Slice{Content: []*model.Node{list}, OpenStart: 1}, false},
		{"open deeper than it is", model.Slice{Content: []*model.Node{list}, OpenEnd: 3}, false},
		{"open without content", model.Slice{OpenStart: 1}, false},
		{"open below zero", model.Slice{OpenEnd: -1}, false},
		{"an open text", model.Slice{Content: []*model.Node{model.NewText("甲")}, OpenStart: 1}, false},
		{"nil", model.Slice{Content: []*model.Node{nil}}, false},
		{"texts that should be one", model.Slice{Content: []*model.Node{model.NewText("甲"), model.NewText("乙")}}, false},
		{"what an open node may not hold", model.Slice{Content: []*model.Node{list.With(model.NewText("甲"))}, OpenStart: 1}, false},
		{"attributes of an open node", model.Slice{Content: []*model.Node{model.New(model.Heading, model.Attrs{})}, OpenStart: 1}, false},
	} {
		if err := c.slice.Check(); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestFootnote(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{" 甲　乙\t丙 \r\n\n　丁\x00\u2029戊\xff", "甲　乙 丙\n丁\n戊"},
		{" \n\t\x07", ""},
	} {
		if got := model.CleanNote(c.text); got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
		n := model.NewFootnote(c.text, model.Mark{Kind: model.Strong})
		if (n == nil) != (c.want == "") || n != nil && (n.Check() != nil || n.Size() != 1 || n.ContentSize() != 0) {
			t.Errorf("%q became %v", c.text, n)
		}
	}
	doc, tags := build.Tagged("p(通知<a>[note 据\\[甲\\]]<b>如下)")
	if got := doc.Part(model.Body).PlainText(); got != "通知如下" {
		t.Errorf("the note is in the text: %q", got)
	}
	if got := doc.TextBetween(tags["a"]-1, tags["b"]+1); got != "知如" {
		t.Errorf("the note is in a part of the text: %q", got)
	}
	if n := doc.NodeAt(tags["a"]); tags["b"] != tags["a"]+1 || n.Kind() != model.Footnote || n.Attrs().Note != "据[甲]" {
		t.Errorf("%v at %d, and %d behind", n.Kind(), tags["a"], tags["b"])
	}
	data, err := model.Marshal(doc)
	if want := `{"kind":"footnote","attrs":{"note":"据[甲]"}}`; err != nil || !strings.Contains(string(data), want) {
		t.Errorf("%s (%v) without %s", data, err, want)
	}
}

func TestMarshalRoundTrip(t *testing.T) {
	documents(t, 200, func(t *testing.T, seed uint64, doc *model.Node) {
		data, err := model.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		read, err := model.Unmarshal(data)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !read.Equal(doc) {
			t.Fatalf("seed %d: %s read back as %s", seed, build.Format(doc), build.Format(read))
		}
	})
}

func TestNodeInJSON(t *testing.T) {
	type holder struct {
		Node *model.Node
		Mark model.Mark
	}
	in := holder{build.Doc("ul(li(p([strong 甲\\<])))").Part(model.Body).Child(0), linkA}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out holder
	if err := json.Unmarshal(data, &out); err != nil || !out.Node.Equal(in.Node) || out.Mark != in.Mark {
		t.Errorf("%s read back differently: %v", data, err)
	}
	for _, bad := range []string{`{"Node":{"kind":"heading"}}`, `{"Node":{"kind":"marquee"}}`, `{"Node":7}`, `{"Mark":{"kind":"blink"}}`, `{"Mark":7}`} {
		if err := json.Unmarshal([]byte(bad), &out); err == nil {
			t.Errorf("accepted %s", bad)
		}
	}
}

// FuzzUnmarshal wants no panic, and of what is accepted that it is valid and that writing it comes to rest at once.
func FuzzUnmarshal(f *testing.F) {
	for seed := range uint64(20) {
		data, err := model.Marshal(build.Random(build.Rand(seed), 2))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(body(cell(`{"kind":"paragraph","content":[{"kind":"text","text":"<甲>&\u2029😀","marks":[{"kind":"link","href":"https://x/?a&b"}]},{"kind":"break"}]}`))))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := model.Unmarshal(data)
		if err != nil {
			return
		}
		if err := doc.Check(); err != nil {
			t.Fatalf("accepted and not valid: %v", err)
		}
		written, err := model.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		again, err := model.Unmarshal(written)
		if err != nil || !again.Equal(doc) {
			t.Fatalf("read back differently: %v", err)
		}
		twice, err := model.Marshal(again)
		if err != nil || string(twice) != string(written) {
			t.Fatalf("written twice as\n%s\n%s (%v)", written, twice, err)
		}
	})
}

func ExampleMarshal() {
	data, err := model.Marshal(build.Doc("headline(通知) p([strong 甲])"))
	fmt.Println(string(data), err)
	// Output: {"format":1,"doc":{"kind":"doc","content":[{"kind":"kicker"},{"kind":"headline","content":[{"kind":"text","text":"通知"}]},{"kind":"subtitle"},{"kind":"abstract"},{"kind":"body","content":[{"kind":"paragraph","content":[{"kind":"text","text":"甲","marks":[{"kind":"strong"}]}]}]}]}} <nil>
}
