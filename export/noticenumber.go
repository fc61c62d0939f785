package export

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/assets/catalogue"
)

// NoticeNumber is the number of an official document (发文字号), as 彭职院〔2026〕5号: GB/T 9704-2012, 7.2.5.
type NoticeNumber struct {
	Code   string `json:"code"` // 机关代字
	Year   int    `json:"year"` // all four digits
	Serial int    `json:"serial"`
}

// String returns the number as it is printed, the year in tortoise-shell brackets (六角括号), no 第 and no zeros before the serial.
func (n NoticeNumber) String() string {
	if n == (NoticeNumber{}) {
		return ""
	}
	return n.Code + "〔" + strconv.Itoa(n.Year) + "〕" + strconv.Itoa(n.Serial) + "号"
}

// yearBrackets are what people write for 〔 and 〕, which few keyboards have.
var yearBrackets = [][2]string{{"〔", "〕"}, {"[", "]"}, {"［", "］"}, {"(", ")"}, {"（", "）"}, {"【", "】"}, {"﹝", "﹞"}}

// ParseNoticeNumber reads a number as a person writes it. Other brackets are read as 〔 〕; everything else must be as the standard has it. No
// text is no number. The error is a [FieldError].
func ParseNoticeNumber(s string) (NoticeNumber, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return NoticeNumber{}, nil
	}
	bad := func(id string) (NoticeNumber, error) {
		return NoticeNumber{}, &FieldError{"number", catalogue.T(id)}
	}
	code, year, serial := "", "", ""
	for _, b := range yearBrackets {
		before, rest, ok := strings.Cut(s, b[0])
		if !ok {
			continue
		}
		if inside, after, ok := strings.Cut(rest, b[1]); ok {
			code, year, serial = strings.TrimSpace(before), strings.TrimSpace(inside), strings.TrimSpace(after)
			break
		}
	}
	if year == "" && serial == "" {
		return bad("official.number_form")
	}
	if strings.HasPrefix(serial, "第") {
		return bad("official.number_di")
	}
	count, ok := strings.CutSuffix(strings.Replace(serial, "號", "号", 1), "号")
	if !ok {
		return bad("official.number_form")
	}
	if strings.HasPrefix(count, "0") {
		return bad("official.number_zero")
	}
	if !digits(year) || !digits(count) || len(count) > 5 {
		return bad("official.number_form")
	}
	if len(year) != 4 {
		return bad("official.number_year")
	}
	n := NoticeNumber{Code: code}
	var err error
	if n.Year, err = strconv.Atoi(year); err != nil {
		return NoticeNumber{}, fmt.Errorf("export: year of a number: %w", err)
	}
	if n.Serial, err = strconv.Atoi(count); err != nil {
		return NoticeNumber{}, fmt.Errorf("export: serial of a number: %w", err)
	}
	if text, ok := n.check(); !ok {
		return NoticeNumber{}, &FieldError{"number", text}
	}
	return n, nil
}

// check reports what is wrong with the number.
func (n NoticeNumber) check() (catalogue.Text, bool) {
	switch {
	case !isName(n.Code) || utf8.RuneCountInString(n.Code) > 20 || strings.ContainsAny(n.Code, "〔〕[]［］()（）【】﹝﹞第号"):
		return catalogue.T("official.number_code"), false
	case n.Year < 1949 || n.Year > 2999:
		return catalogue.T("official.number_year"), false
	case n.Serial < 1 || n.Serial > 99999:
		return catalogue.T("official.number_form"), false
	}
	return catalogue.Text{}, true
}
