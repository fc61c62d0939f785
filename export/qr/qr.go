// Package qr turns an article's address into a share code: PNG, SVG, or rectangles for vector PDF.
//
//	address, err := qr.ASCIIAddress("https://新闻.example.edu/校园/2026/00001.html")
//	code, err := qr.New(address, qr.M)
//	picture, err := code.PNG(600)             // 600 × 600 pixels, quiet zone included
//	drawing, err := code.SVG(24.8, "扫一扫")     // 24.8 mm square, quiet zone included
//	caption := qr.ReadableAddress(address)    // the same address for people, printed beside the code
//	address = qr.Track(address, "poster")     // the same place, saying where it was scanned
//
//	drawing, err := code.Dress(qr.Look{Dark: 0x2B5FA8, Light: qr.White, Logo: logo})
//	err = drawing.Try(24, 300)                // reads the print of 24 mm at 300 dots an inch
//	picture, err := drawing.PNG(code.Pixels(24, 300))
//
// # Only ASCII goes in
//
// A QR code carries bytes and no word on their encoding, so readers guess, and they guess Chinese wrong (zxing issue 708;
// `人` fails in zbar, a Chinese path in zxing). [ASCIIAddress] therefore writes the host in punycode and everything after it
// in percent-encoded UTF-8, and [New] refuses anything but printable ASCII.
//
// # Nothing unread goes out
//
// Every code is read back before a caller sees it, each form from what was written and not from what was meant:
//
//   - [New] paints the rectangles that [Code.Rects] gives on a grid of one pixel per module and reads that;
//   - [Code.PNG] checks, inflates and unfilters its own bytes and reads every pixel of every row;
//   - [Code.SVG] parses its own XML, fills its own path and reads that.
//
// A [Drawing], which has colours and may have a logo, is held to more: its colours must be as far apart as the standard's grade C,
// a logo stands only on level H and within 22 % of the side, whatever it shows, and [Drawing.Try] and [Drawing.Seen] read it as a camera does:
// from the dots of a print, and from a finished picture.
//
// The reader is gozxing, which shares no code with the encoder. It samples the middle of each module of an upright picture
// (its «pure barcode» way), which is exact and quick because every module here is a whole number of pixels. The quiet zone is
// checked beside it: a reader of clean pictures forgives its absence, a camera does not. A form that does not read as exactly
// the content is [ErrUnreadable] and is not returned. The tests read samples with gozxing's camera way and image/png as well.
//
// Equal calls give equal bytes. A [Code] is a value: it can be compared, kept and shared between goroutines.
//
// # What it costs
//
// A 64-byte address at level M, from string to proved bytes, on one core of an AMD EPYC busy with other work (Go 1.26): PNG of
// 600 pixels 1.5 to 1.9 ms, SVG 1.3 ms. [New] takes 1.0 ms of either, nearly all of it go-qrcode's Reed–Solomon codes and its
// choice among eight masks. A thousand codes of 600 pixels take 1.0 s; trying a print of 24 mm at 300 dots an inch takes 1.2 ms. The densest code (2,953 bytes, version 40) takes 35 ms. To repeat:
//
//	go test ./export/qr -run '^$' -bench .
package qr
