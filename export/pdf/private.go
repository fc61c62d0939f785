package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// A file can carry data of Galley's own in the page-piece dictionary of its catalog (ISO 32000-1, 14.5), which is the place for what only the
// program that made a file understands. An attachment would be seen by readers, and is what PDF/A-1 forbids (ISO 19005-1, 6.1.11).

const (
	pieceBegins = "\n/PieceInfo <</Galley <</LastModified "
	pieceNames  = " /Private "
)

// maxPrivate bounds what the data of a file may become when it is unpacked.
const maxPrivate = 64 << 20

// ErrNoPrivate says that a file carries no data of Galley's, or went through another program, which wrote it anew.
var ErrNoPrivate = errors.New("no data of Galley's own in the file")

// private adds the data and returns the entry of the catalog.
func (f *file) private(o Options) (string, error) {
	if o.Created.IsZero() {
		return "", errors.New("data of one's own needs a date")
	}
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(o.Private); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	data := f.addStream(" /Filter /FlateDecode", b.Bytes())
	return fmt.Sprintf("%s%s%s%v>>>>", pieceBegins, textString(pdfDate(o.Created)), pieceNames, data), nil
}

// ReadPrivate returns what was given as Private to [Write], from the file that it wrote. ErrNoPrivate; other errors say what is damaged.
func ReadPrivate(b []byte) ([]byte, error) {
	objects, err := parseObjects(b)
	if err != nil {
		return nil, fmt.Errorf("read PDF: %w: %w", ErrNoPrivate, err)
	}
	_, trailer, ok := bytes.Cut(b[bytes.LastIndex(b, []byte("xref\n0 ")):], []byte("trailer\n"))
	root, has := integer(trailer, "/Root ")
	if !ok || !has || root < 1 || root >= len(objects) {
		return nil, fmt.Errorf("read PDF: %w: no catalog", ErrNoPrivate)
	}
	_, piece, ok := bytes.Cut(objects[root].dict, []byte(pieceBegins))
	if !ok {
		return nil, fmt.Errorf("read PDF: %w", ErrNoPrivate)
	}
	at, ok := integer(piece, pieceNames)
	if !ok || at < 1 || at >= len(objects) {
		return nil, fmt.Errorf("read PDF: %w: it is not where the file says", ErrNoPrivate)
	}
	z, err := zlib.NewReader(bytes.NewReader(objects[at].stream))
	if err != nil {
		return nil, fmt.Errorf("read PDF: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(z, maxPrivate+1))
	if err == nil && len(data) > maxPrivate {
		err = errors.New("more data than a file may carry")
	}
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, fmt.Errorf("read PDF: %w", err)
	}
	return data, nil
}
