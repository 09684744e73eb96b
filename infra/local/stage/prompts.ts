import { Position, positionOf } from '@linli/shared/position'
import { el } from './dom'
import { gateway } from './local'
import { askOn } from './sheet'
import { words } from './words'

type Where = { screen: HTMLElement; signal: AbortSignal }
/** Undefined: the person said no. */
type Answer<T> = { said: T | undefined } | undefined

const no = { said: undefined }

/** getPhoneNumber: WeChat's own number of this person, or another one to see a number that does not match. */
export function numberPrompt(where: Where, user: string, own: string): Promise<Answer<{ code: string }>> {
  const wrong = el('p', { class: 'wrong', attrs: { role: 'alert' } })
  const mine = el('input', { attrs: { type: 'radio', name: 'number', checked: true } })
  const other = el('input', { attrs: { type: 'radio', name: 'number' } })
  const typed = el('input', { attrs: { type: 'tel', 'aria-label': words.number.otherNumber, maxlength: 11 } })
  typed.addEventListener('input', () => {
    other.checked = true
  })
  return askOn<{ said: { code: string } | undefined }>(
    where.screen,
    {
      title: `${words.app} ${words.number.title}`,
      body: [
        el('label', { class: 'tick' }, mine, el('span', { class: 'num', text: words.number.use(own) })),
        el('label', { class: 'tick' }, other, el('span', { text: words.number.other })),
        typed,
        wrong,
      ],
      choices: [
        {
          text: words.number.allow,
          main: true,
          choose: async () => {
            const phone = other.checked ? typed.value.trim() : own
            wrong.textContent = /^1\d{10}$/.test(phone) ? '' : words.number.wrong
            if (wrong.textContent) return undefined
            const { code } = await gateway.phoneCode(user, phone)
            return { said: { code } }
          },
        },
        { text: words.number.deny, choose: () => no },
      ],
      cancel: () => no,
    },
    where.signal,
  )
}

/** requestSubscribeMessage: each template ticked is one message that may be sent. */
export function grantPrompt(
  where: Where,
  openid: string,
  templates: { id: string; title: string }[],
): Promise<Answer<{ accepted: string[] }>> {
  const ticks = templates.map(({ id, title }) => ({
    id,
    title,
    box: el('input', { attrs: { type: 'checkbox', checked: true } }),
  }))
  return askOn<{ said: { accepted: string[] } | undefined }>(
    where.screen,
    {
      title: `${words.app} ${words.grant.title}`,
      body: ticks.map(({ title, box }) => el('label', { class: 'tick' }, box, el('span', { text: title }))),
      choices: [
        {
          text: words.grant.allow,
          main: true,
          choose: async () => {
            const accepted = ticks.filter(({ box }) => box.checked).map(({ id }) => id)
            for (const id of accepted) await gateway.grant(openid, id)
            return { said: { accepted } }
          },
        },
        { text: words.grant.deny, choose: () => ({ said: { accepted: [] } }) },
      ],
      cancel: () => ({ said: { accepted: [] } }),
    },
    where.signal,
  )
}

/** scanCode: there is no camera here, so a code of the sample estate is chosen, or its text typed or pasted. */
export function scanPrompt(where: Where, codes: { title: string; text: string }[]): Promise<Answer<{ text: string }>> {
  const text = el('input', { attrs: { type: 'text' } })
  const wrong = el('p', { class: 'wrong', attrs: { role: 'alert' } })
  const known = el(
    'select',
    {},
    el('option', { text: words.scan.choose, attrs: { value: '' } }),
    ...codes.map(({ title, text: value }) => el('option', { text: title, attrs: { value } })),
  )
  known.addEventListener('change', () => {
    text.value = known.value
  })
  return askOn<{ said: { text: string } | undefined }>(
    where.screen,
    {
      title: words.scan.title,
      body: [
        ...(codes.length > 0 ? [el('label', {}, words.scan.known, known)] : []),
        el('label', {}, words.scan.text, text),
        wrong,
      ],
      choices: [
        {
          text: words.scan.done,
          main: true,
          choose: () => {
            wrong.textContent = text.value.trim() === '' ? words.scan.empty : ''
            return wrong.textContent ? undefined : { said: { text: text.value.trim() } }
          },
        },
        { text: words.scan.cancel, choose: () => no },
      ],
      cancel: () => no,
    },
    where.signal,
  )
}

/** getLocation: there is no satellite here, so the point is typed; it begins where the sample estate stands. */
export function placePrompt(where: Where): Promise<Answer<Position>> {
  const text = el('input', { attrs: { type: 'text', value: words.place.here } })
  const wrong = el('p', { class: 'wrong', attrs: { role: 'alert' } })
  return askOn<{ said: Position | undefined }>(
    where.screen,
    {
      title: words.place.title,
      body: [el('label', {}, words.place.text, text), wrong],
      choices: [
        {
          text: words.place.allow,
          main: true,
          choose: () => {
            const [latitude = Number.NaN, longitude = Number.NaN] = text.value.split(/[,，\s]+/).map(Number)
            const said = Position.safeParse(positionOf({ latitude, longitude })).data
            wrong.textContent = said ? '' : words.place.wrong
            return said && { said }
          },
        },
        { text: words.place.deny, choose: () => no },
      ],
      cancel: () => no,
    },
    where.signal,
  )
}
