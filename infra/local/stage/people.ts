import type { LocalState } from '../local-state'
import { announce, button, el, show } from './dom'
import type { Tab } from './panel'
import type { Phone } from './phone'
import { onState } from './watch'
import type { Holder } from './wechat'
import { words } from './words'

/** Who holds which phone, and what signs the office's people in: codes of this half minute, never their secrets. */
export function peopleTab(phone: Phone, field: Phone): Tab {
  const residents = el('div', { class: 'stack' })
  const staff = el('div')
  const left = el('span', { class: 'quiet num' })
  const office = el('div', { class: 'stack', attrs: { hidden: true } })
  office.append(el('div', { class: 'line' }, el('h2', { text: words.people.staff }), left), staff)
  const body = el('div', {}, el('div', { class: 'cols beside' }, residents, office))
  let state: LocalState | undefined
  const draw = () => {
    if (!state) return
    show(
      residents,
      ...holderList(words.people.residents, state.residents, phone, draw),
      state.otherGateways && el('p', { class: 'tag due', text: words.people.elsewhere }),
      ...(state.field.length > 0 ? holderList(words.people.field, state.field, field, draw) : []),
    )
    office.hidden = state.staff.length === 0
    show(staff, staffTable(state))
  }
  onState(next => {
    state = next
    draw()
  })
  setInterval(() => {
    left.textContent = words.people.left(secondsLeft())
  }, 1000)
  show(residents, el('p', { class: 'empty', text: words.loading }))
  return { key: 'people', body }
}

const secondsLeft = () => 30 - (Math.floor(Date.now() / 1000) % 30)

function holderList(title: string, people: Holder[], phone: Phone, redraw: () => void): HTMLElement[] {
  if (people.length === 0) return [el('p', { class: 'empty', text: words.people.none })]
  const held = phone.holder()
  const cards = people.map(({ user, name, about }) => {
    const holds = user === held
    const give = () => {
      phone.give(user)
      announce(words.phone.title(name))
      redraw()
    }
    return el(
      'button',
      { onclick: give, attrs: { type: 'button', 'aria-pressed': String(holds) } },
      el('b', { text: name }),
      // A room's code is read as one: no line ends inside it.
      el('span', { text: about.replaceAll('-', '\u2011') }),
      holds && el('span', { class: 'held', text: `（${words.people.held}）` }),
    )
  })
  return [el('h2', { text: title }), el('div', { class: 'people' }, ...cards)]
}

function staffTable(state: LocalState): HTMLElement {
  const { role, username, password, code } = words.people
  const rows = state.staff.map(person =>
    el(
      'tr',
      {},
      el('th', { text: `${person.title} ${person.name}`, attrs: { scope: 'row' } }),
      el('td', { text: person.username }),
      el('td', {}, copyButton(person.password, password, person.name, '••••••')),
      el('td', {}, copyButton(person.totp, code, person.name, person.totp)),
    ),
  )
  const heads = [role, username, password, code].map(text => el('th', { text, attrs: { scope: 'col' } }))
  return el('table', {}, el('thead', {}, el('tr', {}, ...heads)), el('tbody', {}, ...rows))
}

function copyButton(value: string, what: string, name: string, shown: string): HTMLElement {
  const copy = button(words.people.copy, () => {
    void navigator.clipboard.writeText(value).then(() => announce(words.people.copied(what)))
  })
  copy.setAttribute('aria-label', words.people.copyOf(what, name))
  return el('span', { class: 'pair' }, el('span', { class: 'code num', text: shown }), copy)
}
