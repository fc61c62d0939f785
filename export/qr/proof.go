package qr

import (
	"errors"
	"fmt"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// ErrUnreadable says that a code was drawn and did not read back as its content. The error that wraps it says what was read.
var ErrUnreadable = errors.New("the code does not read back")

// A reader reads the one code in a picture whose set bits are dark. It is an argument of every proof so that tests can put a
// damaged picture, or a reader that sees something else, in the way.
type reader func(picture *gozxing.BitMatrix) (string, error)

// scan reads an upright code whose modules are whole pixels.
func scan(picture *gozxing.BitMatrix) (string, error) {
	bitmap, err := gozxing.NewBinaryBitmap(blackAndWhite{picture})
	if err != nil {
		return "", err
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}

// prove returns nil when the picture reads as exactly the code's content and its quiet zone is clear.
func (c Code) prove(picture *gozxing.BitMatrix, read reader) error {
	text, err := read(picture)
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	if text != c.content {
		return fmt.Errorf("qr: %w: it reads %q, not %q", ErrUnreadable, text, c.content)
	}
	box := picture.GetEnclosingRectangle() // left, top, width, height of all that is dark
	if box == nil || c.size == 0 || box[2] != box[3] || box[2]%c.size != 0 {
		return fmt.Errorf("qr: %w: the dark part %v is no square of %d modules", ErrUnreadable, box, c.size)
	}
	quiet := QuietZone * box[2] / c.size
	right, bottom := picture.GetWidth()-box[0]-box[2], picture.GetHeight()-box[1]-box[3]
	if least := min(box[0], box[1], right, bottom); least < quiet {
		return fmt.Errorf("qr: %w: the quiet zone is %d pixels where %d are needed", ErrUnreadable, least, quiet)
	}
	return nil
}

// proveRects paints rectangles at one pixel per module and proves that.
func (c Code) proveRects(rects []Rect, read reader) error {
	side := c.size + 2*QuietZone
	picture, err := gozxing.NewSquareBitMatrix(side)
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	for _, r := range rects {
		if err := picture.SetRegion(r.X+QuietZone, r.Y+QuietZone, r.W, r.H); err != nil {
			return fmt.Errorf("qr: %w: rectangle %v: %w", ErrUnreadable, r, err)
		}
	}
	return c.prove(picture, read)
}

// blackAndWhite hands gozxing a picture that is black and white already; it has no shades of grey to give.
type blackAndWhite struct{ picture *gozxing.BitMatrix }

func (b blackAndWhite) GetBlackMatrix() (*gozxing.BitMatrix, error) { return b.picture, nil }

func (b blackAndWhite) GetBlackRow(y int, row *gozxing.BitArray) (*gozxing.BitArray, error) {
	return b.picture.GetRow(y, row), nil
}

func (b blackAndWhite) GetWidth() int { return b.picture.GetWidth() }

func (b blackAndWhite) GetHeight() int { return b.picture.GetHeight() }

func (b blackAndWhite) GetLuminanceSource() gozxing.LuminanceSource { return nil }

func (b blackAndWhite) CreateBinarizer(gozxing.LuminanceSource) gozxing.Binarizer { return b }
