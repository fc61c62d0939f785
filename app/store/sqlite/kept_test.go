package sqlite

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/anchor"
)

// recorded makes a newsroom in which something of everything is kept.
func recorded(t *testing.T, dir string) {
	t.Helper()
	s := openStore(t, dir)
	defer s.Close()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SaveSettings(ctx, newsroom.NewSettings(), newsroom.Hand{}))
	for i, name := range []string{"张三", "李四"} {
		must(s.CreateStaff(ctx, newsroom.Staff{ID: newsroom.StaffID(fmt.Sprint(i)), Name: name, Roles: []newsroom.Role{newsroom.Writer}}, newsroom.Hand{}))
	}
	_, err := s.CreatePicture(ctx, []byte("picture"))
	must(err)
	a, m := createDraft(t, s, "one", 2)
	for i := range 3 {
		c, after := typed(t, m, '字')
		m = after
		a, err = s.AppendChanges(ctx, a, a.Revision, []newsroom.Change{c}, "0", m)
		must(err)
		hash, err := m.Hash()
		must(err)
		v := newsroom.Version{Article: a.ID, Seq: newsroom.VersionSeq(i + 1), Revision: a.Revision, Reason: newsroom.HandedOver, By: "0",
			At: noon, Hash: hash, Manuscript: m}
		a.Version, a.Hash = v.Seq, v.Hash
		must(s.Record(ctx, a, newsroom.Decision{
			Seq: i + 1, Action: newsroom.Submit, From: newsroom.Draft, To: newsroom.InReview, By: "0", Name: "张三", Role: newsroom.Writer,
			At: noon, Opinion: "同意", Version: v.Seq, Hash: v.Hash,
		}, &v, newsroom.Hand{}))
		a.Acts++
	}
	must(s.RecordComment(ctx, newsroom.CommentAct{
		Article: a.ID, Seq: 1, Kind: newsroom.BeginThread, Comment: 1, Thread: 1, By: "1", Name: "李四", At: noon, Text: "请核对",
		Revision: a.Revision, Anchor: &anchor.Anchor{From: 3, To: 4, Quote: "字"},
	}, newsroom.Hand{}))
	hash, err := m.Hash()
	must(err)
	must(s.FreezeVersion(ctx, newsroom.Version{Article: a.ID, Seq: 4, Revision: a.Revision, Reason: newsroom.Kept, Name: "定稿", By: "1", At: noon,
		Hash: hash, Manuscript: m}, newsroom.Hand{}))
	held := newsroom.Lease{Article: a.ID, Holder: "0", Place: "desk", Since: noon, Seen: noon}
	must(s.SaveLease(ctx, newsroom.Lease{}, held, nil, newsroom.Hand{}))
	must(s.SaveLease(ctx, held, newsroom.Lease{Article: a.ID}, &newsroom.TakeOver{Article: a.ID, By: "1", From: "0", Since: noon, At: noon, Ended: true}, newsroom.Hand{}))
	stands, err := s.FindArticle(ctx, a.ID)
	must(err)
	must(s.RecordTask(ctx, newsroom.TaskAct{Article: a.ID, Seq: 1, Kind: newsroom.Claim, By: "1", Name: "李四", At: noon, Since: stands.Since}, newsroom.Hand{}))
	must(s.MarkSeen(ctx, newsroom.Sight{Article: a.ID, Version: 4, By: "1", At: noon}))
}

