package word

import (
	"strconv"
	"strings"
)

// numeral writes a number in a format of ISO/IEC 29500-1, 17.18.59. Formats that are not known here are decimal.
func numeral(format string, n int) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "decimalFullWidth":
		return strings.Map(func(c rune) rune { return c - '0' + '\uff10' }, strconv.Itoa(max(n, 0)))
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return within(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	case "lowerLetter":
		return letters(n, 'a')
	case "upperLetter":
		return letters(n, 'A')
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return counting(n, "零一二三四五六七八九", "十百千")
	case "chineseLegalSimplified":
		return counting(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
	case "ideographLegalTraditional", "japaneseLegal":
		return counting(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		digits := []rune("〇一二三四五六七八九")
		return strings.Map(func(c rune) rune { return digits[c-'0'] }, strconv.Itoa(max(n, 0)))
	case "ideographTraditional":
		return within(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return within(n, "子丑寅卯辰巳午未申酉戌亥")
	}
	return strconv.Itoa(n)
}

// within returns the n-th of some signs, and a decimal number behind the last.
func within(n int, signs string) string {
	if r := []rune(signs); n >= 1 && n <= len(r) {
		return string(r[n-1])
	}
	return strconv.Itoa(n)
}

// letters counts a to z, aa to zz and so on (17.18.59, lowerLetter).
func letters(n int, first byte) string {
	if n < 1 || n > 26*50 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune(first)+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			out.WriteString(r.sign)
		}
	}
	return out.String()
}

// counting writes a number under ten thousand in Chinese, 十一 and not 一十一.
func counting(n int, digits, units string) string {
	if n < 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	d, u := []rune(digits), []rune(units)
	if n < 10 {
		return string(d[n])
	}
	var out []rune
	zero := false
	for i := 3; i >= 0; i-- {
		p := []int{1, 10, 100, 1000}[i]
		v := n / p % 10
		switch {
		case v == 0:
			zero = len(out) > 0
			continue
		case zero:
			out = append(out, d[0])
		}
		zero = false
		if !(v == 1 && i == 1 && len(out) == 0) {
			out = append(out, d[v])
		}
		if i > 0 {
			out = append(out, u[i-1])
		}
	}
	return string(out)
}
