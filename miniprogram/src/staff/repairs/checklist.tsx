import { mediaLimits } from '@linli/shared/files/media'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { ShownPhotos } from '../../kit/shown-photos'
import { platform } from '../../platform/platform'
import { whereNow } from '../where-now'
import { staffWords as words } from '../words'
import type { OfOrder } from './order-screen'
import { act } from './use-order-acts'
import { WorkSheet } from './work-sheet'

/** 修前照片 → 材料工时 → 修后照片: each is kept on the phone at once, and marked 待发 until it is sent. */
export function Checklist({ order, entries, doing }: OfOrder) {
  const [open, setOpen] = useState(false)
  const stages = ['before', 'after'] as const
  const photos = (stage: (typeof stages)[number]) => {
    const there = order.pictures.filter(each => each.stage === stage)
    const waiting = entries.filter(({ name, input }) => name === 'addWorkPictures' && input.stage === stage)
    return { there, waiting: waiting.reduce((sum, { files }) => sum + files.length, 0) }
  }
  const take = (stage: (typeof stages)[number]) =>
    doing.run(stage, async () => {
      const { there, waiting } = photos(stage)
      const pictures = await platform.chooseMedia({
        photos: mediaLimits.photo.pieces - there.length - waiting,
        videos: 0,
      })
      if (pictures.length > 0)
        await act(order, 'addWorkPictures', { input: { stage, ...(await whereNow()) }, pictures })
    })
  const photoPart = (stage: (typeof stages)[number]) => {
    const { there, waiting } = photos(stage)
    const said = words.pictures(there.length + waiting)
    return (
      <View className="ll-stack">
        <Row title={words[stage]} value={waiting > 0 ? `${said}，${words.waits}` : said} />
        <ShownPhotos pieces={there} of={words[stage]} />
        <Button kind="plain" wide onTap={() => take(stage)}>
          {stage === 'before' ? words.takeBefore : words.takeAfter}
        </Button>
      </View>
    )
  }
  const { work } = order
  const workWaits = entries.some(({ name }) => name === 'recordWork')
  const said = work ? `${work.materials.length} 项，${work.minutes} 分钟` : words.pictures(0)
  return (
    <Card>
      <View className="ll-stack">
        {photoPart('before')}
        <View>
          <Row title={words.work} value={workWaits ? `${said}，${words.waits}` : said} />
          <Button kind="plain" wide onTap={() => setOpen(true)}>
            {words.writeWork}
          </Button>
        </View>
        {photoPart('after')}
      </View>
      {open ? (
        <WorkSheet
          work={work}
          onClose={() => setOpen(false)}
          onSave={input => {
            setOpen(false)
            doing.run('work', () => act(order, 'recordWork', { input, waits: entries.length > 0 }))
          }}
        />
      ) : null}
    </Card>
  )
}
