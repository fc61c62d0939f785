// Package sqlite keeps a newsroom in one SQLite database.
//
// [OpenStore] opens the folder of a newsroom, or makes it, and returns a [Store], which is a newsroom.Store. The folder holds
//
//	newsroom.db       everything: articles, changes, versions, decisions, staff, settings, pictures
//	newsroom.db-wal   commits that are not yet in newsroom.db; only while a Galley has the newsroom open, or after it was killed
//	newsroom.db-shm   index of the -wal
//	newsroom.lock     says whether a Galley has the newsroom open; empty
//	backups/          copies made before an upgrade of the database
//
// Two processes may have one newsroom open, a command beside the desktop. Every committed write survives a crash of the program and a loss
// of power: the journal is a write-ahead log and each commit is synced (synchronous=FULL).
//
// # What is kept for ever
//
// Changes, versions, decisions, pictures and the audit are only ever added; triggers refuse to update or delete them. The triggers stop
// mistakes and not the owner of the file. What he changes is found by the hashes: each version and each picture is hashed again whenever it
// is read, and each row of the audit carries the hash of the one before it.
//
// # Handles
//
// One connection writes, with BEGIN IMMEDIATE, and a few read-only ones read. A public method is one transaction around lower-case helpers
// on [tx]. See DESIGN.md for why, and for what was measured.
package sqlite
