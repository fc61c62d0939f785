package export

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/assets/catalogue"
)

// Official is what an official document (公文) says beside its title and text: the elements of GB/T 9704-2012, clause 7. The zero value of a
// field leaves the element out. It is a value: copy, change, compare.
type Official struct {
	Format      Format       `json:"format"`
	Copy        string       `json:"copy,omitempty"`        // 份号, six digits
	Secrecy     string       `json:"secrecy,omitempty"`     // 密级: one of [Secrecies]
	Term        string       `json:"term,omitempty"`        // 保密期限: 10年, 6个月, 长期
	Urgency     string       `json:"urgency,omitempty"`     // 紧急程度: one of [Urgencies]
	Organs      []string     `json:"organs,omitempty"`      // 发文机关, the one that leads first
	Bare        bool         `json:"bare,omitempty"`        // the organs' names without 文件 in the red head
	Number      NoticeNumber `json:"number,omitzero"`       // 发文字号
	Signers     []string     `json:"signers,omitempty"`     // 签发人, of a document to a higher organ
	Recipients  []string     `json:"recipients,omitempty"`  // 主送机关: groups, set with ， between them
	Attachments []Attachment `json:"attachments,omitempty"` // 附件
	Signatories []string     `json:"signatories,omitempty"` // 发文机关署名; none for the organs themselves
	Sealed      bool         `json:"sealed,omitempty"`      // a place is left for the seals
	Posts       []string     `json:"posts,omitempty"`       // 签发人职务 in full, one for each organ: a place is left for the stamp of each signer's name, and no organ signs
	Date        Day          `json:"date,omitzero"`         // 成文日期
	Remark      string       `json:"remark,omitempty"`      // 附注, without its brackets
	Copies      []string     `json:"copies,omitempty"`      // 抄送机关: groups, set with ， between them
	PrintedBy   string       `json:"printed_by,omitempty"`  // 印发机关
	PrintedOn   Day          `json:"printed_on,omitzero"`   // 印发日期
}

// Format is one of the formats of an official document.
type Format string

// The formats.
const (
	DocumentFormat Format = ""       // the general format, clause 7
	LetterFormat   Format = "letter" // 信函格式, clause 10.1
)

// Attachment is a paper that goes with an official document.
type Attachment struct {
	Name string `json:"name"`
	Text string `json:"text,omitempty"` // its paragraphs, a line each; empty where it is sent by itself
}

// Secrecies returns the grades of secrecy, the highest first (保守国家秘密法, article 14).
func Secrecies() []string { return []string{"绝密", "机密", "秘密"} }

// Urgencies returns the grades of urgency of a document on paper (党政机关公文处理工作条例, article 9).
func Urgencies() []string { return []string{"特急", "加急"} }

// Signing returns the organs whose names stand under the document: none where the signers' stamps do.
func (o Official) Signing() []string {
	if len(o.Posts) > 0 {
		return nil
	}
	if len(o.Signatories) > 0 {
		return o.Signatories
	}
	return o.Organs
}

// Issuing returns the organs whose document it is, whoever signs it.
func (o Official) Issuing() []string {
	if organs := o.Signing(); len(organs) > 0 {
		return organs
	}
	return o.Organs
}

// fieldTexts name the fields of an [Official].
var fieldTexts = map[string]string{
	"format": "official.format", "copy": "official.copy", "secrecy": "official.secrecy", "term": "official.term", "urgency": "official.urgency",
	"organs": "official.organs", "bare": "official.bare", "number": "official.number", "signers": "official.signers", "recipients": "official.recipients",
	"attachments": "official.attachments", "signatories": "official.signatories", "sealed": "official.sealed", "posts": "official.posts", "date": "official.date",
	"remark": "official.remark", "copies": "official.copies", "printed_by": "official.printed_by", "printed_on": "official.printed_on",
}

// FieldText returns the trade's word for a field of an [Official], named as in JSON.
func FieldText(field string) catalogue.Text {
	if id, ok := fieldTexts[field]; ok {
		return catalogue.T(id)
	}
	return catalogue.T("official.other", "Field", field)
}

