import { formatDateTime } from '@linli/shared/time'
import type { Code } from '../wechat/book'
import { announce, button, el, show } from './dom'
import { gateway } from './local'
import type { Tab } from './panel'
import type { Phone } from './phone'
import { words } from './words'

const most = 20

/** The mini-program codes of letters and posters, newest first, for whoever holds the phone to scan. */
export function lettersTab(phone: Phone): Tab {
  const body = el('div', {}, el('p', { class: 'empty', text: words.loading }))
  let drawn = ''
  const refresh = async () => {
    const codes = await gateway.codes()
    const name = phone.name() ?? ''
    const now = `${name} ${codes.length} ${codes.at(-1)?.scene ?? ''}`
    if (now === drawn) return
    drawn = now
    if (codes.length === 0) return show(body, el('p', { class: 'empty', text: words.letters.none }))
    const newest = codes
      .map((code, i) => ({ code, nth: i + 1 }))
      .slice(-most)
      .reverse()
    show(body, el('ul', {}, ...newest.map(({ code, nth }) => itemOf(code, nth, phone, name))))
  }
  return { key: 'letters', body, refresh }
}

function itemOf(code: Code, nth: number, phone: Phone, name: string): HTMLElement {
  const { letter, poster, scan, scanned } = words.letters
  const title = code.page.includes('letter') ? letter(nth) : poster(nth)
  const open = button(scan(name), () => {
    phone.scan(code.page, code.scene)
    announce(scanned)
  })
  return el(
    'li',
    { class: 'item' },
    el(
      'div',
      { class: 'line' },
      el('b', { text: title }),
      el('span', { class: 'quiet num', text: code.scene }),
      el('span', { class: 'quiet num', text: formatDateTime(code.madeAt) }),
      open,
    ),
  )
}
