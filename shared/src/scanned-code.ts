import { Id } from './ids'

/** What a code of ours on a wall, a door or a device names, beside the community that it hangs in. */
export type ScannedCode = { communityId?: string } & (
  | { kind: 'place'; placeId: string }
  | { kind: 'place'; placeId?: undefined; building?: string; spot: string }
  | { kind: 'room'; roomId: string }
  | { kind: 'meter'; roomId: string; meterId: string }
)

/**
 * `linli:place?c=…&p=…` of the register, `linli:place?b=3&s=1单元电梯` in words, `linli:room?c=…&r=…`, `linli:meter?c=…&r=…&m=…`;
 * undefined for any other text.
 */
export function readCode(text: string): ScannedCode | undefined {
  const [, kind, query = ''] = /^linli:(place|room|meter)\?(.*)$/.exec(text.trim()) ?? []
  const values = new Map(
    query.split('&').map(pair => {
      const [name = '', value = ''] = pair.split('=')
      return [name, plain(value)] as const
    }),
  )
  const [communityId, building, roomId, meterId] = ['c', 'b', 'r', 'm'].map(name => values.get(name))
  const here = communityId ? { communityId } : {}
  if (kind === 'meter' && roomId && meterId) return { ...here, kind, roomId, meterId }
  if (kind === 'room' && roomId) return { ...here, kind, roomId }
  if (kind !== 'place') return undefined
  const placeId = Id.safeParse(values.get('p')).data
  if (placeId) return { ...here, kind, placeId }
  return {
    ...here,
    kind,
    ...(building && { building: building.slice(0, 20) }),
    spot: (values.get('s') ?? '').slice(0, 40),
  }
}

/** What a code says, for whoever hangs it up. */
export const placeCodeText = (of: { communityId: string; placeId: string }): string =>
  `linli:place?c=${of.communityId}&p=${of.placeId}`
export const roomCodeText = (of: { communityId: string; roomId: string }): string =>
  `linli:room?c=${of.communityId}&r=${of.roomId}`
export const meterCodeText = (of: { communityId: string; roomId: string; meterId: string }): string =>
  `linli:meter?c=${of.communityId}&r=${of.roomId}&m=${of.meterId}`

function plain(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
