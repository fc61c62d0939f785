package impose

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// Permission is what a reader may do with a locked file (ISO 32000-2, table 22). Programs that read files ask for obedience to it and
// enforce nothing: whoever can read a text can copy it.
type Permission uint8

// What may be allowed, one or several.
const (
	Print Permission = 1 << iota
	Copy
	Change
)

// Lock is how a file is locked. Passwords are text of any script.
type Lock struct {
	Open  string // asked for when the file is opened; empty for none
	Owner string // gives every right; must be there, and differ from Open
	Allow Permission
}

// bits of a lock's permissions: those that are reserved are set, as the standard wants.
var bits = map[Permission]model.PermissionFlags{
	Print:  model.PermissionPrintRev2 | model.PermissionPrintRev3,
	Copy:   model.PermissionExtract | model.PermissionExtractRev3,
	Change: model.PermissionModify | model.PermissionModAnnFillForm | model.PermissionFillRev3 | model.PermissionAssembleRev3,
}

// Protect locks a file with AES-256. It differs from one call to the next. A locked file is no PDF/A, which forbids locks (ISO 19005-1, 6.1.3).
func Protect(file []byte, l Lock) ([]byte, error) {
	if l.Owner == "" || l.Owner == l.Open {
		return nil, errors.New("impose: a lock needs an owner's password that is not the one to open it")
	}
	c := configuration()
	c.UserPW, c.OwnerPW = l.Open, l.Owner
	c.EncryptUsingAES, c.EncryptKeyLength = true, 256
	c.Permissions = model.PermissionsNone
	for p, flags := range bits {
		if l.Allow&p != 0 {
			c.Permissions |= flags
		}
	}
	var out bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(file), &out, c); err != nil {
		return nil, fmt.Errorf("impose: %w", err)
	}
	return out.Bytes(), nil
}
