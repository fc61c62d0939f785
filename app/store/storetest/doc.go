// Package storetest is the suite that every newsroom.Store must pass, and the simplest Store that does.
//
//	func TestStore(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) newsroom.Store { return open(t) })
//	}
//
// [Run] asks for the contract that newsroom.Store states, method by method: what comes back, which error code, and that a refusal changes
// nothing. Then it lets many goroutines at one store, and at last runs random commands on the store and on [NewMemory] side by side: both must
// answer alike. A broken law prints the commands that break it and how to run them again.
//
// [NewMemory] is also for tests of what stands on a Store and does not care which.
package storetest