// TestKeptForEver tries every statement that would change what is kept, with the store's own connection.
func TestKeptForEver(t *testing.T) {
	dir := t.TempDir()
	recorded(t, dir)
	s := openStore(t, dir)
	defer s.Close()
	if err := s.SaveAccount(t.Context(), newsroom.Account{Public: "00", Key: "seed"}, newsroom.Hand{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, statement string }{
		{"a change is not updated", "UPDATE change SET body = '{}'"},
		{"a change is not deleted", "DELETE FROM change WHERE revision = 2"},
		{"a change is not replaced", "INSERT OR REPLACE INTO change VALUES ('one', 1, 'x', 0, '{}')"},
		{"a change needs its article", "INSERT INTO change VALUES ('none', 1, 'x', 0, '{}')"},
		{"a version is not updated", "UPDATE version SET doc = doc || ' '"},
		{"a version is not deleted", "DELETE FROM version"},
		{"a version is not replaced", "REPLACE INTO version SELECT article, seq, revision, by, at, hash, doc, '{}', tracked FROM version"},
		{"a person saw what he saw", "UPDATE seen SET version = 1"},
		{"what a person saw is not deleted", "DELETE FROM seen"},
		{"what is seen is a version", "INSERT INTO seen VALUES ('one', 9, '1', 0)"},
		{"a decision is not updated", "UPDATE decision SET opinion = 'no'"},
		{"a decision is not deleted", "DELETE FROM decision WHERE seq = 3"},
		{"a decision is not replaced", `REPLACE INTO decision SELECT * FROM decision`},
		{"a comment is not updated", "UPDATE comment SET text = 'no'"},
		{"a comment is not deleted", "DELETE FROM comment"},
		{"a comment is not replaced", "REPLACE INTO comment SELECT * FROM comment"},
		{"a comment needs its article", "INSERT INTO comment SELECT 'none', seq, kind, comment, thread, by, name, at, text, mentions, revision, anchor FROM comment"},
		{"a take-over is not updated", "UPDATE takeover SET loser = '1'"},
		{"a take-over is not deleted", "DELETE FROM takeover"},
		{"a claim is not updated", "UPDATE task SET by = '0'"},
		{"a claim is not deleted", "DELETE FROM task"},
		{"a picture is not updated", "UPDATE picture SET data = x'00'"},
		{"a picture is not deleted", "DELETE FROM picture"},
		{"the audit is not updated", "UPDATE audit SET actor = 'x' WHERE seq = 1"},
		{"the audit is not deleted", "DELETE FROM audit"},
		{"the audit is not replaced", "REPLACE INTO audit SELECT * FROM audit"},
		{"an article is not deleted", "DELETE FROM article"},
		{"an article keeps its number", "UPDATE article SET number = '1999-00001'"},
		{"an article keeps its creator", "UPDATE article SET creator = 'x'"},
		{"a person is not deleted", "DELETE FROM staff"},
		{"an account is not deleted", "DELETE FROM account"},
		{"the newsroom keeps its key", "UPDATE account SET public = 'x' WHERE person = ''"},
		{"a snapshot is not updated", "UPDATE snapshot SET doc = doc || ' '"},
		{"a first manuscript is not deleted", "DELETE FROM snapshot WHERE revision = 0"},
		{"a column has its type", "UPDATE article SET acts = 'many'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if result, err := s.writer.Exec(c.statement); err == nil {
				n, err := result.RowsAffected()
				t.Errorf("%s changed %d rows, %v", c.statement, n, err)
			}
		})
	}
	if found, err := s.CheckIntegrity(t.Context()); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

// TestTamper changes the file as its owner can, without the triggers, and makes sure that it is found and where.
func TestTamper(t *testing.T) {
	for _, c := range []struct {
		name       string
		statements string
		want       string // the finding in English, or a part of it
	}{
		{"the audit says something else", "UPDATE audit SET body = replace(body, '张三', '李四') WHERE seq = 2", "Row 2 of the audit does not follow"},
		{"somebody else acted", "UPDATE audit SET actor = '1' WHERE seq = 4", "Row 4 of the audit does not follow"},
		{"a character moved to the next field", "UPDATE audit SET actor = actor || substr(kind, 1, 1), kind = substr(kind, 2) WHERE seq = 2", "Row 2 of the audit"},
		{"a row was taken out", "DELETE FROM audit WHERE seq = 3", "Row 4 of the audit does not follow"},
		{"a row was put in", "UPDATE audit SET seq = 11 WHERE seq = 10; UPDATE audit SET seq = 10 WHERE seq = 9; UPDATE audit SET seq = 9 WHERE seq = 8; UPDATE audit SET seq = 8 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 6; INSERT INTO audit SELECT 6, at, actor, kind, body, prev, hash, signature FROM audit WHERE seq = 5", "Row 6 of the audit does not follow"},
		{"two rows changed places", "UPDATE audit SET seq = 99 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 99", "Row 2 of the audit does not follow"},
		{"the end was cut off", "DELETE FROM audit WHERE seq >= 6", "Decision 3 of the article with the id one is not in the audit"},
		{"a decision says something else", "UPDATE decision SET opinion = '不同意' WHERE seq = 2", "Decision 2 of the article with the id one"},
		{"a kept version has another name", "UPDATE version SET name = '初稿' WHERE seq = 4", "Version 4 of the article with the id one is not in the audit"},
		{"a kept version was taken out", "DELETE FROM seen; DELETE FROM version WHERE seq = 4", "Row 8 of the audit tells of something that is not stored"},
		{"a decision was taken out", "DELETE FROM decision WHERE seq = 1", "Row 4 of the audit tells of something that is not stored"},
		{"a comment says something else", "UPDATE comment SET text = '很好'", "Entry 1 of the comments on article one is not in the audit"},
		{"a comment is on other words", "UPDATE comment SET anchor = replace(anchor, '3', '2')", "Entry 1 of the comments on article one"},
		{"a comment was taken out", "DELETE FROM comment", "tells of something that is not stored"},
		{"a take-over was from another", "UPDATE takeover SET loser = '1'", "Take-over 1 of the article with the id one is not in the audit"},
		{"a take-over was taken out", "DELETE FROM takeover", "tells of something that is not stored"},
		{"another claimed it", "UPDATE task SET by = '0'", "Entry 1 of who had the article with the id one in hand is not in the audit"},
		{"a claim was taken out", "DELETE FROM task", "tells of something that is not stored"},
		{"settings say something else", `UPDATE settings SET body = replace(body, 'Shanghai', 'Taipei')`, "The settings are not those"},
		{"a person has another role", "UPDATE staff SET roles = '[\"chief\"]' WHERE seq = 1", "The person 张三 is not in the audit"},
		{"a picture has other bytes", "UPDATE picture SET data = CAST('Picture' AS BLOB)", "is damaged"},
		{"an article was taken out", "PRAGMA foreign_keys = OFF; DELETE FROM article", "names a row of article that is not there"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			recorded(t, dir)
			alter(t, dir, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE type = 'trigger'", "PRAGMA writable_schema = RESET")
			alter(t, dir, c.statements)
			s := openStore(t, dir)
			defer s.Close()
			found, err := s.CheckIntegrity(t.Context())
			if err != nil || len(found) == 0 {
				t.Fatal("nothing was found", err)
			}
			var said []string
			for _, text := range found {
				said = append(said, catalogue.For(catalogue.En).Say(text))
			}
			if !strings.Contains(strings.Join(said, "\n"), c.want) {
				t.Errorf("found %q, want %q", said, c.want)
			}
		})
	}
}

