//go:build !unix || darwin

package ime

import "context"

// Reach returns ErrUnreachable: on this system the toolkit's own input method is what there is.
func Reach(context.Context, Environment, func(func())) (Method, error) {
	return nil, ErrUnreachable
}
