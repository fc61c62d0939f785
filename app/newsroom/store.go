package newsroom

import (
	"context"
	"time"

	"galley/app/newsroom/ledger"
	"galley/assets/catalogue"
)

// Hand is who wrote a row of the audit, and signs it. Sign is called inside the transaction, with the row's digest, which covers the
// hash of the row before it; nil leaves the row unsigned.
type Hand struct {
	By   StaffID
	Sign func(digest string) ledger.Signature
}

// Store keeps a newsroom. Implementations pass the suite in app/store/storetest. All methods are safe for concurrent use; each is one
// transaction. Errors are [Error] values: Conflict, NotFound and Corrupt as named at the method, Internal when the disk fails.
type Store interface {
	// Settings returns the newsroom's settings. A new store has the zero value.
	Settings(context.Context) (Settings, error)
	// SaveSettings replaces the settings. The audit has a row of them in this hand.
	SaveSettings(context.Context, Settings, Hand) error

	// CreateStaff adds a person. Conflict: the id or the name is taken. The audit has a row of it in this hand.
	CreateStaff(context.Context, Staff, Hand) error
	// UpdateStaff changes the name, the roles, the unit and whether the person works here. NotFound. Conflict: the name is taken. The audit has a row
	// of it in this hand.
	UpdateStaff(context.Context, Staff, Hand) error
	// FindStaff returns everyone in the order they were added.
	FindStaff(context.Context) ([]Staff, error)

	// FindAccount returns a person's account, the newsroom's own under the empty id; the zero value where there is none.
	FindAccount(context.Context, StaffID) (Account, error)
	// SaveAccount replaces an account. Where its public key is not the one before, the audit has a row of the key in this hand. Conflict:
	// the newsroom has another key of its own already.
	SaveAccount(context.Context, Account, Hand) error

	// CreateArticle stores a new article with its first manuscript at revision 0, takes the next number of the given year for it and
	// returns it. The id is the caller's; a second creation with the same id returns Conflict.
	CreateArticle(ctx context.Context, a Article, m Manuscript, year int) (Article, error)
	// FindArticle returns the article of that id. NotFound.
	FindArticle(context.Context, ArticleID) (Article, error)
	// FindNumber returns the article of that number. NotFound.
	FindNumber(context.Context, Number) (Article, error)
	// FindArticles returns the articles that the filter chooses, last updated first.
	FindArticles(context.Context, Filter) ([]Article, error)

	// FindManuscript returns the manuscript at its newest revision. NotFound; Corrupt when the stored changes do not apply.
	FindManuscript(context.Context, ArticleID) (Manuscript, Revision, error)
	// AppendChanges adds changes on top of revision base and returns the article as it is then. after is the manuscript with the changes
	// applied; the store may keep it as a snapshot. Conflict when base is not the newest revision or the article's acts are not
	// a.Acts: nothing is stored then. a carries Contributors, Updated and Digest as they are to be.
	AppendChanges(ctx context.Context, a Article, base Revision, changes []Change, by StaffID, after Manuscript) (Article, error)
	// FindChanges returns the changes of an article from the one after revision from on, with who made each and when.
	FindChanges(ctx context.Context, id ArticleID, from Revision) ([]StoredChange, error)
	// FindFirst returns the manuscript at revision 0: what the changes start from.
	FindFirst(context.Context, ArticleID) (Manuscript, error)

	// Record stores a decision, the version that it froze if any, and the article as it is after it. Conflict when the stored article's
	// acts are not d.Seq-1 or its revision is not a.Revision: nothing is stored then. The version is read back and its hash
	// computed again before the commit; Corrupt when it differs.
	// The lease on the article ends. The audit has a row of the decision in this hand.
	Record(ctx context.Context, a Article, d Decision, frozen *Version, by Hand) error
	// RecordChanges does in one transaction what AppendChanges on revision base and then Record do: for a decision that comes with changes
	// of the text. a.Revision is the one after the changes; frozen is the version with them. Conflict and Corrupt as for the two.
	RecordChanges(ctx context.Context, a Article, base Revision, changes []Change, d Decision, frozen Version, by Hand) error
	// FindDecisions returns an article's decisions in order.
	FindDecisions(context.Context, ArticleID) ([]Decision, error)
	// FindVersion returns one version. NotFound.
	FindVersion(context.Context, ArticleID, VersionSeq) (Version, error)
	// FreezeVersion stores a version without a decision: one that was kept on demand. Conflict when its revision is not the newest or
	// its number not the next: nothing is stored then. It is read back as in Record. NotFound.
	// The audit has a row of it in this hand.
	FreezeVersion(context.Context, Version, Hand) error
	// FindVersions returns an article's versions in order, without their manuscripts. NotFound.
	FindVersions(context.Context, ArticleID) ([]Version, error)

	// MarkSeen notes that a person saw a version; the first time stays noted, and noting it again changes nothing. NotFound: there is no such version.
	MarkSeen(context.Context, Sight) error
	// FindSeen returns the versions of an article that a person saw, in their order. NotFound.
	FindSeen(context.Context, ArticleID, StaffID) ([]Sight, error)

	// FindLease returns the lease on an article as it was saved last, the zero value where there is none. NotFound.
	FindLease(context.Context, ArticleID) (Lease, error)
	// FindLeases returns every lease that is saved, in any order.
	FindLeases(context.Context) ([]Lease, error)
	// SaveLease puts the lease is in the place of was, on the article of is; one without a holder is none. With a take-over, which gets the next
	// number of its article, the audit has a row of it in this hand. Conflict: the lease is not was; nothing is stored then. NotFound. A decision on
	// an article ends its lease; see Record.
	SaveLease(ctx context.Context, was, is Lease, over *TakeOver, by Hand) error

	// RecordTask stores something done about the step that an article waits for, which stays as it is. Conflict when the acts of this kind on the article
	// are not act.Seq-1, or the article no longer stands where it stood since act.Since: nothing is stored then. NotFound. The audit has a row of it in
	// this hand.
	RecordTask(ctx context.Context, act TaskAct, by Hand) error
	// FindTasks returns what was done about the steps of an article, in order. NotFound.
	FindTasks(context.Context, ArticleID) ([]TaskAct, error)
	// FindStanding returns of all articles what was done since each came to where it stands, each article's in order.
	FindStanding(context.Context) ([]TaskAct, error)

	// RecordComment stores something done with the comments of an article, which stays as it is. Conflict when the article's acts of this
	// kind are not act.Seq-1: nothing is stored then. NotFound.
	RecordComment(ctx context.Context, act CommentAct, by Hand) error
	// FindCommentActs returns what was done with the comments of an article, in order. NotFound.
	FindCommentActs(context.Context, ArticleID) ([]CommentAct, error)
	// FindMentions returns the acts that made or changed a comment of another which names the person, each comment's newest, and not in a thread that he
	// has seen since; each article's in order. A comment that was taken back is none.
	FindMentions(ctx context.Context, who StaffID) ([]CommentAct, error)
	// MarkComments keeps up to which act a person has seen a thread; a mark never goes back. NotFound.
	MarkComments(ctx context.Context, id ArticleID, who StaffID, thread CommentID, seen int) error
	// FindCommentMarks returns up to which act a person has seen the threads of an article. NotFound.
	FindCommentMarks(ctx context.Context, id ArticleID, who StaffID) (map[CommentID]int, error)

	// CreatePicture keeps the bytes and returns the hex SHA-256 that names them; keeping the same bytes again changes nothing.
	CreatePicture(ctx context.Context, data []byte) (string, error)
	// HasPicture reports whether there is a picture of that name, without reading it.
	HasPicture(ctx context.Context, hash string) (bool, error)
	// FindPicture returns the bytes of that name. NotFound; Corrupt when they no longer have that hash.
	FindPicture(ctx context.Context, hash string) ([]byte, error)
	// FindShelf returns every picture without its bytes, the last one taken in first, those of which nothing was saved at the end.
	FindShelf(context.Context) ([]Picture, error)
	// SavePicture replaces what is known of a picture beside its bytes. NotFound.
	SavePicture(context.Context, Picture) error
	// SaveScreen keeps a picture as a screen shows it, in the place of the one before. NotFound: there is no such picture.
	SaveScreen(ctx context.Context, hash string, data []byte) error
	// FindScreen returns what SaveScreen kept, nil where it kept nothing.
	FindScreen(ctx context.Context, hash string) ([]byte, error)

	// FindTemplates returns the templates by name, the snippets after the others.
	FindTemplates(context.Context) ([]Template, error)
	// SaveTemplate keeps a template in the place of the one of its name and sort; Begun stays what it was.
	SaveTemplate(context.Context, Template) error
	// BeginTemplate keeps when an article was last begun from a template that is no snippet. NotFound.
	BeginTemplate(ctx context.Context, name string, at time.Time) error
	// DeleteTemplate takes a template away. NotFound.
	DeleteTemplate(ctx context.Context, name string, snippet bool) error

	// EachAudit calls f for every row of the audit in order until f returns an error, and returns that.
	EachAudit(ctx context.Context, f func(ledger.Row) error) error
	// FindAudit returns the row of the audit of that number, the last one where it is 0; the zero row where there is none.
	FindAudit(ctx context.Context, seq int64) (ledger.Row, error)

	// Stamp changes with every committed write, whoever made it.
	Stamp(context.Context) (int64, error)
	// CheckIntegrity returns what the database itself finds wrong, one sentence a finding.
	CheckIntegrity(context.Context) ([]catalogue.Text, error)
	// Backup writes a verified copy to a new file. Conflict when the file exists.
	Backup(ctx context.Context, file string) error
	Close() error
}
