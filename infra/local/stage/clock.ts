import { addDays, beijingDate, formatDateTime, instantAt } from '@linli/shared/time'
import { announce, button, el, place } from './dom'
import { moveClock } from './local'
import { onState, refresh } from './watch'
import { words } from './words'

/** The stack's time, which runs on here between two answers, and the ways to move it forward. */
export function openClock(): void {
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs).toISOString()
  const time = el('time', { class: 'num' })
  const said = el('span', { class: 'quiet' })
  const move = async (by: () => { advance: string } | { until: string }) => {
    for (const each of buttons) each.disabled = true
    said.textContent = words.clock.moving
    try {
      const moved = await moveClock(by())
      announce(words.clock.moved(formatDateTime(moved.now)))
      said.textContent = ''
    } catch {
      said.textContent = words.clock.failed
      announce(words.clock.failed)
    }
    for (const each of buttons) each.disabled = false
    await refresh()
  }
  const buttons = [
    button(words.clock.hour, () => void move(() => ({ advance: 'PT1H' }))),
    button(words.clock.day, () => void move(() => ({ advance: 'P1D' }))),
    button(
      words.clock.tomorrow,
      () => void move(() => ({ until: instantAt(addDays(beijingDate(now()), 1), '10:05') })),
    ),
  ]
  place('clock').replaceChildren(el('span', { class: 'quiet', text: words.clock.now }), time, ...buttons, said)
  const draw = () => {
    const text = formatDateTime(now())
    if (time.textContent !== text) time.textContent = text
    time.dateTime = now()
  }
  onState(state => {
    aheadMs = Date.parse(state.now) - Date.now()
    draw()
  })
  setInterval(draw, 1000)
}
