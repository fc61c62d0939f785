package qr_test

import (
	"fmt"

	"galley/export/qr"
)

func Example() {
	address, err := qr.ASCIIAddress("https://新闻.example.edu/校园/2026/00001.html")
	if err != nil {
		fmt.Println(err)
		return
	}
	code, err := qr.New(address, qr.M)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(code.Content())
	fmt.Println(qr.ReadableAddress(code.Content()))
	fmt.Printf("version %d, %d modules, %d of them with the quiet zone\n", code.Version(), code.Size(), code.Size()+2*qr.QuietZone)
	// Output:
	// https://xn--efvy88h.example.edu/%E6%A0%A1%E5%9B%AD/2026/00001.html
	// https://新闻.example.edu/校园/2026/00001.html
	// version 5, 37 modules, 45 of them with the quiet zone
}
