package layout

import "math/bits"

// sums is a list of numbers of which the sum of the first n, and the place where the sums pass a value, cost a logarithm (Fenwick, "A New Data
// Structure for Cumulative Frequency Tables", 1994).
type sums struct {
	values []int64
	tree   []int64 // 1-based
}

// reset makes the list anew, in linear time.
func (s *sums) reset(n int, value func(int) int64) {
	if cap(s.values) < n || s.tree == nil {
		s.values, s.tree = make([]int64, n, n+n/8), make([]int64, n+1, n+n/8+1)
	}
	s.values, s.tree = s.values[:n], s.tree[:n+1]
	s.tree[0] = 0
	for i := range n {
		s.values[i] = value(i)
		s.tree[i+1] = s.values[i]
	}
	for i := 1; i <= n; i++ {
		if j := i + i&-i; j <= n {
			s.tree[j] += s.tree[i]
		}
	}
}

func (s *sums) set(i int, v int64) {
	d := v - s.values[i]
	if d == 0 {
		return
	}
	s.values[i] = v
	for j := i + 1; j < len(s.tree); j += j & -j {
		s.tree[j] += d
	}
}

// before returns the sum of the first n numbers.
func (s *sums) before(n int) int64 {
	var v int64
	for ; n > 0; n -= n & -n {
		v += s.tree[n]
	}
	return v
}

// find returns the last i whose sum before it is at most v, and that sum. Numbers that are zero are passed over, so that the number at i covers
// v unless v is outside of the list.
func (s *sums) find(v int64) (i int, before int64) {
	n := len(s.values)
	if n == 0 {
		return 0, 0
	}
	for step := 1 << (bits.Len(uint(n)) - 1); step > 0; step >>= 1 {
		if next := i + step; next <= n && before+s.tree[next] <= v {
			i, before = next, before+s.tree[next]
		}
	}
	if i == n { // v is at or behind the end
		i--
		before -= s.values[i]
	}
	return i, before
}
