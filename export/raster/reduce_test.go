package raster

import (
	"image"
	"math/rand/v2"
	"testing"
)

// TestReduce holds reduced photographs of every subsampling to the averages of their squares: light exactly, colours to what lies in the square.
func TestReduce(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 7))
	for ratio := image.YCbCrSubsampleRatio444; ratio <= image.YCbCrSubsampleRatio410; ratio++ {
		for n := 1; n < 7; n++ {
			m := image.NewYCbCr(image.Rect(0, 0, n*5+random.IntN(n), n*4+random.IntN(n)), ratio)
			for _, plane := range [][]uint8{m.Y, m.Cb, m.Cr} {
				for i := range plane {
					plane[i] = uint8(random.IntN(256))
				}
			}
			out := reduce(m, n).(*image.YCbCr)
			if n == 1 && out != m || out.Rect.Size() != m.Rect.Size().Div(n) {
				t.Fatalf("%v by %d: %v of %v", ratio, n, out.Rect, m.Rect)
			}
			for y := range out.Rect.Dy() {
				for x := range out.Rect.Dx() {
					sum, low, high := 0, 255, 0
					for j := y * n; j < (y+1)*n; j++ {
						for i := x * n; i < (x+1)*n; i++ {
							sum += int(m.Y[m.YOffset(i, j)])
							cb := int(m.Cb[m.COffset(i, j)])
							low, high = min(low, cb), max(high, cb)
						}
					}
					got := out.YCbCrAt(x, y)
					if int(got.Y) != (sum+n*n/2)/(n*n) || int(got.Cb) < low || int(got.Cb) > high {
						t.Fatalf("%v by %d: %v at %d, %d; light %d, colour %d to %d", ratio, n, got, x, y, (sum+n*n/2)/(n*n), low, high)
					}
				}
			}
		}
	}
}
