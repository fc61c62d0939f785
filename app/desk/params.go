package desk

import (
	"context"
	"image"
	"time"

	"galley/app/desk/field"
	"galley/app/newsroom"
	"galley/app/newsroom/statistics"
	"galley/app/press"
	"galley/app/preview"
	"galley/app/printer"
	"galley/app/typecase"
	"galley/assets/catalogue"
	"galley/editor/intake"
	"galley/editor/track"
	"galley/editor/view"
	"galley/export"
	"galley/export/page/label"
)

// Newsroom is what the windows ask of a newsroom; *newsroom.Newsroom answers.
type Newsroom interface {
	Settings(context.Context) (newsroom.Settings, error)
	SaveSettings(ctx context.Context, actor newsroom.Staff, s newsroom.Settings) error
	Staff(context.Context) ([]newsroom.Staff, error)
	AddStaff(ctx context.Context, actor newsroom.Staff, name string, roles ...newsroom.Role) (newsroom.Staff, error)

	AddPerson(ctx context.Context, actor, s newsroom.Staff) (newsroom.Staff, error)
	EditStaff(ctx context.Context, actor, s newsroom.Staff) error

	SignIn(ctx context.Context, name, password string) (newsroom.Staff, error)
	SignOut(newsroom.Staff)
	ChangePassword(ctx context.Context, actor newsroom.Staff, old, password string) error
	SetPassword(ctx context.Context, actor, person newsroom.Staff, password string) error
	BeginAccounts(ctx context.Context, actor newsroom.Staff, password string) error
	UseAccounts(ctx context.Context, actor newsroom.Staff, on bool, password string) error
	HasPassword(context.Context, newsroom.Staff) (has, temporary bool, err error)

	Create(ctx context.Context, actor newsroom.Staff, m newsroom.Manuscript) (newsroom.Article, error)
	Statistics(ctx context.Context, actor newsroom.Staff, f newsroom.StatisticsFilter) (statistics.Table, error)
	Versions(context.Context, newsroom.ArticleID) ([]newsroom.VersionEntry, error)
	LastDifferent(ctx context.Context, a newsroom.Article, m newsroom.Manuscript) (newsroom.Version, error)
	KeepVersion(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, name string) (newsroom.Version, error)
	Restore(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, seq newsroom.VersionSeq) (newsroom.Article, error)
	CopyBack(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, seq newsroom.VersionSeq, changes ...track.Change) (newsroom.Article, error)
	MarkSeen(ctx context.Context, actor newsroom.Staff, a newsroom.Article) error
	LastSeen(ctx context.Context, actor newsroom.Staff, a newsroom.Article) (newsroom.VersionSeq, error)
	Templates(context.Context) ([]newsroom.Template, error)
	SaveTemplate(ctx context.Context, actor newsroom.Staff, t newsroom.Template) error
	DeleteTemplate(ctx context.Context, actor newsroom.Staff, name string, snippet bool) error
	Begin(ctx context.Context, actor newsroom.Staff, name, headline string) (newsroom.Article, error)
	TakeIn(ctx context.Context, actor newsroom.Staff, in intake.Article) (newsroom.Article, error)
	Article(context.Context, newsroom.Number) (newsroom.Article, error)
	Articles(context.Context, newsroom.Filter) ([]newsroom.Article, error)
	MyTurn(ctx context.Context, actor newsroom.Staff) ([]newsroom.Article, error)
	Counts(ctx context.Context, actor newsroom.Staff) (newsroom.Counts, error)
	Manuscript(context.Context, newsroom.ArticleID) (newsroom.Manuscript, newsroom.Revision, error)
	Version(context.Context, newsroom.ArticleID, newsroom.VersionSeq) (newsroom.Version, error)
	History(context.Context, newsroom.ArticleID) ([]newsroom.Decision, error)
	Comments(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID) ([]newsroom.Thread, error)
	Discuss(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, do newsroom.CommentDo) (newsroom.CommentID, error)
	MarkRead(ctx context.Context, actor newsroom.Staff, t newsroom.Thread) error
	TakePicture(ctx context.Context, actor newsroom.Staff, name string, data []byte) (newsroom.Picture, error)
	Shelf(context.Context) ([]newsroom.Shelved, error)
	PutAway(ctx context.Context, actor newsroom.Staff, hash string, away bool) error
	PictureSize(ctx context.Context, hash string) (image.Point, error)
	Screen(ctx context.Context, shown string) ([]byte, error)
	Piece(context.Context, newsroom.Article, newsroom.Manuscript) (export.Piece, error)

	Append(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error)
	Changes(ctx context.Context, id newsroom.ArticleID, from newsroom.Revision) ([]newsroom.StoredChange, error)
	MayAct(ctx context.Context, actor newsroom.Staff, a newsroom.Article) ([]newsroom.Option, error)
	Act(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, do newsroom.Do) (newsroom.Article, error)
	ApproveCorrected(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change, do newsroom.Do) (newsroom.Article, error)

	Charge(context.Context, newsroom.Article) (newsroom.Charge, error)
	Standing(context.Context) (newsroom.Standing, error)
	Notes(ctx context.Context, actor newsroom.Staff) ([]newsroom.Note, error)
	Attend(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, do newsroom.TaskDo) (newsroom.Charge, error)
	Ask(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, to newsroom.StaffID, question string) (newsroom.CommentID, error)
	Repeats(ctx context.Context, actor newsroom.Staff) ([]newsroom.Repeat, error)
	ApproveAgain(ctx context.Context, actor newsroom.Staff, ids []newsroom.ArticleID, opinion string) ([]newsroom.Done, error)

	Lease(context.Context, newsroom.ArticleID) (newsroom.Lease, error)
	Leases(context.Context) ([]newsroom.Lease, error)
	Hold(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, place newsroom.PlaceID) (newsroom.Lease, error)
	NewPlace() newsroom.PlaceID
	LetGo(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, place newsroom.PlaceID) error
	TakeOver(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, place newsroom.PlaceID) (newsroom.Lease, error)
	KeepLost(ctx context.Context, actor newsroom.Staff, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Version, error)

	Stamp(context.Context) (int64, error)
}

