package hyphen

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

func parted(word string) string {
	var b strings.Builder
	at := 0
	for _, n := range English(word) {
		b.WriteString(word[at:n] + "-")
		at = n
	}
	return b.String() + word[at:]
}

// The words of Liang's thesis and of the lists of TeX, with the exceptions of the patterns.
func TestEnglish(t *testing.T) {
	for _, want := range []string{
		"hy-phen-ation", "in-ter-na-tional", "uni-ver-sity", "as-so-ciate", "ta-ble", "present", "com-puter", "al-go-rithm", "ty-pog-ra-phy",
		"cat", "a", "In-for-ma-tion", "col-lege", "naïveté",
	} {
		word := strings.ReplaceAll(want, "-", "")
		if got := parted(word); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Places are inside the word, rise, and leave two letters before and three behind.
func FuzzEnglish(f *testing.F) {
	f.Add("organization")
	f.Add(strings.Repeat("supercalifragilistic", 5000))
	f.Fuzz(func(t *testing.T, word string) {
		at := English(word)
		if len(at) > 0 && (at[0] < before || at[len(at)-1] > len(word)-behind) || !slices.IsSorted(at) || len(slices.Compact(slices.Clone(at))) != len(at) {
			t.Errorf("%q is parted at %v", word, at)
		}
	})
}

func TestConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, w := range []string{"international", "university", "organization"} {
				English(w)
			}
		})
	}
	wg.Wait()
}

func BenchmarkEnglish(b *testing.B) {
	e := load()
	for b.Loop() {
		e.patterns.Hyphenate("internationalization")
	}
}
