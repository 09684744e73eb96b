import type { Fault } from '../wechat/faults'
import { announce, button, el, show } from './dom'
import { gateway } from './local'
import type { Tab } from './panel'
import { faultGroups, faultName, words } from './words'

/** Makes the gateway misbehave: every fault acts on the next real message, then it is gone. */
export function faultsTab(): Tab {
  const armed = el('div', { class: 'line' })
  const refresh = async () => show(armed, ...armedLine(await gateway.faults(), run))
  const run = async (work: () => Promise<unknown>, told: string) => {
    try {
      await work()
      announce(told)
      await refresh()
    } catch {
      announce(words.faults.failed)
    }
  }
  const groups = faultGroups.map(({ title, faults }) =>
    el(
      'div',
      { class: 'stack' },
      el('h3', { text: title }),
      el(
        'div',
        { class: 'faults' },
        ...faults.map(({ kind, name, more }) =>
          button(name, () => void run(() => gateway.arm({ kind, ...more }), words.faults.added(name))),
        ),
      ),
    ),
  )
  const body = el(
    'div',
    {},
    el('div', { class: 'stack' }, armed, el('p', { class: 'quiet', text: words.faults.hint }), ...groups),
  )
  return { key: 'faults', body, refresh }
}

function armedLine(faults: Fault[], run: (work: () => Promise<unknown>, told: string) => Promise<void>): HTMLElement[] {
  if (faults.length === 0) return [el('span', { class: 'tag ok', text: words.faults.none })]
  return [
    el('b', { text: words.faults.armed }),
    ...faults.map(({ kind, count }) =>
      el('span', { class: 'tag danger', text: count > 1 ? `${faultName(kind)} ×${count}` : faultName(kind) }),
    ),
    button(words.faults.clear, () => void run(gateway.clearFaults, words.faults.cleared)),
  ]
}
