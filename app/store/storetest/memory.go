package storetest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
	"galley/assets/catalogue"
)

// memory is a Store in plain maps: what the contract says and nothing more.
type memory struct {
	mu       sync.Mutex
	stamp    int64
	settings []byte // JSON, nil where none were saved
	staff    []newsroom.Staff
	counters map[int]int
	records  map[newsroom.ArticleID]*record
	pictures map[string][]byte
	shelf    map[string]newsroom.Picture
	screens  map[string][]byte
	accounts map[newsroom.StaffID]newsroom.Account
	audit    []ledger.Row

	templates []newsroom.Template
}

// record is everything about one article.
type record struct {
	article   newsroom.Article
	first     newsroom.Manuscript
	changes   []newsroom.StoredChange
	decisions []newsroom.Decision
	versions  []newsroom.Version
	seen      []newsroom.Sight
	comments  []newsroom.CommentAct
	marks     map[mark]int
	lease     newsroom.Lease
	takeovers int
	tasks     []newsroom.TaskAct
}

// mark names how much of a thread a person has seen.
type mark struct {
	who    newsroom.StaffID
	thread newsroom.CommentID
}

// NewMemory returns a Store that keeps everything in memory. Its backup is a list of the articles and can be read by nothing.
func NewMemory() newsroom.Store {
	return &memory{counters: map[int]int{}, records: map[newsroom.ArticleID]*record{}, pictures: map[string][]byte{}, shelf: map[string]newsroom.Picture{}, screens: map[string][]byte{}, accounts: map[newsroom.StaffID]newsroom.Account{}}
}

// do runs f alone, and moves the stamp when f wrote and did not refuse.
func (m *memory) do(ctx context.Context, writes bool, f func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "store.cancelled")
	}
	err := f()
	if writes && err == nil {
		m.stamp++
	}
	return err
}

func (m *memory) find(id newsroom.ArticleID) (*record, error) {
	if r, ok := m.records[id]; ok {
		return r, nil
	}
	return nil, newsroom.Errorf(newsroom.NotFound, nil, "store.no_article", "ID", string(id))
}

func (m *memory) Settings(ctx context.Context) (s newsroom.Settings, err error) {
	err = m.do(ctx, false, func() error {
		if m.settings == nil {
			return nil
		}
		return json.Unmarshal(m.settings, &s)
	})
	return s, err
}

func (m *memory) SaveSettings(ctx context.Context, s newsroom.Settings, by newsroom.Hand) error {
	return m.do(ctx, true, func() (err error) {
		if m.settings, err = json.Marshal(s); err != nil {
			return err
		}
		return m.tell(time.Time{}, by, ledger.Settings, s)
	})
}

func (m *memory) CreateStaff(ctx context.Context, p newsroom.Staff, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		if slices.ContainsFunc(m.staff, func(q newsroom.Staff) bool { return q.ID == p.ID || q.Name == p.Name }) {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.staff_exists", "Name", p.Name)
		}
		m.staff = append(m.staff, cloneStaff(p))
		return m.tell(time.Time{}, by, ledger.Person, p)
	})
}

func (m *memory) UpdateStaff(ctx context.Context, p newsroom.Staff, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		i := slices.IndexFunc(m.staff, func(q newsroom.Staff) bool { return q.ID == p.ID })
		if i < 0 {
			return newsroom.Errorf(newsroom.NotFound, nil, "error.no_such_person", "Name", p.Name)
		}
		if slices.ContainsFunc(m.staff, func(q newsroom.Staff) bool { return q.ID != p.ID && q.Name == p.Name }) {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.staff_exists", "Name", p.Name)
		}
		m.staff[i] = cloneStaff(p)
		return m.tell(time.Time{}, by, ledger.Person, p)
	})
}

func (m *memory) FindAccount(ctx context.Context, id newsroom.StaffID) (a newsroom.Account, err error) {
	err = m.do(ctx, false, func() error { a = m.accounts[id]; return nil })
	return a, err
}

func (m *memory) SaveAccount(ctx context.Context, a newsroom.Account, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		before := m.accounts[a.Person]
		if a.Person == "" && before.Public != "" && before.Public != a.Public {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.key_exists")
		}
		if !a.FailedAt.IsZero() {
			a.FailedAt = instant(a.FailedAt)
		}
		m.accounts[a.Person] = a
		if a.Public == before.Public {
			return nil
		}
		return m.tell(time.Time{}, by, ledger.Key, ledger.KeyBody{Person: string(a.Person), Key: a.Public})
	})
}

