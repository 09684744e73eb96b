import { Id, ulid } from '@linli/shared/ids'
import { monthsIn, type Period } from '@linli/shared/repairs/figures'
import { addDays, addMonths, BusinessDate, instantAt, monthStart } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from './context'
import { projection } from './db'
import { queryAll } from './query-all'

/** 「BX261123-7KQ2M」: the day and the end of its id. */
export const numberOf = (prefix: string, day: string, id: string): string =>
  `${prefix}${day.slice(2).replaceAll('-', '')}-${id.slice(-5)}`

/** The id of the one of this number, if there is one: of the ids of its day, read without the rest of them. */
export async function idCalled(ctx: Context, pk: string, number: string): Promise<string | undefined> {
  const [, ymd = '', end = ''] = /^[A-Z]{2}(\d{6})-(.{5})$/.exec(number) ?? []
  const day = `20${ymd.slice(0, 2)}-${ymd.slice(2, 4)}-${ymd.slice(4)}`
  if (!BusinessDate.safeParse(day).success) return undefined
  const between: [string, string] = [firstIdAt(instantAt(day, '00:00')), firstIdAt(instantAt(addDays(day, 1), '00:00'))]
  const ids = await queryAll(ctx.db, { pk, between, schema: Named, only: keyOnly }, mostOfADay)
  return ids.find(({ sk }) => sk.endsWith(end))?.sk
}

/** From the first moment of a month or year to the first after it. */
export function boundsOf(period: Period): [string, string] {
  const { from, to } = monthsIn(period)
  return [instantAt(monthStart(from), '00:00'), instantAt(addMonths(monthStart(to), 1), '00:00')]
}

/** The ids of what was written down in a month or year: they begin with their time. */
export function idsIn(period: Period): [string, string] {
  const [from, to] = boundsOf(period)
  return [firstIdAt(from), firstIdAt(to)]
}

const Named = z.object({ sk: Id })
/** More are not written down in one community on one day. */
const mostOfADay = 2_000
const keyOnly = projection({})
/** Ids of what was reported from an instant on are not below this. */
export const firstIdAt = (instant: string) => ulid(Date.parse(instant), new Uint8Array(10))
