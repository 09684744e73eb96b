import { mediaLimits } from '@linli/shared/files/media'
import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { photoWords } from '../../kit/photo-words'
import { Photos } from '../../kit/photos'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { usePieces } from '../household-batch'
import { batchOf, giveTo } from './uploads'
import { repairWords } from './words'

type Of = { communityId: string; roomId: string; repairId: string }

/** Photos that are still on their way to the order; nothing while there are none. */
export function PicturesComing({ of, onChanged }: { of: Of; onChanged: () => void }) {
  const words = useWords(repairWords)
  const photos = useWords(photoWords)
  const [batch] = useState(() => batchOf(of, of.repairId))
  const all = usePieces(batch)
  const pieces = all.filter(({ state }) => state !== 'attached')
  const done = all.length - pieces.length
  useReloadAsTheyCome(done, onChanged)
  if (pieces.length === 0) return null
  const failed = pieces.filter(({ state }) => state === 'failed').length
  const said = failed > 0 ? photos.someFailed(failed) : photos.sending(done, all.length)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-field__label">{words.photos}</View>
        <View className="ll-sub" {...role('status')} ariaLive="polite">
          {said}
        </View>
        <Photos pieces={pieces} onAgain={batch.again} onRemove={batch.remove} />
      </View>
    </Card>
  )
}

/** 补充照片: they go to the order as they arrive. */
export function MorePictures({ of }: { of: Of }) {
  const words = useWords(repairWords)
  const [batch] = useState(() => batchOf(of, of.repairId))
  const choose = async () => {
    batch.add(await platform.chooseMedia({ photos: mediaLimits.photo.pieces, videos: mediaLimits.video.pieces }))
    giveTo(batch, of)
  }
  return (
    <Button kind="plain" wide onTap={() => void choose()}>
      {words.morePhotos}
    </Button>
  )
}

function useReloadAsTheyCome(done: number, reload: () => void): void {
  const seen = useRef(done)
  useEffect(() => {
    if (done > seen.current) reload()
    seen.current = done
  })
}