// tell adds a row to the audit.
func (m *memory) tell(at time.Time, by newsroom.Hand, kind string, what any) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	var last ledger.Row
	if n := len(m.audit); n > 0 {
		last = m.audit[n-1]
	}
	m.audit = append(m.audit, ledger.After(last, at.UnixMicro(), string(by.By), kind, string(body), by.Sign))
	return nil
}

func (m *memory) EachAudit(ctx context.Context, f func(ledger.Row) error) error {
	var rows []ledger.Row
	if err := m.do(ctx, false, func() error { rows = slices.Clone(m.audit); return nil }); err != nil {
		return err
	}
	for _, r := range rows {
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) FindAudit(ctx context.Context, seq int64) (r ledger.Row, err error) {
	err = m.do(ctx, false, func() error {
		if seq == 0 {
			seq = int64(len(m.audit))
		}
		if seq > 0 && seq <= int64(len(m.audit)) {
			r = m.audit[seq-1]
		}
		return nil
	})
	return r, err
}

func (m *memory) FindStaff(ctx context.Context) (found []newsroom.Staff, err error) {
	err = m.do(ctx, false, func() error {
		for _, p := range m.staff {
			found = append(found, cloneStaff(p))
		}
		return nil
	})
	return found, err
}

func (m *memory) CreateArticle(ctx context.Context, a newsroom.Article, first newsroom.Manuscript, year int) (newsroom.Article, error) {
	err := m.do(ctx, true, func() error {
		if year < 1 || year > 9999 {
			return newsroom.Errorf(newsroom.Invalid, nil, "store.year", "Year", year)
		}
		if _, ok := m.records[a.ID]; ok {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.article_exists", "ID", string(a.ID))
		}
		m.counters[year]++
		a.Number = newsroom.Number(fmt.Sprintf("%04d-%05d", year, m.counters[year]))
		a.Revision, a.Acts = 0, 0
		a = cloneArticle(a)
		m.records[a.ID] = &record{article: a, first: cloneManuscript(first), marks: map[mark]int{}}
		return nil
	})
	if err != nil {
		return newsroom.Article{}, err
	}
	return cloneArticle(a), nil
}

func (m *memory) FindArticle(ctx context.Context, id newsroom.ArticleID) (a newsroom.Article, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err == nil {
			a = cloneArticle(r.article)
		}
		return err
	})
	return a, err
}

func (m *memory) FindNumber(ctx context.Context, n newsroom.Number) (a newsroom.Article, err error) {
	err = m.do(ctx, false, func() error {
		for _, r := range m.records {
			if r.article.Number == n {
				a = cloneArticle(r.article)
				return nil
			}
		}
		return newsroom.Errorf(newsroom.NotFound, nil, "store.no_number", "Number", string(n))
	})
	return a, err
}

func (m *memory) FindArticles(ctx context.Context, f newsroom.Filter) (found []newsroom.Article, err error) {
	err = m.do(ctx, false, func() error {
		for _, r := range m.records {
			if chooses(f, r.article) {
				found = append(found, cloneArticle(r.article))
			}
		}
		slices.SortFunc(found, func(a, b newsroom.Article) int {
			return cmp.Or(b.Updated.Compare(a.Updated), strings.Compare(string(b.Number), string(a.Number)))
		})
		if f.Limit > 0 && len(found) > f.Limit {
			found = found[:f.Limit]
		}
		return nil
	})
	return found, err
}

func chooses(f newsroom.Filter, a newsroom.Article) bool {
	return (len(f.States) == 0 || slices.Contains(f.States, a.State)) &&
		(f.Column == "" || f.Column == a.Digest.Column) &&
		(f.Creator == "" || f.Creator == a.Creator) &&
		(strings.Contains(lowerASCII(a.Digest.Headline), lowerASCII(f.Query)) || strings.Contains(string(a.Number), f.Query))
}

func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

