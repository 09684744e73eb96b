import { mediaLimits } from '@linli/shared/files/media'
import { RepairKind, repairKinds } from '@linli/shared/repairs/kinds'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { WishedTime } from '@linli/shared/repairs/schema'
import { beijingDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Field } from '../../../kit/field'
import { LongField } from '../../../kit/long-field'
import { Page } from '../../../kit/page'
import { Photos } from '../../../kit/photos'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { useAct } from '../../../use-act'
import { homePage } from '../../home-page'
import { usePieces } from '../../household-batch'
import { KeptBanner } from '../../kept-banner'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { useUnsent } from '../../unsent'
import { EmergencyCard } from '../emergency-card'
import { KindGrid } from '../kind-grid'
import { NeighboursToo } from '../neighbours-too'
import { Where, WhereCard } from '../where-card'
import { giveTo, newBatch } from '../uploads'
import { WishCard } from '../wish-card'
import { repairWords } from '../words'

export default function NewRepairPage() {
  return <SignedIn>{() => <NewRepair />}</SignedIn>
}

const mostCharacters = 500

const Form = z.object({
  kind: RepairKind.optional(),
  where: Where,
  text: z.string(),
  wish: WishedTime.optional(),
  contact: z.string(),
})
const blank: z.infer<typeof Form> = { where: { kind: 'home', spot: '' }, text: '', contact: '' }

/** 报修: what, where, a sentence, photos, when. The report goes first; photos are on their way from the moment they are chosen. */
function NewRepair() {
  const words = useWords(repairWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const home = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const act = useAct()
  const [batch] = useState(() => newBatch(home))
  const pieces = usePieces(batch)
  const { form, sendKey, isKept, change, clear } = useUnsent(`repair.${roomId}`, Form, blank)
  const { kind, where, text, contact } = form
  // A day that was wished for may have passed since.
  const wish = form.wish && form.wish.date >= beijingDate(new Date().toISOString()) ? form.wish : undefined
  const facts = kind && repairKinds[kind]
  const place = facts?.only === 'public' ? 'public' : where.kind
  const ready =
    kind !== undefined &&
    text.trim() !== '' &&
    (place === 'home' || where.place !== undefined || where.spot.trim() !== '')

  const choose = async () => {
    const count = (kind: 'photo' | 'video') => pieces.filter(piece => piece.kind === kind).length
    const photos = mediaLimits.photo.pieces - count('photo')
    const videos = mediaLimits.video.pieces - count('video')
    batch.add((await platform.chooseMedia({ photos, videos })).slice(0, photos + videos))
  }
  const send = async () => {
    if (!kind) return
    const input = {
      ...home,
      kind,
      where: place === 'home' ? ({ kind: 'home' } as const) : publicPlace(where),
      text,
      ...(wish && { wish }),
      ...(contact.trim() && { phone: contact.trim() }),
    }
    const { repairId } = await call(myRepairsApi.report, input, { idempotencyKey: sendKey })
    giveTo(batch, { ...home, repairId })
    await Taro.redirectTo({
      url: homePage('repairs/repair', home, { repairId, new: '1' }),
    })
    clear()
  }
  return (
    <Page
      phone={phone}
      title={words.title}
      banner={isKept ? <KeptBanner onStartAnew={clear} /> : undefined}
      foot={
        <Button wide disabled={!ready} busy={act.busy && words.sending} onTap={() => act.run('send', send)}>
          {words.send}
        </Button>
      }
    >
      <KindGrid value={kind} onChange={kind => change({ kind })} />
      {kind && facts?.emergency ? <EmergencyCard kind={kind} phone={phone} /> : null}
      {kind ? (
        <>
          <WhereCard
            home={home}
            value={{ ...where, kind: place }}
            onlyPublic={facts?.only === 'public'}
            onChange={where => change({ where })}
          />
          {place === 'public' ? <NeighboursToo home={home} kind={kind} /> : null}
          <Card>
            <View className="ll-stack">
              <LongField
                label={words.text}
                hint={words.textHint}
                value={text}
                onChange={text => change({ text })}
                maxLength={mostCharacters}
              />
              <View className="ll-field__label">{words.photos}</View>
              <Photos
                pieces={pieces}
                onAdd={pieces.length < mediaLimits.photo.pieces + 1 ? () => void choose() : undefined}
                onAgain={batch.again}
                onRemove={batch.remove}
              />
              <View className="ll-field__hint">{words.photosHint}</View>
            </View>
          </Card>
          {place === 'home' ? <WishCard value={wish} onChange={wish => change({ wish })} /> : null}
          <Card>
            <Field
              type="phone"
              label={words.contact}
              hint={words.contactHint}
              value={contact}
              onChange={contact => change({ contact })}
            />
          </Card>
          <Trouble problem={act.problem} />
        </>
      ) : null}
    </Page>
  )
}

const publicPlace = ({ place, building, spot }: Where) =>
  place
    ? { kind: 'place' as const, placeId: place.placeId }
    : { kind: 'public' as const, spot, ...(building && { building }) }
