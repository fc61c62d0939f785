package export

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

func TestOfficialRules(t *testing.T) {
	for _, c := range []struct {
		name  string
		o     Official
		field string // that is wrong; empty for none
	}{
		{"nothing", Official{}, ""},
		{"six digits", Official{Copy: "000012"}, ""},
		{"two digits", Official{Copy: "12"}, "copy"},
		{"full-width digits", Official{Copy: "００００１２"}, "copy"},
		{"secret without a copy number", Official{Secrecy: "机密"}, "copy"},
		{"secret", Official{Secrecy: "机密", Copy: "000001", Term: "10年"}, ""},
		{"internal is no grade", Official{Secrecy: "内部", Copy: "000001"}, "secrecy"},
		{"a term of zero padding", Official{Secrecy: "秘密", Copy: "000001", Term: "01年"}, "term"},
		{"a term alone", Official{Term: "1年"}, "term"},
		{"telegrams are more urgent", Official{Urgency: "特提"}, "urgency"},
		{"文件 twice", Official{Organs: []string{"示例大学文件"}}, "organs"},
		{"a line break in a name", Official{Organs: []string{"示例\n大学"}}, "organs"},
		{"a colon", Official{Recipients: []string{"各单位："}}, "recipients"},
		{"a full stop", Official{Copies: []string{"各单位。"}}, "copies"},
		{"a numbered attachment", Official{Attachments: []Attachment{{Name: "1.名册"}}}, "attachments"},
		{"a year is no number", Official{Attachments: []Attachment{{Name: "2026年名册"}}}, ""},
		{"a mark behind an attachment", Official{Attachments: []Attachment{{Name: "名册；"}}}, "attachments"},
		{"a date that there is not", Official{Date: Day{2026, 2, 30}}, "date"},
		{"a leap day", Official{Date: Day{2028, 2, 29}}, ""},
		{"brackets", Official{Remark: "（此件公开发布）"}, "remark"},
		{"printed before it was signed", Official{Date: Day{2026, 3, 5}, PrintedOn: Day{2026, 3, 4}}, "printed_on"},
		{"printed the same day", Official{Date: Day{2026, 3, 5}, PrintedOn: Day{2026, 3, 5}}, ""},
		{"a number without a code", Official{Number: NoticeNumber{Year: 2026, Serial: 5}}, "number"},
		{"another format", Official{Format: "order"}, "format"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wrong := c.o.Check()
			switch {
			case c.field == "" && len(wrong) > 0:
				t.Errorf("refused: %v", wrong[0])
			case c.field != "" && (len(wrong) == 0 || wrong[0].Field != c.field):
				t.Errorf("%v, want the field %s", wrong, c.field)
			}
		})
	}
}

func TestParseNoticeNumber(t *testing.T) {
	five := NoticeNumber{"彭职院", 2026, 5}
	for _, c := range []struct {
		text string
		want NoticeNumber
		bad  string
	}{
		{"彭职院〔2026〕5号", five, ""}, {" 彭职院[2026]5号 ", five, ""}, {"彭职院（2026）5號", five, ""}, {"彭职院【2026】5号", five, ""}, {"", NoticeNumber{}, ""},
		{"彭职院〔2026〕第5号", five, "official.number_di"}, {"彭职院〔2026〕05号", five, "official.number_zero"},
		{"彭职院〔26〕5号", five, "official.number_year"}, {"〔2026〕5号", five, "official.number_code"}, {"彭职院2026年5号", five, "official.number_form"},
		{"彭职院〔2026〕5", five, "official.number_form"}, {"彭职院〔二〇二六〕5号", five, "official.number_form"}, {"彭职院〔2026〕999999号", five, "official.number_form"},
	} {
		n, err := ParseNoticeNumber(c.text)
		field := new(FieldError)
		switch {
		case c.bad == "" && (err != nil || n != c.want):
			t.Errorf("%q is %v, %v", c.text, n, err)
		case c.bad != "" && (!errors.As(err, &field) || field.Text.ID != c.bad || field.Field != "number"):
			t.Errorf("%q: %v, want %s", c.text, err, c.bad)
		}
	}
}

// FuzzParseNoticeNumber: what is read is well-formed, is written as the standard has it, and is read again as the same.
func FuzzParseNoticeNumber(f *testing.F) {
	for _, s := range []string{"彭职院〔2026〕5号", "a[2026]1号", "国发(1999)25號", "〔〕号", "甲〔2026〕〔2026〕5号", "第〔2026〕第5号"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNoticeNumber(s)
		if err != nil || n == (NoticeNumber{}) {
			return
		}
		if wrong := (Official{Number: n}).Check(); len(wrong) > 0 {
			t.Errorf("%q is read as %+v, which is wrong: %v", s, n, wrong[0])
		}
		if again, err := ParseNoticeNumber(n.String()); err != nil || again != n {
			t.Errorf("%q is read as %+v, that as %+v, %v", s, n, again, err)
		}
	})
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2026年3月5日", "2026-03-05", "2026/3/5", "2026年13月1日", "--", "1949年10月1日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDay(s)
		if err != nil || d.IsZero() {
			return
		}
		text, err := d.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var again Day
		if err := again.UnmarshalText(text); err != nil || again != d {
			t.Errorf("%q is %v, through JSON %v, %v", s, d, again, err)
		}
		if again, err := ParseDay(d.String()); err != nil || again != d {
			t.Errorf("%q is %v, read again %v, %v", s, d, again, err)
		}
	})
}

// TestOfficialFields: what a field shows sets it again, and everything goes through JSON.
func TestOfficialFields(t *testing.T) {
	o := Official{
		Format: LetterFormat, Copy: "000012", Secrecy: "机密", Term: "1年", Urgency: "特急", Organs: []string{"甲校", "乙局"}, Bare: true,
		Number: NoticeNumber{"甲", 2026, 5}, Signers: []string{"王一"}, Recipients: []string{"各处室", "各学院"},
		Attachments: []Attachment{{"名册", "张三\n李四"}, {"表", ""}}, Signatories: []string{"甲校"}, Sealed: true, Posts: []string{"校长"}, Date: Day{2026, 3, 5},
		Remark: "此件公开发布", Copies: []string{"市局"}, PrintedBy: "甲校办公室", PrintedOn: Day{2026, 3, 6},
	}
	data, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	var again Official
	if err := json.Unmarshal(data, &again); err != nil || !reflect.DeepEqual(again, o) {
		t.Errorf("through JSON %+v, %v", again, err)
	}
	for _, name := range OfficialFields() {
		text := o.Field(name)
		if text == "" {
			t.Errorf("%s shows nothing", name)
		}
		if same, err := o.With(name, text); err != nil || !reflect.DeepEqual(same, o) {
			t.Errorf("%s set to %q is %+v, %v", name, text, same, err)
		}
		if none, err := o.With(name, ""); err != nil || none.Field(name) != "" {
			t.Errorf("%s does not go away: %q, %v", name, none.Field(name), err)
		}
	}
}