func (m *memory) FindManuscript(ctx context.Context, id newsroom.ArticleID) (head newsroom.Manuscript, at newsroom.Revision, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err != nil {
			return err
		}
		head, at = cloneManuscript(r.first), r.article.Revision
		for _, c := range r.changes {
			if head, err = cloneChange(c).Apply(head); err != nil {
				return newsroom.Errorf(newsroom.Corrupt, err, "store.manuscript_damaged", "Number", string(r.article.Number))
			}
		}
		return nil
	})
	if err != nil {
		return newsroom.Manuscript{}, 0, err
	}
	return head, at, nil
}

func (m *memory) AppendChanges(ctx context.Context, a newsroom.Article, base newsroom.Revision, changes []newsroom.Change, by newsroom.StaffID,
	_ newsroom.Manuscript) (stored newsroom.Article, err error) {
	err = m.do(ctx, true, func() (err error) { stored, err = m.append(a, base, changes, by); return err })
	return stored, err
}

func (m *memory) append(a newsroom.Article, base newsroom.Revision, changes []newsroom.Change, by newsroom.StaffID) (newsroom.Article, error) {
	for _, c := range changes {
		if body, err := json.Marshal(c); err != nil || json.Unmarshal(body, &newsroom.Change{}) != nil {
			return newsroom.Article{}, newsroom.Errorf(newsroom.Invalid, nil, "store.change_unreadable")
		}
	}
	r, err := m.find(a.ID)
	if err != nil {
		return newsroom.Article{}, err
	}
	if r.article.Revision != base || r.article.Acts != a.Acts {
		return newsroom.Article{}, newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(r.article.Number))
	}
	a = cloneArticle(a)
	for _, c := range changes {
		base++
		r.changes = append(r.changes, cloneChange(newsroom.StoredChange{Change: c, Revision: base, By: by, At: a.Updated}))
	}
	r.article.Revision = base
	r.article.Contributors, r.article.Updated, r.article.Digest = a.Contributors, a.Updated, a.Digest
	return cloneArticle(r.article), nil
}

// RecordChanges keeps what it was before to go back to: a record that is refused after the changes leaves none of them.
func (m *memory) RecordChanges(ctx context.Context, a newsroom.Article, base newsroom.Revision, changes []newsroom.Change, d newsroom.Decision,
	frozen newsroom.Version, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		r, err := m.find(a.ID)
		if err != nil {
			return err
		}
		was := *r
		before := a
		before.Acts = d.Seq - 1
		if _, err = m.append(before, base, changes, d.By); err == nil {
			err = m.record(a, d, &frozen, by)
		}
		if err != nil {
			*r = was
		}
		return err
	})
}

func (m *memory) FindChanges(ctx context.Context, id newsroom.ArticleID, from newsroom.Revision) (found []newsroom.StoredChange, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err != nil {
			return err
		}
		for _, c := range r.changes {
			if c.Revision > from {
				found = append(found, cloneChange(c))
			}
		}
		return nil
	})
	return found, err
}

func (m *memory) FindFirst(ctx context.Context, id newsroom.ArticleID) (first newsroom.Manuscript, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err == nil {
			first = cloneManuscript(r.first)
		}
		return err
	})
	return first, err
}

func (m *memory) Record(ctx context.Context, a newsroom.Article, d newsroom.Decision, frozen *newsroom.Version, by newsroom.Hand) error {
	return m.do(ctx, true, func() error { return m.record(a, d, frozen, by) })
}

func (m *memory) record(a newsroom.Article, d newsroom.Decision, frozen *newsroom.Version, by newsroom.Hand) error {
	r, err := m.find(a.ID)
	if err != nil {
		return err
	}
	if r.article.Acts != d.Seq-1 || r.article.Revision != a.Revision || frozen != nil && int(frozen.Seq) != len(r.versions)+1 {
		return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(r.article.Number))
	}
	if frozen != nil {
		if err := r.freeze(*frozen); err != nil {
			return err
		}
	}
	d.Article, d.At = a.ID, instant(d.At)
	r.decisions = append(r.decisions, cloneDecision(d))
	a.Number, a.Creator, a.Created, a.Acts = r.article.Number, r.article.Creator, r.article.Created, d.Seq
	r.article, r.lease = cloneArticle(a), newsroom.Lease{}
	by.By = d.By
	return m.tell(d.At, by, ledger.Decision, d)
}

