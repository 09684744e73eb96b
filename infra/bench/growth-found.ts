import { complaintKey, complaintPointers } from '@linli/functions/complaints/store'
import { contactHashes } from '@linli/functions/contact-hash'
import { derivedId } from '@linli/functions/secrets'
import { listedBy } from '@linli/functions/repairs/store'
import type { Place } from '@linli/functions/test/make'
import { banItemKey, markHashes } from '@linli/functions/visitors/bans'
import { entryPointers, passItem } from '@linli/functions/visitors/store'
import { callerPhone, callerPlate } from './growth-cases'
import { complaintOf } from './growth-complaints'
import { repairIdOf } from './growth-repairs'
import { entryOf, walkInOf } from './growth-visitors'
import { roomOf } from './rooms'

/** Nobody calls, comes or is kept out more often than this, however many rooms there are. */
const times = 20

/** What one caller, home and plate are found by, who is kept out, and who stands at a gate: the hashes are of the keys of this run. */
export function foundItems({ communityId, ctx }: Place, accountId: string): Record<string, unknown>[] {
  const [phoneHash = ''] = contactHashes(ctx.deps.secrets, callerPhone, communityId)
  const [plateHash = ''] = markHashes(ctx, communityId, { plate: callerPlate })
  const room = roomOf(communityId, 0)
  return Array.from({ length: times }, (_, i) => {
    const complaint = { ...complaintOf(communityId, i), phoneHash, roomId: room.roomId }
    const banId = derivedId('ban', communityId, i)
    const ban = {
      banId,
      communityId,
      plateMasked: '京A•••45',
      reason: '多次强行闯入',
      until: '2099-12-31',
      by: '王经理',
      at: '2026-11-05T01:00:00.000Z',
    }
    return [
      { pk: listedBy(communityId, 'phone', phoneHash), sk: repairIdOf(i) },
      ...complaintPointers(complaint),
      ...(i === 0 ? [{ ...complaintKey(complaint), ...complaint, accountId }] : []),
      ...entryPointers({ ...entryOf(room, i), plateHash }),
      { ...banItemKey(ban), ...ban, hashes: [] },
      passItem(walkInOf(room, i, ctx.now())),
    ]
  }).flat()
}
