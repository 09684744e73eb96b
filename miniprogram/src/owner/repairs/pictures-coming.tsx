import { mediaLimits } from '@linli/shared/files/media'
import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { photoWords } from '../../kit/photo-words'
import { Photos } from '../../kit/photos'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { batchOf, giveTo, usePieces } from './uploads'
import { repairWords } from './words'

type Of = { communityId: string; roomId: string; repairId: string }

/** Photos that are still on their way to the order, and adding more. */
export function PicturesComing({ of, mayAdd, onChanged }: { of: Of; mayAdd: boolean; onChanged: () => void }) {
  const words = useWords(repairWords)
  const photos = useWords(photoWords)
  const [batch] = useState(() => batchOf(of, of.repairId))
  const pieces = usePieces(batch).filter(({ state }) => state !== 'attached')
  const done = usePieces(batch).filter(({ state }) => state === 'attached').length
  useReloadAsTheyCome(done, onChanged)
  const choose = async () => {
    batch.add(await platform.chooseMedia({ photos: mediaLimits.photo.pieces, videos: mediaLimits.video.pieces }))
    giveTo(batch, of)
  }
  if (pieces.length === 0 && !mayAdd) return null
  const failed = pieces.filter(({ state }) => state === 'failed').length
  const said = failed > 0 ? photos.someFailed(failed) : photos.sending(done, done + pieces.length)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-field__label">{words.photos}</View>
        {pieces.length > 0 ? (
          <View className="ll-sub" {...role('status')} ariaLive="polite">
            {said}
          </View>
        ) : null}
        <Photos
          pieces={pieces}
          onAdd={mayAdd ? () => void choose() : undefined}
          onAgain={batch.again}
          onRemove={batch.remove}
        />
      </View>
    </Card>
  )
}

function useReloadAsTheyCome(done: number, reload: () => void): void {
  const seen = useRef(done)
  useEffect(() => {
    if (done > seen.current) reload()
    seen.current = done
  })
}
