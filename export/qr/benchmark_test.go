package qr

import (
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
