package web

import (
	"strconv"
	"strings"
)

// officialHead writes what an official document says before its text: its number and whom it is sent to (GB/T 9704-2012, 7.2.5 and 7.3.2).
func (w *writer) officialHead() {
	o := w.article.Official
	if o == nil {
		return
	}
	if n := o.Number.String(); n != "" {
		w.element("p", n, "class", "number")
	}
	if len(o.Recipients) > 0 {
		w.element("p", strings.Join(o.Recipients, "，")+"：", "class", "flush")
	}
	w.line()
}

// officialTail writes what an official document says after its text: attachments, organs and date, remark and copies (7.3.4 to 7.3.7, 7.4.2).
func (w *writer) officialTail() {
	o := w.article.Official
	if o == nil {
		return
	}
	for i, a := range o.Attachments {
		name := a.Name
		if len(o.Attachments) > 1 {
			name = strconv.Itoa(i+1) + ". " + name
		}
		w.element("p", w.words.S("web.attachment", "Name", name))
	}
	if signed := append(o.Signing(), o.Posts...); len(signed) > 0 || !o.Date.IsZero() {
		w.start("p", "class", "signed")
		w.text(strings.Join(signed, "　"))
		if !o.Date.IsZero() {
			w.raw("<br>")
			w.text(o.Date.String())
		}
		w.end("p")
	}
	if o.Remark != "" {
		w.element("p", "（"+o.Remark+"）")
	}
	for _, a := range o.Attachments {
		if a.Text == "" {
			continue
		}
		w.element("h2", a.Name)
		for line := range strings.Lines(a.Text) {
			if line = strings.TrimSpace(line); line != "" {
				w.element("p", line)
			}
		}
	}
	if len(o.Copies) > 0 {
		w.element("p", w.words.S("web.copies", "Names", strings.Join(o.Copies, "，")), "class", "flush")
	}
	w.line()
}
