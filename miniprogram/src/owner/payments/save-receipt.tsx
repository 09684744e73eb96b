import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { role } from '../../kit/h5'
import { Sheet } from '../../kit/sheet'
import { Trouble } from '../../kit/trouble'
import { useTypeSize } from '../../kit/type-size'
import { useWords } from '../../kit/use-words'
import { openAlbumSetting, type PictureAnswer, PictureCanvas, savePicture, ShownPicture } from '../../platform/picture'
import { problemOf } from '../../problems'
import { useAct } from '../../use-act'
import type { ReceiptContent } from './receipt-content'
import { paintReceipt } from './receipt-picture'
import { paymentWords } from './words'

/** 存成图片: into the phone's album; where that is not allowed, says what to do, and tries again from there. */
export function SaveReceipt({ content, numbering }: { content: ReceiptContent; numbering: boolean }) {
  const words = useWords(paymentWords)
  const size = useTypeSize()
  const act = useAct()
  const [answer, setAnswer] = useState<PictureAnswer>()
  const save = async () => setAnswer(await savePicture(canvas => paintReceipt(canvas, content, size)))
  const allow = async () => {
    if (await openAlbumSetting()) await save()
  }
  const refused = answer?.kind === 'refused'
  return (
    <>
      <PictureCanvas />
      <Trouble problem={act.problem ?? refusal(answer, words)} />
      {answer?.kind === 'saved' ? (
        <View className="own-center" {...role('status')} ariaLive="polite">
          {words.pictureSaved}
        </View>
      ) : null}
      <Button
        wide
        kind={answer?.kind === 'saved' ? 'plain' : 'main'}
        busy={numbering ? words.numbering : act.busy && words.savingPicture}
        onTap={() => act.run('save', refused ? allow : save)}
      >
        {refused ? words.allowAlbum : answer?.kind === 'saved' ? words.savePictureAgain : words.savePicture}
      </Button>
      <Sheet open={answer?.kind === 'shown'} title={content.title} onClose={() => setAnswer(undefined)}>
        {answer?.kind === 'shown' ? (
          <ShownPicture
            url={answer.url}
            name={`${content.title} ${content.number}`}
            words={{ hold: words.holdPicture, download: words.downloadPicture }}
          />
        ) : null}
      </Sheet>
    </>
  )
}

function refusal(answer: PictureAnswer | undefined, words: (typeof paymentWords)['standard']) {
  if (answer?.kind !== 'refused' && answer?.kind !== 'blocked') return undefined
  const line = answer.kind === 'refused' ? words.albumRefused : words.albumBlocked
  return { ...problemOf('refused'), head: words.pictureNotSaved, line }
}
