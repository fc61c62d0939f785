package word_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
	intake "galley/editor/intake/word"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/track"
	"galley/export/word"
)

var when = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// edited returns a document with some things done to its paragraphs: words in and out, marks, paragraphs in and out, split and joined.
func edited(r *rand.Rand, doc *model.Node) *model.Node {
	body := slices.Clone(doc.Part(model.Body).Children())
	for range 1 + r.IntN(4) {
		i := r.IntN(len(body))
		b := body[i]
		if b.Kind() != model.Paragraph {
			continue
		}
		text := b.Children()
		cut := r.IntN(len(text) + 1)
		word := model.NewText("改"+build.RandomText(r, 1+r.IntN(5))+"动", build.RandomMarks(r)...)
		switch r.IntN(7) {
		case 0:
			body[i] = b.With(slices.Insert(slices.Clone(text), cut, word)...)
		case 1:
			if len(text) > 1 {
				body[i] = b.With(slices.Delete(slices.Clone(text), max(cut-1, 0), max(cut, 1))...)
			}
		case 2:
			body = slices.Insert(body, i, model.New(model.Paragraph, model.Attrs{}, word))
		case 3:
			if len(body) > 1 {
				body = slices.Delete(body, i, i+1)
			}
		case 4:
			if i+1 < len(body) && body[i+1].Kind() == model.Paragraph {
				body[i] = b.With(append(slices.Clone(text), body[i+1].Children()...)...)
				body = slices.Delete(body, i+1, i+2)
			}
		case 5:
			body[i] = b.With(text[:cut]...)
			body = slices.Insert(body, i+1, b.With(text[cut:]...))
		case 6:
			if cut < len(text) {
				changed := slices.Clone(text)
				changed[cut] = changed[cut].WithMarks(build.RandomMarks(r))
				body[i] = b.With(changed...)
			}
		}
	}
	parts := slices.Clone(doc.Children())
	parts[4] = parts[4].With(body...)
	return wordly(doc.With(parts...))
}

// TestChanges: with its changes carried out a file is the text as it stands, and without them the text agreed on.
func TestChanges(t *testing.T) {
	for seed := range uint64(400) {
		r := build.Rand(seed)
		base := wordly(build.Random(r, 8))
		doc := edited(r, base)
		tracked, err := track.Compare(base, doc, "li", when)
		if err != nil {
			t.Fatal(err)
		}
		data, report, err := word.Write(piece(doc), word.Options{Tracked: &tracked, Name: func(track.Author) string { return "李明" }})
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, data)
		d, got := read(t, data, nil)
		if !got.Equal(doc) {
			t.Fatalf("seed %d: with the changes\nwant %s\ngot  %s\nbase %s", seed, build.Format(doc), build.Format(got), build.Format(base))
		}
		if !tracked.Settled() && len(report.Notes) == 0 && (len(d.Revisions) == 0 || d.Revisions[0].By != "李明" || !d.Revisions[0].At.Equal(when)) {
			t.Fatalf("seed %d: the revisions are %v", seed, d.Revisions)
		}
		if _, got = read(t, data, func(intake.Revision) bool { return false }); !got.Equal(base) && len(report.Notes) == 0 {
			t.Fatalf("seed %d: without the changes\nwant %s\ngot  %s\ndoc  %s", seed, build.Format(base), build.Format(got), build.Format(doc))
		}
	}
}

