type Child = Node | string | undefined | false

type Props = {
  class?: string
  text?: string
  /** Attributes by their own names; false and undefined leave them out. */
  attrs?: Record<string, string | number | boolean | undefined>
  onclick?: () => void
}

/** One element with its attributes and children. Text is always text: nothing here parses HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (props.class) element.className = props.class
  if (props.text !== undefined) element.textContent = props.text
  for (const [name, value] of Object.entries(props.attrs ?? {})) {
    if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value))
  }
  if (props.onclick) element.addEventListener('click', props.onclick)
  element.append(...children.filter(child => child !== undefined && child !== false))
  return element
}

export const button = (text: string, onclick: () => void, look: { class?: string; disabled?: boolean } = {}) =>
  el('button', {
    text,
    onclick,
    attrs: { type: 'button', disabled: look.disabled },
    ...(look.class && { class: look.class }),
  })

/** The element of index.html with this id. */
export function place(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`no #${id} in index.html`)
  return element
}

/** Replaces the children, but only when what they show changed: focus and selection stay where they are. */
export function show(parent: HTMLElement, ...children: Child[]): void {
  const draft = el('div', {}, ...children)
  if (parent.childNodes.length > 0 && draft.innerHTML === parent.innerHTML) return
  const at = focusIndex(parent)
  parent.replaceChildren(...draft.childNodes)
  if (at >= 0) focusable(parent)[at]?.focus()
}

const focusable = (parent: HTMLElement) => [...parent.querySelectorAll<HTMLElement>('button, input, select, a')]

const focusIndex = (parent: HTMLElement) => focusable(parent).findIndex(element => element === document.activeElement)

/** Tells a screen reader what just happened. */
export function announce(text: string): void {
  place('status').textContent = text
}