// TestUnreadableRows puts in the place of each JSON something that is none; reading it is a refusal that says so.
func TestUnreadableRows(t *testing.T) {
	for _, c := range []struct {
		name, statement, id string
		read                func(*Store) error
	}{
		{"settings", "UPDATE settings SET body = '{'", "store.damaged", func(s *Store) error { _, err := s.Settings(t.Context()); return err }},
		{"staff", "UPDATE staff SET roles = 'x'", "store.damaged", func(s *Store) error { _, err := s.FindStaff(t.Context()); return err }},
		{"contributors", "UPDATE article SET contributors = ''", "store.damaged", func(s *Store) error { _, err := s.FindArticle(t.Context(), "one"); return err }},
		{"policy", "UPDATE article SET policy = '[]'", "store.damaged", func(s *Store) error { _, err := s.FindArticles(t.Context(), newsroom.Filter{}); return err }},
		{"taken", "UPDATE article SET taken = '{}'", "store.damaged", func(s *Store) error { _, err := s.FindNumber(t.Context(), "2026-00001"); return err }},
		{"a change", "UPDATE change SET body = '{}' WHERE revision = 2", "store.manuscript_damaged", readManuscript},
		{"a change that does not apply", `UPDATE change SET body = '{"step":{"step":"replace","from":900,"to":901}}' WHERE revision = 2`, "store.manuscript_damaged", readManuscript},
		{"a change that is missing", "DELETE FROM change WHERE revision = 2", "store.manuscript_damaged", readManuscript},
		{"the last change", "DELETE FROM change WHERE revision = 3", "store.manuscript_damaged", readManuscript},
		{"a document", "UPDATE snapshot SET doc = replace(doc, 'paragraph', 'paragrap')", "store.manuscript_damaged", readManuscript},
		{"no document", "DELETE FROM snapshot", "store.manuscript_damaged", readManuscript},
		{"properties", "UPDATE snapshot SET properties = '{'", "store.manuscript_damaged", func(s *Store) error { _, err := s.FindFirst(t.Context(), "one"); return err }},
		{"a change in the history", "UPDATE change SET body = '{}' WHERE revision = 2", "store.manuscript_damaged", func(s *Store) error { _, err := s.FindChanges(t.Context(), "one", 0); return err }},
		{"a version's text", "UPDATE version SET doc = replace(doc, '标题', '标題')", "store.version_damaged", readVersion},
		{"a version's properties", "UPDATE version SET properties = replace(properties, 'news', 'notice')", "store.version_damaged", readVersion},
		{"a version's hash", "UPDATE version SET hash = upper(hash)", "store.version_damaged", readVersion},
		{"a picture", "UPDATE picture SET data = x''", "store.picture_damaged", func(s *Store) error { _, err := s.FindPicture(t.Context(), pictureHash([]byte("picture"))); return err }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			recorded(t, dir)
			alter(t, dir, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE type = 'trigger'", "PRAGMA writable_schema = RESET")
			alter(t, dir, c.statement)
			s := openStore(t, dir)
			defer s.Close()
			refused(t, c.read(s), newsroom.Corrupt, c.id)
		})
	}
}

func readManuscript(s *Store) error {
	_, _, err := s.FindManuscript(context.Background(), "one")
	return err
}

func readVersion(s *Store) error {
	_, err := s.FindVersion(context.Background(), "one", 2)
	return err
}
