package storetest

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
)

func (m *memory) FindShelf(ctx context.Context) (found []newsroom.Picture, err error) {
	err = m.do(ctx, false, func() error {
		for hash, data := range m.pictures {
			p := m.shelf[hash]
			p.Hash, p.Bytes = hash, int64(len(data))
			found = append(found, p)
		}
		slices.SortFunc(found, func(a, b newsroom.Picture) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Hash, b.Hash)) })
		return nil
	})
	return found, err
}

func (m *memory) SavePicture(ctx context.Context, p newsroom.Picture) error {
	return m.onPicture(ctx, p.Hash, func() { p.At = instant(p.At); m.shelf[p.Hash] = p })
}

func (m *memory) SaveScreen(ctx context.Context, hash string, data []byte) error {
	return m.onPicture(ctx, hash, func() { m.screens[hash] = bytes.Clone(data) })
}

func (m *memory) onPicture(ctx context.Context, hash string, f func()) error {
	return m.do(ctx, true, func() error {
		if _, ok := m.pictures[hash]; !ok {
			return newsroom.Errorf(newsroom.NotFound, nil, "store.no_picture", "Hash", hash)
		}
		f()
		return nil
	})
}

func (m *memory) FindScreen(ctx context.Context, hash string) (data []byte, err error) {
	err = m.do(ctx, false, func() error { data = bytes.Clone(m.screens[hash]); return nil })
	return data, err
}

func testShelf(t *testing.T, s *suite) {
	none := newsroom.Picture{Hash: "none", At: time.UnixMicro(1)}
	s.unchanged(t, newsroom.NotFound, func() error { return s.SavePicture(s.ctx, none) })
	s.unchanged(t, newsroom.NotFound, func() error { return s.SaveScreen(s.ctx, "none", []byte("small")) })

	var want []newsroom.Picture
	for i, data := range []string{"one", "two and", "three"} {
		hash, err := s.CreatePicture(s.ctx, []byte(data))
		must(t, err)
		p := newsroom.Picture{
			Hash: hash, Bytes: int64(len(data)), Name: data + ".jpg", By: "z", At: time.UnixMicro(int64(1000 - i)).UTC(), Alt: "O'Neil; --", Credit: "摄影：𬱖",
			Rights: "© 2026", Away: i == 1,
		}
		must(t, s.SavePicture(s.ctx, newsroom.Picture{Hash: hash, Name: "before", At: p.At}))
		must(t, s.SavePicture(s.ctx, p))
		want = append(want, p)
	}
	old, err := s.CreatePicture(s.ctx, []byte("of before the shelf"))
	must(t, err)
	want = append(want, newsroom.Picture{Hash: old, Bytes: 19})
	got, err := s.FindShelf(s.ctx)
	must(t, err)
	for i := range got {
		if !got[i].At.IsZero() {
			got[i].At = got[i].At.UTC()
		}
	}
	equal(t, "the shelf", got, want)

	small, err := s.FindScreen(s.ctx, old)
	must(t, err)
	equal(t, "a rendition that nobody made", len(small), 0)
	for _, data := range []string{"small", "smaller"} {
		must(t, s.SaveScreen(s.ctx, old, []byte(data)))
		small, err = s.FindScreen(s.ctx, old)
		must(t, err)
		equal(t, "a rendition", string(small), data)
	}
	s.sound(t)
}
