package sheet_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"galley/export/sheet"
)

func table() sheet.Table {
	return sheet.Table{
		Title: "统计 [2026/11]", Head: []string{"人员", "发布", "中位（天）"}, Foot: 1,
		Rows: [][]sheet.Cell{
			{sheet.Text("=HYPERLINK(\"http://evil\")"), sheet.Whole(3), sheet.Decimal(1.25)},
			{sheet.Text("甲,\"乙\"\n丙"), sheet.Whole(-1), {}},
			{sheet.Text("合计"), sheet.Whole(2), sheet.Decimal(0.04)},
		},
	}
}

func TestCSV(t *testing.T) {
	data, err := table().CSV()
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeff人员,发布,中位（天）\r\n\"'=HYPERLINK(\"\"http://evil\"\")\",3,1.3\r\n\"甲,\"\"乙\"\"\r\n丙\",-1,\r\n合计,2,0.0\r\n"
	if string(data) != want {
		t.Errorf("got\n%q\nwant\n%q", data, want)
	}
}

func TestWorkbook(t *testing.T) {
	data, err := table().Workbook()
	if err != nil {
		t.Fatal(err)
	}
	again, err := table().Workbook()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("equal tables are not equal bytes (%v)", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := "统计 202611"
	for cell, want := range map[string]string{"A1": "人员", "A2": "=HYPERLINK(\"http://evil\")", "B2": "3", "C2": "1.3", "A3": "甲,\"乙\"\n丙", "B3": "-1", "C3": "", "C4": "0.0"} {
		if got, err := f.GetCellValue(name, cell); got != want || err != nil {
			t.Errorf("%s is %q (%v), want %q", cell, got, err, want)
		}
		if formula, err := f.GetCellFormula(name, cell); formula != "" || err != nil {
			t.Errorf("%s is a formula: %q (%v)", cell, formula, err)
		}
	}
	if kind, err := f.GetCellType(name, "B2"); kind == excelize.CellTypeSharedString || err != nil {
		t.Errorf("a number is kept as a text (%v)", err)
	}
}

// TestTextsComeBack: any text comes back from CSV as it was, but for the apostrophe, and none begins as a formula does.
func TestTextsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[=+\-@＝＋－＠'\t]{0,2}[a-z甲乙,"; ]{0,8}`).Draw(t, "text")
		data, err := sheet.Table{Head: []string{"a", "b"}, Rows: [][]sheet.Cell{{sheet.Text(text), sheet.Whole(1)}}}.CSV()
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		got := rows[1][0]
		if got != text && got != "'"+text {
			t.Fatalf("%q came back as %q", text, got)
		}
		if r := []rune(got); len(r) > 0 && strings.ContainsRune("=+-@＝＋－＠\t", r[0]) {
			t.Fatalf("%q begins as a formula does", got)
		}
	})
}

// TestWideTable has more columns than the alphabet has letters, twice.
func TestWideTable(t *testing.T) {
	var wide sheet.Table
	row := make([]sheet.Cell, 60)
	for x := range row {
		row[x] = sheet.Whole(x)
		wide.Head = append(wide.Head, "x")
	}
	wide.Rows = [][]sheet.Cell{row}
	data, err := wide.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"Z2": "25", "AA2": "26", "AZ2": "51", "BH2": "59"} {
		if got, err := f.GetCellValue("Sheet1", cell); got != want || err != nil {
			t.Errorf("%s is %q (%v), want %q", cell, got, err, want)
		}
	}
}
