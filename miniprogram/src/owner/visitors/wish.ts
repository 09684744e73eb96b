import { addDays, beijingDate, type BusinessDate } from '@linli/shared/time'
import type { PassKind, PassWindow } from '@linli/shared/visitors/schema'

/** What is filled in so far; what a kind does not ask for stays unsaid. */
export type Wish = {
  kind: PassKind
  name: string
  phoneTail: string
  plate: string
  about: string
  day: 'today' | 'tomorrow' | 'range'
  from: BusinessDate | undefined
  to: BusinessDate | undefined
  times: 'once' | 'many'
  count: string
  weekdays: number[]
  hoursFrom: string
  hoursTo: string
  gateId: string
}

export const emptyWish: Wish = {
  kind: 'visit',
  name: '',
  phoneTail: '',
  plate: '',
  about: '',
  day: 'today',
  from: undefined,
  to: undefined,
  times: 'once',
  count: '5',
  weekdays: [],
  hoursFrom: '',
  hoursTo: '',
  gateId: '',
}

/** Who comes regularly: with weekdays and hours. */
export const isRegular = (kind: PassKind): boolean => kind === 'helper' || kind === 'permit'

/** Who comes regularly does so for some weeks, unless somebody says otherwise. */
export const monthFrom = (from = beijingDate(new Date().toISOString())): BusinessDate => addDays(from, 29)

/** What the server is asked for. */
export function inputOf(wish: Wish, today: BusinessDate) {
  const { kind, name, phoneTail, plate, about, times, count, gateId } = wish
  return {
    kind,
    name,
    ...(phoneTail && { phoneTail }),
    ...(plate && { plate }),
    ...(about && (kind === 'permit' || kind === 'goods') && { about }),
    ...(kind === 'visit' && times === 'many' && { times: Number(count) || 1 }),
    ...(gateId && { gateId }),
    window: windowOf(wish, today),
  }
}

function windowOf({ kind, day, from, to, weekdays, hoursFrom, hoursTo }: Wish, today: BusinessDate): PassWindow {
  const first = day === 'today' ? today : day === 'tomorrow' ? addDays(today, 1) : (from ?? today)
  const window = { from: first, to: day === 'range' ? (to ?? first) : first }
  if (!isRegular(kind)) return window
  return {
    ...window,
    ...(weekdays.length > 0 && { weekdays: [...weekdays].sort((a, b) => a - b) }),
    ...(hoursFrom && hoursTo && { hours: { from: hoursFrom, to: hoursTo } }),
  }
}
