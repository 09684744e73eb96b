import { OfficeRepair, Worker } from '@linli/shared/repairs/views'
import { workApi } from '@linli/shared/repairs/work-api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type ReactNode, useEffect, useState } from 'react'
import * as z from 'zod'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { Row } from '../../kit/row'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import { useAct } from '../../use-act'
import { useLoad } from '../../use-load'
import { AllowMessages } from '../messages/allow-messages'
import { useOrderMessages } from '../messages/use-order-messages'
import { foreseen } from '../outbox/foreseen'
import { useEntries, useSent } from '../outbox/sending'
import { ScanButton } from '../scan-button'
import { refreshStaff } from '../session'
import { may, type Working } from '../signed-in'
import { StaffPage } from '../staff-page'
import { staffWords as words } from '../words'
import { DoneList } from './done-list'
import { keepDetails } from './keep-details'
import { OrderCard } from './order-card'
import { buildingNow, dayOrder, metresTo } from './day-order'
import { SortByDistance } from './sort-by-distance'
import { usePosition } from './use-here'
import { act } from './use-order-acts'

const Today = z.object({ mine: z.array(OfficeRepair), pool: z.array(OfficeRepair), worker: Worker.optional() })
type Today = z.infer<typeof Today>

const limit = 30

async function today(communityId: string): Promise<Today> {
  const at = { communityId }
  const [mine, pool, worker] = await Promise.all([
    call(workApi.myWork, { ...at, limit }),
    call(workApi.pool, { ...at, limit }),
    // Who has no card yet is told so, and sees the lists all the same.
    call(workApi.myShift, at).catch(() => undefined),
  ])
  void keepDetails(mine.items)
  return { mine: mine.items, pool: pool.items, ...(worker && { worker }) }
}

/** 今天: on shift or not, what is in one's hands by the time that is left, and what can be taken. */
export function TodayScreen({ staff, above }: { staff: Working; above?: ReactNode }) {
  const { communityId, personId } = staff
  const load = useLoad(`today.${communityId}`, () => today(communityId), Today)
  const entries = useEntries()
  const sent = useSent()
  const doing = useAct()
  const messages = useOrderMessages(staff)
  const [show, setShow] = useState<'mine' | 'pool' | 'done'>('mine')
  const { reload, problem, data } = load
  useEffect(() => {
    if (sent > 0) void reload()
  }, [sent, reload])
  useEffect(() => {
    if (problem?.kind === 'forbidden') refreshStaff().catch(() => undefined)
  }, [problem])
  const known = new Map([...(data?.pool ?? []), ...(data?.mine ?? [])].map(order => [order.repairId, order]))
  const all = [...known.values()].map(order => foreseen(order, entries, staff))
  const shown = all.filter(({ assignee, state }) =>
    show === 'mine' ? assignee?.personId === personId : !assignee && state !== 'transferred',
  )
  const position = usePosition()
  const own = all.filter(({ assignee }) => assignee?.personId === personId)
  const ordered = dayOrder(shown, { position, building: buildingNow(own) }, Date.now())
  const mayReadMeters = may(staff, 'billing:read_meters')
  const worker = data?.worker
  const setShift = () =>
    doing.run('shift', async () => {
      // WeChat asks right after a tap alone, so before anything else is sent.
      if (!worker?.onShift) await messages.ask()
      await call(workApi.setShift, { communityId, onShift: !worker?.onShift })
      await reload()
    })
  return (
    <StaffPage load={load} foot={<ScanButton communityId={communityId} />}>
      {above}
      {worker ? (
        <Card flush>
          <Row
            form="switch"
            title={words.onShift}
            note={words.onShiftNote}
            checked={worker.onShift}
            disabled={doing.busy !== undefined}
            onTap={setShift}
          />
          <AllowMessages messages={messages} busy={doing.busy !== undefined} run={doing.run} />
        </Card>
      ) : (
        <State icon="info" head={words.noCard} line={words.noCardLine} />
      )}
      <Choice
        options={[
          { value: 'mine', name: words.mine },
          { value: 'pool', name: words.pool },
          { value: 'done', name: words.done },
        ]}
        value={show}
        onChange={setShow}
      />
      <Trouble problem={doing.problem} />
      {show !== 'done' && ordered.some(({ place }) => place.position) ? <SortByDistance /> : null}
      {show === 'done' ? (
        <DoneList communityId={communityId} />
      ) : ordered.length === 0 ? (
        <None show={show} />
      ) : (
        ordered.map(order => (
          <OrderCard
            key={order.repairId}
            order={order}
            personId={personId}
            metres={metresTo(order, position)}
            waits={entries.filter(each => each.repairId === order.repairId && !each.refused).length}
            busy={doing.busy === order.repairId}
            onAct={name => doing.run(order.repairId, () => act(order, name))}
          />
        ))
      )}
      {mayReadMeters ? (
        <Card flush>
          <Row
            title={words.readMeters}
            note={words.readMetersNote}
            onTap={() => void Taro.navigateTo({ url: '/billing/round/index' })}
          />
        </Card>
      ) : null}
      <View className="ll-cap">{staff.communityName}</View>
    </StaffPage>
  )
}

const None = ({ show }: { show: 'mine' | 'pool' }) => (
  <State
    icon="check"
    head={show === 'mine' ? words.noneMine : words.nonePool}
    line={show === 'mine' ? words.noneMineLine : words.nonePoolLine}
  />
)
