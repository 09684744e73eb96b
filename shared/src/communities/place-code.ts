import { Id } from '../ids'

/** What a label on a wall or a device says: a place of the register, or a place in words. */
export type PlaceOfCode = { placeId: string } | { building?: string; spot: string }

export const codeOfPlace = (placeId: string): string => `linli:place?p=${placeId}`

/**
 * The place that a code names: `linli:place?p=<placeId>` of the register, `linli:place?b=3&s=1单元电梯` in words, or any text
 * as it stands. At most 40 characters, as a report takes them.
 */
export function placeOfCode(text: string): PlaceOfCode {
  const query = /^linli:place\?(.*)$/.exec(text.trim())?.[1]
  if (query === undefined) return { spot: text.trim().slice(0, 40) }
  const values = new Map(
    query.split('&').map(pair => {
      const [name = '', value = ''] = pair.split('=')
      return [name, plain(value)] as const
    }),
  )
  const placeId = Id.safeParse(values.get('p')).data
  if (placeId) return { placeId }
  const building = values.get('b')?.slice(0, 20)
  return { ...(building && { building }), spot: (values.get('s') ?? '').slice(0, 40) }
}

function plain(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
