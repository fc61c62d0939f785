package transform_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
	"galley/editor/transform/laws"
)

// edit is a case in one line: from a to b (or at a) in before, do, and get after, whose tags are where those of before went.
type edit struct {
	name, before, after string
	do                  func(t *transform.Transform, a, b model.Pos) error
}

func run(t *testing.T, cases []edit) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.before)
			a, ok := tags["a"]
			b, two := tags["b"]
			if !two {
				b = a
			}
			if !ok {
				t.Fatal("no tag a")
			}
			tr := transform.New(doc)
			err := c.do(tr, a, b)
			if c.after == "" {
				if err == nil {
					t.Fatalf("done, and gave %s", build.Format(tr.Doc()))
				}
				if tr.Changed() || tr.Doc() != doc {
					t.Fatalf("refused (%v) and changed to %s", err, build.Format(tr.Doc()))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want, after := build.Tagged(c.after)
			laws.Check(t, doc, tr.Steps(), want)
			mapping := tr.Mapping()
			for name, pos := range after {
				if got := mapping.Map(tags[name], transform.After); got != pos {
					t.Errorf("tag %s went to %d, want %d", name, got, pos)
				}
			}
		})
	}
}

func TestDelete(t *testing.T) {
	del := func(t *transform.Transform, a, b model.Pos) error { return t.Delete(a, b) }
	run(t, []edit{
		{"text", "p(甲<a>乙<b>丙)", "p(甲<a><b>丙)", del},
		{"nothing", "p(甲<a>)", "p(甲<a>)", del},
		{"a whole paragraph", "p(甲) <a> p(乙) <b> p(丙)", "p(甲) <a><b> p(丙)", del},
		{"across two paragraphs", "p(甲<a>乙) p(丙<b>丁)", "p(甲<a><b>丁)", del},
		{"across kinds keeps the first", "h2(甲<a>乙) p(丙<b>丁)", "h2(甲<a><b>丁)", del},
		{"across marks joins equal text", "p([strong 甲]<a>乙<b>[strong 丙])", "p([strong 甲<a><b>丙])", del},
		{"into a list", "p(甲<a>) ul(li(p(乙<b>丙)) li(p(丁)))", "p(甲<a><b>丙) ul(li(p(丁)))", del},
		{"into a list, its only item", "p(甲<a>) ul(li(p(乙<b>丙))) p()", "p(甲<a><b>丙) p()", del},
		{"into an item with more", "p(甲<a>) ul(li(p(乙<b>丙) p(丁)))", "p(甲<a><b>丙) ul(li(p(丁)))", del},
		{"out of a list", "ul(li(p(甲<a>乙)) li(p(丙))) p(丁<b>戊)", "ul(li(p(甲<a><b>戊)))", del},
		{"between items", "ul(li(p(甲<a>乙)) li(p(丙)) li(p(丁<b>戊)))", "ul(li(p(甲<a><b>戊)))", del},
		{"between nested items", "ul(li(p(甲<a>) ul(li(p(乙<b>丙)) li(p(丁)))))", "ul(li(p(甲<a><b>丙) ul(li(p(丁)))))", del},
		{"the last block leaves a paragraph", "<a> h(甲) <b>", "p()", del},
		{"the last item takes its list", "p(甲) ul(<a> li(p(乙)) <b>)", "p(甲)", del},
		{"the last row takes its table", "table(<a> tr(td(p(乙))) <b>) p(甲)", "p(甲)", del},
		{"a cell is emptied", "table(tr(<a> td(p(甲) p(乙)) <b> td(p(丙))))", "table(tr(td(p()) td(p(丙))))", del},
		{"across cells empties them", "table(tr(td(p(甲<a>乙)) td(p(丙)) td(p(丁<b>戊))))", "table(tr(td(p(甲<a>)) td(p()) td(p(<b>戊))))", del},
		{"into a table", "p(甲<a>乙) table(tr(td(p(丙))) tr(td(p(丁<b>戊))))", "p(甲<a>) table(tr(td(p(<b>戊))))", del},
		{"across the head", "headline(主<a>题) subtitle(副) abstract(摘<b>要) p(甲)", "headline(主<a>) abstract(<b>要) p(甲)", del},
		{"everything", "kicker(引) headline(主) p(甲<a>) ul(li(p(乙)))", "p()", func(t *transform.Transform, _, _ model.Pos) error {
			return t.Delete(0, model.Pos(t.Doc().ContentSize()))
		}},
		{"from the head into the body", "headline(主<a>题) p(甲) p(乙<b>丙)", "headline(主<a>) p(<b>丙)", del},
		{"a figure by its edges", "p(甲<a>) fig=x(图) p(<b>乙)", "p(甲<a><b>乙)", del},
		{"in the wrong order", "p(甲<b>乙<a>)", "", del},
		{"outside", "p(甲<a>)", "", func(t *transform.Transform, a, _ model.Pos) error { return t.Delete(a, a+100) }},
	})
}