func (m *memory) FindDecisions(ctx context.Context, id newsroom.ArticleID) (found []newsroom.Decision, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err == nil {
			for _, d := range r.decisions {
				found = append(found, cloneDecision(d))
			}
		}
		return err
	})
	return found, err
}

func (m *memory) FindVersion(ctx context.Context, id newsroom.ArticleID, seq newsroom.VersionSeq) (v newsroom.Version, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err != nil {
			return err
		}
		if seq < 1 || int(seq) > len(r.versions) {
			return newsroom.Errorf(newsroom.NotFound, nil, "store.no_version", "Number", string(r.article.Number), "Version", int(seq))
		}
		v = cloneVersion(r.versions[seq-1])
		return nil
	})
	return v, err
}

func (m *memory) RecordComment(ctx context.Context, act newsroom.CommentAct, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		r, err := m.find(act.Article)
		if err != nil {
			return err
		}
		if act.Seq != len(r.comments)+1 {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(r.article.Number))
		}
		act = cloneComment(act)
		r.comments = append(r.comments, act)
		by.By = act.By
		return m.tell(act.At, by, ledger.Comment, act)
	})
}

func (m *memory) FindCommentActs(ctx context.Context, id newsroom.ArticleID) (found []newsroom.CommentAct, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err != nil {
			return err
		}
		for _, act := range r.comments {
			found = append(found, cloneComment(act))
		}
		return nil
	})
	return found, err
}

func (m *memory) FindMentions(ctx context.Context, who newsroom.StaffID) (found []newsroom.CommentAct, err error) {
	err = m.do(ctx, false, func() error {
		for _, r := range m.records {
			newest := map[newsroom.CommentID]newsroom.CommentAct{}
			for _, act := range r.comments {
				if act.Kind != newsroom.ResolveThread && act.Kind != newsroom.ReopenThread {
					newest[act.Comment] = act
				}
			}
			for _, act := range newest {
				if act.By != who && slices.Contains(act.Mentions, who) && act.Seq > r.marks[mark{who, act.Thread}] {
					found = append(found, cloneComment(act))
				}
			}
		}
		slices.SortFunc(found, func(a, b newsroom.CommentAct) int {
			return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Seq, b.Seq))
		})
		return nil
	})
	return found, err
}

func (m *memory) MarkComments(ctx context.Context, id newsroom.ArticleID, who newsroom.StaffID, thread newsroom.CommentID, seen int) error {
	return m.do(ctx, true, func() error {
		r, err := m.find(id)
		if err == nil {
			r.marks[mark{who, thread}] = max(seen, r.marks[mark{who, thread}])
		}
		return err
	})
}

func (m *memory) FindCommentMarks(ctx context.Context, id newsroom.ArticleID, who newsroom.StaffID) (map[newsroom.CommentID]int, error) {
	found := map[newsroom.CommentID]int{}
	return found, m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err != nil {
			return err
		}
		for k, seen := range r.marks {
			if k.who == who {
				found[k.thread] = seen
			}
		}
		return nil
	})
}

func (m *memory) FindLease(ctx context.Context, id newsroom.ArticleID) (l newsroom.Lease, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err == nil {
			l = r.lease
		}
		return err
	})
	return l, err
}

func (m *memory) FindLeases(ctx context.Context) (found []newsroom.Lease, err error) {
	err = m.do(ctx, false, func() error {
		for _, r := range m.records {
			if !r.lease.IsZero() {
				found = append(found, r.lease)
			}
		}
		return nil
	})
	return found, err
}

func (m *memory) SaveLease(ctx context.Context, was, is newsroom.Lease, over *newsroom.TakeOver, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		r, err := m.find(is.Article)
		if err != nil {
			return err
		}
		if was.IsZero() != r.lease.IsZero() || !was.IsZero() && cloneLease(was) != r.lease {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(r.article.Number))
		}
		if r.lease = cloneLease(is); is.IsZero() {
			r.lease = newsroom.Lease{}
		}
		if over == nil {
			return nil
		}
		r.takeovers++
		told := *over
		told.Seq, told.Since, told.At = r.takeovers, instant(told.Since), instant(told.At)
		by.By = told.By
		return m.tell(told.At, by, ledger.Lease, told)
	})
}

