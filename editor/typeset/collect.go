package typeset

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// cluster is one character as a reader sees it (UAX #29), with the characters that draw nothing behind it.
type cluster struct {
	start, end int // bytes of the paragraph's text
	span       int
	r          rune // first character
	class      Class
	face       *Face
	glyph      GlyphID
	compound   bool // more than one drawn character: goes through the shaper
	missing    bool // glyph stands for a character that no face has
}

// collect joins the spans into one text and cuts it into clusters, each in the face that has it.
func collect(spans []Span) (text string, clusters []cluster, subs []Substitution) {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	text = b.String()
	clusters = make([]cluster, 0, len(text)/3+8)
	seen := map[Substitution]bool{}
	at := 0
	for i, s := range spans {
		first := len(clusters)
		for rest := s.Text; rest != ""; {
			n := nextCluster(rest)
			c := cluster{start: at, end: at + n, span: i}
			c.r, _ = utf8.DecodeRuneInString(rest)
			c.class = classOf(c.r)
			if last := len(clusters) - 1; c.class == ignorable && last >= first {
				clusters[last].end = c.end
			} else {
				if sub, ok := c.dress(s.Family, rest[:n]); ok && !seen[sub] {
					seen[sub] = true
					subs = append(subs, sub)
				}
				clusters = append(clusters, c)
			}
			rest, at = rest[n:], at+n
		}
	}
	return text, clusters, subs
}

// dress gives the cluster its face and glyph, and reports a face that is not the one asked for.
func (c *cluster) dress(family *Family, text string) (Substitution, bool) {
	asked := family.Faces[0]
	c.face = asked
	if utf8.RuneLen(c.r) < len(text) && c.class != Newline {
		drawn := 0
		for _, r := range text {
			if classOf(r) != ignorable {
				drawn++
			}
		}
		c.compound = drawn > 1
	}
	if c.class == Space && c.compound {
		c.class = Western // a space that bears an accent is drawn
	}
	if c.class == Newline || c.class == ignorable || c.class == Space {
		ok := false
		if c.class == Space {
			c.glyph, ok = asked.Glyph(c.r)
		}
		if !ok {
			c.glyph, _ = asked.Glyph(' ')
		}
		return Substitution{}, false
	}
	if !c.compound {
		if g, ok := asked.Glyph(c.r); ok {
			c.glyph = g
			return Substitution{}, false
		}
	}
	face, ok := family.find(text)
	if !ok {
		c.missing, c.compound, c.glyph = true, false, asked.stand()
		if c.class == Western {
			c.class = Ideograph
		}
		return Substitution{Text: text, Asked: asked}, true
	}
	c.face = face
	c.glyph, _ = face.Glyph(c.r)
	return Substitution{Text: text, Asked: asked, Used: face}, face != asked
}

// nextCluster returns the length in bytes of the first cluster of s. Between two plain characters there is always a boundary, which spares
// nearly all Han text the full rules.
func nextCluster(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if n == len(s) {
		return n
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); plain(r) && plain(next) {
		return n
	}
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return len(c)
}

// plain reports whether r never joins a neighbour in a cluster.
func plain(r rune) bool {
	return r >= 0x20 && r < 0x7f || r >= 0x3400 && r <= 0x9fff || r >= 0x3001 && r <= 0x3029 || r >= 0xff01 && r <= 0xff60 ||
		r >= 0x2010 && r <= 0x2027 || r >= 0x20000 && r <= 0x3ffff
}
