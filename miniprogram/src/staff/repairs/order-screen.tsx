import { RepairDetail } from '@linli/shared/repairs/views'
import { kindNames, workStateWords } from '@linli/shared/repairs/words'
import { workApi } from '@linli/shared/repairs/work-api'
import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { ShownPhotos } from '../../kit/shown-photos'
import { Tag } from '../../kit/tag'
import { Trouble } from '../../kit/trouble'
import { openMap } from '../../platform/locate'
import { platform } from '../../platform/platform'
import { type Act, useAct } from '../../use-act'
import { useLoad } from '../../use-load'
import type { Entry } from '../outbox/entry'
import { foreseen, nextAct } from '../outbox/foreseen'
import { detailKey, useEntries, useSent } from '../outbox/sending'
import { CollectCard } from '../payments/collect-card'
import type { Working } from '../signed-in'
import { StaffPage } from '../staff-page'
import { UnsentRow } from '../unsent-row'
import { actWords, staffWords as words } from '../words'
import { Checklist } from './checklist'
import { OrderNotes } from './order-notes'
import { OtherActs } from './other-acts'
import { placeWords } from './place-words'
import { QuoteCard } from './quote-card'
import { SignButton } from './sign-button'
import { TimeBar, TimeWords } from './time-words'
import { act } from './use-order-acts'

export type OfOrder = { order: RepairDetail; staff: Working; entries: readonly Entry[]; doing: Act }

/** One order in the field: where, whose words, what is to be done in its order, and everything also without a network. */
export function OrderScreen({ staff, repairId }: { staff: Working; repairId: string }) {
  const { communityId } = staff
  const load = useLoad(detailKey(repairId), () => call(workApi.open, { communityId, repairId }), RepairDetail)
  const all = useEntries()
  const sent = useSent()
  const doing = useAct()
  const { reload, data } = load
  useEffect(() => {
    if (sent > 0) void reload()
  }, [sent, reload])
  const own = all.filter(entry => entry.repairId === repairId && entry.personId === staff.personId)
  const entries = own.filter(({ refused }) => !refused)
  const refused = own.filter(entry => entry.refused)
  const order = data && foreseen(data, entries, staff)
  return (
    <StaffPage load={load}>
      {refused.length > 0 ? (
        <Card>
          <View className="ll-title">{words.unsentTitle}</View>
          {refused.map(entry => (
            <UnsentRow key={entry.key} entry={entry} here />
          ))}
        </Card>
      ) : null}
      {order ? <Order order={order} staff={staff} entries={entries} doing={doing} /> : null}
    </StaffPage>
  )
}

function Order(of: OfOrder) {
  const { order, staff, entries, doing } = of
  const { contactPhone } = order
  const { position } = order.place
  const next = nextAct(order, staff.personId)
  const isMine = order.assignee?.personId === staff.personId
  const isOver = order.state === 'confirmed' || order.state === 'closed'
  const isBusy = order.state === 'in_progress' || order.state === 'paused'
  return (
    <View className="ll-stack">
      <Card>
        <View className="ll-stack">
          <View className="sta-head">
            <View className="ll-title">{kindNames[order.kind]}</View>
            <Tag tone="info">{workStateWords(order)}</Tag>
          </View>
          <View className="ll-head">{placeWords(order)}</View>
          <TimeWords order={order} />
          <TimeBar order={order} />
          <View className="sta-words">{order.text}</View>
          <ShownPhotos pieces={order.pictures.filter(({ stage }) => stage === 'report')} of={words.reported} />
          <View className="ll-sub">
            {order.number} · {order.reporterName}
          </View>
          {isMine && !isOver && !contactPhone ? <View className="ll-sub">{words.noPhone}</View> : null}
          <View className="ll-buttons">
            {position ? (
              <Button kind="plain" onTap={() => openMap(position, placeWords(order))}>
                {words.navigate}
              </Button>
            ) : null}
            {contactPhone ? (
              <Button kind="plain" onTap={() => platform.callPhone(contactPhone)}>
                {words.call}
              </Button>
            ) : null}
          </View>
        </View>
      </Card>
      <Trouble problem={doing.problem} />
      {isMine && order.place.kind === 'room' && order.state !== 'done' && !isOver ? <QuoteCard {...of} /> : null}
      {isMine && isBusy ? <Checklist {...of} /> : null}
      {isMine && order.state === 'done' ? (
        <SignButton
          word={actWords.signOff}
          onSigned={(signedBy, picture) => act(order, 'signOff', { input: { signedBy }, pictures: [picture] })}
        />
      ) : next ? (
        <Button
          wide
          busy={doing.busy === next && actWords[next]}
          onTap={() => doing.run(next, () => act(order, next, { waits: entries.length > 0 }))}
        >
          {actWords[next]}
        </Button>
      ) : null}
      {isMine && isOver && order.chargeFen > 0 && (order.billId || entries.length > 0) ? (
        <CollectCard of={order} amountFen={order.chargeFen} waits={!order.billId} />
      ) : null}
      {isMine ? <OtherActs {...of} /> : null}
      <OrderNotes order={order} />
    </View>
  )
}
