package model

import "unicode/utf8"

// DiffStart returns the first position at which the contents of two nodes differ; ok is false when they are equal.
func DiffStart(a, b *Node) (pos Pos, ok bool) { return diffStart(a.content, b.content, 0) }

func diffStart(a, b []*Node, pos Pos) (Pos, bool) {
	for i := 0; ; i++ {
		if i == len(a) || i == len(b) {
			return pos, len(a) != len(b)
		}
		x, y := a[i], b[i]
		switch {
		case x == y:
		case !sameMarkup(x, y):
			return pos, true
		case x.kind == Text && x.text != y.text:
			return pos + Pos(commonPrefix(x.text, y.text)), true
		default:
			if p, ok := diffStart(x.content, y.content, pos+1); ok {
				return p, true
			}
		}
		pos += Pos(x.size)
	}
}

// DiffEnd returns the last positions, in a and in b, after which the contents of two nodes are the same; ok is false when they are equal.
// The positions may lie before [DiffStart] when what was added repeats what stands beside it.
func DiffEnd(a, b *Node) (inA, inB Pos, ok bool) {
	return diffEnd(a.content, b.content, Pos(a.ContentSize()), Pos(b.ContentSize()))
}

func diffEnd(a, b []*Node, posA, posB Pos) (Pos, Pos, bool) {
	for i, j := len(a), len(b); ; i, j = i-1, j-1 {
		if i == 0 || j == 0 {
			return posA, posB, i != j
		}
		x, y := a[i-1], b[j-1]
		switch {
		case x == y:
		case !sameMarkup(x, y):
			return posA, posB, true
		case x.kind == Text && x.text != y.text:
			same := Pos(commonSuffix(x.text, y.text))
			return posA - same, posB - same, true
		default:
			if p, q, ok := diffEnd(x.content, y.content, posA-1, posB-1); ok {
				return p, q, true
			}
		}
		posA -= Pos(x.size)
		posB -= Pos(y.size)
	}
}

// sameMarkup reports whether two nodes differ at most in their content.
func sameMarkup(a, b *Node) bool {
	return a.kind == b.kind && a.attrs == b.attrs && a.marks.Equal(b.marks)
}

// commonPrefix counts the runes with which both texts begin.
func commonPrefix(a, b string) int {
	runes := 0
	for len(a) > 0 && len(b) > 0 {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			break
		}
		a, b = a[n:], b[m:]
		runes++
	}
	return runes
}

// commonSuffix counts the runes with which both texts end.
func commonSuffix(a, b string) int {
	runes := 0
	for len(a) > 0 && len(b) > 0 {
		x, n := utf8.DecodeLastRuneInString(a)
		y, m := utf8.DecodeLastRuneInString(b)
		if x != y {
			break
		}
		a, b = a[:len(a)-n], b[:len(b)-m]
		runes++
	}
	return runes
}