func TestInsert(t *testing.T) {
	text := func(s string, marks ...model.Mark) func(*transform.Transform, model.Pos, model.Pos) error {
		return func(t *transform.Transform, a, _ model.Pos) error {
			return t.InsertText(a, s, model.NewMarks(marks...))
		}
	}
	nodes := func(text string) func(*transform.Transform, model.Pos, model.Pos) error {
		return func(t *transform.Transform, a, _ model.Pos) error {
			return t.Insert(a, build.Doc(text).Part(model.Body).Children()...)
		}
	}
	run(t, []edit{
		{"text", "p(甲<a>乙)", "p(甲通知<a>乙)", text("通知")},
		{"text beyond the basic plane", "p(甲<a>乙)", "p(甲😀𠀀<a>乙)", text("😀𠀀")},
		{"marked text", "p(甲<a>)", "p(甲[strong 乙]<a>)", text("乙", model.Mark{Kind: model.Strong})},
		{"no text", "p(甲<a>)", "p(甲<a>)", text("")},
		{"text between blocks", "p(甲) <a> p()", "", text("乙")},
		{"a control character", "p(甲<a>)", "", text("\x00")},
		{"broken text", "p(甲<a>)", "", text("\xff")},
		{"blocks", "p(甲) <a> p(乙)", "p(甲) h(丙) hr() <a> p(乙)", nodes("h(丙) hr()")},
		{"a table in a table", "table(tr(td(p(甲) <a> )))", "", nodes("table(tr(td(p())))")},
		{"a table in a list in a table", "table(tr(td(ul(li(p() <a>)))))", "", nodes("table(tr(td(p())))")},
		{"a quote in a cell", "table(tr(td(p(甲) <a> )))", "", nodes("quote(p())")},
	})
	t.Run("too deep", func(t *testing.T) {
		doc, tags := build.Tagged(strings.Repeat("quote(", 30) + "<a> p()" + strings.Repeat(")", 30))
		deep := build.Doc(strings.Repeat("quote(", 20) + "p()" + strings.Repeat(")", 20)).Part(model.Body).Child(0)
		if err := transform.New(doc).Insert(tags["a"], deep); err == nil {
			t.Error("nested deeper than a document may be")
		}
	})
}

func TestSplit(t *testing.T) {
	split := func(depth int, after ...transform.Block) func(*transform.Transform, model.Pos, model.Pos) error {
		return func(t *transform.Transform, a, _ model.Pos) error { return t.Split(a, depth, after...) }
	}
	run(t, []edit{
		{"a paragraph", "p(甲<a>乙)", "p(甲) p(<a>乙)", split(1)},
		{"at the end", "p(甲<a>)", "p(甲) p(<a>)", split(1)},
		{"an empty one", "p(<a>)", "p() p(<a>)", split(1)},
		{"a heading into a paragraph", "h2(甲<a>)", "h2(甲) p(<a>)", split(1, transform.Block{Kind: model.Paragraph})},
		{"an item", "ul(li(p(甲<a>乙)))", "ul(li(p(甲)) li(p(<a>乙)))", split(2)},
		{"a list", "ol=3(li(p(甲)) <a> li(p(乙)))", "ol=3(li(p(甲))) ol=3(<a> li(p(乙)))", split(1)},
		{"a headline", "headline(主<a>题) p()", "", split(1)},
		{"a cell", "table(tr(td(p(甲<a>乙))))", "", split(2)},
		{"deeper than there is", "p(甲<a>乙)", "", split(9)},
	})
}

func TestJoin(t *testing.T) {
	join := func(t *transform.Transform, a, _ model.Pos) error { return t.Join(a) }
	run(t, []edit{
		{"two paragraphs", "p(甲) <a> p(乙)", "p(甲<a>乙)", join},
		{"into an empty one", "p() <a> p(乙)", "p(<a>乙)", join},
		{"across kinds keeps the first", "h(甲) <a> p(乙)", "h(甲<a>乙)", join},
		{"two lists", "ul(li(p(甲))) <a> ul(li(p(乙)))", "ul(li(p(甲)) <a> li(p(乙)))", join},
		{"two items", "ul(li(p(甲)) <a> li(p(乙)))", "ul(li(p(甲) <a> p(乙)))", join},
		{"with a rule", "p(甲) <a> hr()", "", join},
		{"with nothing", "p(甲) <a>", "", join},
		{"a list and a paragraph", "ul(li(p(甲))) <a> p(乙)", "", join},
		{"two cells", "table(tr(td(p(甲)) <a> td(p(乙))))", "", join},
		{"two parts of the head", "headline(甲) subtitle(乙) p(<a>)", "", func(t *transform.Transform, a, _ model.Pos) error { return t.Join(5) }},
	})
}

