import { beijingDate } from '@linli/shared/time'
import { visitorsApi } from '@linli/shared/visitors/api'
import { PassKind } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Choice } from '../../../kit/choice'
import { Field } from '../../../kit/field'
import { LongField } from '../../../kit/long-field'
import { Page } from '../../../kit/page'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useKeyFor } from '../../../key-for'
import { useAct } from '../../../use-act'
import { homePage } from '../../home-page'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { emptyWish, inputOf, isRegular, monthFrom, type Wish } from '../wish'
import { WhenCard } from '../when-card'
import { visitorWords } from '../words'

export default function NewPassPage() {
  return <SignedIn>{() => <NewPass />}</SignedIn>
}

/** 邀请: a name and a day are enough; the rest is behind 更多. */
function NewPass() {
  const words = useWords(visitorWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const home = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const act = useAct()
  const keyFor = useKeyFor()
  const [wish, setWish] = useState<Wish>(emptyWish)
  const set = (part: Partial<Wish>) => setWish(before => ({ ...before, ...part }))
  const { kind } = wish
  const asksAbout = kind === 'permit' || kind === 'goods'
  const make = async () => {
    const input = { ...home, ...inputOf(wish, beijingDate(new Date().toISOString())) }
    const { passId } = await call(visitorsApi.invite, input, { idempotencyKey: keyFor(input) })
    await Taro.redirectTo({ url: homePage('visitors/one', home, { passId, new: '1' }) })
  }
  const isReady = wish.name.trim() !== '' && (!asksAbout || wish.about.trim() !== '')
  return (
    <Page
      phone={phone}
      title={words.row}
      foot={
        <>
          <Trouble problem={act.problem} />
          <Button wide disabled={!isReady} busy={act.busy && words.making} onTap={() => act.run('make', make)}>
            {words.make}
          </Button>
        </>
      }
    >
      <Card>
        <View className="ll-stack">
          <View className="ll-title">{words.whom}</View>
          <Choice
            form="chips"
            options={PassKind.options.map(value => ({ value, name: words.kind(value) }))}
            value={kind}
            // Who comes regularly comes on more than one day.
            onChange={next =>
              set(isRegular(next) ? { kind: next, day: 'range', to: monthFrom(wish.from) } : { kind: next })
            }
          />
          {kind === 'permit' ? <View className="ll-sub">{words.permitLine}</View> : null}
          {kind === 'goods' ? <View className="ll-sub">{words.goodsLine}</View> : null}
          <Field
            label={words.name(kind)}
            hint={words.nameHint}
            value={wish.name}
            maxLength={20}
            onChange={name => set({ name })}
          />
          {asksAbout ? (
            <LongField
              label={words.about(kind)}
              value={wish.about}
              maxLength={200}
              onChange={about => set({ about })}
            />
          ) : null}
          <Field label={words.plate} value={wish.plate} maxLength={10} onChange={plate => set({ plate })} />
          <Field
            label={words.phoneTail}
            type="number"
            value={wish.phoneTail}
            maxLength={4}
            onChange={phoneTail => set({ phoneTail })}
          />
        </View>
      </Card>
      <WhenCard home={home} wish={wish} set={set} />
    </Page>
  )
}
