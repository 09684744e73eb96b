import { filesApi } from '@linli/shared/files/api'
import { Media } from '@linli/shared/files/media'
import { View } from '@tarojs/components'
import { useState, useSyncExternalStore } from 'react'
import { call, newKey } from '../../api'
import { role } from '../../kit/h5'
import { Photos } from '../../kit/photos'
import { platform } from '../../platform/platform'
import { savedFile } from '../../platform/saved-file'
import { upload } from '../../upload'
import { createBatch } from '../../upload-batch'
import { gateWords as words } from './words'

/** One photo of whoever stands at the gate, on its way as soon as it is taken; nobody waits for it after the app was killed. */
export function useGuestPhoto(communityId: string) {
  const [batch] = useState(() =>
    createBatch({
      newKey,
      start: (piece, idempotencyKey) => call(filesApi.startWorkMedia, { communityId, ...piece }, { idempotencyKey }),
      send: upload,
      finish: async fileId => Media.parse(await call(filesApi.finishWorkMedia, { communityId, fileId })),
      files: savedFile,
      write: () => undefined,
    }),
  )
  const pieces = useSyncExternalStore(batch.subscribe, batch.get)
  return { batch, pieces, photoId: pieces[0]?.media?.fileId, isSending: pieces[0]?.state === 'sending' }
}

/** The household sees who it is before they answer. */
export function GuestPhoto({ batch, pieces }: ReturnType<typeof useGuestPhoto>) {
  const take = async () => batch.add((await platform.chooseMedia({ photos: 1, videos: 0 })).slice(0, 1))
  return (
    <View className="ll-field">
      <View className="ll-field__label">{words.photo}</View>
      <Photos
        pieces={pieces}
        onAdd={pieces.length === 0 ? () => void take() : undefined}
        onAgain={batch.again}
        onRemove={batch.remove}
      />
      <View className="ll-field__hint" {...role('status')}>
        {words.noPapers}
      </View>
    </View>
  )
}
