// Package count counts what a text has: 字数 as Word counts them, characters, words, and the time to read it.
//
//	count.Article(doc).Length()     // 字数
//	t := count.NewTally(doc)
//	t = t.Refresh(edited)           // counts only what changed
//
// What counts as one is a rule of this package alone; lists, windows and records of an article all ask it.
package count

import (
	"time"
	"unicode"

	"galley/editor/model"
)

// Count is what a text has.
type Count struct {
	Asian      int // Chinese characters, kana, full-width forms and the marks in them (Word: 中文字符和朝鲜语单词)
	Words      int // runs of other characters between blanks (Word: 非中文单词)
	Characters int // all of them without blanks; a letter and the marks on it are one
	Blanks     int // spaces and tabs; ends of lines are none
}

// Length returns what Word calls 字数: each Chinese character, kana, full-width form and mark in them is one, each run of other characters
// between blanks is one.
func (c Count) Length() int { return c.Asian + c.Words }

// WithBlanks returns the number of characters with blanks.
func (c Count) WithBlanks() int { return c.Characters + c.Blanks }

// Speeds of silent reading: 238 English words a minute on average (Brysbaert 2019), and for Chinese a round number between the 300 and the
// 500 characters that the national curriculum asks of the upper primary and of the middle school (义务教育语文课程标准, 2022).
const (
	asianPerMinute = 400
	wordsPerMinute = 238
)

// Reading returns how long a reader needs, to the second.
func (c Count) Reading() time.Duration {
	return (time.Duration(c.Asian)*time.Minute/asianPerMinute + time.Duration(c.Words)*time.Minute/wordsPerMinute).Round(time.Second)
}

func (c Count) plus(d Count) Count {
	return Count{c.Asian + d.Asian, c.Words + d.Words, c.Characters + d.Characters, c.Blanks + d.Blanks}
}

func (c Count) minus(d Count) Count {
	return Count{c.Asian - d.Asian, c.Words - d.Words, c.Characters - d.Characters, c.Blanks - d.Blanks}
}

// counter counts a text that comes in pieces.
type counter struct {
	Count
	inWord bool
}

func (c *counter) text(s string) {
	for _, r := range s {
		switch {
		case r == '\n':
			c.inWord = false
		case unicode.IsSpace(r):
			c.Blanks++
			c.inWord = false
		case r < 0x300 && r != 0xad: // most of what is not Chinese
			c.narrow()
		case isWide(r) && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			c.Asian++
			c.Characters++
			c.inWord = false
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf): // part of the character before it
		default:
			c.narrow()
		}
	}
}

func (c *counter) narrow() {
	c.Characters++
	if !c.inWord {
		c.Words++
		c.inWord = true
	}
}

func isWide(r rune) bool {
	return r >= 0x2e80 || r >= 0x2010 && r <= 0x2027 // ideographs, kana, full-width forms; “ ” — …
}

func (c *counter) node(n *model.Node) {
	switch {
	case n.Kind() == model.Text:
		c.text(n.Text())
	case n.Kind() == model.Break || n.Kind().IsTextblock():
		c.inWord = false
	}
	for _, m := range n.Children() {
		c.node(m)
	}
}

// Text counts a text.
func Text(s string) Count {
	var c counter
	c.text(s)
	return c.Count
}

// Node counts all text in a node.
func Node(n *model.Node) Count {
	var c counter
	c.node(n)
	return c.Count
}

// Article counts what is the length of an article: its abstract and its body, captions included, without kicker, headline and subtitle.
func Article(doc *model.Node) Count {
	return Node(doc.Part(model.Abstract)).plus(Node(doc.Part(model.Body)))
}

// Between counts the text between two positions of a document, as of what is selected.
func Between(doc *model.Node, from, to model.Pos) Count { return Text(doc.TextBetween(from, to)) }

// Tally is the count of an article with the document that was counted. It is an immutable value.
type Tally struct {
	doc   *model.Node
	count Count
}

// NewTally counts a document.
func NewTally(doc *model.Node) Tally { return Tally{doc, Article(doc)} }

// Count returns the count of the article.
func (t Tally) Count() Count { return t.count }

// Refresh returns the tally of another state of the document, for which it counts only the blocks that are not the same in both.
func (t Tally) Refresh(doc *model.Node) Tally {
	if t.doc == doc {
		return t
	}
	out := Tally{doc, t.count}
	for _, k := range []model.Kind{model.Abstract, model.Body} {
		old, now := t.doc.Part(k), doc.Part(k)
		if old == now {
			continue
		}
		if k == model.Abstract {
			out.count = out.count.minus(Node(old)).plus(Node(now))
			continue
		}
		a, b := old.Children(), now.Children()
		for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
			a, b = a[1:], b[1:]
		}
		for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
			a, b = a[:len(a)-1], b[:len(b)-1]
		}
		for _, n := range a {
			out.count = out.count.minus(Node(n))
		}
		for _, n := range b {
			out.count = out.count.plus(Node(n))
		}
	}
	return out
}
