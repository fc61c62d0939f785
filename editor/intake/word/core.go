package word

import (
	"slices"
	"strings"

	"galley/editor/intake/han"
	"galley/editor/intake/word/opc"
)

// nobody are creators that programs and shops put into files, in lower case.
var nobody = []string{
	"administrator", "admin", "user", "owner", "unknown", "author", "windows user", "microsoft office user", "microsoft", "lenovo", "dell", "hp", "asus", "acer",
	"thinkpad", "huawei", "微软用户", "微軟使用者", "windows 用户", "用户", "user name", "wps office", "kingsoft", "python-docx", "apache poi", "un-named", "openoffice", "libreoffice", "pc",
}

// properties reads the core properties (ECMA-376-2, 8.3).
func readProperties(c *opc.Container) (Properties, error) {
	var p Properties
	rels, err := c.Relations("")
	if err != nil {
		return p, err
	}
	for _, rel := range rels {
		if rel.Kind != "core-properties" || rel.External || !c.Has(rel.Target) {
			continue
		}
		return p, c.Scan(rel.Target, func(s *opc.Scanner, root opc.Element) error {
			return s.Each(func(e opc.Element) error {
				if e.Name != "dc:title" && e.Name != "dc:creator" && e.Name != "cp:keywords" {
					return nil
				}
				v, err := s.Text()
				v, _ = clean(v)
				switch v = han.Squeeze(v); {
				case e.Name == "dc:title":
					p.Title = v
				case e.Name == "cp:keywords":
					p.Keywords = keywords(v)
				case !slices.Contains(nobody, strings.ToLower(v)):
					p.Creator = v
				}
				return err
			})
		})
	}
	return p, nil
}

// keywords parts a list of keywords: at commas and semicolons, or at blanks if it has neither.
func keywords(s string) []string {
	parts := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",，、;；", c) })
	if len(parts) == 1 {
		parts = strings.Fields(s)
	}
	var out []string
	for _, k := range parts {
		if k = han.Squeeze(k); k != "" && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}
