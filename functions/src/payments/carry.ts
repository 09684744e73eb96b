import { sortCode } from '@linli/shared/imports/room-code'
import { CreditLot, Deposit, OpeningLot } from '@linli/shared/payments/held-schema'
import { Difference, Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import { RefundSettings } from '@linli/shared/payments/refund-api'
import * as z from 'zod'
import { bare, listedPart, type Part, part, partition } from '../exports/part'
import { asOfJournal } from './carry-lots'
import { mandatesPart } from './carry-mandates'
import { differenceItem, differencesPk } from './reconciliation-store'
import { payersLotItem } from './desk-lots'
import { refundSettingsKey } from './refund-settings'
import {
  evidenceKey,
  depositKey,
  depositsKey,
  depositsOfRoomKey,
  lotsOfRoomKey,
  reconciliationKey,
  suspendedKey,
} from './store'

const RoomsLot = z.discriminatedUnion('reason', [OpeningLot.loose(), CreditLot.loose()])

/** Lots that were brought along or credited: their rooms lead to them. One credited after the journal's end is not there. */
const openingLotsPart = part({
  name: 'opening-lots',
  record: RoomsLot,
  async *read(source) {
    const { communityId, seen } = source
    for (const roomId of [...seen.rooms, ...seen.holders]) {
      const place = { index: 'gs1' as const, pk: lotsOfRoomKey(communityId, roomId) }
      for await (const lots of partition(source, place)) {
        const brought = lots
          .filter(({ reason }) => reason === 'opening' || reason === 'credit')
          .map(lot => RoomsLot.parse(asOfJournal(source, lot)))
          .filter(lot => lot.reason === 'opening' || seen.moved.has(lot.billId))
        if (brought.length > 0) yield brought
      }
    }
  },
  items: ({ communityId }, records) => records.map(lot => payersLotItem({ ...lot, communityId })),
})

const allDeposits = listedPart({
  name: 'deposits',
  record: Deposit.loose(),
  pk: depositsKey,
  index: 'gs1',
  item: ({ communityId }, { depositId, object, ...rest }) => {
    const at = `${sortCode(object.code)}#${depositId}`
    return {
      ...depositKey(communityId, depositId),
      depositId,
      object,
      ...rest,
      gs1pk: depositsKey(communityId),
      gs1sk: at,
      gs2pk: depositsOfRoomKey(communityId, object.id),
      gs2sk: at,
    }
  },
})

const Evidence = z
  .object({ orderId: z.string(), evidence: z.string(), at: z.string(), released: z.boolean().optional() })
  .loose()
const CarriedEvidence = Evidence.extend({ channel: z.string(), transactionId: z.string() })

/** What was taken or returned after the journal's end is not there, or held still. */
const depositsPart: Part = {
  ...allDeposits,
  async *read(source) {
    for await (const records of allDeposits.read(source))
      yield z
        .array(Deposit.loose())
        .parse(records)
        .filter(({ orderId }) => orderId === undefined || source.seen.moved.has(orderId))
        .map(({ returned, ...deposit }) => {
          if (returned === undefined) return deposit
          const isKnown = source.seen.moved.has(deposit.depositId)
          return isKnown ? { ...deposit, returned } : { ...deposit, state: 'held' }
        })
  },
}

/** What notices said that did not fit their orders: unsealed on the way. */
const evidencePart = part({
  name: 'evidence',
  record: CarriedEvidence,
  async *read({ ctx, communityId }) {
    const { pk } = evidenceKey(communityId, '', '')
    let cursor: string | undefined
    do {
      const page = await ctx.db.query({ pk, schema: Evidence.extend({ sk: z.string() }), limit: 200, cursor })
      yield page.items.map(item => {
        const [channel = '', transactionId = ''] = item.sk.split('#')
        const evidence = ctx.deps.secrets.open(item.evidence, `evidence:${transactionId}`)
        return CarriedEvidence.parse({ ...bare(item), channel, transactionId, evidence })
      })
      cursor = page.cursor
    } while (cursor !== undefined)
  },
  items: ({ ctx, communityId }, records) =>
    records.map(({ channel, transactionId, evidence, ...rest }) => ({
      ...evidenceKey(communityId, channel, transactionId),
      ...rest,
      evidence: ctx.deps.secrets.seal(evidence, `evidence:${transactionId}`),
      ...(!rest.released && { gs1pk: suspendedKey(communityId), gs1sk: rest.at }),
    })),
})

const reconciliationsPart = listedPart({
  name: 'reconciliations',
  record: Reconciliation.loose(),
  pk: communityId => reconciliationKey(communityId, '', '').pk,
  item: ({ communityId }, record) => ({
    ...reconciliationKey(communityId, record.merchantRef, record.date),
    ...record,
  }),
})

const differencesPart = listedPart({
  name: 'differences',
  record: Difference.loose(),
  pk: differencesPk,
  item: ({ communityId }, record) => differenceItem(communityId, record),
})

const refundSettingsPart = listedPart({
  name: 'refund-settings',
  record: RefundSettings.loose(),
  pk: communityId => refundSettingsKey(communityId).pk,
  begins: refundSettingsKey('').sk,
  item: ({ communityId }, record) => ({ ...refundSettingsKey(communityId), ...record, communityId }),
})

export const paymentParts: Part[] = [
  refundSettingsPart,
  evidencePart,
  reconciliationsPart,
  differencesPart,
  openingLotsPart,
  depositsPart,
  mandatesPart,
]
