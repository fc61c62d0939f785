package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"

	"galley/app/newsroom"
)

// CreatePicture keeps the bytes and returns the hex SHA-256 that names them. Keeping the same bytes again changes nothing.
func (s *Store) CreatePicture(ctx context.Context, data []byte) (string, error) {
	hash := pictureHash(data)
	if kept, err := s.HasPicture(ctx, hash); err != nil || kept {
		return hash, err
	}
	if data == nil {
		data = []byte{} // nil would be NULL
	}
	return hash, s.write(ctx, func(t *tx) error {
		return t.exec("INSERT INTO picture VALUES (?, ?) ON CONFLICT DO NOTHING", hash, data)
	})
}

// HasPicture reports whether there is a picture of that name, without reading it.
func (s *Store) HasPicture(ctx context.Context, hash string) (kept bool, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.row("SELECT EXISTS (SELECT 1 FROM picture WHERE hash = ?)", hash).Scan(&kept)
	})
	return kept, err
}

// FindPicture returns the bytes of that name. NotFound. Corrupt: they no longer have that hash.
func (s *Store) FindPicture(ctx context.Context, hash string) (data []byte, err error) {
	err = s.read(ctx, func(t *tx) error {
		err := t.row("SELECT data FROM picture WHERE hash = ?", hash).Scan(&data)
		if errors.Is(err, sql.ErrNoRows) {
			return newsroom.Errorf(newsroom.NotFound, nil, "store.no_picture", "Hash", hash)
		}
		if err == nil && pictureHash(data) != hash {
			return newsroom.Errorf(newsroom.Corrupt, nil, "store.picture_damaged", "Hash", hash)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return data, nil
}

func pictureHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
