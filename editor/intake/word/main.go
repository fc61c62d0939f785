package word

import (
	"strings"

	"galley/editor/intake/word/opc"
)

// programs are the owners of main parts that are not Word's, by a word of their content type.
var programs = []struct{ word, detail string }{{"spreadsheetml", "xlsx"}, {"ms-excel", "xlsx"}, {"presentationml", "pptx"}, {"ms-powerpoint", "pptx"}}

// mainPart finds the part that holds the document.
func mainPart(c *opc.Container) (string, error) {
	name := "word/document.xml"
	rels, err := c.Relations("")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if r.Kind == "officeDocument" && !r.External && c.Has(r.Target) {
			name = r.Target
		}
	}
	kind, err := c.ContentType(name)
	if err != nil {
		return "", err
	}
	for _, p := range programs {
		if strings.Contains(kind, p.word) {
			return "", &opc.Error{Err: ErrNotWord, Detail: p.detail}
		}
	}
	if !c.Has(name) {
		if c.Has("mimetype") && c.Has("content.xml") {
			return "", &opc.Error{Err: ErrNotWord, Detail: "odt"}
		}
		if c.Has("[Content_Types].xml") {
			return "", opc.Damaged(name, nil)
		}
		return "", &opc.Error{Err: ErrNotWord, Detail: "zip"}
	}
	return name, nil
}
