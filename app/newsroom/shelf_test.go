package newsroom_test

import (
	"fmt"
	"testing"

	"galley/app/newsroom"
	"galley/app/store/sqlite"
)

// BenchmarkShelf is the shelf of a newsroom with 2,000 articles: read for the first time, and after one article changed.
func BenchmarkShelf(b *testing.B) {
	s, err := sqlite.OpenStore(b.Context(), b.TempDir(), sqlite.Options{})
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	r := newRoomOn(b, b.Context(), s)
	for i := range 2000 {
		_, err := r.Create(r.ctx, r.staff["甲"], manuscript(fmt.Sprintf("headline(会议 %d) p(周三上午开会。)", i)))
		must(b, err)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			_, err := newsroom.New(s, nil).Shelf(r.ctx)
			must(b, err)
		}
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			_, err := r.Shelf(r.ctx)
			must(b, err)
		}
	})
}
