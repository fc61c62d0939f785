package storetest_test

import (
	"testing"

	"galley/app/newsroom"
	"galley/app/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) newsroom.Store { return storetest.NewMemory() })
}
