package storetest

import (
	"cmp"
	"context"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
)

func (m *memory) FindTemplates(ctx context.Context) (found []newsroom.Template, err error) {
	err = m.do(ctx, false, func() error {
		for _, t := range m.templates {
			found = append(found, cloneTemplate(t))
		}
		return nil
	})
	return found, err
}

func (m *memory) SaveTemplate(ctx context.Context, t newsroom.Template) error {
	return m.do(ctx, true, func() error {
		t = cloneTemplate(t)
		t.At, t.Begun = instant(t.At), instant(t.Begun)
		if i := m.template(t.Name, t.Snippet); i >= 0 {
			t.Begun = m.templates[i].Begun
			m.templates[i] = t
			return nil
		}
		m.templates = append(m.templates, t)
		slices.SortFunc(m.templates, func(a, b newsroom.Template) int {
			if a.Snippet != b.Snippet {
				return map[bool]int{false: -1, true: 1}[a.Snippet]
			}
			return cmp.Compare(a.Name, b.Name)
		})
		return nil
	})
}

func (m *memory) template(name string, snippet bool) int {
	return slices.IndexFunc(m.templates, func(t newsroom.Template) bool { return t.Name == name && t.Snippet == snippet })
}

func (m *memory) BeginTemplate(ctx context.Context, name string, at time.Time) error {
	return m.do(ctx, true, func() error {
		i := m.template(name, false)
		if i < 0 {
			return newsroom.Errorf(newsroom.NotFound, nil, "error.template_unknown", "Name", name)
		}
		m.templates[i].Begun = instant(at)
		return nil
	})
}

func (m *memory) DeleteTemplate(ctx context.Context, name string, snippet bool) error {
	return m.do(ctx, true, func() error {
		i := m.template(name, snippet)
		if i < 0 {
			return newsroom.Errorf(newsroom.NotFound, nil, "error.template_unknown", "Name", name)
		}
		m.templates = slices.Delete(m.templates, i, i+1)
		return nil
	})
}

func cloneTemplate(t newsroom.Template) newsroom.Template {
	t.Manuscript = cloneManuscript(t.Manuscript)
	return t
}

func testTemplates(t *testing.T, s *suite) {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	weekly := newsroom.Template{Name: "周报 'v1'; --", Manuscript: manuscript("第{期}期"), Every: newsroom.Recurrence{Unit: newsroom.Weekly, Day: 1}, By: "a", At: at}
	snippet := newsroom.Template{Name: weekly.Name, Snippet: true, Manuscript: manuscript(""), By: "b", At: at}
	monthly := newsroom.Template{Name: "安全", Manuscript: manuscript("安全"), Every: newsroom.Recurrence{Unit: newsroom.Monthly, Day: 25}, By: "a", At: at}
	for _, n := range []newsroom.Template{snippet, weekly, monthly} {
		must(t, s.SaveTemplate(s.ctx, n))
	}
	check := func(what string, want ...newsroom.Template) {
		t.Helper()
		found, err := s.FindTemplates(s.ctx)
		must(t, err)
		if len(found) != len(want) {
			t.Fatalf("%s: %d templates, want %d", what, len(found), len(want))
		}
		for i := range want {
			sameManuscript(t, what, found[i].Manuscript, want[i].Manuscript)
			found[i].Manuscript, want[i].Manuscript = newsroom.Manuscript{}, newsroom.Manuscript{}
			equal(t, what, found[i], want[i])
		}
	}
	check("saved", weekly, monthly, snippet)

	must(t, s.BeginTemplate(s.ctx, weekly.Name, at.Add(time.Hour)))
	weekly.Manuscript, weekly.By, weekly.At = manuscript("另一个"), "c", at.Add(2*time.Hour)
	must(t, s.SaveTemplate(s.ctx, weekly))
	weekly.Begun = at.Add(time.Hour)
	check("begun, then replaced", weekly, monthly, snippet)

	s.unchanged(t, newsroom.NotFound, func() error { return s.BeginTemplate(s.ctx, "没有", at) })
	s.unchanged(t, newsroom.NotFound, func() error { return s.DeleteTemplate(s.ctx, "安全", true) })
	must(t, s.DeleteTemplate(s.ctx, weekly.Name, false))
	check("deleted", monthly, snippet)
}