func TestMarks(t *testing.T) {
	add := func(marks ...model.Mark) func(*transform.Transform, model.Pos, model.Pos) error {
		return func(t *transform.Transform, a, b model.Pos) error {
			for _, m := range marks {
				if err := t.AddMark(a, b, m); err != nil {
					return err
				}
			}
			return nil
		}
	}
	strong, sup := model.Mark{Kind: model.Strong}, model.Mark{Kind: model.Superscript}
	link := func(href string) model.Mark { return model.Mark{Kind: model.Link, Href: href} }
	run(t, []edit{
		{"add", "p(<a>甲<b>乙)", "p([strong <a>甲]<b>乙)", add(strong)},
		{"add to a part", "p(甲<a>乙<b>丙)", "p(甲<a>[strong 乙<b>]丙)", add(strong)},
		{"add over what has it", "p(<a>甲[strong 乙]丙<b>)", "p([strong <a>甲乙丙<b>])", add(strong)},
		{"add across blocks", "p(甲<a>乙) ul(li(p(丙<b>丁)))", "p(甲[strong 乙]) ul(li(p([strong 丙]丁)))", add(strong)},
		{"add to a break", "p(<a>甲[br]<b>)", "p([strong <a>甲[br]]<b>)", add(strong)},
		{"super replaces sub", "p(<a>甲[sub 乙]<b>)", "p([sup 甲乙])", add(sup)},
		{"one link replaces another", "p(<a>甲[link=x 乙]<b>)", "p([link=y 甲乙])", add(link("y"))},
		{"add again", "p(<a>[strong 甲]<b>)", "p([strong 甲])", add(strong)},
		{"two", "p(<a>甲<b>)", "p([strong [sup 甲]])", add(sup, strong)},
		{"a link to nowhere", "p(<a>甲<b>)", "", add(link(""))},
		{"remove", "p(甲[strong <a>乙<b>丙])", "p(甲乙[strong 丙])", func(t *transform.Transform, a, b model.Pos) error { return t.RemoveMark(a, b, strong) }},
		{"remove what is not there", "p(<a>甲<b>)", "p(甲)", func(t *transform.Transform, a, b model.Pos) error { return t.RemoveMark(a, b, strong) }},
		{"remove a kind", "p(<a>[link=x 甲][link=y 乙]<b>)", "p(甲乙)", func(t *transform.Transform, a, b model.Pos) error { return t.RemoveMarkKind(a, b, model.Link) }},
		{"clear", "p(<a>[strong 甲[em 乙]][s 丙<b>丁])", "p(甲乙丙[s 丁])", func(t *transform.Transform, a, b model.Pos) error { return t.ClearMarks(a, b) }},
	})
}

