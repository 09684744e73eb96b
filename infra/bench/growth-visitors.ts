import { derivedId, sha256 } from '@linli/functions/secrets'
import { gateKey } from '@linli/functions/visitors/gates'
import { entryItem, entryPointers, passItem, type StoredEntry, type StoredPass } from '@linli/functions/visitors/store'
import type { Gate } from '@linli/shared/visitors/schema'

const at = '2026-11-05T02:00:00.000Z'
const secret = 'a'.repeat(43)

export const passIdOf = (communityId: string, i: number) => derivedId('pass', communityId, i)
export const gateIdOf = (communityId: string) => derivedId('gate', communityId)
export const linkOfVisitor = (communityId: string) => `${communityId}${passIdOf(communityId, 0)}${secret}`

/** The i-th pass of one much visited room, and an entry by it; every second waits for the office. */
export function* visitorsOf(
  { communityId, roomId, code: roomCode }: { communityId: string; roomId: string; code: string },
  i: number,
): Generator<Record<string, unknown>> {
  const gate: Gate = { gateId: gateIdOf(communityId), communityId, name: '东门', active: true, version: 1 }
  yield { ...gateKey(communityId, gate.gateId), ...gate }
  const passId = passIdOf(communityId, i)
  const pass: StoredPass = {
    passId,
    communityId,
    roomId,
    roomCode,
    kind: i % 2 === 0 ? 'visit' : 'permit',
    state: i % 2 === 0 ? 'active' : 'pending',
    name: '王阿姨',
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
  const entry: StoredEntry = {
    entryId: derivedId('entry', communityId, i),
    communityId,
    at,
    gateId: gate.gateId,
    gateName: gate.name,
    outcome: 'in',
    kind: pass.kind,
    passId,
    roomId,
    roomCode,
    name: pass.name,
    guard: { personId: derivedId('guard', communityId), name: '李强' },
    ...(i % 10 === 0 && { alarm: 'no_lease' as const }),
    deleteAt: '2027-02-03T02:00:00.000Z',
  }
  yield entryItem(entry)
  yield* entryPointers(entry)
}
