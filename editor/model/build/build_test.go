package build_test

import (
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
)

func TestTagged(t *testing.T) {
	for _, c := range []struct {
		text string
		pos  model.Pos
		at   string // text after the tag
	}{
		{"p(甲<a>乙)", 11, "乙"},
		{"kicker(引<a>题) p(甲)", 2, "题"},
		{"kicker(引题) headline(<a>主) p(甲)", 5, "主"},
		{"subtitle(<a>副) p()", 5, "副"},
		{"p(甲) <a> p(乙)", 12, ""},
		{"hr() ul(li(p([strong 甲<a>乙][br])))", 14, "乙"},
		{`p(\<甲\)<a>\])`, 13, "]"},
	} {
		doc, tags := build.Tagged(c.text)
		if err := doc.Check(); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		if tags["a"] != c.pos {
			t.Errorf("%s: tag at %d, want %d", c.text, tags["a"], c.pos)
		}
		if c.at != "" {
			if got := doc.TextBetween(c.pos, c.pos+1); got != c.at {
				t.Errorf("%s: %q follows the tag, want %q", c.text, got, c.at)
			}
		}
	}
}

func TestFormatReadsBack(t *testing.T) {
	for seed := range uint64(300) {
		doc := build.Random(build.Rand(seed), 4)
		if err := doc.Check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		text := build.Format(doc)
		again := build.Doc(text)
		if build.Format(again) != text && !hasFigure(doc) {
			t.Fatalf("seed %d:\n%s\n%s", seed, text, build.Format(again))
		}
		if !hasFigure(doc) && !again.Equal(doc) {
			t.Fatalf("seed %d: not the same document from\n%s", seed, text)
		}
	}
}

func hasFigure(doc *model.Node) bool {
	found := false
	doc.Walk(func(n *model.Node, _ model.Pos) bool {
		found = found || n.Kind() == model.Figure
		return true
	})
	return found
}

func TestUnreadableTextPanics(t *testing.T) {
	for _, text := range []string{"p(甲", "x()", "p([strange 甲])", "p(甲))", "p(甲) headline(主)", "kicker(甲) kicker(乙)", "p=1()", "td=a()", `p(甲\`} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q was read", text)
				}
			}()
			build.Doc(text)
		}()
	}
}