func TestBlocks(t *testing.T) {
	kind := func(k model.Kind, level uint8) func(*transform.Transform, model.Pos, model.Pos) error {
		return func(t *transform.Transform, a, b model.Pos) error {
			return t.SetBlockKind(a, b, transform.Block{Kind: k, Attrs: model.Attrs{Level: level}})
		}
	}
	wrap := func(k model.Kind) func(*transform.Transform, model.Pos, model.Pos) error {
		return func(t *transform.Transform, a, b model.Pos) error { return t.Wrap(a, b, transform.Block{Kind: k}) }
	}
	lift := func(t *transform.Transform, a, b model.Pos) error { return t.Lift(a, b) }
	run(t, []edit{
		{"paragraph to heading", "p(甲<a>乙)", "h2(甲<a>乙)", kind(model.Heading, 2)},
		{"to the same", "h2(甲<a>乙)", "h2(甲<a>乙)", kind(model.Heading, 2)},
		{"to another level", "h2(甲<a>[strong 乙])", "h3(甲<a>[strong 乙])", kind(model.Heading, 3)},
		{"several, some elsewhere", "p(<a>甲) quote(h(乙)) hr() p(丙<b>) p(丁)", "h3(甲) quote(h3(乙)) hr() h3(丙) p(丁)", kind(model.Heading, 3)},
		{"no such level", "p(甲<a>)", "", kind(model.Heading, 4)},
		{"a headline", "headline(主<a>) p()", "", kind(model.Paragraph, 0)},
		{"heading in a cell", "table(tr(td(p(甲<a>))))", "", kind(model.Heading, 1)},
		{"to a list", "p(甲<a>)", "", kind(model.BulletList, 0)},

		{"quote", "p(甲) p(<a>乙) p(丙<b>) p(丁)", "p(甲) quote(p(<a>乙) p(丙<b>)) p(丁)", wrap(model.Quote)},
		{"list", "p(<a>甲) p(乙) h(丙<b>) p(丁)", "ul(li(p(<a>甲)) li(p(乙)) li(h(丙<b>))) p(丁)", wrap(model.BulletList)},
		{"list in a cell", "table(tr(td(p(甲<a>))))", "table(tr(td(ul(li(p(甲<a>))))))", wrap(model.BulletList)},
		{"quote in a cell", "table(tr(td(p(甲<a>))))", "", wrap(model.Quote)},
		{"quote two cells quotes the table", "table(tr(td(p(甲<a>)) td(p(<b>))))", "quote(table(tr(td(p(甲<a>)) td(p(<b>)))))", wrap(model.Quote)},
		{"quote a headline", "headline(主<a>) p()", "", wrap(model.Quote)},
		{"wrap in a paragraph", "p(甲<a>)", "", wrap(model.Paragraph)},

		{"lift the only one", "quote(p(甲<a>))", "p(甲<a>)", lift},
		{"lift the first", "quote(p(甲<a>) p(乙))", "p(甲<a>) quote(p(乙))", lift},
		{"lift the last", "quote(p(甲) p(乙<a>))", "quote(p(甲)) p(乙<a>)", lift},
		{"lift from the middle", "quote(p(甲) p(乙<a>) p(丙))", "quote(p(甲)) p(乙<a>) quote(p(丙))", lift},
		{"lift an item", "ul(li(p(甲)) li(p(乙<a>)) li(p(丙)))", "ul(li(p(甲))) p(乙<a>) ul(li(p(丙)))", lift},
		{"lift the second block of an item", "ul(li(p(甲) p(乙<a>)))", "ul(li(p(甲))) p(乙<a>)", lift},
		{"lift from a nested list", "ul(li(p(甲) ul(li(p(乙<a>)))))", "ul(li(p(甲) p(乙<a>)))", lift},
		{"lift into a cell", "table(tr(td(ul(li(p(甲<a>))))))", "table(tr(td(p(甲<a>))))", lift},
		{"lift a heading into a cell", "table(tr(td(ul(li(h(甲<a>))))))", "", lift},
		{"lift from a cell in a quote", "quote(table(tr(td(p(甲<a>)))))", "", lift},
		{"lift what is free", "p(甲<a>)", "", lift},
		{"set attributes", "<a> fig=x(图)", "fig=y(图)", func(t *transform.Transform, a, _ model.Pos) error {
			return t.SetAttrs(a, model.Attrs{Picture: build.Picture("y"), Alt: "y"})
		}},
		{"set what the kind does not have", "<a> p(甲)", "", func(t *transform.Transform, a, _ model.Pos) error {
			return t.SetAttrs(a, model.Attrs{Level: 1})
		}},
	})
}

func TestStructureStepKeepsText(t *testing.T) {
	// A join made elsewhere arrives after somebody typed between the paragraphs.
	doc := build.Doc("p(甲) p(新) p(乙)")
	join := transform.ReplaceStep{From: 11, To: 16, Structure: true}
	if _, err := join.Apply(doc); err == nil {
		t.Error("a structural step removed text")
	}
	inText := transform.ReplaceStep{From: 10, To: 11, Structure: true}
	if _, err := inText.Apply(doc); err == nil {
		t.Error("a structural step removed text from inside of a text")
	}
}

func TestMisfitIsKnown(t *testing.T) {
	err := transform.New(build.Doc("p(甲)")).Insert(10, model.New(model.ListItem, model.Attrs{}, model.New(model.Paragraph, model.Attrs{})))
	if !errors.Is(err, model.ErrFit) {
		t.Errorf("got %v", err)
	}
}

func ExampleTransform() {
	tr := transform.New(build.Doc("headline(通知) p(大会召开)"))
	if err := tr.InsertText(14, "胜利", nil); err != nil {
		fmt.Println(err)
	}
	mapping := tr.Mapping()
	fmt.Println(build.Format(tr.Doc()), mapping.Map(16, transform.After))
	// Output: headline(通知) p(大会胜利召开) 18
}
