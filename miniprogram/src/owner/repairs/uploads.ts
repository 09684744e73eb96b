import { filesApi } from '@linli/shared/files/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { useSyncExternalStore } from 'react'
import { call, newKey } from '../../api'
import { upload } from '../../upload'
import { type Batch, createBatch, type Piece } from '../../upload-batch'

type Home = { communityId: string; roomId: string }

/** Photos of a household, on their way as soon as they are chosen. */
export const newBatch = (home: Home): Batch =>
  createBatch({
    newKey,
    start: (piece, idempotencyKey) => call(filesApi.startMedia, { ...home, ...piece }, { idempotencyKey }),
    send: upload,
    finish: (fileId, posterId) => call(filesApi.finishMedia, { ...home, fileId, ...(posterId && { posterId }) }),
  })

/** What is still on its way to an order, while the app lives: the order's page shows it, whoever left meanwhile. */
const byRepair = new Map<string, Batch>()

export function giveTo(batch: Batch, of: Home & { repairId: string }): void {
  if (batch.get().length === 0) return
  byRepair.set(of.repairId, batch)
  batch.attachTo(fileIds => call(myRepairsApi.addMyPictures, { ...of, fileIds }))
}

export function batchOf(home: Home, repairId: string): Batch {
  const known = byRepair.get(repairId)
  if (known) return known
  const batch = newBatch(home)
  byRepair.set(repairId, batch)
  return batch
}

export const usePieces = (batch: Batch): readonly Piece[] => useSyncExternalStore(batch.subscribe, batch.get)
