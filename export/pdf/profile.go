package pdf

import (
	"math"
	"sync"
)

// packedProfile is [srgbProfile] as it stands in files.
var packedProfile = sync.OnceValue(func() []byte { return deflate(srgbProfile()) })

// srgbProfile returns an ICC profile of version 2.1 for the colours of the file, sRGB (IEC 61966-2-1). It is made here from the figures of the
// standard, so it comes with no licence of another.
//
// A matrix profile has three colorants, adapted to D50 by the Bradford transform, and one curve for all channels (ICC.1:2001-04, 6.3.1.2).
var srgbProfile = sync.OnceValue(func() []byte {
	const description = "sRGB IEC61966-2.1"
	xyz := func(x, y, z float64) []byte {
		b := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range []float64{x, y, z} {
			b = be.AppendUint32(b, uint32(int32(math.Round(v*65536))))
		}
		return b
	}
	desc := append([]byte("desc\x00\x00\x00\x00"), be.AppendUint32(nil, uint32(len(description)+1))...)
	desc = append(desc, description...)
	desc = append(desc, make([]byte, 1+4+4+2+1+67)...) // end of text, no Unicode, no ScriptCode
	const points = 1024
	curve := be.AppendUint32([]byte("curv\x00\x00\x00\x00"), points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = be.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", desc},
		{"cprt", []byte("text\x00\x00\x00\x00No copyright, use freely\x00")},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve},
		{"gTRC", nil}, // as rTRC
		{"bTRC", nil},
	}
	start := 128 + 4 + 12*len(tags)
	var table, data []byte
	table = be.AppendUint32(table, uint32(len(tags)))
	var at, size int
	for _, t := range tags {
		if t.data != nil {
			at, size = start+len(data), len(t.data)
			data = append(data, t.data...)
			for len(data)%4 != 0 {
				data = append(data, 0)
			}
		}
		table = append(table, t.name...)
		table = be.AppendUint32(be.AppendUint32(table, uint32(at)), uint32(size))
	}
	head := make([]byte, 128)
	be.PutUint32(head, uint32(start+len(data)))
	be.PutUint32(head[8:], 0x02100000)
	copy(head[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1, 0, 0, 0} {
		be.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], xyz(0.9642, 1, 0.8249)[8:]) // the illuminant D50
	return append(append(head, table...), data...)
})
