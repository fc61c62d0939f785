package catalogue

import "testing"

func BenchmarkSay(b *testing.B) {
	plain, values := T("state.draft"), T("bar.edit_state", "Number", "2026-00017", "State", T("state.published"))
	for _, c := range []struct {
		name string
		text Text
	}{{"plain", plain}, {"values", values}} {
		b.Run(c.name, func(b *testing.B) {
			words := For(ZhHans)
			b.ReportAllocs()
			for b.Loop() {
				if words.Say(c.text) == "" {
					b.Fatal("nothing was said")
				}
			}
		})
	}
}
