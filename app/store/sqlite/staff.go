package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// Settings returns the newsroom's settings, the zero value where none were saved.
func (s *Store) Settings(ctx context.Context) (settings newsroom.Settings, err error) {
	err = s.read(ctx, func(t *tx) error {
		var body []byte
		err := t.row("SELECT body FROM settings").Scan(&body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		return unreadableRow("settings", json.Unmarshal(body, &settings))
	})
	return settings, err
}

// SaveSettings replaces the settings. The audit keeps every state of them.
func (s *Store) SaveSettings(ctx context.Context, settings newsroom.Settings, by newsroom.Hand) error {
	body, err := json.Marshal(settings)
	if err != nil {
		return refusal(err, s.path)
	}
	return s.write(ctx, func(t *tx) error {
		if err := t.exec("INSERT INTO settings VALUES (1, ?) ON CONFLICT DO UPDATE SET body = excluded.body", string(body)); err != nil {
			return err
		}
		return t.createAudit(s.now(), by, ledger.Settings, settings)
	})
}

// CreateStaff adds a person. Conflict: the id or the name is taken.
func (s *Store) CreateStaff(ctx context.Context, p newsroom.Staff, by newsroom.Hand) error {
	roles, err := json.Marshal(p.Roles)
	if err != nil {
		return refusal(err, s.path)
	}
	return s.write(ctx, func(t *tx) error {
		var taken bool
		if err := t.row("SELECT EXISTS (SELECT 1 FROM staff WHERE id = ? OR name = ?)", p.ID, p.Name).Scan(&taken); err != nil {
			return err
		}
		if taken {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.staff_exists", "Name", p.Name)
		}
		if err := t.exec("INSERT INTO staff (id, name, roles, removed, unit) VALUES (?, ?, ?, ?, ?)", p.ID, p.Name, string(roles), p.Removed, p.Unit); err != nil {
			return err
		}
		return t.createAudit(s.now(), by, ledger.Person, p)
	})
}

// UpdateStaff changes the name, the roles, the unit and whether the person works here. NotFound. Conflict: the name is taken.
func (s *Store) UpdateStaff(ctx context.Context, p newsroom.Staff, by newsroom.Hand) error {
	roles, err := json.Marshal(p.Roles)
	if err != nil {
		return refusal(err, s.path)
	}
	return s.write(ctx, func(t *tx) error {
		var known, taken bool
		if err := t.row("SELECT EXISTS (SELECT 1 FROM staff WHERE id = ?1), EXISTS (SELECT 1 FROM staff WHERE id <> ?1 AND name = ?2)", p.ID, p.Name).
			Scan(&known, &taken); err != nil {
			return err
		}
		switch {
		case !known:
			return newsroom.Errorf(newsroom.NotFound, nil, "error.no_such_person", "Name", p.Name)
		case taken:
			return newsroom.Errorf(newsroom.Conflict, nil, "store.staff_exists", "Name", p.Name)
		}
		if err := t.exec("UPDATE staff SET name = ?, roles = ?, removed = ?, unit = ? WHERE id = ?", p.Name, string(roles), p.Removed, p.Unit, p.ID); err != nil {
			return err
		}
		return t.createAudit(s.now(), by, ledger.Person, p)
	})
}

// FindStaff returns everyone in the order they were added.
func (s *Store) FindStaff(ctx context.Context) (found []newsroom.Staff, err error) {
	err = s.read(ctx, func(t *tx) (err error) { found, err = t.findStaff(); return err })
	return found, err
}

func (t *tx) findStaff() (found []newsroom.Staff, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var p newsroom.Staff
		var roles []byte
		if err := rows.Scan(&p.ID, &p.Name, &roles, &p.Removed, &p.Unit); err != nil {
			return err
		}
		err := unreadableRow("staff", json.Unmarshal(roles, &p.Roles))
		found = append(found, p)
		return err
	}, "SELECT id, name, roles, removed, unit FROM staff ORDER BY seq")
	return found, err
}

// unreadableRow says in which table a value cannot be read.
func unreadableRow(table string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %s: %w", errUnreadable, table, err)
}
