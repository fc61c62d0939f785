// Package desk is Galley's windows: the desk with its lists and the article as it will be read, the writing window, the review window, and
// the dialogs for taking in, handing over, publishing, sharing and exporting.
//
// The package decides nothing about articles. It asks a [Newsroom] what there is and who may do what, shows the answer, and shows every
// refusal in the newsroom's words. Text that a person typed is never lost: the writing window saves a second after the first key that is not stored, and when
// it cannot, it says why and offers to keep the text in a file.
//
// # Goroutines
//
// Everything that touches a window runs on Fyne's goroutine. Work that may take longer than a frame goes through [desk.work], which runs it
// elsewhere and comes back with fyne.Do; no other function of the package starts a goroutine. Time, timers, files to be opened and the
// system are given by the caller in [Params], so that the windows can be driven and drawn in a test without a display.
//
// # Files
//
//	desk.go       the desk as a whole: who is here, the language, which windows are open
//	main.go       the main window: first start and signing in (people.go), or the desk itself (top.go, reading.go, lists)
//	writing.go    the writing window; the package draft is its saving
//	page.go       the page in it, an editor of editor/view; tools.go, writingmenu.go, outline.go, finder.go and figure.go are what stands around it
//	tenure.go     who writes on its article: reading what another writes, taking over, what was lost
//	typed.go      the properties beside it
//	review.go     the review window
//	versions.go   the window of an article's versions, with the pages of the package compare; versionlist.go is what its lists show
//	sharing.go    the share window: sharecode.go and sharecard.go are its tabs, sharemany.go makes many codes
//	phone.go      the window of an article that is read on a phone
//	printing.go   the print window, with the pages of the package print; sending.go asks for a printer, copyfit.go says how a text will fall, batch.go prints many articles
//	away.go       a desk that its person has left locks itself
//	acts.go       asking for an action, returning; after.go asks for what the other actions need
//	decide.go     checklists and proofs, refusals that lead to what is missing; mend.go is approving with corrections, phrases.go what is often said
//	alert.go      notifications of the desktop
//	takein.go, pdf.go, history.go, refusal.go    dialogs
//	menu.go       menus and keys
//
// Below: theme (colours, sizes, faces), field (text fields that are safe with input methods), chrome (buttons, rows, dialogs, layouts), sheet
// (an article as it will be read), files (choosing a file), voice (articles in words), lists (places and rows of the desk), draft (saving), print (pages as they are printed).
package desk
