import { HistoryRow, OpeningDraft } from '@linli/shared/opening/schema'
import { listedPart, type Part, part, partition } from '../exports/part'
import {
  confirmationKey,
  confirmationsPk,
  draftItem,
  draftsPk,
  historyItem,
  historyPk,
  StoredConfirmation,
} from './store'

const draftsPart = part({
  name: 'opening-drafts',
  record: OpeningDraft.loose(),
  async *read(source) {
    for await (const items of partition(source, { pk: draftsPk(source.communityId) })) {
      const drafts = items.map(item => OpeningDraft.loose().parse(item))
      for (const { payer } of drafts)
        for (const id of [...payer.personIds, ...(payer.alsoLiable ?? [])]) source.seen.people.add(id)
      yield drafts
    }
  },
  items: (_, records) => records.map(draftItem),
})

/** One that was under way arrives as refused: what it had not posted is a draft still. */
const confirmationsPart = listedPart({
  name: 'opening-confirmations',
  record: StoredConfirmation.loose(),
  pk: confirmationsPk,
  item: (_, { lease: _lease, ...confirmation }) => ({
    ...confirmationKey(confirmation.communityId, confirmation.confirmationId),
    ...confirmation,
    state: confirmation.state === 'done' ? confirmation.state : 'refused',
    leaseUntil: 0,
  }),
})

const historyPart = part({
  name: 'history',
  record: HistoryRow.loose(),
  async *read(source) {
    for (const roomId of source.seen.rooms) {
      const place = { pk: historyPk(source.communityId, roomId) }
      for await (const rows of partition(source, place)) yield rows.map(row => HistoryRow.loose().parse(row))
    }
  },
  items: (_, records) => records.map(historyItem),
})

export const openingParts: Part[] = [draftsPart, confirmationsPart, historyPart]
