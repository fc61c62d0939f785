package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"galley/app/newsroom"
)

// witness remembers in a file of this desktop's own what it saw of the newsroom in a folder.
type witness struct{ memory memory }

// witnessOf returns the witness of a folder. A newsroom among the temporary files has none: it is thrown away, and its witness would stay.
func witnessOf(folder string) (newsroom.Witness, bool) {
	abs, err := filepath.Abs(folder)
	if err != nil || strings.HasPrefix(abs, filepath.Clean(os.TempDir())+string(filepath.Separator)) {
		return nil, false
	}
	sum := sha256.Sum256([]byte(abs))
	return witness{memory{filepath.Join(xdg.StateHome, "galley", "witness", hex.EncodeToString(sum[:16]))}}, true
}

// Seen implements newsroom.Witness. Corrupt: the file is damaged.
func (w witness) Seen() (seen newsroom.Seen, err error) {
	data, err := w.memory.Load()
	if err != nil || data == nil {
		return newsroom.Seen{}, err
	}
	if err := json.Unmarshal(data, &seen); err != nil {
		return newsroom.Seen{}, newsroom.Errorf(newsroom.Corrupt, err, "error.witness_damaged", "File", w.memory.file)
	}
	return seen, nil
}

// Keep implements newsroom.Witness.
func (w witness) Keep(s newsroom.Seen) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return w.memory.Save(data)
}
