package intake

import (
	"bytes"
	"errors"

	"galley/editor/intake/han"
	"galley/editor/intake/word"
	"galley/editor/model"
)

// isOffice reports whether a file is a container as Word writes it, new (zip) or old (compound file).
func isOffice(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
}

// wordReasons and wordNotes are what the kinds of a Word file's report are here.
var (
	wordReasons = map[word.Reason]Reason{
		word.Hidden: Hidden, word.HeaderFooter: HeaderFooter, word.Contents: Contents, word.PictureElsewhere: PictureElsewhere,
		word.PictureDamaged: PictureDamaged, word.PictureFormat: PictureFormat, word.Embedded: Script, word.Macros: Macros,
	}
	wordNotes = map[word.NoteKind]NoteKind{
		word.Insertions: Insertions, word.Deletions: Deletions, word.Moves: Moves, word.Comments: CommentsLeftOut, word.Endnotes: Endnotes,
		word.TextBoxes: TextBoxes, word.Simplified: TableSimplified, word.PicturesMoved: PicturesMoved, word.PicturesCropped: PicturesCropped,
		word.NumbersTyped: NumbersTyped, word.Formulas: Formulas, word.PhoneticGuides: PhoneticGuides, word.UnknownSymbols: UnknownSymbols,
		word.ControlCharacters: ControlCharacters, word.LinkUnusable: LinkRemoved, word.Outside: OutsideFile,
	}
	wordErrors = map[error]error{
		word.ErrNotWord: ErrNotText, word.ErrOld: ErrOldFormat, word.ErrEncrypted: ErrEncrypted, word.ErrDamaged: ErrDamaged, word.ErrTooLarge: ErrTooLarge,
	}
)

// readWord reads a Word file. Nothing in it is taken for a label or for furniture: it is a person's own text.
func (r *reader) readWord(carried func(word.Revision) bool) error {
	d, err := word.ReadWith(r.ctx, r.src.Data, carried)
	var refused *word.Error
	if errors.As(err, &refused) {
		return &Error{Err: wordErrors[refused.Err], Name: r.src.Name, Detail: refused.Detail, Limit: refused.Limit}
	}
	if err != nil {
		return err
	}
	r.report.How, r.report.Encoding, r.broken, r.revisions = "word", "docx", -1, d.Revisions
	r.headline, r.kicker, r.subtitle, r.abstract, r.body, r.pictures = d.Headline, d.Kicker, d.Subtitle, d.Abstract, d.Body, d.Pictures
	if len(r.body) == 0 && len(r.headline) > 0 {
		r.body = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
	}
	if len(r.headline) == 0 && len(r.body) > 0 && d.Title != "" {
		r.headline = []*model.Node{model.NewText(d.Title)}
		r.report.note(HeadlineOfFile, d.Title, 0)
	}
	r.props.Keywords = d.Keywords
	if d.Creator != "" {
		r.props.Authors = split(d.Creator)
	}
	for _, x := range d.Report.Dropped {
		r.report.Dropped = append(r.report.Dropped, Dropped{Text: han.Squeeze(x.Text), Why: wordReasons[x.Why], Address: x.Address})
	}
	for _, n := range d.Report.Notes {
		r.report.note(wordNotes[n.Kind], n.Text, n.Count)
	}
	return nil
}
