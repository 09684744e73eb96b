import { type Deps, makeContext } from '../context'
import { openidOfStaff, staffHere } from '../identity/staff'
import { listMessage } from './list-message'
import { pushMessage } from './push-message'
import type { TellStaffBody } from './staff-facts'
import { staffText } from './staff-words'
import { messageIdOf, StoredStaffMessage } from './store'

const keptSeconds = 30 * 86_400

/**
 * Tells somebody in the field of an order, by WeChat in the staff's mini-program, once and where they allowed it. Who has no
 * role here any more is told nothing. Throws when it surely was not sent and may be tried again.
 */
export async function tellStaff(deps: Deps, { communityId, personId, key, at, facts }: TellStaffBody): Promise<void> {
  const owner = `P#${personId}#` as const
  const ctx = makeContext(deps, { kind: 'system' }, [owner])
  if (!(await staffHere(ctx, communityId, personId, 'repairs:work'))) return
  const text = staffText(facts)
  const ttl = Math.floor(deps.nowMs() / 1000) + keptSeconds
  const next = { messageId: messageIdOf(personId, key, at), communityId, kind: facts.kind, ...text, at, ttl }
  const message = await listMessage(ctx, owner, next, StoredStaffMessage)
  const openid = () => openidOfStaff(ctx, personId)
  if (message.push === undefined) await pushMessage(ctx, { owner, app: 'staff', openid }, message, text)
}
