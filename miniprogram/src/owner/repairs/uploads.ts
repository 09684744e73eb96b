import { Id } from '@linli/shared/ids'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import * as z from 'zod'
import { call, newKey } from '../../api'
import { savedFile } from '../../platform/saved-file'
import { keep, readKept } from '../../storage'
import { onTokenDropped, readToken } from '../../token'
import { type Batch, KeptPiece } from '../../upload-batch'
import { householdBatch } from '../household-batch'

type Home = { communityId: string; roomId: string }
type OfRepair = Home & { repairId: string }

const key = 'linli.pictures'
/** What waits of each report; one that was never sent has no `repairId`. */
const Waiting = z.object({
  batchId: z.string(),
  communityId: z.string(),
  roomId: Id,
  repairId: Id.optional(),
  pieces: z.array(KeptPiece),
})
type Waiting = z.infer<typeof Waiting>

let waiting: readonly Waiting[] = readKept(key, z.array(Waiting)) ?? []
const write = (next: readonly Waiting[]) => {
  waiting = next
  keep(key, next)
}

/** What is still on its way to an order: the order's page shows it, whoever left meanwhile. */
const byRepair = new Map<string, Batch>()
const about = new WeakMap<Batch, Omit<Waiting, 'pieces'>>()

function openBatch({ pieces, ...of }: Waiting): Batch {
  const { batchId, communityId, roomId } = of
  const home = { communityId, roomId }
  const batch = householdBatch(
    home,
    next => {
      const others = waiting.filter(each => each.batchId !== batchId)
      write(next.length > 0 ? [...others, { ...of, pieces: next }] : others)
    },
    pieces,
  )
  about.set(batch, of)
  return batch
}

/** Photos of a household, on their way as soon as they are chosen. */
export const newBatch = (home: Home): Batch => openBatch({ ...home, batchId: newKey(), pieces: [] })

export function giveTo(batch: Batch, of: OfRepair): void {
  const own = about.get(batch)
  if (batch.get().length === 0 || !own) return
  own.repairId = of.repairId
  write(waiting.map(each => (each.batchId === own.batchId ? { ...each, ...own } : each)))
  attach(batch, of)
}

function attach(batch: Batch, of: OfRepair): void {
  byRepair.set(of.repairId, batch)
  batch.attachTo(fileIds => call(myRepairsApi.addMyPictures, { ...of, fileIds }))
}

export function batchOf(home: Home, repairId: string): Batch {
  const known = byRepair.get(repairId)
  if (known) return known
  const batch = openBatch({ ...home, batchId: newKey(), repairId, pieces: [] })
  byRepair.set(repairId, batch)
  return batch
}

const forgetFiles = (of: readonly Waiting[]) => {
  for (const { pieces } of of) for (const { kept } of pieces) savedFile.forget(kept)
}

// Who leaves takes what they chose along: nobody else sends it.
onTokenDropped(reason => {
  if (reason !== 'left') return
  forgetFiles(waiting)
  write([])
  byRepair.clear()
})

/** Once, when the app starts: what waited for an order as it was killed follows; what was never reported is forgotten. */
export function followUp(): void {
  if (waiting.length === 0 || !readToken()) return
  forgetFiles(waiting.filter(({ repairId }) => repairId === undefined))
  write(waiting.filter(({ repairId }) => repairId !== undefined))
  for (const each of waiting) {
    const { communityId, roomId, repairId = '' } = each
    attach(openBatch(each), { communityId, roomId, repairId })
  }
}
