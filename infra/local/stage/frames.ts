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

/** The office page, made for 1024 and more: in a narrower place it is drawn at 1024 and scaled down. */
export function officeFrame(): Frame {
  const open = el('a', { text: words.office.open, attrs: { href: '/admin/', target: '_blank', rel: 'noopener' } })
  const frame = frameIn('office', words.office.title, words.office, open)
  new ResizeObserver(([entry]) => {
    const width = entry?.contentRect.width ?? officeWidth
    const height = entry?.contentRect.height ?? 0
    const scale = Math.min(1, width / officeWidth)
    frame.iframe.style.width = `${width / scale}px`
    frame.iframe.style.height = `${height / scale}px`
    frame.iframe.style.transform = scale < 1 ? `scale(${scale})` : ''
  }).observe(frame.screen)
  return frame
}

export function phoneFrame(restart: () => void): Frame {
  return frameIn('phone', words.phone.nobody, words.phone, button(words.phone.restart, restart, { class: 'text' }))
}