// FieldError says what is wrong with one field of an [Official] and what to do about it.
type FieldError struct {
	Field string // as in JSON: copy, number, attachments
	Text  catalogue.Text
}

// Error returns the field and the sentence in English.
func (e *FieldError) Error() string {
	return "export: official " + e.Field + ": " + catalogue.For(catalogue.En).Say(e.Text)
}

// The most that an element may have, so that a page can be made of it.
const (
	maxWords  = 200 // characters of a name
	maxList   = 60  // names in a list
	maxPaper  = 200_000
	maxCopies = 600 // characters of all copies together
)

// officialRules are what the fields must be, each with the clause of GB/T 9704-2012 or the reason beside it.
var officialRules = []struct {
	field string
	holds func(Official) bool
	text  string // what to do
}{
	{"format", func(o Official) bool { return o.Format == DocumentFormat || o.Format == LetterFormat }, "official.bad_format"},
	{"copy", func(o Official) bool { return o.Copy == "" || len(o.Copy) == 6 && digits(o.Copy) }, "official.bad_copy"},               // 7.2.1
	{"secrecy", func(o Official) bool { return o.Secrecy == "" || slices.Contains(Secrecies(), o.Secrecy) }, "official.bad_secrecy"}, // 7.2.2
	{"copy", func(o Official) bool { return o.Secrecy == "" || o.Copy != "" }, "official.secret_copy"},                               // 条例, article 9
	{"term", func(o Official) bool { return o.Term == "" || o.Secrecy != "" }, "official.lone_term"},                                 // 7.2.2
	{"term", func(o Official) bool { return o.Term == "" || isTerm(o.Term) }, "official.bad_term"},                                   // 7.2.2
	{"urgency", func(o Official) bool { return o.Urgency == "" || slices.Contains(Urgencies(), o.Urgency) }, "official.bad_urgency"}, // 7.2.3
	{"organs", func(o Official) bool { return all(o.Organs, isName) }, "official.bad_name"},                                          // 7.2.4
	{"organs", func(o Official) bool {
		return all(o.Organs, func(s string) bool { return !strings.HasSuffix(s, "文件") })
	}, "official.twice_file"}, // the layout adds it
	{"signers", func(o Official) bool { return all(o.Signers, isName) }, "official.bad_name"},                                                 // 7.2.6
	{"recipients", func(o Official) bool { return all(o.Recipients, isName) }, "official.bad_name"},                                           // 7.3.2
	{"recipients", func(o Official) bool { return all(o.Recipients, endsBare) }, "official.end_mark"},                                         // 7.3.2: the layout adds the colon
	{"attachments", func(o Official) bool { return len(o.Attachments) <= maxList && all(names(o.Attachments), isName) }, "official.bad_name"}, // 7.3.4
	{"attachments", func(o Official) bool { return all(names(o.Attachments), endsBare) }, "official.end_mark"},                                // 7.3.4: no mark behind a name
	{"attachments", func(o Official) bool { return !slices.ContainsFunc(names(o.Attachments), isNumbered) }, "official.numbered"},             // 7.3.4: the layout counts them
	{"attachments", func(o Official) bool { return all(papers(o.Attachments), isPaper) }, "official.bad_paper"},
	{"signatories", func(o Official) bool { return all(o.Signatories, isName) }, "official.bad_name"},                                    // 7.3.5
	{"posts", func(o Official) bool { return all(o.Posts, isName) }, "official.bad_name"},                                                // 7.3.5.3
	{"posts", func(o Official) bool { return len(o.Posts) == 0 || !o.Sealed }, "official.seal_or_stamp"},                                 // 7.3.5: one of the three
	{"posts", func(o Official) bool { return len(o.Posts) == 0 || len(o.Signatories) == 0 }, "official.stamp_or_organ"},                  // 7.3.5.3
	{"date", func(o Official) bool { return o.Date.IsZero() || o.Date.valid() }, "official.bad_date"},                                    // 7.3.5.4
	{"remark", func(o Official) bool { return o.Remark == "" || isName(o.Remark) }, "official.bad_name"},                                 // 7.3.6
	{"remark", func(o Official) bool { return !bracketed(o.Remark) }, "official.bracketed"},                                              // 7.3.6: the layout adds them
	{"copies", func(o Official) bool { return all(o.Copies, isName) }, "official.bad_name"},                                              // 7.4.2
	{"copies", func(o Official) bool { return all(o.Copies, endsBare) }, "official.end_mark"},                                            // 7.4.2: the layout adds the full stop
	{"copies", func(o Official) bool { return utf8.RuneCountInString(strings.Join(o.Copies, "")) <= maxCopies }, "official.many_copies"}, // they go on one page
	{"printed_by", func(o Official) bool { return o.PrintedBy == "" || isName(o.PrintedBy) }, "official.bad_name"},                       // 7.4.3
	{"printed_on", func(o Official) bool { return o.PrintedOn.IsZero() || o.PrintedOn.valid() }, "official.bad_date"},                    // 7.4.3
	{"printed_on", func(o Official) bool { return o.PrintedOn.IsZero() || o.Date.IsZero() || !o.PrintedOn.before(o.Date) }, "official.early_print"},
}

