package note

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// Namespaces of XMP.
const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsPhotoshop = "http://ns.adobe.com/photoshop/1.0/"
	nsRights    = "http://ns.adobe.com/xap/1.0/rights/"
	nsIPTC      = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
)

// property returns the field of a note that a property of XMP is (IPTC Photo Metadata 2023.2, part C), or nil.
func (n *Note) property(name xml.Name) *string {
	switch (xml.Name{Space: name.Space, Local: name.Local}) {
	case xml.Name{Space: nsDC, Local: "creator"}:
		return &n.Creator
	case xml.Name{Space: nsDC, Local: "description"}:
		return &n.Caption
	case xml.Name{Space: nsDC, Local: "rights"}:
		return &n.Rights
	case xml.Name{Space: nsPhotoshop, Local: "Credit"}:
		return &n.Credit
	case xml.Name{Space: nsPhotoshop, Local: "Source"}:
		return &n.Source
	case xml.Name{Space: nsRights, Local: "UsageTerms"}:
		return &n.Terms
	case xml.Name{Space: nsIPTC, Local: "AltTextAccessibility"}:
		return &n.Alt
	}
	return nil
}

// deepest is how deep a packet may nest.
const deepest = 32

// readXMP reads a packet: properties as attributes, as elements, and as lists, whose first item is taken (of people all).
func readXMP(b []byte) (n Note) {
	if len(b) == 0 || len(b) > MaxBytes {
		return Note{}
	}
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	var field *string
	var text strings.Builder
	depth, from := 0, 0
	put := func(f *string) {
		if s := clean([]byte(text.String())); s != "" {
			switch {
			case *f == "":
				*f = s
			case f == &n.Creator && len(*f)+len(s) < most:
				*f += "、" + s
			}
		}
		text.Reset()
	}
	for {
		token, err := d.Token()
		if err != nil { // the end, or what can be read no more
			return n
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return n
			}
			if field == nil {
				for _, a := range t.Attr {
					if f := n.property(a.Name); f != nil && *f == "" {
						*f = clean([]byte(a.Value))
					}
				}
				if field = n.property(t.Name); field != nil {
					from = depth
				}
			}
			text.Reset()
		case xml.CharData:
			if field != nil && text.Len() < 4*most {
				text.Write(t)
			}
		case xml.EndElement:
			if field != nil && (t.Name == xml.Name{Space: nsRDF, Local: "li"} || depth == from) {
				put(field)
			}
			if depth == from {
				field = nil
			}
			depth--
		}
	}
}
