package typeset

import "strings"

// units are the signs that stay with the number before them when a space parts the two (GB 3100-93 and GB 3101-93, 3.3: units follow their
// value; BIPM, The International System of Units, 9th edition, 5.4.3: a space between the two, and they are one quantity). A sign in a cell
// of its own, such as ℃ and ％, is a [Postfix] and needs no row here. Numbers before 年, 个 and other Han words may part (CLREQ 3.1.7).
var units = set(
	"m km dm cm mm μm µm nm pm km/h m/s m/s²", // length and speed
	"m² km² cm² mm² hm² ha m³ cm³ mm³ L l mL ml",
	"g kg mg μg µg t",
	"s min h d ms μs µs ns",
	"K °C °F °",
	"A mA V kV mV W kW MW GW kWh Wh J kJ MJ N kN Pa kPa MPa hPa Hz kHz MHz GHz Ω kΩ F C",
	"mol mol/L mmol mmol/L cd lm lx dB rad sr eV Bq Sv mSv Gy",
	"bit B kB KB MB GB TB PB KiB MiB GiB TiB bps kbps Mbps Gbps px pt dpi ppi rpm",
	"% ‰",
	"a.m. p.m. am pm BC AD",
	"CNY RMB USD EUR GBP JPY HKD",
)

// leaders are the signs that stay with the number behind them when a space parts the two.
var leaders = set("No. Nos. p. pp. § ¥ $ € £ US$ HK$ NT$ RMB CNY USD EUR GBP JPY HKD")

func set(lists ...string) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for _, sign := range strings.Fields(list) {
			out[sign] = true
		}
	}
	return out
}

// measured reports whether a space stands inside a quantity: between a number that ends with one cluster and a unit that begins with another,
// or between a leader and its number.
func (b *builder) measured(last, next int) bool {
	if r := b.clusters[last].r; r >= '0' && r <= '9' {
		return units[strings.TrimRight(b.token(next, 1), ",.;:!?)]")] || units[b.token(next, 1)]
	}
	if r := b.clusters[next].r; r >= '0' && r <= '9' {
		return leaders[strings.TrimLeft(b.token(last, -1), "([")]
	}
	return false
}

// token returns the Western text without a space that begins with a cluster, or that ends with it when step is -1.
func (b *builder) token(i, step int) string {
	from, to := i, i
	for j := i; j >= 0 && j < len(b.clusters) && b.clusters[j].class == Western; j += step {
		from, to = min(from, j), max(to, j)
	}
	return b.text[b.clusters[from].start:b.clusters[to].end]
}
