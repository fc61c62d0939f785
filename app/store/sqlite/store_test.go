package sqlite

import (
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/store/storetest"
)

// noon is when the tests take place.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// stopped is a clock that does not go.
func stopped() time.Time { return noon }

func openStore(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := OpenStore(t.Context(), dir, Options{Now: stopped})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) newsroom.Store { return openStore(t, t.TempDir()) })
}