// Check returns a [FieldError] for every field that is not what it should be, in the order of the table, one a field. An element that is not
// there is no error: see [Official.Missing].
func (o Official) Check() []*FieldError {
	var out []*FieldError
	add := func(e *FieldError) {
		if !slices.ContainsFunc(out, func(x *FieldError) bool { return x.Field == e.Field }) {
			out = append(out, e)
		}
	}
	for _, r := range officialRules {
		if !r.holds(o) {
			add(&FieldError{r.field, catalogue.T(r.text)})
		}
	}
	if o.Number != (NoticeNumber{}) {
		if text, ok := o.Number.check(); !ok {
			add(&FieldError{"number", text})
		}
	}
	return out
}

// Missing returns the fields without which a document is not complete, in the order of the page: who issues it, its number, its date
// (党政机关公文处理工作条例, article 9).
func (o Official) Missing() []string {
	var out []string
	for _, f := range []struct {
		field string
		there bool
	}{{"organs", len(o.Organs) > 0}, {"number", o.Number != (NoticeNumber{})}, {"date", !o.Date.IsZero()}} {
		if !f.there {
			out = append(out, f.field)
		}
	}
	return out
}

func all(list []string, holds func(string) bool) bool {
	return len(list) <= maxList && !slices.ContainsFunc(list, func(s string) bool { return !holds(s) })
}

func names(list []Attachment) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.Name
	}
	return out
}

func papers(list []Attachment) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.Text
	}
	return out
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// isName reports whether s can stand in a line as it is.
func isName(s string) bool {
	return s != "" && strings.TrimSpace(s) == s && utf8.RuneCountInString(s) <= maxWords && isText(s) && !strings.ContainsAny(s, "\n\t")
}

// isPaper reports whether s can be the text of an attachment.
func isPaper(s string) bool { return utf8.RuneCountInString(s) <= maxPaper && isText(s) }

func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r < 0x20 && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == utf8.RuneError
	})
}

func endsBare(s string) bool { return !strings.ContainsAny(lastOf(s), "：:。.，,；;、") }

func lastOf(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// isNumbered reports whether a name begins with its own number, as in 1．名册.
func isNumbered(s string) bool {
	rest := strings.TrimLeft(s, "0123456789")
	return rest != s && rest != "" && strings.ContainsAny(rest[:1], ".") || rest != s && (strings.HasPrefix(rest, "．") || strings.HasPrefix(rest, "、"))
}

func bracketed(s string) bool {
	return strings.HasPrefix(s, "（") && strings.HasSuffix(s, "）") || strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
}

// isTerm reports whether s is a term of secrecy: 长期, or a count of years, months or days without zeros before it.
func isTerm(s string) bool {
	if s == "长期" || s == "長期" {
		return true
	}
	for _, unit := range []string{"个月", "個月", "年", "天", "日"} {
		if n, ok := strings.CutSuffix(s, unit); ok {
			return digits(n) && n[0] != '0' && len(n) <= 3
		}
	}
	return false
}