func (m *memory) RecordTask(ctx context.Context, act newsroom.TaskAct, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		r, err := m.find(act.Article)
		if err != nil {
			return err
		}
		if act.Seq != len(r.tasks)+1 || !act.Since.Equal(r.article.Since) {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(r.article.Number))
		}
		act.At, act.Since = instant(act.At), instant(act.Since)
		r.tasks = append(r.tasks, act)
		by.By = act.By
		return m.tell(act.At, by, ledger.Task, act)
	})
}

func (m *memory) FindTasks(ctx context.Context, id newsroom.ArticleID) (found []newsroom.TaskAct, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err == nil {
			found = slices.Clone(r.tasks)
		}
		return err
	})
	return found, err
}

func (m *memory) FindStanding(ctx context.Context) (found []newsroom.TaskAct, err error) {
	err = m.do(ctx, false, func() error {
		for _, r := range m.records {
			for _, act := range r.tasks {
				if act.Since.Equal(r.article.Since) {
					found = append(found, act)
				}
			}
		}
		slices.SortFunc(found, func(a, b newsroom.TaskAct) int {
			return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Seq, b.Seq))
		})
		return nil
	})
	return found, err
}

func (r *record) freeze(v newsroom.Version) error {
	v = cloneVersion(v)
	if hash, err := v.Manuscript.Hash(); err != nil || hash != v.Hash {
		return newsroom.Errorf(newsroom.Corrupt, err, "store.version_damaged", "Number", string(r.article.Number), "Version", int(v.Seq))
	}
	v.Article = r.article.ID
	r.versions = append(r.versions, v)
	return nil
}

func (m *memory) FreezeVersion(ctx context.Context, v newsroom.Version, by newsroom.Hand) error {
	return m.do(ctx, true, func() error {
		r, err := m.find(v.Article)
		if err != nil {
			return err
		}
		if r.article.Revision != v.Revision || int(v.Seq) != len(r.versions)+1 {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(r.article.Number))
		}
		if err := r.freeze(v); err != nil {
			return err
		}
		by.By = v.By
		v = cloneVersion(v)
		return m.tell(v.At, by, ledger.Version, struct {
			Article newsroom.ArticleID
			Seq     newsroom.VersionSeq
			Hash    newsroom.Hash
		}{v.Article, v.Seq, v.Hash})
	})
}

func (m *memory) FindVersions(ctx context.Context, id newsroom.ArticleID) (found []newsroom.Version, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err != nil {
			return err
		}
		for _, v := range r.versions {
			v.Manuscript = newsroom.Manuscript{}
			found = append(found, v)
		}
		return nil
	})
	return found, err
}

func (m *memory) MarkSeen(ctx context.Context, s newsroom.Sight) error {
	if seen, err := m.FindSeen(ctx, s.Article, s.By); err != nil {
		return err
	} else if slices.ContainsFunc(seen, func(o newsroom.Sight) bool { return o.Version == s.Version }) {
		return nil
	}
	return m.do(ctx, true, func() error {
		r := m.records[s.Article]
		if s.Version < 1 || int(s.Version) > len(r.versions) {
			return newsroom.Errorf(newsroom.NotFound, nil, "store.no_version", "Number", string(r.article.Number), "Version", int(s.Version))
		}
		s.At = instant(s.At)
		r.seen = append(r.seen, s)
		return nil
	})
}

func (m *memory) FindSeen(ctx context.Context, id newsroom.ArticleID, by newsroom.StaffID) (found []newsroom.Sight, err error) {
	err = m.do(ctx, false, func() error {
		r, err := m.find(id)
		if err != nil {
			return err
		}
		for _, s := range r.seen {
			if s.By == by {
				found = append(found, s)
			}
		}
		slices.SortFunc(found, func(a, b newsroom.Sight) int { return cmp.Compare(a.Version, b.Version) })
		return nil
	})
	return found, err
}

func (m *memory) CreatePicture(ctx context.Context, data []byte) (string, error) {
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	m.mu.Lock()
	_, kept := m.pictures[hash]
	m.mu.Unlock()
	return hash, m.do(ctx, !kept, func() error { m.pictures[hash] = bytes.Clone(data); return nil })
}

func (m *memory) HasPicture(ctx context.Context, hash string) (kept bool, err error) {
	err = m.do(ctx, false, func() error { _, kept = m.pictures[hash]; return nil })
	return kept, err
}

