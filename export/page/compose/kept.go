package compose

import (
	"strings"

	"galley/editor/typeset"
	"galley/editor/words"
)

// clings are words that begin no line of a title: they belong to the one before.
const clings = "的地得了等及和与或暨、"

// Kept returns the words of a title and what must stay with them: 的 with the word before it and the kind of document behind it, 关于 with what
// it is about, a number with what it counts.
func Kept(text string) []typeset.Range {
	runes := []rune(text)
	at := make([]int, len(runes)+1) // byte of each rune
	for i, r := range runes {
		at[i+1] = at[i] + len(string(r))
	}
	var out []typeset.Range
	joins := false
	for _, p := range words.Split(runes) {
		word := string(runes[p.From:p.To])
		r := typeset.Range{Start: at[p.From], End: at[p.To]}
		if p.Kind == words.Space {
			joins = false
			continue
		}
		if last := len(out) - 1; last >= 0 && out[last].End == r.Start && (joins || strings.Contains(clings, word)) {
			out[last].End = r.End
		} else if p.Kind == words.Word {
			out = append(out, r)
		}
		joins = word == "关于" || word == "第" || word == "的" && at[len(runes)]-r.End <= 4*3 || word[0] >= '0' && word[0] <= '9'
	}
	return out
}
