// Package notice lays an official document (公文) out as GB/T 9704-2012 asks: [Layout] makes the pages, [Check] measures finished pages and says
// clause by clause whether they meet the standard.
//
// What stands around the text is an [export.Official]. The text is the piece's: its headline is the title, its body the body; kicker, subtitle
// and abstract have no place in the standard and are left out. Two formats are known: the general one (clause 7) and the letter (信函格式,
// clause 10.1).
//
// Everything lies on a grid of 28 characters and 22 lines that fills the type area of 156 × 225 mm (5.2.3). Text becomes rows of whole lines;
// flow.go puts rows on lines. A figure and the rows of a table take as many whole lines as they are high, so that the text below is on the
// grid again. The first page of a letter has a grid of its own, between its title and its second double line.
//
// The standard names five categories of type and no faces. The house has 宋体, 黑体 and 楷体; for 仿宋体 and 小标宋体 it sets Song and bold Song and
// says so in the report, or refuses where it is asked to be strict. [page.Fonts] takes a person's own.
//
// A seal is never drawn. Its place is left free.
package notice
