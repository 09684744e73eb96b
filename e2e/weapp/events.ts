import type { Instance } from './instance'
import type { Meta, View } from './view'

const bubbling = new Set([
  'tap',
  'longpress',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationend',
])

export type EventHost = { view: View; copy: (value: unknown) => unknown; stirred: () => void }

const handlerOf = (meta: Meta, type: string, kind: 'bind' | 'catch'): unknown =>
  meta.attrs[kind + type] ?? meta.attrs[`${kind}:${type}`]
const call = (owner: Instance, handler: unknown, event: unknown): boolean => {
  if (typeof handler !== 'string' || !owner.has(handler)) return false
  owner.call(handler, event)
  return true
}

/** Fires one event as WeChat does: up the tree if it bubbles, until a `catch`. The number of handlers that ran. */
export function fire(host: EventHost, element: Element, type: string, detail: object = {}, extra: object = {}): number {
  const seen = (e: Element) => ({ id: e.id, offsetLeft: 0, offsetTop: 0, dataset: { ...host.view.metaOf(e)?.dataset } })
  let handled = 0
  for (let at: Element | null = element; at && at.tagName !== 'WX-PAGE'; at = at.parentElement) {
    const meta = host.view.metaOf(at)
    if (!meta) continue
    const caught = handlerOf(meta, type, 'catch')
    const event = {
      type,
      timeStamp: 0,
      target: seen(element),
      currentTarget: seen(at),
      detail,
      mark: {},
      touches: [],
      changedTouches: [],
      ...extra,
    }
    if (call(meta.owner, handlerOf(meta, type, 'bind') ?? caught, host.copy(event))) handled++
    if (!bubbling.has(type) || caught !== undefined) break
  }
  host.stirred()
  return handled
}

type Answers = { getPhoneNumber?: () => unknown; getAuthorize?: () => unknown }

/** A finger on an element: the tap itself, then what the native component around it does with it. */
export async function tap(host: EventHost, element: Element, answers: Answers): Promise<void> {
  const around = (tag: string) => {
    const found = element.closest(tag)
    return { found, attrs: (found && host.view.metaOf(found)?.attrs) || {} }
  }
  const button = around('wx-button')
  if (button.attrs.disabled === true) return
  const touch = [{ identifier: 0, pageX: 1, pageY: 1, clientX: 1, clientY: 1 }]
  fire(host, element, 'tap', { x: 1, y: 1 }, { touches: touch, changedTouches: touch })
  if (button.found && button.attrs['open-type'] === 'getPhoneNumber') {
    const answer = (await answers.getPhoneNumber?.()) ?? { errMsg: 'getPhoneNumber:fail user deny' }
    fire(host, button.found, 'getphonenumber', Object(answer))
  }
  // Alipay's says yes by its event and no by another.
  if (button.found && button.attrs['open-type'] === 'getAuthorize')
    fire(host, button.found, (await answers.getAuthorize?.()) === false ? 'error' : 'getauthorize')
  const toggle = around('wx-switch')
  if (toggle.found && toggle.attrs.disabled !== true)
    fire(host, toggle.found, 'change', { value: toggle.attrs.checked !== true })
}
