package press

import (
	"crypto/rand"

	"galley/app/newsroom"
	"galley/export/impose"
)

// Finish is what becomes of a file after its pages are set. The zero Finish leaves it as it is.
type Finish struct {
	Sheets   int    // pages on each A4 sheet: 2 or 4; 0 and 1 leave them
	Booklet  bool   // ordered to be folded, two pages on each side of A4
	Password string // that opens the file, locked with AES-256; empty for no lock. A locked file is no PDF/A
}

// apply finishes a file.
func (f Finish) apply(data []byte) ([]byte, error) {
	var err error
	switch {
	case f.Booklet && f.Sheets > 1, f.Sheets != 0 && f.Sheets != 1 && f.Sheets != 2 && f.Sheets != 4:
		return nil, newsroom.Errorf(newsroom.Invalid, nil, "press.finish", "Sheets", f.Sheets)
	case f.Booklet:
		data, err = impose.Booklet(data, impose.A4)
	case f.Sheets > 1:
		data, err = impose.Sheets(data, f.Sheets, impose.A4)
	}
	if err != nil || f.Password == "" {
		return data, err
	}
	// Nobody needs the owner's password: the article is in the newsroom.
	return impose.Protect(data, impose.Lock{Open: f.Password, Owner: rand.Text(), Allow: impose.Print | impose.Copy})
}
