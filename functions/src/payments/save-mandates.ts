import type { InputOf, OutputOf } from '@linli/shared/contract'
import { parseRoomName } from '@linli/shared/imports/room-code'
import type { bankApi, MandateRow } from '@linli/shared/payments/bank-api'
import { auditItem } from '../audit'
import { householdsNamed } from '../billing/open-households'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { accountField, liveMandateKey, mandateItem, StoredMandate } from './bank-store'
import { bankWords } from './bank-words'

type Save = typeof bankApi.saveMandates

/**
 * Mandates as typed or pasted, each in a transaction of its own. A name stands for who owes for what is of no room. One that is nobody's, dates the wrong way round
 * and a room that comes twice are answered with their row.
 */
export async function saveMandates(ctx: Context, { communityId, rows }: InputOf<Save>): Promise<OutputOf<Save>> {
  const codes = rows.map(({ roomCode }) => {
    const name = parseRoomName(roomCode)
    return name.ok ? name.code : roomCode
  })
  const rooms = await loadRooms(
    ctx,
    communityId,
    codes.map(code => roomIdOf(communityId, code)),
  )
  const answer: OutputOf<Save> = { saved: 0, unchanged: 0, refused: [] }
  for (const [i, row] of rows.entries()) {
    const found = rooms[i] ?? (await holderNamed(ctx, communityId, row.roomCode))
    const message =
      typeof found === 'string'
        ? found
        : row.to !== undefined && row.to < row.from
          ? bankWords.dates
          : codes.indexOf(codes[i] ?? '') < i
            ? bankWords.twice
            : undefined
    if (message !== undefined || typeof found === 'string') answer.refused.push({ row: i + 1, message: message ?? '' })
    else if (await saveMandate(ctx, { communityId, roomId: found.roomId, code: found.code }, row)) answer.saved += 1
    else answer.unchanged += 1
  }
  return answer
}

/** Who owes for what is of no room, by the name on their bills; or why nobody is found. */
async function holderNamed(ctx: Context, communityId: string, name: string) {
  const [roomId, other] = await householdsNamed(ctx, communityId, name)
  if (other !== undefined) return bankWords.sameName(name)
  return roomId === undefined ? bankWords.noHousehold(name) : { roomId, code: name }
}

type At = { communityId: string; roomId: string; code: string }

/** False where the room has this very mandate already. */
const saveMandate = (ctx: Context, { communityId, roomId, code }: At, row: MandateRow): Promise<boolean> =>
  deciding(async () => {
    const known = await ctx.db.get(liveMandateKey(communityId, roomId), StoredMandate)
    if (known && isSame(ctx, known, row)) return false
    const mandateId = ctx.newId()
    const { account, roomCode: _code, ...said } = row
    const mandate: StoredMandate = {
      ...said,
      mandateId,
      communityId,
      roomId,
      roomCode: code,
      accountMasked: `${account.slice(0, 4)} **** ${account.slice(-4)}`,
      accountSealed: ctx.deps.secrets.seal(account, accountField(mandateId)),
      failures: 0,
      createdAt: ctx.now(),
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.save_mandate',
      objectType: 'mandate',
      objectId: mandateId,
      summary: `${code}，${mandate.from} 起${known ? '，替换原来的协议' : ''}`,
    })
    const live = mandateItem(mandate)
    await ctx.db.transact(
      [
        known ? { put: live, if: { mandateId: known.mandateId } } : { put: live, ifAbsent: true },
        ...(known ? [{ put: mandateItem(endedToday(ctx, known, bankWords.replaced)), ifAbsent: true }] : []),
        audit,
      ],
      audit.put,
    )
    return true
  })

const isSame = (
  ctx: Context,
  known: StoredMandate,
  { account, bank, accountName, agreementNumber, from, to }: MandateRow,
) =>
  known.bank === bank &&
  known.accountName === accountName &&
  known.agreementNumber === agreementNumber &&
  known.from === from &&
  known.to === to &&
  ctx.deps.secrets.open(known.accountSealed, accountField(known.mandateId)) === account

const endedToday = (ctx: Context, mandate: StoredMandate, reason: string): StoredMandate => ({
  ...mandate,
  ended: { on: ctx.today(), reason },
})

/** The live mandate's place becomes free; the mandate itself is kept with the reason. */
export const endingWrites = (
  ctx: Context,
  mandate: StoredMandate,
  reason: string,
): { ended: StoredMandate; writes: Write[] } => {
  const ended = endedToday(ctx, mandate, reason)
  return {
    ended,
    writes: [
      { delete: liveMandateKey(mandate.communityId, mandate.roomId), if: { mandateId: mandate.mandateId } },
      { put: mandateItem(ended), ifAbsent: true },
    ],
  }
}
