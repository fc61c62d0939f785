package newsroom

import (
	"errors"
	"testing"
)

func TestSettings(t *testing.T) {
	if err := NewSettings().Check(); err != nil {
		t.Fatalf("the first settings: %v", err)
	}
	for _, c := range []struct {
		name   string
		change func(*Settings)
		id     string
	}{
		{"a zone that there is not", func(s *Settings) { s.Zone = "Asia/Chang'an" }, "error.zone_unknown"},
		{"no zone", func(s *Settings) { s.Zone = "" }, "error.zone_unknown"},
		{"the zone of some machine", func(s *Settings) { s.Zone = "Local" }, "error.zone_unknown"},
		{"no language", func(s *Settings) { s.Language = "" }, "error.language_unknown"},
		{"a control in the site's name", func(s *Settings) { s.Site = "a\nb" }, "error.property_text"},
		{"a pattern without number", func(s *Settings) { s.Pattern = "https://news.example.edu/{year}" }, "error.pattern_not_unique"},
		{"a pattern without year", func(s *Settings) { s.Pattern = "https://news.example.edu/{number}" }, "error.pattern_not_unique"},
		{"a pattern that is no address", func(s *Settings) { s.Pattern = "{year}{number}" }, "error.pattern"},
		{"a column that cannot be a host", func(s *Settings) {
			s.Pattern, s.Columns = "https://{column}.example.edu/{year}/{number}", []Column{{Name: "通知 公告"}}
		}, "error.pattern"},
		{"a column without a name", func(s *Settings) { s.Columns = []Column{{Name: "　"}} }, "error.column"},
		{"a column with a control in its name", func(s *Settings) { s.Columns = []Column{{Name: "a\x00"}} }, "error.column"},
		{"a column with a control in its slug", func(s *Settings) { s.Columns = []Column{{Name: "a", Slug: "\n"}} }, "error.column"},
		{"two columns of one name", func(s *Settings) { s.Columns = []Column{{Name: "要闻", Slug: "a"}, {Name: "要闻", Slug: "b"}} }, "error.column"},
		{"two columns of one slug", func(s *Settings) { s.Columns = []Column{{Name: "要闻", Slug: "a"}, {Name: "通知", Slug: "a"}} }, "error.column"},
		{"an alias that is another column", func(s *Settings) {
			s.Columns = []Column{{Name: "要闻", Aliases: []string{"通知"}}, {Name: "通知"}}
		}, "error.column"},
		{"a column with a policy that there is not", func(s *Settings) { s.Columns = []Column{{Name: "要闻", Policy: "none"}} }, "error.column_policy"},
		{"no policy", func(s *Settings) { s.Policies = nil }, "error.no_policy"},
		{"a policy without an id", func(s *Settings) { s.Policies[0].ID = " " }, "error.policy_id"},
		{"two policies of one id", func(s *Settings) { s.Policies = append(s.Policies, s.Policies[0]) }, "error.policy_id"},
		{"a policy without steps", func(s *Settings) { s.Policies[0].Steps = nil }, "error.policy_empty"},
		{"a step without a name", func(s *Settings) { s.Policies[0].Steps[1].Name = "" }, "error.policy_step"},
		{"two steps of one name", func(s *Settings) { s.Policies[0].Steps[1].Name = "初审" }, "error.policy_step"},
		{"a step for a role that there is not", func(s *Settings) { s.Policies[0].Steps[1].Role = "king" }, "error.role_unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := NewSettings()
			c.change(&s)
			var e *Error
			if err := s.Check(); !errors.As(err, &e) || e.Code != Invalid || e.Text.ID != c.id {
				t.Errorf("got %v, want %s", err, c.id)
			}
		})
	}
}

func TestColumn(t *testing.T) {
	s := NewSettings()
	s.Policies = append(s.Policies, Policy{ID: "short", Name: "一审", Steps: []PolicyStep{{Name: "签发", Role: Chief}}})
	s.Columns = []Column{{Name: "要闻", Aliases: []string{"要聞", "学校要闻"}, Slug: "top", Policy: "short"}, {Name: "通知"}}
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"要闻": "要闻", "要聞": "要闻", "学校要闻": "要闻", "top": "要闻", "通知": "通知", "诗歌": "", "": ""} {
		c, ok := s.Column(name)
		if c.Name != want || ok != (want != "") {
			t.Errorf("the column %q is %q, %v; want %q", name, c.Name, ok, want)
		}
		policy := "three-reviews"
		if want == "要闻" {
			policy = "short"
		}
		if got := s.PolicyOf(name).ID; got != policy {
			t.Errorf("the policy of %q is %s, want %s", name, got, policy)
		}
	}
	if got := (Settings{}).PolicyOf("要闻"); got.ID != "three-reviews" || len(got.Steps) != 3 {
		t.Errorf("without any policy it is %+v", got)
	}
}
