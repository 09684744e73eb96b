import { AppError } from '@linli/shared/errors'
import type { gateApi, Looked } from '@linli/shared/visitors/gate-api'
import { waitsUntil } from '@linli/shared/visitors/window'
import { passRefusals } from '@linli/shared/visitors/words'
import type * as z from 'zod'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { attachedMedia } from '../files/attach-media'
import { idempotencyItems } from '../idempotency'
import { messageItems } from '../messages/message-item'
import { atGateWrites } from './at-gate'
import { bannedAtGate } from './banned-at-gate'
import { isBanned, markHashes } from './bans'
import { guardOf } from './entry'
import { loadGate } from './gates'
import { refused } from './move-pass'
import { loadRoomCalled, phonesOf } from './household'
import { loadVisitorSettings } from './settings'
import { clockOwner, passView, passWrite, photoOwner, plateField, type StoredPass } from './store'

/**
 * Somebody without a pass is written down and the household asked, on every phone that is bound there. Nobody's paper is
 * kept. Throws request.invalid for an unknown room, visitors.refused for who is kept out, files.not_arrived.
 */
export async function walkIn(ctx: Context, input: z.output<typeof gateApi.walkIn.input>): Promise<Looked> {
  const { communityId, gateId, name, about, plate, phoneTail } = input
  const [gate, room, settings, banned] = await Promise.all([
    loadGate(ctx, communityId, gateId),
    loadRoomCalled(ctx, communityId, input.roomCode),
    loadVisitorSettings(ctx, communityId),
    isBanned(ctx, communityId, { plate, name, phoneTail }),
  ])
  if (banned) {
    const { roomId, code: roomCode } = room
    const [mark = ''] = markHashes(ctx, communityId, { plate, name, phoneTail })
    const { keepDays } = settings
    await bannedAtGate(ctx, { gate, mark, kind: 'visit', name, plate, roomId, roomCode, keepDays })
    throw refused(passRefusals.banned)
  }
  const asked = phonesOf(ctx, room)
  const passId = ctx.newId()
  const today = ctx.today()
  const fileIds = input.photoId ? [input.photoId] : []
  const { media, writes: attaching } = await attachedMedia(ctx, { communityId, fileIds, to: photoOwner(passId) })
  const [photo] = media
  if (photo && photo.kind !== 'photo') throw new AppError('files.not_a_photo')
  const pass: StoredPass = {
    passId,
    communityId,
    roomId: room.roomId,
    roomCode: room.code,
    kind: 'visit',
    state: 'pending',
    name,
    about,
    ...(phoneTail && { phoneTail }),
    window: { from: today, to: today },
    allowance: 1,
    used: 0,
    createdAt: ctx.now(),
    walkIn: { gateId, gateName: gate.name, until: waitsUntil(ctx.now(), settings), asked: asked.length },
    ...(plate && { plateSealed: ctx.deps.secrets.seal(plate, plateField(passId)) }),
    ...(photo && { photo }),
    guard: guardOf(ctx),
    keepDays: settings.keepDays,
    version: 1,
  }
  const answer: Looked = { may: false, pass: passView(ctx, pass) }
  const audit = auditItem(ctx, {
    communityId,
    action: 'visitors.invite',
    objectType: 'pass',
    objectId: passId,
    summary: `${gate.name} 登记访客，问 ${room.code}，${asked.length} 台手机`,
  })
  const news = messageItems(ctx, {
    communityId,
    key: `walk-in#${passId}`,
    accountIds: asked,
    facts: {
      kind: 'visitor_news',
      communityId,
      roomId: room.roomId,
      roomCode: room.code,
      passId,
      name,
      about,
      gateName: gate.name,
      what: 'at_gate',
    },
  })
  const writes = [
    passWrite(pass, undefined),
    ...atGateWrites(ctx, pass),
    ...attaching,
    ...news,
    audit,
    ...idempotencyItems(ctx, answer),
  ]
  await reaching(ctx, clockOwner).db.transact(writes, audit.put)
  return answer
}
