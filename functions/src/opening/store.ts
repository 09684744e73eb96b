import {
  HistoryRow,
  OpeningConfirmation,
  OpeningDraft,
  type OpeningKind,
  type OpeningState,
} from '@linli/shared/opening/schema'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'

export const StoredDraft = OpeningDraft.extend({ pk: z.string(), sk: z.string() })
export type StoredDraft = z.infer<typeof StoredDraft>

export const draftsPk = (communityId: string) => `C#${communityId}#opening`
export const draftKey = (communityId: string, draftId: string): Key => ({ pk: draftsPk(communityId), sk: draftId })
export const draftsByState = (communityId: string, kind: OpeningKind, state: OpeningState) =>
  `C#${communityId}#opening-${kind}#${state}`
export const draftsOfRoom = (communityId: string, roomId: string) => `C#${communityId}#opening-of#${roomId}`

/** Where a draft is listed: with its kind and state, by room code. */
export const draftIndex = ({ communityId, kind, object, draftId }: OpeningDraft, state: OpeningState) => ({
  gs1pk: draftsByState(communityId, kind, state),
  gs1sk: `${sortCode(object.code)}#${draftId}`,
})

export const draftItem = (draft: OpeningDraft): Item => ({
  ...draftKey(draft.communityId, draft.draftId),
  ...draft,
  ...draftIndex(draft, draft.state),
  gs2pk: draftsOfRoom(draft.communityId, draft.object.id),
  gs2sk: draft.draftId,
})

export const loadDraft = (ctx: Context, communityId: string, draftId: string): Promise<StoredDraft | undefined> =>
  ctx.db.get(draftKey(communityId, draftId), StoredDraft)

export const historyPk = (communityId: string, roomId: string) => `C#${communityId}#history#${roomId}`
export const historyOfMonth = (communityId: string, month: string) => `C#${communityId}#history-in#${month}`
export const historyOfItem = (communityId: string, itemName: string) => `C#${communityId}#history-of#${itemName}`
export const historyPayers = (communityId: string) => `C#${communityId}#history-payers`
/** In place of the day of a payment that has none. */
export const undated = '0000-00-00'

export const StoredHistory = HistoryRow.extend({ pk: z.string(), sk: z.string() })
export type StoredHistory = z.infer<typeof StoredHistory>

/** A row by its room; found by the month paid, by its item, and by the beginning of its payer's name. */
export function historyItem(row: HistoryRow): Item {
  const { communityId, historyId, object, itemName, paidOn = undated, payerName } = row
  const at = `${paidOn}#${historyId}`
  return {
    pk: historyPk(communityId, object.id),
    sk: at,
    ...row,
    gs1pk: historyOfMonth(communityId, paidOn.slice(0, 7)),
    gs1sk: `${paidOn}#${sortCode(object.code)}#${historyId}`,
    gs2pk: historyOfItem(communityId, itemName),
    gs2sk: at,
    ...(payerName && { gs3pk: historyPayers(communityId), gs3sk: `${payerName}#${at}` }),
  }
}

export const confirmationsPk = (communityId: string) => `C#${communityId}#opening-confirmations`
export const confirmationKey = (communityId: string, confirmationId: string): Key => ({
  pk: confirmationsPk(communityId),
  sk: confirmationId,
})
/** A confirmation as kept: with its worker's lease. */
export const StoredConfirmation = OpeningConfirmation.extend({
  lease: z.string().optional(),
  leaseUntil: z.number(),
  attempts: z.number().int().default(0),
})
export type StoredConfirmation = z.infer<typeof StoredConfirmation>

/** Confirmations that a worker has to bring to an end, over all communities. */
export const openConfirmations = 'G#open-confirmations#0'
export const openIndex = (communityId: string, confirmationId: string, since: string) => ({
  gs3pk: openConfirmations,
  gs3sk: `${since}#${communityId}#${confirmationId}`,
})

/** What a community knows of its opening balances: the confirmation that is under way. */
export const OpeningGate = z.object({ openId: z.string().optional(), version: z.number().int().default(0) })
export const gateKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'opening' })

/** The drafts that a confirmation counts for, as they were checked. */
export const checkedFile = (communityId: string, confirmationId: string) =>
  `C/${communityId}/opening/${confirmationId}.json`
