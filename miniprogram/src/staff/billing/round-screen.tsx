import type { Meter } from '@linli/shared/billing/meter-schema'
import { readingText } from '@linli/shared/billing/meter-words'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { beijingDate, formatDate, monthOf } from '@linli/shared/time'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { PickField } from '../../kit/field'
import { Row } from '../../kit/row'
import { Skeleton } from '../../kit/skeleton'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import { useEntries } from '../outbox/sending'
import type { Working } from '../signed-in'
import { StaffPage } from '../staff-page'
import { useBuildings, useRound } from './use-round'
import { roundWords as words } from './words'

const most = 40

/** 抄表: a building's meters that were not read this month, in the order of its rooms. */
export function RoundScreen({ staff: { communityId } }: { staff: Working }) {
  const buildings = useBuildings(communityId)
  const [building, setBuilding] = useState<string>()
  const round = useRound(communityId, building)
  const [show, setShow] = useState<'open' | 'read'>('open')
  const [shown, setShown] = useState(most)
  const waiting = useEntries().filter(({ name, refused }) => name === 'readMeter' && !refused)
  const waits = ({ meterId }: Meter) => waiting.some(entry => entry.meterId === meterId)
  const month = monthOf(beijingDate(new Date().toISOString()))
  const isRead = (meter: Meter) => waits(meter) || (meter.last !== undefined && monthOf(meter.last.readOn) === month)
  const meters = round.data ?? []
  const [read, open] = [meters.filter(isRead), meters.filter(meter => !isRead(meter))]
  const listed = show === 'open' ? open : read
  const left = listed.length - shown
  return (
    <StaffPage load={{ ...buildings, keptAt: round.keptAt ?? buildings.keptAt }}>
      <PickField
        label={words.building}
        options={(buildings.data ?? []).map(each => ({ value: each.building, name: `${each.building}栋` }))}
        value={building}
        onChange={value => {
          setBuilding(value)
          setShown(most)
        }}
      />
      {building && round.data ? (
        <Choice
          options={[
            { value: 'open', name: words.toRead(open.length) },
            { value: 'read', name: words.read(read.length) },
          ]}
          value={show}
          onChange={setShow}
        />
      ) : null}
      <Trouble problem={round.problem} />
      {!building ? <State icon="search" head={words.pick} line={words.pickLine} /> : null}
      {building && round.loading && !round.data ? <Skeleton /> : null}
      {round.data && meters.length === 0 ? <State icon="info" head={words.none} line={words.noneLine} /> : null}
      {meters.length > 0 && open.length === 0 && show === 'open' ? (
        <State icon="check" head={words.allRead} line={words.allReadLine} />
      ) : null}
      {listed.length > 0 ? (
        <Card flush>
          {listed.slice(0, shown).map(meter => (
            <MeterRow key={meter.meterId} meter={meter} waits={waits(meter)} />
          ))}
        </Card>
      ) : null}
      {left > 0 ? (
        <Button kind="plain" wide onTap={() => setShown(shown + most)}>
          {words.more(left)}
        </Button>
      ) : null}
    </StaffPage>
  )
}

function MeterRow({ meter, waits }: { meter: Meter; waits: boolean }) {
  const { meterId, roomId, roomCode, type, number, name, last } = meter
  const title = `${roomCode} ${name ?? meterTypeNames[type]}`
  const note = [
    number && words.number(number),
    last ? words.last(readingText(last.value), formatDate(last.readOn)) : words.never,
  ]
  const state = waits ? words.waits : last?.state === 'held' ? words.held : ''
  return (
    <Row
      title={title}
      note={note.filter(Boolean).join(' · ')}
      value={state}
      label={[title, ...note, state].filter(Boolean).join('，')}
      onTap={() => void Taro.navigateTo({ url: `/billing/meter/index?roomId=${roomId}&meterId=${meterId}` })}
    />
  )
}
