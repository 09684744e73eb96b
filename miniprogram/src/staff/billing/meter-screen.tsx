import type { Meter } from '@linli/shared/billing/meter-schema'
import { readingText } from '@linli/shared/billing/meter-words'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { formatDate } from '@linli/shared/time'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Field } from '../../kit/field'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { Tag } from '../../kit/tag'
import { Trouble } from '../../kit/trouble'
import { type PickedMedia, platform } from '../../platform/platform'
import { useAct } from '../../use-act'
import { done, useEntries } from '../outbox/sending'
import type { Working } from '../signed-in'
import { StaffPage } from '../staff-page'
import { UnsentRow } from '../unsent-row'
import { whereNow } from '../where-now'
import { judge } from './judge'
import { useMeter } from './use-round'
import { roundWords as words } from './words'

type Of = { staff: Working; roomId: string; meterId: string }

/** One meter: what it was last, the figure on it now, and a picture of that. */
export function MeterScreen({ staff, roomId, meterId }: Of) {
  const load = useMeter({ communityId: staff.communityId, roomId, meterId })
  const entries = useEntries().filter(entry => entry.meterId === meterId && entry.personId === staff.personId)
  const { data } = load
  return (
    <StaffPage load={load}>
      {data ? <About meter={data} /> : null}
      {entries.length > 0 ? (
        <Card>
          {entries.map(entry => (
            <UnsentRow key={entry.key} entry={entry} here />
          ))}
        </Card>
      ) : null}
      {data && entries.every(({ refused }) => refused) ? <Reading meter={data} /> : null}
    </StaffPage>
  )
}

const About = ({ meter: { roomCode, name, type, number, last } }: { meter: Meter }) => (
  <Card>
    <View className="ll-stack">
      <View className="sta-head">
        <View className="ll-head">{roomCode}</View>
        {last?.state === 'held' ? <Tag tone="due">{words.held}</Tag> : null}
      </View>
      <View>{[name ?? meterTypeNames[type], number && words.number(number)].filter(Boolean).join(' · ')}</View>
      <View className="ll-sub">
        {last ? words.last(readingText(last.value), formatDate(last.readOn)) : words.never}
      </View>
    </View>
  </Card>
)

function Reading({ meter }: { meter: Meter }) {
  const act = useAct()
  const [text, setText] = useState('')
  const [over, setOver] = useState(false)
  const [photo, setPhoto] = useState<PickedMedia>()
  const [asking, setAsking] = useState(false)
  const judged = judge(meter, text, over, new Date().toISOString())
  const { value, said, problem, asks, mayRollOver } = judged
  const typed = text.trim() !== ''
  const take = () =>
    act.run('photo', async () => {
      const [picked] = await platform.chooseMedia({ photos: 1, videos: 0 })
      if (picked) setPhoto(picked)
    })
  const keep = () =>
    act.run('keep', async () => {
      if (value === undefined || !photo) return
      const { communityId, roomId, meterId, roomCode, name, type } = meter
      const input = { value, ...(over && { rolledOver: true }), ...(await whereNow()) }
      const about = `${roomCode} ${name ?? meterTypeNames[type]} ${readingText(value)}`
      await done({ communityId, roomId, meterId, about, name: 'readMeter', input, pictures: [photo] })
      setAsking(false)
      await Taro.navigateBack().catch(() => undefined)
    })
  return (
    <Card>
      <View className="ll-stack">
        <Button kind="plain" wide onTap={take}>
          {photo ? words.photoAgain : words.photo}
        </Button>
        {photo ? (
          <Image
            className="sta-dial"
            src={photo.path}
            mode="aspectFit"
            ariaLabel={words.photoOf}
            nativeProps={{ alt: words.photoOf }}
          />
        ) : null}
        <Field
          label={words.value}
          type="decimal"
          value={text}
          onChange={setText}
          hint={typed && said ? said : words.valueHint}
          error={typed ? problem : undefined}
          maxLength={14}
        />
        {typed && mayRollOver ? (
          <Row form="checkbox" title={words.over} checked={over} onTap={() => setOver(!over)} />
        ) : null}
        <Trouble problem={act.problem} />
        <Button
          wide
          disabled={!typed || problem !== undefined || !photo}
          onTap={() => (asks ? setAsking(true) : keep())}
        >
          {typed && !photo ? words.photoFirst : words.save}
        </Button>
      </View>
      <Sheet open={asking} title={words.ask} onClose={() => setAsking(false)}>
        <View className="ll-title">{value === undefined ? '' : words.asked(readingText(value), asks ?? '')}</View>
        <Button wide onTap={keep}>
          {words.right}
        </Button>
        <Button kind="plain" wide onTap={() => setAsking(false)}>
          {words.mend}
        </Button>
      </Sheet>
    </Card>
  )
}
