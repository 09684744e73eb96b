import { mediaLimits } from '@linli/shared/files/media'
import type { RepairKind } from '@linli/shared/repairs/kinds'
import { repairKinds } from '@linli/shared/repairs/kinds'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import type { WishedTime } from '@linli/shared/repairs/schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newKey } from '../../../api'
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
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { EmergencyCard } from '../emergency-card'
import { KindGrid } from '../kind-grid'
import { NeighboursToo } from '../neighbours-too'
import { WhereCard, type Where } from '../where-card'
import { giveTo, newBatch } from '../uploads'
import { WishCard } from '../wish-card'
import { repairWords } from '../words'

export default function NewRepairPage() {
  return <SignedIn>{() => <NewRepair />}</SignedIn>
}

const mostCharacters = 500

/** 报修: what, where, a sentence, photos, when. The report goes first; photos are on their way from the moment they are chosen. */
function NewRepair() {
  const words = useWords(repairWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const home = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const act = useAct()
  const key = useRef(newKey())
  const [batch] = useState(() => newBatch(home))
  const pieces = usePieces(batch)
  const [kind, setKind] = useState<RepairKind>()
  const [where, setWhere] = useState<Where>({ kind: 'home', spot: '' })
  const [text, setText] = useState('')
  const [wish, setWish] = useState<WishedTime>()
  const [contact, setContact] = useState('')
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
    const { repairId } = await call(myRepairsApi.report, input, { idempotencyKey: key.current })
    giveTo(batch, { ...home, repairId })
    await Taro.redirectTo({
      url: homePage('repairs/repair', home, { repairId, new: '1' }),
    })
  }
  return (
    <Page
      phone={phone}
      foot={
        <Button wide disabled={!ready} busy={act.busy && words.sending} onTap={() => act.run('send', send)}>
          {words.send}
        </Button>
      }
    >
      <KindGrid value={kind} onChange={setKind} />
      {kind && facts?.emergency ? <EmergencyCard kind={kind} phone={phone} /> : null}
      {kind ? (
        <>
          <WhereCard
            home={home}
            value={{ ...where, kind: place }}
            onlyPublic={facts?.only === 'public'}
            onChange={setWhere}
          />
          {place === 'public' ? <NeighboursToo home={home} kind={kind} /> : null}
          <Card>
            <View className="ll-stack">
              <LongField
                label={words.text}
                hint={words.textHint}
                value={text}
                onChange={setText}
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
          {place === 'home' ? <WishCard value={wish} onChange={setWish} /> : null}
          <Card>
            <Field type="phone" label={words.contact} hint={words.contactHint} value={contact} onChange={setContact} />
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
