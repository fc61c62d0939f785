package model_test

import (
	"slices"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
)

var (
	strong = model.Mark{Kind: model.Strong}
	em     = model.Mark{Kind: model.Emphasis}
	sup    = model.Mark{Kind: model.Superscript}
	sub    = model.Mark{Kind: model.Subscript}
	linkA  = model.Mark{Kind: model.Link, Href: "a"}
	linkB  = model.Mark{Kind: model.Link, Href: "b"}
)

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name string
		got  model.Marks
		want model.Marks
	}{
		{"sorted", model.NewMarks(linkA, em, strong), model.Marks{strong, em, linkA}},
		{"once", model.NewMarks(strong, strong), model.Marks{strong}},
		{"the later of two that exclude each other", model.NewMarks(sup, sub), model.Marks{sub}},
		{"the later link", model.NewMarks(linkA, linkB), model.Marks{linkB}},
		{"without", model.NewMarks(strong, em).Without(strong), model.Marks{em}},
		{"without another link", model.NewMarks(linkA).Without(linkB), model.Marks{linkA}},
		{"without the last", model.NewMarks(strong).Without(strong), nil},
	} {
		if !c.got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	set := model.NewMarks(strong)
	_ = set.With(em)
	if !set.Equal(model.Marks{strong}) {
		t.Error("With changed the set")
	}
	if m, ok := model.NewMarks(strong, linkA).Find(model.Link); !ok || m != linkA {
		t.Errorf("found %v", m)
	}
	if _, ok := set.Find(model.Link); ok {
		t.Error("found a link in a set without one")
	}
}

func TestOneValidForm(t *testing.T) {
	got := model.New(model.Paragraph, model.Attrs{}, nil, model.NewText("甲"), model.NewText(""), model.NewText("乙"), model.NewText("丙", strong), model.NewText("丁", strong))
	want := build.Doc("p(甲乙[strong 丙丁])").Part(model.Body).Child(0)
	if !got.Equal(want) || got.Size() != 6 {
		t.Errorf("got %d children, %d tokens", len(got.Children()), got.Size())
	}
	if err := model.NewDoc().Check(); err != nil {
		t.Error(err)
	}
}

func TestPlainText(t *testing.T) {
	doc := build.Doc("headline(题) p(甲[br][strong 乙]) fig=x(图) ul(li(p(丙)) li(p()))")
	if got, want := doc.Part(model.Body).PlainText(), "甲\n乙\n图\n丙\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := doc.PlainText(), "\n题\n\n\n甲\n乙\n图\n丙\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextBetween(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"p(<a>甲乙<b>丙)", "甲乙"},
		{"p(甲<a>😀<b>丙)", "😀"},
		{"p(甲<a>乙) p(丙<b>丁)", "乙\n丙"},
		{"p(甲<a>乙[br]丙<b>)", "乙\n丙"},
		{"p(甲<a><b>)", ""},
		{"p(甲<a>) ul(li(p(<b>乙)))", "\n"},
	} {
		doc, tags := build.Tagged(c.text)
		if got := doc.TextBetween(tags["a"], tags["b"]); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRangeHasMark(t *testing.T) {
	for _, c := range []struct {
		text string
		mark model.Mark
		want bool
	}{
		{"p(<a>甲[strong 乙]<b>)", strong, true},
		{"p(<a>甲<b>[strong 乙])", strong, false},
		{"p([strong 甲]<a>乙<b>)", strong, false},
		{"p(<a>甲) p([link=a 乙]<b>)", linkA, true},
		{"p(<a>甲) p([link=a 乙]<b>)", linkB, false},
		{"p([strong 甲<a><b>])", strong, false},
	} {
		doc, tags := build.Tagged(c.text)
		if got := doc.RangeHasMark(tags["a"], tags["b"], c.mark); got != c.want {
			t.Errorf("%s: %v", c.text, got)
		}
	}
}

func TestMarksForTyping(t *testing.T) {
	for _, c := range []struct {
		text string
		want model.Marks
	}{
		{"p(甲<a>)", nil},
		{"p(<a>)", nil},
		{"p([strong 甲]<a>乙)", model.Marks{strong}},
		{"p(<a>[strong 甲])", model.Marks{strong}},
		{"p(甲<a>[strong 乙])", nil},
		{"p([strong 甲<a>乙])", model.Marks{strong}},
		{"p([link=a 甲<a>乙])", model.Marks{linkA}},
		{"p([strong [link=a 甲]]<a>乙)", model.Marks{strong}},
		{"p([link=a 甲]<a>)", nil},
		{"p(<a>[link=a 甲])", nil},
		{"p([link=a 甲]<a>[strong [link=a 乙]])", model.Marks{linkA}},
	} {
		doc, tags := build.Tagged(c.text)
		r, err := doc.Resolve(tags["a"])
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Marks(); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestWalkAndNodesBetween(t *testing.T) {
	doc, tags := build.Tagged("headline(题) p(甲) ul(li(p(乙<a>)) li(p(丙) p(丁<b>戊)))")
	var kinds []model.Kind
	doc.NodesBetween(tags["a"], tags["b"], func(n *model.Node, at model.Pos) bool {
		kinds = append(kinds, n.Kind())
		if got := doc.NodeAt(at); got != n {
			t.Errorf("%v at %d, where %v is", n.Kind(), at, got.Kind())
		}
		return true
	})
	want := []model.Kind{model.Body, model.BulletList, model.ListItem, model.Paragraph, model.ListItem, model.Paragraph, model.Text, model.Paragraph, model.Text}
	if !slices.Equal(kinds, want) {
		t.Errorf("visited %v, want %v", kinds, want)
	}
	var walked []model.Kind
	doc.Walk(func(n *model.Node, at model.Pos) bool {
		if doc.NodeAt(at) != n {
			t.Errorf("%v is not at %d", n.Kind(), at)
		}
		walked = append(walked, n.Kind())
		return n.Kind() != model.BulletList
	})
	want = []model.Kind{model.Kicker, model.Headline, model.Text, model.Subtitle, model.Abstract, model.Body, model.Paragraph, model.Text, model.BulletList}
	if !slices.Equal(walked, want) {
		t.Errorf("walked %v, want %v", walked, want)
	}
}
