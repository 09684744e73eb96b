import { derivedId, sha256 } from '@linli/functions/secrets'
import { gateKey } from '@linli/functions/visitors/gates'
import { entryItem, entryPointers, passItem, type StoredEntry, type StoredPass } from '@linli/functions/visitors/store'
import { addMinutes, beijingDate, type Instant } from '@linli/shared/time'
import type { Gate } from '@linli/shared/visitors/schema'

const at = '2026-11-05T02:00:00.000Z'
const secret = 'a'.repeat(43)

export const passIdOf = (communityId: string, i: number) => derivedId('pass', communityId, i)
export const gateIdOf = (communityId: string) => derivedId('gate', communityId)
export const linkOfVisitor = (communityId: string) => `${communityId}${passIdOf(communityId, 0)}${secret}`

type OfRoom = { communityId: string; roomId: string; code: string }
const gateName = '东门'
const visitorName = '王阿姨'
const kindOf = (i: number) => (i % 2 === 0 ? 'visit' : 'permit')

/** The i-th pass of one much visited room, and an entry by it. Of four, one is a permit that waits, one a permit that opens. */
export function* visitorsOf(
  { communityId, roomId, code: roomCode }: OfRoom,
  i: number,
): Generator<Record<string, unknown>> {
  const gate: Gate = { gateId: gateIdOf(communityId), communityId, name: gateName, active: true, version: 1 }
  yield { ...gateKey(communityId, gate.gateId), ...gate }
  const passId = passIdOf(communityId, i)
  const pass: StoredPass = {
    passId,
    communityId,
    roomId,
    roomCode,
    kind: kindOf(i),
    state: i % 4 === 1 ? 'pending' : 'active',
    name: visitorName,
    window: { from: '2026-11-05', to: '2026-12-04' },
    allowance: 50,
    used: 1,
    createdAt: at,
    linkHash: sha256(secret),
    ...(i === 0 && { walkIn: { gateId: gate.gateId, gateName: gate.name, until: at, asked: 1 } }),
    keepDays: 90,
    version: 1,
  }
  yield passItem(pass)
  const entry = entryOf({ communityId, roomId, code: roomCode }, i)
  yield entryItem(entry)
  yield* entryPointers(entry)
}

/** The i-th of those who stand at a gate without a pass. */
export const walkInOf = ({ communityId, roomId, code: roomCode }: OfRoom, i: number, now: Instant): StoredPass => ({
  passId: derivedId('walk-in', communityId, i),
  communityId,
  roomId,
  roomCode,
  kind: 'visit',
  state: 'pending',
  name: '快递员',
  about: '送冰箱',
  window: { from: beijingDate(now), to: beijingDate(now) },
  allowance: 1,
  used: 0,
  createdAt: now,
  walkIn: { gateId: gateIdOf(communityId), gateName, until: addMinutes(now, 3), asked: 1 },
  keepDays: 90,
  version: 1,
})

/** The entry by the i-th pass. */
export const entryOf = ({ communityId, roomId, code: roomCode }: OfRoom, i: number): StoredEntry => ({
  entryId: derivedId('entry', communityId, i),
  communityId,
  at,
  gateId: gateIdOf(communityId),
  gateName,
  outcome: 'in',
  kind: kindOf(i),
  passId: passIdOf(communityId, i),
  roomId,
  roomCode,
  name: visitorName,
  guard: { personId: derivedId('guard', communityId), name: '李强' },
  ...(i % 10 === 0 && { alarm: 'no_lease' as const }),
  deleteAt: '2027-02-03T02:00:00.000Z',
})
