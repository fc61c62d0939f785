package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/newsroom"
)

// alertEvery is how often the desk looks for what has become overdue.
const alertEvery = time.Minute

// alert tells the person by a notification of the desktop what has come to wait for him, and what is overdue.
func (d *desk) alert() {
	d.alerted = d.Now()
	if d.Me.ID == "" || d.looking || d.isCovered() { // a headline is not for who passes by
		return
	}
	if d.alerts == nil || !d.alerts.For(d.Me) {
		d.alerts = newsroom.NewAlerts(d.Me)
	}
	d.looking = true
	alerts, me, now, settings := d.alerts, d.Me, d.alerted, d.settings
	var told []newsroom.Alert
	var notes []newsroom.Note
	count := 0
	d.work(func(ctx context.Context) error {
		turn, err := d.Newsroom.MyTurn(ctx, me)
		if err != nil {
			return err
		}
		told, err = alerts.Look(turn, func(a newsroom.Article) bool { return settings.IsLate(a, now) }, func(a newsroom.Article) (newsroom.StaffID, error) {
			past, err := d.Newsroom.History(ctx, a.ID)
			if err != nil || len(past) == 0 {
				return "", err
			}
			return past[len(past)-1].By, nil
		})
		if err != nil {
			return err
		}
		said, err := d.Newsroom.Notes(ctx, me)
		if err == nil {
			notes, count = alerts.Hear(said), len(said)
		}
		return err
	}, func(err error) {
		d.looking = false
		if err != nil {
			d.main.status.say(toneError, d.Words.Say(newsroom.TextOf(err)))
		} else if d.main.notes != count {
			d.main.notes = count
			d.main.showTurn()
		}
		for _, a := range told {
			title := "alert.turn"
			if a.Overdue {
				title = "alert.overdue"
			}
			d.app.SendNotification(fyne.NewNotification(d.S(title, "Standing", newsroom.StandingText(a.Article)),
				d.S("alert.text", "Number", string(a.Article.Number), "Headline", d.Headline(a.Article))))
		}
		for _, o := range notes {
			d.app.SendNotification(fyne.NewNotification(d.Words.Say(newsroom.SaidText(o)), d.S("alert.text", "Number", string(o.Article.Number), "Headline", d.Headline(o.Article))))
		}
	})
}
