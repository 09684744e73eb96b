import { filesApi } from '@linli/shared/files/api'
import { useSyncExternalStore } from 'react'
import { call, newKey } from '../api'
import { savedFile } from '../platform/saved-file'
import { upload } from '../upload'
import { type Batch, createBatch, type KeptPiece, type Piece } from '../upload-batch'

type Home = { communityId: string; roomId: string }

/** Photos of a household, on their way as soon as they are chosen; `write` keeps what still waits, at each change of it. */
export const householdBatch = (
  { communityId, roomId }: Home,
  write: (waiting: KeptPiece[]) => void,
  resumed: readonly KeptPiece[] = [],
): Batch => {
  const home = { communityId, roomId }
  return createBatch(
    {
      newKey,
      start: (piece, idempotencyKey) => call(filesApi.startMedia, { ...home, ...piece }, { idempotencyKey }),
      send: upload,
      finish: (fileId, posterId) => call(filesApi.finishMedia, { ...home, fileId, ...(posterId && { posterId }) }),
      files: savedFile,
      write,
    },
    resumed,
  )
}

export const usePieces = (batch: Batch): readonly Piece[] => useSyncExternalStore(batch.subscribe, batch.get)
