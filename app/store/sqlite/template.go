package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"galley/app/newsroom"
)

// FindTemplates returns the templates by name, the snippets after the others.
func (s *Store) FindTemplates(ctx context.Context) (found []newsroom.Template, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(func(rows *sql.Rows) error {
			var (
				n                     newsroom.Template
				doc, properties, when string
				begun                 sql.NullInt64
				at                    int64
			)
			if err := rows.Scan(&n.Snippet, &n.Name, &doc, &properties, &when, &begun, &n.By, &at); err != nil {
				return err
			}
			m, err := unmarshalManuscript(doc, properties, sql.NullString{})
			if err == nil {
				err = json.Unmarshal([]byte(when), &n.Every)
			}
			if err != nil {
				return newsroom.Errorf(newsroom.Corrupt, err, "store.template_damaged", "Name", n.Name)
			}
			if n.Manuscript, n.At = m, instant(at); begun.Valid {
				n.Begun = instant(begun.Int64)
			}
			found = append(found, n)
			return nil
		}, "SELECT snippet, name, doc, properties, every, begun, by, at FROM template ORDER BY snippet, name")
	})
	return found, err
}

// SaveTemplate keeps a template in the place of the one of its name and sort; when one was last begun stays what it was.
func (s *Store) SaveTemplate(ctx context.Context, n newsroom.Template) error {
	doc, properties, _, err := marshalManuscript(n.Manuscript)
	if err != nil {
		return refusal(err, s.path)
	}
	every, err := json.Marshal(n.Every)
	if err != nil {
		return refusal(err, s.path)
	}
	begun := sql.NullInt64{Int64: n.Begun.UnixMicro(), Valid: !n.Begun.IsZero()}
	return s.write(ctx, func(t *tx) error {
		return t.exec(`INSERT INTO template (snippet, name, doc, properties, every, begun, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (snippet, name) DO UPDATE SET (doc, properties, every, by, at) = (excluded.doc, excluded.properties, excluded.every, excluded.by, excluded.at)`,
			n.Snippet, n.Name, doc, properties, string(every), begun, n.By, n.At.UnixMicro())
	})
}

// BeginTemplate keeps when an article was last begun from a template that is no snippet. NotFound.
func (s *Store) BeginTemplate(ctx context.Context, name string, at time.Time) error {
	return s.template(ctx, name, "UPDATE template SET begun = ? WHERE name = ? AND NOT snippet", at.UnixMicro(), name)
}

// DeleteTemplate takes a template away. NotFound.
func (s *Store) DeleteTemplate(ctx context.Context, name string, snippet bool) error {
	return s.template(ctx, name, "DELETE FROM template WHERE name = ? AND snippet = ?", name, snippet)
}

// template runs a statement that is to change one template.
func (s *Store) template(ctx context.Context, name, statement string, args ...any) error {
	return s.write(ctx, func(t *tx) error {
		r, err := t.ExecContext(t.ctx, statement, args...)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return newsroom.Errorf(newsroom.NotFound, nil, "error.template_unknown", "Name", name)
	})
}
