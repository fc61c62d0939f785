// Package han knows what the characters of Chinese texts are, as far as reading texts from outside needs it: which ones are common, which
// belong to one script only, which are blanks. Its tables serve to compare and to guess; no text is converted with them.
package han
