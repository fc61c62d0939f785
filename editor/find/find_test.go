package find_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"galley/editor/find"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/transform"
	"galley/editor/transform/laws"
)

func compile(t testing.TB, pattern string, o find.Options) *find.Query {
	t.Helper()
	q, err := find.Compile(pattern, o)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// marked returns the text of a document with the hits in 【】.
func marked(h find.Hits) string {
	tr := transform.New(h.Doc())
	for i := h.Count() - 1; i >= 0; i-- {
		r := h.At(i)
		if err := errors.Join(tr.InsertText(r.To, "】", nil), tr.InsertText(r.From, "【", nil)); err != nil {
			panic(err)
		}
	}
	return tr.Doc().PlainText()
}

func TestFind(t *testing.T) {
	var none find.Options
	for _, c := range []struct {
		name, pattern string
		options       find.Options
		text, want    string
	}{
		{"a word", "新闻", none, "新闻和新闻学", "【新闻】和【新闻】学"},
		{"hits do not overlap", "哈哈", none, "哈哈哈哈哈", "【哈哈】【哈哈】哈"},
		{"any case", "ok", none, "OK ok Ok", "【OK】 【ok】 【Ok】"},
		{"any case beyond ASCII", "ÉTÉ", none, "été Été", "【été】 【Été】"},
		{"this case", "ok", find.Options{MatchCase: true}, "OK ok Ok", "OK 【ok】 Ok"},
		{"any width", "(abc123)", find.Options{AnyWidth: true}, "（ＡＢＣ１２３）(abc123)", "【（ＡＢＣ１２３）】【(abc123)】"},
		{"any width the other way", "ＡＢＣ", find.Options{AnyWidth: true}, "abc", "【abc】"},
		{"half-width kana", "カタ", find.Options{AnyWidth: true}, "ｶﾀ", "【ｶﾀ】"},
		{"an ideographic space", "a b", find.Options{AnyWidth: true}, "a　b", "【a　b】"},
		{"this width", "abc", none, "ａｂｃabc", "ａｂｃ【abc】"},
		{"any script", "新闻", find.Options{AnyScript: true}, "新聞與新闻", "【新聞】與【新闻】"},
		{"any script the other way", "聞與", find.Options{AnyScript: true}, "闻与聞與", "【闻与】【聞與】"},
		{"characters of other lengths", "龙门", find.Options{AnyScript: true}, "㑮龍門㑮龙门", "㑮【龍門】㑮【龙门】"},
		{"this script", "新闻", none, "新聞", "新聞"},
		{"whole words", "day", find.Options{WholeWord: true}, "day today day's Day_1 的day天", "【day】 today 【day】's Day_1 的【day】天"},
		{"whole words of Chinese", "大学", find.Options{WholeWord: true}, "北京大学生", "北京【大学】生"},
		{"a whole word after half of one", "aa", find.Options{WholeWord: true}, "aaa aa", "aaa 【aa】"},
		{"with a letter that is longer in lower case", "b", none, "İaB", "İa【B】"},
		{"an expression", `第\d+届`, find.Options{Regexp: true}, "第3届第12届第届", "【第3届】【第12届】第届"},
		{"an expression in any case", `[a-c]+`, find.Options{Regexp: true}, "ABCd", "【ABC】d"},
		{"an expression in this case", `[a-c]+`, find.Options{Regexp: true, MatchCase: true}, "ABcd", "AB【c】d"},
		{"an expression in any script", `[聞門]|與`, find.Options{Regexp: true, AnyScript: true}, "闻聞门与", "【闻】【聞】【门】【与】"},
		{"an expression in any width", `\d+（`, find.Options{Regexp: true, AnyWidth: true}, "１２(３（", "【１２(】【３（】"},
		{"nothing is no hit", `x*`, find.Options{Regexp: true}, "axxa", "a【xx】a"},
		{"start and end of a block", `^新|闻$`, find.Options{Regexp: true}, "新新闻闻", "【新】新闻【闻】"},
		{"an expression of whole words", `d\w+`, find.Options{Regexp: true, WholeWord: true}, "today day", "today 【day】"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := model.NewDoc()
			parts := slices.Clone(doc.Children()[:4])
			doc = doc.With(append(parts, model.New(model.Body, model.Attrs{}, model.New(model.Paragraph, model.Attrs{}, model.NewText(c.text))))...)
			if got := strings.TrimSpace(marked(find.New(compile(t, c.pattern, c.options), doc))); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestFindEverywhere(t *testing.T) {
	doc := build.Doc("kicker(甲) headline(甲乙) subtitle(甲) abstract(甲) p(一[strong 甲]) fig=x(甲) table(tr(td(p(甲)))) ul(li(quote(p(甲)))) h2([em 甲][br]乙)")
	if got := find.New(compile(t, "甲", find.Options{}), doc).Count(); got != 9 {
		t.Errorf("%d hits", got)
	}
	if got := find.New(compile(t, "甲\n乙", find.Options{}), doc).Count(); got != 1 {
		t.Errorf("%d hits across a line break", got)
	}
	if got := find.New(compile(t, `一.`, find.Options{Regexp: true}), doc).Count(); got != 1 {
		t.Errorf("%d hits across marks", got)
	}
}

// TestFootnotes has notes before, in and behind a hit: only the one in it is in its range, and it outlives the hit.
func TestFootnotes(t *testing.T) {
	doc, tags := build.Tagged("p([note 一]<a>甲[note 二]乙<b>[note 三]丙甲乙)")
	h := find.New(compile(t, "甲乙", find.Options{}), doc)
	if h.Count() != 2 || h.At(0) != (find.Range{From: tags["a"], To: tags["b"]}) {
		t.Fatalf("%d hits, the first %v", h.Count(), h.At(0))
	}
	tr := transform.New(doc)
	if err := h.ReplaceAll(tr, "新"); err != nil {
		t.Fatal(err)
	}
	if got, want := build.Format(tr.Doc()), "p([note 一]新[note 二][note 三]丙新)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestCompileRefuses(t *testing.T) {
	if _, err := find.Compile("", find.Options{}); !errors.Is(err, find.ErrEmpty) {
		t.Errorf("an empty pattern: %v", err)
	}
	if _, err := find.Compile("(", find.Options{Regexp: true}); err == nil {
		t.Error("a broken expression compiles")
	}
}

func TestNextAndPrevious(t *testing.T) {
	doc, tags := build.Tagged("headline(<a>甲<b>) p(乙<c>甲<d>) p(<e>)")
	h := find.New(compile(t, "甲", find.Options{}), doc)
	for _, c := range []struct {
		tag            string
		next, previous int
	}{{"a", 0, 1}, {"b", 1, 0}, {"c", 1, 0}, {"d", 0, 1}, {"e", 0, 1}} {
		if next, previous := h.Next(tags[c.tag]), h.Previous(tags[c.tag]); next != c.next || previous != c.previous {
			t.Errorf("%s: next %d, previous %d, want %d, %d", c.tag, next, previous, c.next, c.previous)
		}
	}
	none := find.New(compile(t, "丙", find.Options{}), doc)
	if none.Next(0) != -1 || none.Previous(100) != -1 {
		t.Error("there is a hit")
	}
	var seen []int
	h.Between(tags["b"], tags["e"], func(i int, _ find.Range) { seen = append(seen, i) })
	if !slices.Equal(seen, []int{1}) {
		t.Errorf("between: %v", seen)
	}
}

func TestReplace(t *testing.T) {
	for _, c := range []struct {
		name, pattern, with string
		options             find.Options
		before, after       string
	}{
		{"a word", "新闻", "消息", find.Options{}, "p(新闻和新闻) p(新闻)", "p(消息和消息) p(消息)"},
		{"keeps marks around", "闻", "潮", find.Options{}, "p([strong 新]闻[em 学]闻)", "p([strong 新]潮[em 学]潮)"},
		{"takes the first mark", "新闻", "消息", find.Options{}, "p(一[strong 新]闻二)", "p(一[strong 消息]二)"},
		{"by nothing", "新闻", "", find.Options{}, "p(新闻) h2(看新闻吧)", "p() h2(看吧)"},
		{"by a line break", "，", "\n", find.Options{}, "p(一，[em 二，]三)", "p(一[br][em 二][em [br]]三)"},
		{"a line break", "\n", "，", find.Options{}, "p(一[br]二)", "p(一，二)"},
		{"a dollar", "元", "$1", find.Options{}, "p(5元)", "p(5$1)"},
		{"groups", `(\d+)年(\d+)月`, "$2/${1}.", find.Options{Regexp: true}, "p(2026年11月)", "p(11/2026.)"},
		{"a group that found nothing", `甲(乙)?`, "$1丙", find.Options{Regexp: true}, "p(甲甲乙)", "p(丙乙丙)"},
		{"a group by name", `(?P<year>\d+)年`, "${year}-${no}$$$0", find.Options{Regexp: true}, "p(2026年)", "p(2026-$2026年)"},
		{"groups of the text itself", `(\w+)（`, "$1$1(", find.Options{Regexp: true, AnyWidth: true}, "p(ＡＢ（)", "p(ＡＢＡＢ()"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := build.Doc(c.before)
			tr := transform.New(doc)
			if err := find.New(compile(t, c.pattern, c.options), doc).ReplaceAll(tr, c.with); err != nil {
				t.Fatal(err)
			}
			if got := build.Format(tr.Doc()); got != c.after {
				t.Errorf("got %s, want %s", got, c.after)
			}
			laws.Check(t, doc, tr.Steps(), nil)
		})
	}
}

func TestReplaceOne(t *testing.T) {
	doc := build.Doc("p(甲乙甲) p(甲)")
	h := find.New(compile(t, "甲", find.Options{}), doc)
	tr := transform.New(doc)
	if err := h.Replace(tr, 1, "丙"); err != nil {
		t.Fatal(err)
	}
	if got, want := build.Format(tr.Doc()), "p(甲乙丙) p(甲)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if err := h.Replace(tr, 0, "丙"); err == nil {
		t.Error("replaces in a document that was not searched")
	}
	for _, with := range []string{"\x00", "\xff", "\u2028"} {
		if err := h.ReplaceAll(transform.New(doc), with); err == nil {
			t.Errorf("replaces by %q", with)
		}
	}
}

// TestLaws searches random documents by random queries: the hits are those of the plain text, none are left when they are replaced by what
// is none, and undo restores.
func TestLaws(t *testing.T) {
	patterns := []string{"新", "大会", "a", "[a-c]", "公|告", "é", ".", "生，"}
	for seed := range uint64(600) {
		r := build.Rand(seed)
		doc := build.Random(r, 4)
		o := find.Options{MatchCase: r.IntN(2) == 0, WholeWord: r.IntN(3) == 0, AnyWidth: r.IntN(2) == 0, AnyScript: r.IntN(2) == 0, Regexp: r.IntN(2) == 0}
		pattern := patterns[r.IntN(len(patterns))]
		repeat := fmt.Sprintf("seed %d: %q %+v in %s", seed, pattern, o, build.Format(doc))
		q := compile(t, pattern, o)
		hits := find.New(q, doc)
		if o.MatchCase && !o.WholeWord && !o.AnyWidth && !o.AnyScript {
			want := 0
			re := regexp.MustCompile(pattern)
			if !o.Regexp {
				re = regexp.MustCompile(regexp.QuoteMeta(pattern))
			}
			doc.Walk(func(n *model.Node, _ model.Pos) bool {
				if n.Kind().IsTextblock() {
					want += len(re.FindAllString(n.PlainText(), -1))
				}
				return true
			})
			if hits.Count() != want {
				t.Fatalf("%d hits, want %d: %s", hits.Count(), want, repeat)
			}
		}
		last := model.Pos(0)
		for i := range hits.Count() {
			h := hits.At(i)
			if h.From < last || h.To <= h.From {
				t.Fatalf("hit %d at %v after %d: %s", i, h, last, repeat)
			}
			last = h.To
		}
		s := state.NewState(doc, history.Field{})
		tr := s.Begin()
		if err := hits.ReplaceAll(tr.Transform, "①②"); err != nil {
			t.Fatalf("%v: %s", err, repeat)
		}
		laws.Check(t, doc, tr.Steps(), nil)
		s, err := s.Apply(tr)
		if err != nil {
			t.Fatal(err)
		}
		if pattern != "." {
			if left := find.New(q, s.Doc()); left.Count() != 0 && !o.WholeWord {
				t.Fatalf("%d hits are left in %s: %s", left.Count(), build.Format(s.Doc()), repeat)
			}
		}
		if hits.Count() > 0 && history.Of(s).UndoDepth() != 1 {
			t.Fatalf("%d to undo: %s", history.Of(s).UndoDepth(), repeat)
		}
		history.Undo(s, func(tr *state.Transaction) { s, err = s.Apply(tr) })
		if err != nil || !s.Doc().Equal(doc) {
			t.Fatalf("%v, undone to %s: %s", err, build.Format(s.Doc()), repeat)
		}
	}
}

// TestRefresh edits random documents and wants the hits that a new search finds.
func TestRefresh(t *testing.T) {
	for seed := range uint64(300) {
		r := build.Rand(seed)
		s := state.NewState(build.Random(r, 5))
		q := compile(t, "[大会a]", find.Options{Regexp: true})
		h := find.New(q, s.Doc())
		for range 12 {
			a, b := model.Pos(r.IntN(s.Doc().ContentSize()+1)), model.Pos(r.IntN(s.Doc().ContentSize()+1))
			commands := []state.Command{state.InsertText(build.RandomText(r, 3)), state.DeleteRange(min(a, b), max(a, b)), state.SplitBlock,
				state.InsertPlain("大会\n会"), state.ToggleMark(build.RandomMark(r))}
			for _, c := range []state.Command{state.Select(state.Near(s.Doc(), a)), commands[r.IntN(len(commands))]} {
				c(s, func(tr *state.Transaction) {
					var err error
					if s, err = s.Apply(tr); err != nil {
						t.Fatal(err)
					}
				})
			}
			h = h.Refresh(s.Doc())
			want := find.New(q, s.Doc())
			if got, want := marked(h), marked(want); got != want || h.Count() != find.New(q, s.Doc()).Count() {
				t.Fatalf("seed %d: got %s, want %s", seed, got, want)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("新闻", "新聞与新闻 News", true, true, true, false)
	f.Add("[a-z]+(b)?", "ＡＢab", false, true, false, true)
	f.Fuzz(func(t *testing.T, pattern, text string, matchCase, anyWidth, anyScript, re bool) {
		q, err := find.Compile(pattern, find.Options{MatchCase: matchCase, AnyWidth: anyWidth, AnyScript: anyScript, Regexp: re})
		clean := strings.Map(func(r rune) rune {
			if !model.ValidRune(r) || r == unicode.ReplacementChar {
				return -1
			}
			return r
		}, text)
		if err != nil || clean == "" {
			return
		}
		doc := build.Doc("p(x)")
		tr := transform.New(doc)
		if err := tr.InsertText(10, clean, nil); err != nil {
			t.Fatal(err)
		}
		doc = tr.Doc()
		h := find.New(q, doc)
		out := transform.New(doc)
		if err := h.ReplaceAll(out, "[$1]"); err != nil {
			t.Fatal(err)
		}
		if err := out.Doc().Check(); err != nil {
			t.Fatal(err)
		}
	})
}

// long returns a document of 200 characters a paragraph, ten of them hits.
func long(characters int) *model.Node {
	text := strings.Repeat("学校举行新生开学典礼，新闻中心报道了全过程。", 20)
	paragraphs := make([]*model.Node, characters/200)
	for i := range paragraphs {
		paragraphs[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(string([]rune(text)[:210])))
	}
	doc := model.NewDoc()
	return doc.With(append(slices.Clone(doc.Children()[:4]), model.New(model.Body, model.Attrs{}, paragraphs...))...)
}

// BenchmarkReplaceAll finds and replaces 10,000 hits in a text of 200,000 characters, as one undo step.
func BenchmarkReplaceAll(b *testing.B) {
	doc := long(200_000)
	for b.Loop() {
		s := state.NewState(doc, history.Field{})
		h := find.New(compile(b, "新闻", find.Options{AnyScript: true, AnyWidth: true}), doc)
		tr := s.Begin()
		if err := h.ReplaceAll(tr.Transform, "消息"); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Apply(tr); err != nil {
			b.Fatal(err)
		}
		if h.Count() < 9000 {
			b.Fatalf("%d hits", h.Count())
		}
	}
}

// BenchmarkRefresh looks for hits again after a character was typed in a text of 1,000,000.
func BenchmarkRefresh(b *testing.B) {
	doc := long(1_000_000)
	h := find.New(compile(b, "新闻", find.Options{AnyScript: true, AnyWidth: true}), doc)
	tr := transform.New(doc)
	if err := tr.InsertText(model.Pos(doc.ContentSize()/2), "字", nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		h.Refresh(tr.Doc())
	}
}

// BenchmarkFind finds 10,000 hits in a text of 200,000 characters.
func BenchmarkFind(b *testing.B) {
	doc := long(200_000)
	for _, c := range []struct {
		name, pattern string
		options       find.Options
	}{
		{"literal", "新闻", find.Options{}}, {"folded", "新闻", find.Options{AnyScript: true, AnyWidth: true}}, {"regexp", "新.", find.Options{Regexp: true}},
	} {
		b.Run(c.name, func(b *testing.B) {
			q := compile(b, c.pattern, c.options)
			for b.Loop() {
				find.New(q, doc)
			}
		})
	}
}
