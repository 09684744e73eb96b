import type { PageState } from '../local-state'
import { button, el, place } from './dom'
import { words } from './words'

type Words = { building: readonly string[]; failed: readonly string[]; off: readonly string[] }

export interface Frame {
  iframe: HTMLIFrameElement
  title: HTMLHeadingElement
  screen: HTMLElement
  /** Shows the address once its page is built; until then says why it is not there. */
  update(state: PageState, address: string | undefined): void
  reload(): void
  /** Leads to another page of what is shown, as a code that was scanned does. */
  lead(hash: string): void
}

/** A page of the product in a frame of the stage. */
export function frameIn(id: string, title: string, said: Words, ...buttons: HTMLElement[]): Frame {
  const heading = el('h2', { text: title })
  const cover = el('div', { class: 'cover', attrs: { role: 'status' } }, el('span', { text: words.loading }))
  const iframe = el('iframe', { attrs: { title, allow: 'clipboard-write', hidden: true } })
  const screen = el('div', { class: 'screen' }, iframe, cover)
  place(id).replaceChildren(el('div', { class: 'head' }, heading, el('span', { class: 'line' }, ...buttons)), screen)
  let shown: string | undefined
  return {
    iframe,
    title: heading,
    screen,
    update(state, address) {
      const wanted = state === 'ready' ? address : undefined
      if (state !== 'ready') sayOn(cover, said[state])
      cover.hidden = wanted !== undefined
      iframe.hidden = wanted === undefined
      if (wanted === shown) return
      shown = wanted
      iframe.src = wanted ?? 'about:blank'
    },
    reload() {
      if (shown !== undefined) iframe.contentWindow?.location.replace(shown)
    },
    lead(hash) {
      if (shown !== undefined) iframe.contentWindow?.location.assign(`${shown}#${hash}`)
    },
  }
}

function sayOn(cover: HTMLElement, [head = '', line = '']: readonly string[]): void {
  if (cover.dataset['said'] === head) return
  cover.dataset['said'] = head
  cover.replaceChildren(el('strong', { text: head }), el('span', { text: line }))
}

const officeWidth = 1024

/** The office page, made for 1024 and more: in a narrower place it is drawn at 1024 and scaled down; the phones make room for it on demand. */
export function officeFrame(): Frame {
  const open = el('a', { text: words.office.open, attrs: { href: '/admin/', target: '_blank', rel: 'noopener' } })
  const grow = button(words.office.grow, () => {
    const grown = place('stage').classList.toggle('grown')
    grow.textContent = grown ? words.office.shrink : words.office.grow
    grow.setAttribute('aria-expanded', String(grown))
  })
  grow.className = 'text'
  grow.setAttribute('aria-expanded', 'false')
  const frame = frameIn('office', words.office.title, words.office, grow, open)
  drawAtLeast(frame, officeWidth)
  return frame
}

const phoneWidth = 360

/** A phone is never narrower than 360: in a narrower place it is drawn at that width and scaled down. */
export function phoneFrame(id: string, said: Words & { nobody: string }, restart: () => void): Frame {
  const frame = frameIn(id, said.nobody, said, button(words.phone.restart, restart, { class: 'text' }))
  drawAtLeast(frame, phoneWidth)
  return frame
}

function drawAtLeast({ screen, iframe }: Frame, least: number): void {
  new ResizeObserver(([entry]) => {
    const { width, height } = entry?.contentRect ?? { width: least, height: 0 }
    const scale = Math.min(1, width / least)
    iframe.style.width = `${width / scale}px`
    iframe.style.height = `${height / scale}px`
    iframe.style.transform = scale < 1 ? `scale(${scale})` : ''
  }).observe(screen)
}
