package intake

// Report tells how a file was read and what was left out.
type Report struct {
	Encoding string    // the encoding that was used: utf-8, utf-16le, utf-16be, gb18030, big5 or another name of the WHATWG standard
	How      string    // html, html-density (readability found nothing), page-text, text or markdown
	Dropped  []Dropped // in the order of the page
	Notes    []Note
}

// Dropped is something of the page that is not in the document.
type Dropped struct {
	Text    string   // what it said: of a picture its caption or alternative text
	Why     Reason   //
	Fields  []string // for Label: the fields of Properties it filled, or Abstract; none if they were filled already
	Address string   // of a picture or of a link
}

// Note is something an editor should know though nothing was lost by it.
type Note struct {
	Kind  NoteKind
	Text  string // what it is about; see the kinds
	Count int    // how many, where the kind counts
}

func (r *Report) note(kind NoteKind, text string, count int) {
	r.Notes = append(r.Notes, Note{kind, text, count})
}

// Reason is why something is not in the document.
type Reason uint8

// The reasons.
const (
	Label            Reason = iota + 1 // became a property
	HeadlineCopy                       // the headline again
	Breadcrumb                         // 您现在的位置
	Navigation                         // menus and lists of links
	SideColumn                         //
	Sharing                            // 分享到, 扫一扫
	Comments                           //
	Related                            // 相关阅读, 上一篇, 下一篇
	Footer                             // copyright, registration numbers
	Advertisement                      //
	Tools                              // font size, print, buttons, fields
	Surroundings                       // stands outside the article and is nothing in particular
	AfterCredits                       // follows the credits that end the article
	Hidden                             // not shown by a browser
	Script                             // scripts, styles, embedded objects
	PictureElsewhere                   // a picture that is not in the file; nothing is fetched
	PictureDamaged                     // a picture in the file that cannot be used
	PictureFormat                      // a picture of a kind that nothing here can draw: EMF, WMF, TIFF
	HeaderFooter                       // at the head or foot of every page of a Word file
	Contents                           // a table of contents
	Macros                             // programs in a Word file
	SpamGambling                       //
	SpamLottery                        //
	SpamPornography                    //
	SpamPiracy                         // pirated films and series
	SpamInvoices                       // invoices, certificates and diplomas for sale
	SpamLoans                          //
	SpamGames                          // private game servers and boosting
	SpamLinks                          // a run of links to other sites
)

var reasonNames = map[Reason]string{
	Label: "label", HeadlineCopy: "headline-copy", Breadcrumb: "breadcrumb", Navigation: "navigation", SideColumn: "side-column",
	Sharing: "sharing", Comments: "comments", Related: "related", Footer: "footer", Advertisement: "advertisement", Tools: "tools",
	Surroundings: "surroundings", AfterCredits: "after-credits", Hidden: "hidden", Script: "script", PictureElsewhere: "picture-elsewhere",
	PictureDamaged: "picture-damaged", PictureFormat: "picture-format", HeaderFooter: "header-footer", Contents: "contents", Macros: "macros",
	SpamGambling: "spam-gambling", SpamLottery: "spam-lottery", SpamPornography: "spam-pornography",
	SpamPiracy: "spam-piracy", SpamInvoices: "spam-invoices", SpamLoans: "spam-loans", SpamGames: "spam-games", SpamLinks: "spam-links",
}

// ID returns the catalogue id of the reason's name: intake.reason.label and so on.
func (r Reason) ID() string { return "intake.reason." + reasonNames[r] }

// String returns the reason as one English word, for logs.
func (r Reason) String() string { return reasonNames[r] }

// IsSpam reports whether the reason is a kind of injected spam.
func (r Reason) IsSpam() bool { return r >= SpamGambling }

// NoteKind is a kind of note.
type NoteKind uint8

// The notes.
const (
	EncodingDiffers   NoteKind = iota + 1 // Text is the encoding that was declared and is not the true one
	EncodingGuessed                       // nothing was declared; Text is what was used
	TruncatedText                         // the file ends in the middle of a character
	BrokenBytes                           // Count bytes outside the article are no characters
	ControlCharacters                     // Count control characters were removed
	BidiControls                          // Count invisible marks of writing direction are in the text
	SpamLinkInText                        // Text is the words of a link that was cut out of a paragraph
	HiddenInText                          // Text is hidden words that were cut out of a paragraph
	TimeNotUnderstood                     // Text is the time as the page gives it
	LabelAgain                            // Text is a label whose property had another value already
	NoHeadline                            // none was found
	LinkRemoved                           // Text is the words of a link, kept, whose address is of no use (script, file, damaged)
	TableSimplified                       // Count tables lost something a cell cannot hold: a heading's rank, a picture, a table inside
	Insertions                            // Count tracked insertions of a Word file were accepted
	Deletions                             // Count tracked deletions were left out
	Moves                                 // Count tracked moves: the text stands where it was moved to
	ChangesKept                           // Count tracked changes are open changes of the article
	CommentsLeftOut                       // Count comments of a Word file
	Endnotes                              // Count endnotes became footnotes
	TextBoxes                             // the text of Count boxes follows the paragraph they hang on
	PicturesMoved                         // Count pictures of cells follow their table
	PicturesCropped                       // Count pictures show more than they did in Word
	NumbersTyped                          // Count automatic numbers became text
	Formulas                              // Count formulas became plain text
	PhoneticGuides                        // Count phonetic guides were left out
	UnknownSymbols                        // Count symbols of special fonts are not known; Text is the first
	OutsideFile                           // a Word file refers to Count things outside of it; Text is the first address
	HeadlineOfFile                        // the headline is the title in the file's properties, Text
)

var noteNames = map[NoteKind]string{
	EncodingDiffers: "encoding-differs", EncodingGuessed: "encoding-guessed", TruncatedText: "truncated-text", BrokenBytes: "broken-bytes",
	ControlCharacters: "control-characters", BidiControls: "bidi-controls", SpamLinkInText: "spam-link-in-text",
	HiddenInText: "hidden-in-text", TimeNotUnderstood: "time-not-understood", LabelAgain: "label-again", NoHeadline: "no-headline",
	LinkRemoved: "link-removed", TableSimplified: "table-simplified", Insertions: "insertions", Deletions: "deletions", Moves: "moves", ChangesKept: "changes-kept",
	CommentsLeftOut: "comments-left-out", Endnotes: "endnotes", TextBoxes: "text-boxes", PicturesMoved: "pictures-moved",
	PicturesCropped: "pictures-cropped", NumbersTyped: "numbers-typed", Formulas: "formulas", PhoneticGuides: "phonetic-guides",
	UnknownSymbols: "unknown-symbols", OutsideFile: "outside-file", HeadlineOfFile: "headline-of-file",
}

// ID returns the catalogue id of the note's sentence: intake.note.encoding-differs and so on. The sentence may name {{.Text}} and {{.Count}}.
func (k NoteKind) ID() string { return "intake.note." + noteNames[k] }

// String returns the kind as one English word, for logs.
func (k NoteKind) String() string { return noteNames[k] }
