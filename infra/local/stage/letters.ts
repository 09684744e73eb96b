import { formatDateTime } from '@linli/shared/time'
import type { Code } from '../wechat/book'
import { announce, button, el, show } from './dom'
import { gateway, letterFace } from './local'
import type { Tab } from './panel'
import type { Phone } from './phone'
import { words } from './words'

const most = 20
const atOnce = 8

/** The codes of letters and posters by what is printed beside them, newest first, for whoever holds the phone to scan. */
export function lettersTab(phone: Phone): Tab {
  const list = el('div', {}, el('p', { class: 'empty', text: words.loading }))
  const field = el('input', {
    attrs: { type: 'text', 'aria-label': words.letters.find, placeholder: words.letters.find },
  })
  const titles = new Map<string, string>()
  let codes: Code[] = []
  const draw = () => {
    const sought = field.value.trim()
    const found = codes.filter(({ scene }) => (titles.get(scene) ?? '').includes(sought)).reverse()
    const none = codes.length === 0 ? words.letters.none : words.letters.noMatch
    const name = phone.name() ?? ''
    const items = found.slice(0, most).map(code => itemOf(code, titles.get(code.scene), phone, name))
    show(list, items.length === 0 ? el('p', { class: 'empty', text: none }) : el('ul', {}, ...items))
  }
  field.addEventListener('input', draw)
  const refresh = async () => {
    codes = await gateway.codes()
    const unread = codes.filter(({ scene }) => !titles.has(scene)).reverse()
    for (let at = 0; at < unread.length; at += atOnce)
      await Promise.all(unread.slice(at, at + atOnce).map(async ({ scene }) => titles.set(scene, await titleOf(scene))))
    draw()
  }
  return { key: 'letters', body: el('div', {}, field, list), refresh }
}

async function titleOf(scene: string): Promise<string> {
  const face = await letterFace(scene)
  if (!face) return words.letters.over
  return face.roomCode ? words.letters.letter(face.roomCode) : words.letters.poster(face.building ?? '')
}

function itemOf(code: Code, title: string | undefined, phone: Phone, name: string): HTMLElement {
  const { scan, scanned } = words.letters
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
      el('b', { text: title ?? words.loading }),
      el('span', { class: 'quiet num', text: code.scene }),
      el('span', { class: 'quiet num', text: formatDateTime(code.madeAt) }),
      open,
    ),
  )
}