// Press is what the windows ask of a press; *press.Press answers.
type Press interface {
	Set(context.Context, []newsroom.Article, press.Job) (press.Print, error)
	Write(press.Print, press.Finish) ([]byte, error)
	NewFitter(o press.Options, fonts typecase.Choice) (*press.Fitter, error)
	Share(ctx context.Context, a newsroom.Article, j press.CodeJob) (press.Shared, error)
	CodePreview(ctx context.Context, s press.Shared, wide int) (image.Image, error)
	CodeFile(ctx context.Context, s press.Shared, f press.CodeFormat) ([]byte, error)
	Codes(ctx context.Context, articles []newsroom.Article, j press.CodeJob, f press.CodeFormat, folder string, done func(newsroom.Article, string) error) error
	Cards(ctx context.Context, articles []newsroom.Article, j press.CardJob, ending, folder string, done func(newsroom.Article, string) error) error
	Labels(ctx context.Context, articles []newsroom.Article, j press.CodeJob, sheet label.Sheet, skip int, progress func(done int)) ([]byte, int, error)
	Card(ctx context.Context, a newsroom.Article, j press.CardJob) (press.ShareCard, error)
	Word(ctx context.Context, a newsroom.Article, o press.WordOptions) ([]byte, export.Report, error)
	Plain(ctx context.Context, a newsroom.Article, f press.PlainFormat) ([]byte, error)
	Batch(ctx context.Context, articles []newsroom.Article, j press.Job, folder string, done func(press.Done) error) error
}

// Preferences keeps what a person chose on this computer; fyne.Preferences is one.
type Preferences interface {
	String(key string) string
	SetString(key, value string)
	Float(key string) float64
	SetFloat(key string, value float64)
}

// Memory keeps a few lines from one start of the program to the next, whole or not at all whenever it is killed. Load returns nothing where nothing
// was kept.
type Memory interface {
	Load() ([]byte, error)
	Save([]byte) error
}

// Params is what the windows need from outside.
type Params struct {
	Newsroom    Newsroom
	Where       string           // the newsroom's folder, as the status line shows it
	Wrong       []catalogue.Text // what the witness of this computer finds wrong with the newsroom
	Preferences Preferences
	Carets      Memory         // where the caret was in each article
	Language    string         // as a BCP 47 tag or a POSIX locale; used until the person chooses one
	Asked       bool           // the person named the language at the start: it goes before the one chosen earlier
	Folder      string         // where file dialogs begin
	Input       *field.Input   // the input method of the desktop, nil where the toolkit's is used
	Clipboard   view.Clipboard // with HTML, nil where the toolkit's is used

	// CopyPicture puts a PNG on the clipboard; nil where that cannot be.
	CopyPicture func(png []byte) error
	// Import reads one file into an article that is not accepted yet. Refusals are newsroom errors.
	Import func(ctx context.Context, name string, data []byte) (intake.Article, error)
	// Sample fills an empty newsroom with the sample newsroom.
	Sample func(context.Context) error
	// Press sets articles and makes files of them.
	Press Press
	// Networks are where a phone may reach this computer, the likeliest first.
	Networks func() ([]preview.Network, error)
	// Printers are those of the system.
	Printers printer.System
	// FontFolders are where the system has its fonts.
	FontFolders []string
	// OpenFile opens a file in the program that the system has for it.
	OpenFile func(path string) error
	// OpenLink opens an address, http, https or mailto, in the program that the system has for it.
	OpenLink func(address string) error

	// Idle returns for how long nobody touched this computer, where its system knows; nil where it does not.
	Idle func() (time.Duration, bool)

	Now   func() time.Time
	After func(d time.Duration, f func()) (stop func()) // calls f once, on any goroutine, unless stopped before
	Go    func(func())                                  // runs f elsewhere; a test runs it at once
	Quit  func()
}

// The keys of preferences.
const (
	prefLanguage = "language"
	prefTheme    = "theme" // "dark" or "light"
	prefPerson   = "person"
	prefList     = "list.width"
	prefZoom     = "writing.zoom" // of the page, in percent
	prefLayout   = "print.layout"
	prefOptions  = "print.options" // of the pages, as JSON
	prefFonts    = "print.fonts"   // folder
	prefFont     = "print.font."   // file for the category behind it
	prefPrinter  = "print.printer" // that was used last
	prefShare    = "share.job"     // what share codes looked like last, as JSON
	prefDesign   = "share.design"  // of cards
	prefWidth    = ".width"
	prefHeight   = ".height"
)