func (m *memory) FindPicture(ctx context.Context, hash string) (data []byte, err error) {
	err = m.do(ctx, false, func() error {
		kept, ok := m.pictures[hash]
		if !ok {
			return newsroom.Errorf(newsroom.NotFound, nil, "store.no_picture", "Hash", hash)
		}
		data = bytes.Clone(kept)
		return nil
	})
	return data, err
}

func (m *memory) Stamp(ctx context.Context) (stamp int64, err error) {
	err = m.do(ctx, false, func() error { stamp = m.stamp; return nil })
	return stamp, err
}

func (m *memory) CheckIntegrity(ctx context.Context) ([]catalogue.Text, error) {
	var found []catalogue.Text
	err := m.do(ctx, false, func() error {
		for _, f := range ledger.Check(slices.Values(m.audit), 1) {
			found = append(found, catalogue.T("store.check_audit", "Seq", f.Seq))
		}
		return nil
	})
	return found, err
}

func (m *memory) Backup(ctx context.Context, file string) error {
	return m.do(ctx, false, func() error {
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if os.IsExist(err) {
			return newsroom.Errorf(newsroom.Conflict, err, "store.backup_exists", "Path", file)
		}
		if err != nil {
			return newsroom.Errorf(newsroom.Invalid, err, "store.cannot_open", "Path", file)
		}
		if _, err := fmt.Fprintln(f, slices.Sorted(maps.Keys(m.records))); err != nil {
			return newsroom.Errorf(newsroom.Internal, err, "store.disk_failed", "Path", file)
		}
		return f.Close()
	})
}

func (m *memory) Close() error { return nil }

// The clones make sure that what a caller does with what he gave or got does not reach the store. Times come back in microseconds UTC.

func instant(t time.Time) time.Time { return time.UnixMicro(t.UnixMicro()).UTC() }

func cloneStaff(p newsroom.Staff) newsroom.Staff {
	p.Roles = slices.Clone(p.Roles)
	return p
}

func cloneArticle(a newsroom.Article) newsroom.Article {
	a.Contributors = slices.Clone(a.Contributors)
	a.Policy.Steps = slices.Clone(a.Policy.Steps)
	a.Taken, a.Agreed = slices.Clone(a.Taken), slices.Clone(a.Agreed)
	if !a.Since.IsZero() {
		a.Since = instant(a.Since)
	}
	a.Created, a.Updated = instant(a.Created), instant(a.Updated)
	if !a.PublishedAt.IsZero() {
		a.PublishedAt = instant(a.PublishedAt)
	}
	return a
}

func cloneDecision(d newsroom.Decision) newsroom.Decision {
	if d.Detail != nil {
		detail := *d.Detail
		detail.Checks, detail.Proofs = slices.Clone(detail.Checks), slices.Clone(detail.Proofs)
		if detail.Policy != nil {
			p := *detail.Policy
			p.Steps = slices.Clone(p.Steps)
			detail.Policy = &p
		}
		d.Detail = &detail
	}
	return d
}

func cloneManuscript(m newsroom.Manuscript) newsroom.Manuscript {
	m.Properties = cloneProperties(m.Properties)
	return m
}

func cloneProperties(p newsroom.Properties) newsroom.Properties {
	p.Authors = slices.Clone(p.Authors)
	p.Keywords = slices.Clone(p.Keywords)
	return p
}

func cloneChange(c newsroom.StoredChange) newsroom.StoredChange {
	if c.Properties != nil {
		p := cloneProperties(*c.Properties)
		c.Properties = &p
	}
	if c.Reopened != nil {
		r := *c.Reopened
		c.Reopened = &r
	}
	return c
}

func cloneVersion(v newsroom.Version) newsroom.Version {
	v.Manuscript = cloneManuscript(v.Manuscript)
	v.At = instant(v.At)
	return v
}

func cloneLease(l newsroom.Lease) newsroom.Lease {
	l.Since, l.Seen = instant(l.Since), instant(l.Seen)
	return l
}

func cloneComment(act newsroom.CommentAct) newsroom.CommentAct {
	act.At, act.Mentions = instant(act.At), slices.Clone(act.Mentions)
	if act.Anchor != nil {
		a := *act.Anchor
		act.Anchor = &a
	}
	return act
}
