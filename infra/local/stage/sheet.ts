import { button, el } from './dom'

export type Choice<T> = {
  text: string
  main?: boolean
  /** What this choice answers; undefined keeps the sheet open (the reason is on it). */
  choose: () => Promise<T | undefined> | T | undefined
}

type Sheet<T> = {
  title: string
  body: HTMLElement[]
  choices: Choice<T>[]
  cancel: () => Promise<T> | T
  busy?: string
}

/**
 * A sheet over the phone's screen, as WeChat draws its own: the phone waits beneath it. Escape is the cancel. One at a
 * time; `signal` takes it away without an answer.
 */
export function askOn<T>(screen: HTMLElement, sheet: Sheet<T>, signal: AbortSignal): Promise<T | undefined> {
  const title = el('h3', { text: sheet.title, attrs: { id: 'sheet-title' } })
  const buttons = el('div', { class: 'buttons' })
  const box = el(
    'div',
    { class: 'sheet', attrs: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': 'sheet-title' } },
    title,
    ...sheet.body,
    buttons,
  )
  const veil = el('div', { class: 'veil' }, box)
  const iframe = screen.querySelector('iframe')
  return new Promise((resolve, reject) => {
    const end = (answer: T | undefined) => {
      veil.remove()
      if (iframe) iframe.inert = false
      iframe?.focus()
      signal.removeEventListener('abort', gone)
      resolve(answer)
    }
    const gone = () => end(undefined)
    const run = async (choose: Choice<T>['choose']) => {
      const all = [...buttons.querySelectorAll('button')]
      for (const each of all) each.disabled = true
      if (sheet.busy) title.textContent = sheet.busy
      try {
        const answer = await choose()
        if (answer !== undefined) return end(answer)
        title.textContent = sheet.title
        for (const each of all) each.disabled = false
      } catch (error) {
        end(undefined)
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    buttons.replaceChildren(
      ...sheet.choices.map(({ text, main, choose }) =>
        button(text, () => void run(choose), main ? { class: 'main' } : {}),
      ),
    )
    box.addEventListener('keydown', event => {
      if (event.key === 'Escape') void run(sheet.cancel)
    })
    signal.addEventListener('abort', gone)
    if (iframe) iframe.inert = true
    screen.append(veil)
    box.querySelector<HTMLElement>('input, .main, button')?.focus()
  })
}
