import type { LocalState } from '../local-state'
import { phoneFrame } from './frames'
import { answerAs, type Holder, isAsk } from './wechat'
import { words } from './words'

/** Two apps, two phones: whose they are, and what of the page is theirs. */
const phones = {
  owner: { place: 'phone', words: words.phone, holders: ({ residents }: LocalState): Holder[] => residents },
  staff: { place: 'field', words: words.field, holders: ({ field }: LocalState): Holder[] => field },
} as const

export interface Phone {
  holder(): string | undefined
  give(user: string): void
  /** The name of who holds it. */
  name(): string | undefined
  /** WeChat scans a mini-program code: its page opens. */
  scan(page: string, scene: string): void
  update(state: LocalState): void
}

/** A phone of the stage: who holds it, its frame, and WeChat's side of what it asks. */
export function openPhone(app: keyof typeof phones): Phone {
  const { place, words: said, holders } = phones[app]
  const heldKey = `linli.stage.${place}`
  const frame = phoneFrame(place, said, () => restart())
  let state: LocalState | undefined
  let user = sessionStorage.getItem(heldKey) ?? undefined
  let asking = new AbortController()
  const holder = () => {
    const all = state ? holders(state) : []
    return all.find(each => each.user === user) ?? all[0]
  }

  const restart = () => {
    asking.abort()
    frame.reload()
  }
  const update = (next: LocalState) => {
    state = next
    const held = holder()
    const title = held ? words.phone.title(held.name) : said.nobody
    if (frame.title.textContent !== title) {
      frame.title.textContent = title
      frame.iframe.title = title
    }
    frame.update(next.pages[app], held && `/${app}/?as=${encodeURIComponent(held.user)}`)
  }
  /** Only our own frame, from our own origin, is answered, and at that origin only. */
  const listen = async (event: MessageEvent<unknown>) => {
    const { contentWindow } = frame.iframe
    if (event.origin !== window.location.origin || !contentWindow || event.source !== contentWindow) return
    if (!isAsk(event.data)) return
    const held = holder()
    const { id } = event.data
    const answer = (reply: object) => contentWindow.postMessage({ linli: 1, id, ...reply }, window.location.origin)
    if (!state || !held || state.otherGateways) return answer({ ok: false, reason: 'failed' })
    if (event.data.kind !== 'login') {
      asking.abort()
      asking = new AbortController()
    }
    const { signal } = asking
    try {
      const reply = await answerAs({ app, screen: frame.screen, signal, holder: held, state }, event.data)
      if (reply) answer(reply)
      else if (signal.aborted) answer({ ok: false, reason: 'denied' })
    } catch {
      answer({ ok: false, reason: 'failed' })
    }
  }
  window.addEventListener('message', event => void listen(event))
  frame.iframe.addEventListener('load', () => asking.abort())
  return {
    holder: () => holder()?.user,
    name: () => holder()?.name,
    scan: (page, scene) => frame.lead(`/${page}?scene=${encodeURIComponent(scene)}`),
    give(next) {
      asking.abort()
      user = next
      sessionStorage.setItem(heldKey, next)
      if (state) update(state)
    },
    update,
  }
}
