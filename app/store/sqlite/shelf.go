package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"galley/app/newsroom"
)

// FindShelf returns every picture without its bytes, the last one taken in first, those of before the shelf at the end.
func (s *Store) FindShelf(ctx context.Context) (found []newsroom.Picture, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(func(rows *sql.Rows) error {
			var p newsroom.Picture
			var at sql.NullInt64
			if err := rows.Scan(&p.Hash, &p.Bytes, &p.Name, &p.By, &at, &p.Alt, &p.Credit, &p.Rights, &p.Away); err != nil {
				return err
			}
			if at.Valid {
				p.At = instant(at.Int64)
			}
			found = append(found, p)
			return nil
		}, `SELECT p.hash, length(p.data), coalesce(f.name, ''), coalesce(f.by, ''), f.at, coalesce(f.alt, ''), coalesce(f.credit, ''), coalesce(f.rights, ''),
			coalesce(f.away, 0) FROM picture p LEFT JOIN shelved f ON f.hash = p.hash ORDER BY f.at IS NULL, f.at DESC, p.hash`)
	})
	return found, err
}

// SavePicture replaces what is known of a picture beside its bytes. NotFound.
func (s *Store) SavePicture(ctx context.Context, p newsroom.Picture) error {
	return s.write(ctx, func(t *tx) error {
		if err := t.hasPicture(p.Hash); err != nil {
			return err
		}
		return t.exec("INSERT OR REPLACE INTO shelved VALUES (?, ?, ?, ?, ?, ?, ?, ?)", p.Hash, p.Name, p.By, micro(p.At), p.Alt, p.Credit, p.Rights, p.Away)
	})
}

// SaveScreen keeps a picture as a screen shows it. NotFound.
func (s *Store) SaveScreen(ctx context.Context, hash string, data []byte) error {
	return s.write(ctx, func(t *tx) error {
		if err := t.hasPicture(hash); err != nil {
			return err
		}
		return t.exec("INSERT OR REPLACE INTO screen VALUES (?, ?)", hash, data)
	})
}

// FindScreen returns what SaveScreen kept, nil where it kept nothing.
func (s *Store) FindScreen(ctx context.Context, hash string) (data []byte, err error) {
	err = s.read(ctx, func(t *tx) error {
		err := t.row("SELECT data FROM screen WHERE hash = ?", hash).Scan(&data)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return data, err
}

func (t *tx) hasPicture(hash string) error {
	var kept bool
	if err := t.row("SELECT EXISTS (SELECT 1 FROM picture WHERE hash = ?)", hash).Scan(&kept); err != nil || kept {
		return err
	}
	return newsroom.Errorf(newsroom.NotFound, nil, "store.no_picture", "Hash", hash)
}

// micro is a time as the tables have it, 0 for none.
func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}
