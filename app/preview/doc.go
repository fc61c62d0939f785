// Package preview shows one article to the phones in the room: a server that only reads, on one address of this computer, for a while.
//
//	networks, err := preview.Networks()                       // where a phone may reach this computer, the likeliest first
//	s, err := preview.Start(ctx, preview.Options{At: networks[0].Address, For: 15 * time.Minute, Source: preview.Of(room, number), …})
//	s.Address()                                               // http://192.168.1.7:41234/kq3v…/, in s.Code() as a code
//	s.Extend(15 * time.Minute); s.Close()
//
// The page is the one that export/web makes of the article as it is stored at that moment, pictures included and marked as a draft: whoever
// reloads sees what was typed since.
//
// # What cannot happen
//
//   - Reading something else. The server has no files: it answers its own address with the page, the pictures of that page below it, and nothing else. A
//     path is compared and never opened, so there is nothing to climb out of.
//   - Guessing the address. It has 128 random bits, compared in constant time, and is made anew for each start.
//   - Learning whether an address was right once. A wrong address, a wrong method, another name in Host (which a page of the web would have that
//     leads here by DNS) and a page that cannot be made are all answered with the same empty 404. After the time, nothing listens.
//   - Reaching it from elsewhere than chosen. It listens at one address, never at all of them.
//   - Keeping it. Every answer says no-store; no script runs and nothing is fetched from elsewhere (Content-Security-Policy), and links tell
//     nobody where they stood (Referrer-Policy).
//   - Holding it up. [Limits] bounds headers, connections, also from one computer, and how long a request and its answer may take.
//
// It speaks HTTP, not HTTPS: no phone trusts a certificate of a computer in the room. Who listens on that network can read along, which is why the
// window says for how long, and documents with a grade of secrecy are refused.
package preview
