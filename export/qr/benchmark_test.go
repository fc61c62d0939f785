package qr

import (
	"fmt"
	"strings"
	"testing"
)

// Each benchmark is the whole way from a 64-byte address to bytes that were read back.

func BenchmarkPNG(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := mustNew(b, sample, M).PNG(600); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := mustNew(b, sample, M).SVG(24.8, "扫一扫，分享本页"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		mustNew(b, sample, M)
	}
}

// BenchmarkNewLargest is the densest code there is: version 40.
func BenchmarkNewLargest(b *testing.B) {
	address := "https://e.cn/" + strings.Repeat("a", 2940)
	for b.Loop() {
		mustNew(b, address, L)
	}
}

func BenchmarkASCIIAddress(b *testing.B) {
	for b.Loop() {
		if _, err := ASCIIAddress("https://新闻.example.edu/校园/2026/00001.html"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkThousandPNG is a thousand codes of different articles on one core.
func BenchmarkThousandPNG(b *testing.B) {
	for b.Loop() {
		for i := range 1000 {
			address := fmt.Sprintf("https://news.example.edu/xwsd/2026/%05d.html?source=poster", i)
			if _, err := mustNew(b, address, M).PNG(600); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkTry reads a code as a camera would from a print of 24 mm at 300 dots an inch.
func BenchmarkTry(b *testing.B) {
	d := mustNew(b, sample, M).plain()
	for b.Loop() {
		if err := d.Try(24, 300); err != nil {
			b.Fatal(err)
		}
	}
}
