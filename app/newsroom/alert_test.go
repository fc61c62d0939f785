package newsroom_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
)

// TestAlerts lets random people act on articles and makes sure that each is told of what comes to wait for him: never of his own action, never
// twice of one arrival, and always of what somebody else sent him.
func TestAlerts(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 5))
	r := newRoom(t, t.Context())
	s, err := r.Settings(r.ctx)
	must(t, err)
	alerts := map[string]*newsroom.Alerts{}
	seen := map[string]map[newsroom.ArticleID]bool{}
	for name, p := range r.staff {
		alerts[name], seen[name] = newsroom.NewAlerts(p), map[newsroom.ArticleID]bool{}
	}
	articles := []newsroom.Article{r.create(t), r.create(t), r.create(t)}
	names := []string{"甲", "乙", "丙", "丁", "戊", "己", "庚"}
	actions := []newsroom.Action{newsroom.Submit, newsroom.Approve, newsroom.Return, newsroom.Publish, newsroom.Recall}
	look := func(actor string) {
		for _, name := range names {
			turn, err := r.MyTurn(r.ctx, r.staff[name])
			must(t, err)
			now := map[newsroom.ArticleID]bool{}
			for _, a := range turn {
				now[a.ID] = true
			}
			told, err := alerts[name].Look(turn, func(a newsroom.Article) bool { return s.IsLate(a, r.now) }, func(a newsroom.Article) (newsroom.StaffID, error) {
				past, err := r.History(r.ctx, a.ID)
				return past[len(past)-1].By, err
			})
			must(t, err)
			var came []newsroom.ArticleID
			for _, a := range told {
				if !a.Overdue {
					came = append(came, a.Article.ID)
				}
			}
			for id := range now {
				if arrived := !seen[name][id]; actor != "" && arrived && (actor == name) == slices.Contains(came, id) {
					t.Fatalf("%s acted; %s was told: %v", actor, name, came)
				}
			}
			if actor == name && len(came) > 0 || actor == "" && len(told) > 0 {
				t.Fatalf("%s was told of %v by %q", name, came, actor)
			}
			seen[name] = now
			again, err := alerts[name].Look(turn, func(newsroom.Article) bool { return false }, nil)
			if err != nil || len(again) > 0 {
				t.Fatalf("%s was told twice: %v, %v", name, again, err)
			}
		}
	}
	look("")
	for range 300 {
		who := names[random.IntN(len(names))]
		a := articles[random.IntN(len(articles))]
		r.now = r.now.Add(time.Duration(random.IntN(40)) * time.Minute)
		if _, err := r.Act(r.ctx, r.staff[who], a.ID, newsroom.Do{Action: actions[random.IntN(len(actions))], Reason: "职务有误"}); err == nil {
			look(who)
		}
	}
}

// TestOverdue makes sure that what is overdue is told of once, and stands first.
func TestOverdue(t *testing.T) {
	r := newRoom(t, t.Context())
	s, err := r.Settings(r.ctx)
	must(t, err)
	early := r.act(t, r.create(t), "甲", "submit")
	r.now = r.now.Add(time.Hour)
	later := r.act(t, r.create(t), "甲", "submit")
	x := newsroom.NewAlerts(r.staff["丙"])
	late := func(a newsroom.Article) bool { return s.IsLate(a, r.now) }
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{0, 0}, {time.Hour, 0}, {72 * time.Hour, 2}, {time.Hour, 0}} {
		r.now = r.now.Add(c.after)
		turn, err := r.MyTurn(r.ctx, r.staff["丙"])
		must(t, err)
		told, err := x.Look(turn, late, nil)
		if err != nil || len(told) != c.want {
			t.Errorf("after %v told of %d, %v, want %d", c.after, len(told), err, c.want)
		}
	}
	none := newsroom.Article{ID: "none"}
	var ids []newsroom.ArticleID
	for _, a := range s.ByDue([]newsroom.Article{none, later, early}) {
		ids = append(ids, a.ID)
	}
	if !slices.Equal(ids, []newsroom.ArticleID{early.ID, later.ID, "none"}) {
		t.Errorf("by due: %v", ids)
	}
}
