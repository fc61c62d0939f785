package ledger

import (
	"encoding/json"
	"iter"
	"slices"
	"sync"
)

// What says what is wrong with a row.
type What uint8

// What can be wrong.
const (
	Chain    What = iota // it does not follow from the rows before it, or is not what it was
	Unsigned             // it should be signed and is not
	Forged               // its signature is not one over it
	Stranger             // it is signed with a key that was not the actor's
	Unread               // its body is not the JSON that its kind has
)

// Fault is one thing that is wrong with one row.
type Fault struct {
	Seq  int64
	What What
}

// Check walks an audit from its first row on and returns what is wrong in the order of the rows. Signatures are computed by as many workers
// at a time; with none the signatures themselves are taken as good, and only the chain and the keys are looked at.
//
// From the first signature on every decision and every comment must be signed. While accounts are on every row must be, by a key of the person who
// acted; while they are off, by the newsroom's. A key counts from the row that names it.
func Check(rows iter.Seq[Row], workers int) []Fault {
	c := checker{keys: map[string]string{}}
	if workers > 0 {
		c.start(workers)
	}
	for r := range rows {
		c.add(r)
	}
	return c.end()
}

// checker is a walk under way.
type checker struct {
	last   Row
	keys   map[string]string // by person, the newsroom's under the empty name
	signed bool              // a decision with a signature was seen
	on     bool              // accounts are on
	faults []Fault

	batch   []job
	jobs    chan []job
	workers sync.WaitGroup
	mu      sync.Mutex
	forged  []Fault
}

// job is one signature to compute.
type job struct {
	seq    int64
	digest string
	by     Signature
}

// batchSize is how many signatures a worker takes at a time.
const batchSize = 64

func (c *checker) start(workers int) {
	c.jobs = make(chan []job, 2*workers)
	for range workers {
		c.workers.Go(func() {
			for batch := range c.jobs {
				for _, j := range batch {
					if !j.by.Signs(j.digest) {
						c.mu.Lock()
						c.forged = append(c.forged, Fault{j.seq, Forged})
						c.mu.Unlock()
					}
				}
			}
		})
	}
}

func (c *checker) end() []Fault {
	if c.jobs != nil {
		c.jobs <- c.batch
		close(c.jobs)
		c.workers.Wait()
	}
	all := append(c.faults, c.forged...)
	slices.SortStableFunc(all, func(a, b Fault) int { return int(a.Seq - b.Seq) })
	return all
}

func (c *checker) fault(r Row, w What) { c.faults = append(c.faults, Fault{r.Seq, w}) }

func (c *checker) add(r Row) {
	digest := r.Digest()
	if r.Seq != c.last.Seq+1 || r.Prev != c.last.Hash || r.Hash != r.sum(digest) {
		c.fault(r, Chain)
	}
	c.last = r
	if r.Kind == Key {
		c.key(r, digest)
		return
	}
	c.signature(r, digest)
	if r.Kind == Settings {
		var body struct {
			Accounts bool `json:"accounts"`
		}
		if json.Unmarshal([]byte(r.Body), &body) != nil {
			c.fault(r, Unread)
		}
		c.on = body.Accounts
	}
}

// key takes note of a key. The newsroom has one key for ever, which signs its own row; a person's is signed by who gave it out, and counts
// from the next row on.
func (c *checker) key(r Row, digest string) {
	var body KeyBody
	if json.Unmarshal([]byte(r.Body), &body) != nil {
		c.fault(r, Unread)
		return
	}
	if body.Person == "" {
		if c.keys[""] != "" {
			c.fault(r, Stranger)
			return
		}
		c.keys[""] = body.Key
	}
	c.signature(r, digest)
	c.keys[body.Person] = body.Key
}

func (c *checker) signature(r Row, digest string) {
	s := r.Signature
	if s == (Signature{}) {
		if c.on || c.signed && (r.Kind == Decision || r.Kind == Comment || r.Kind == Task) {
			c.fault(r, Unsigned)
		}
		return
	}
	c.signed = true
	who := r.Actor
	if s.Off {
		who = ""
	}
	if s.Off == c.on || c.keys[who] != s.Key || s.Key == "" {
		c.fault(r, Stranger)
	}
	if c.jobs == nil {
		return
	}
	if c.batch = append(c.batch, job{r.Seq, digest, s}); len(c.batch) == batchSize {
		c.jobs <- c.batch
		c.batch = nil
	}
}
