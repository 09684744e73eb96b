import { button, el, place } from './dom'
import { words } from './words'

export type Tab = { key: keyof typeof words.tabs; body: HTMLElement; refresh?: () => Promise<void> }

/** Tabs by the ARIA pattern: arrows move between them. `refreshOpen` asks only for what is looked at. */
export function openPanel(tabs: Tab[]): { refreshOpen: () => Promise<void> } {
  let open = tabs[0]
  const heads = tabs.map(tab => button(words.tabs[tab.key], () => choose(tab)))
  const choose = (tab: Tab) => {
    open = tab
    tabs.forEach((each, i) => {
      const chosen = each === tab
      each.body.hidden = !chosen
      heads[i]?.setAttribute('aria-selected', String(chosen))
      heads[i]?.setAttribute('tabindex', chosen ? '0' : '-1')
    })
    void tab.refresh?.().catch(() => undefined)
  }
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const at = heads.findIndex(head => head === document.activeElement)
    if (by === undefined || at < 0) return
    const next = (at + by + tabs.length) % tabs.length
    const tab = tabs[next]
    if (!tab) return
    choose(tab)
    heads[next]?.focus()
  }
  tabs.forEach((tab, i) => {
    const ids = { tab: `tab-${tab.key}`, body: `body-${tab.key}` }
    heads[i]?.setAttribute('role', 'tab')
    heads[i]?.setAttribute('id', ids.tab)
    heads[i]?.setAttribute('aria-controls', ids.body)
    tab.body.className = 'tab'
    tab.body.id = ids.body
    tab.body.setAttribute('role', 'tabpanel')
    tab.body.setAttribute('aria-labelledby', ids.tab)
    tab.body.tabIndex = 0
  })
  const list = el('div', { class: 'tabs', attrs: { role: 'tablist', 'aria-label': words.panel.name } }, ...heads)
  list.addEventListener('keydown', step)
  const fold = button(words.panel.fold, () => {
    const folded = place('stage').classList.toggle('folded')
    fold.textContent = folded ? words.panel.unfold : words.panel.fold
    fold.setAttribute('aria-expanded', String(!folded))
  })
  fold.className = 'text'
  fold.setAttribute('aria-expanded', 'true')
  place('panel').replaceChildren(el('div', { class: 'head' }, list, fold), ...tabs.map(({ body }) => body))
  const [first] = tabs
  if (first) choose(first)
  return { refreshOpen: () => open?.refresh?.() ?? Promise.resolve() }
}