// TestChangeCases: each kind of change by itself.
func TestChangeCases(t *testing.T) {
	for _, c := range []struct{ name, base, doc, want string }{
		{"words", "p(甲乙丙)", "p(甲丁丙)", `<w:del w:id="1" w:author="li" w:date="2026-11-20T09:30:00Z"><w:r><w:delText xml:space="preserve">乙</w:delText></w:r></w:del>`},
		{"a mark", "p(甲)", "p([strong 甲])", `<w:rPr><w:b/><w:rPrChange w:id="1" w:author="li" w:date="2026-11-20T09:30:00Z"><w:rPr></w:rPr></w:rPrChange></w:rPr>`},
		{"a paragraph", "p(甲) p(丙)", "p(甲) p(乙) p(丙)", `<w:rPr><w:ins `},
		{"a join", "p(甲) p(乙)", "p(甲乙)", `<w:rPr><w:del `},
		{"a rank", "p(文) p(甲)", "p(文) h2(甲)", `<w:pPrChange w:id="1" w:author="li" w:date="2026-11-20T09:30:00Z"><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:pPrChange>`},
		{"an item", "ul(li(p(甲)) li(p(乙)))", "ul(li(p(甲)) li(p(丙)) li(p(乙)))", `<w:rPr><w:ins `},
		{"the last item", "ol=1(li(p(甲)) li(p(乙))) p(后)", "ol=1(li(p(甲))) p(后)", `<w:rPr><w:del `},
		{"a row", "table(tr(td(p(甲))) tr(td(p(乙))))", "table(tr(td(p(甲))) tr(td(p(新))) tr(td(p(乙))))", `<w:trPr><w:cantSplit/><w:ins `},
		{"a table", "p(前) table(tr(td(p(甲)))) p(后)", "p(前) p(后)", `<w:trPr><w:cantSplit/><w:del `},
		{"a picture", "p(前) p(后)", "p(前) fig=a(图) p(后)", `<w:ins w:id="1" w:author="li" w:date="2026-11-20T09:30:00Z"><w:r><w:drawing>`},
		{"a rule", "p(前) hr() p(后)", "p(前) p(后)", `<w:rPr><w:del `},
	} {
		t.Run(c.name, func(t *testing.T) {
			base, doc := wordly(build.Doc("headline(题) "+c.base)), wordly(build.Doc("headline(题) "+c.doc))
			tracked, err := track.Compare(base, doc, "li", when)
			if err != nil {
				t.Fatal(err)
			}
			data := write(t, piece(doc), word.Options{Tracked: &tracked})
			if got := partOf(t, data, "word/document.xml"); !strings.Contains(got, c.want) {
				t.Errorf("no %s in %s", c.want, got)
			}
			if _, got := read(t, data, nil); !got.Equal(doc) {
				t.Errorf("with the changes %s, want %s", build.Format(got), build.Format(doc))
			}
			if _, got := read(t, data, func(intake.Revision) bool { return false }); c.name != "a rank" && !got.Equal(base) { // intake does not tell ranks
				t.Errorf("without the changes %s, want %s", build.Format(got), build.Format(base))
			}
		})
	}
}

// TestComments: a thread stands at its words with its replies, and says whether it is settled.
func TestComments(t *testing.T) {
	doc := build.Doc("headline(题) p(一二三四)")
	at := model.Pos(0)
	doc.Walk(func(n *model.Node, p model.Pos) bool {
		if n.Kind() == model.Text && n.Text() == "一二三四" {
			at = p
		}
		return true
	})
	data := write(t, piece(doc), word.Options{Comments: []word.Thread{
		{From: at + 1, To: at + 3, Resolved: true, Said: []word.Comment{{"王芳", when, "请核对\n此处"}, {"李明", when, "已核对 <对>"}}},
		{Said: []word.Comment{{"赵四", when, "全文可用"}}},
	}})
	wellFormed(t, data)
	body := partOf(t, data, "word/document.xml")
	for _, want := range []string{
		`一</w:t></w:r><w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/><w:r><w:t xml:space="preserve">二三</w:t></w:r><w:commentRangeEnd w:id="0"/>`,
		`<w:commentReference w:id="2"/>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
	comments := partOf(t, data, "word/comments.xml")
	for _, want := range []string{`w:author="王芳" w:initials="王" w:date="2026-11-20T09:30:00Z"`, "已核对 &lt;对&gt;", "全文可用"} {
		if !strings.Contains(comments, want) {
			t.Errorf("no %s in %s", want, comments)
		}
	}
	if got := partOf(t, data, "word/commentsExtended.xml"); strings.Count(got, `w15:done="1"`) != 2 || strings.Count(got, "paraIdParent") != 1 {
		t.Errorf("the extended comments are %s", got)
	}
	if d, got := read(t, data, nil); !got.Equal(doc) || len(d.Report.Notes) != 1 || d.Report.Notes[0].Count != 3 {
		t.Errorf("read as %s with %+v", build.Format(got), d.Report)
	}
}

// TestLanguages: a text has the faces of its language.
func TestLanguages(t *testing.T) {
	for lang, face := range map[catalogue.Lang]string{catalogue.ZhHans: `w:eastAsia="宋体"`, catalogue.ZhHant: `w:eastAsia="新細明體"`, catalogue.En: `w:ascii="Times New Roman"`} {
		p := piece(build.Doc("headline(题) p([em 重]“引”)"))
		p.Language = lang
		data := write(t, p, word.Options{})
		if got := partOf(t, data, "word/styles.xml"); !strings.Contains(got, face) {
			t.Errorf("%s: no %s", lang, face)
		}
		body := partOf(t, data, "word/document.xml")
		if dots := strings.Contains(body, `<w:em w:val="dot"/>`); dots != (lang != catalogue.En) {
			t.Errorf("%s: %s", lang, body)
		}
	}
}
