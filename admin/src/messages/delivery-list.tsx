import { messageDeskApi } from '@linli/shared/messages/desk-api'
import type { Delivery, DeliveryState } from '@linli/shared/messages/schema'
import { deliveryChannelNames, deliveryStateNames } from '@linli/shared/messages/words'
import { Button } from 'antd'
import type { ComponentProps } from 'react'
import { Link } from 'react-router'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { messageWords } from './words'

const words = messageWords.deliveries
const tones: Record<DeliveryState, Tone> = {
  sent: 'info',
  delivered: 'ok',
  failed: 'danger',
  to_call: 'due',
  sending: 'due',
  unknown: 'due',
  no_grant: 'closed',
  listed: 'closed',
  unreachable: 'closed',
  refused: 'danger',
}

type Asked = {
  pushId?: string | undefined
  personId?: string | undefined
  objectId?: string | undefined
  state?: 'to_call'
}

/** 送达记录 of one push, one person or one object: the evidence of what was said to whom. */
export function ToldTo({ asked }: { asked: Asked }) {
  const { set } = useUrlState()
  return (
    <>
      <div className="bar">
        <Button onClick={() => set({ pushId: undefined, personId: undefined, objectId: undefined })}>
          {words.back}
        </Button>
      </div>
      <DeliveryList asked={asked} empty={words.empty} />
    </>
  )
}

/** 要打电话的: every way to them is used up. */
export const CallList = () => <DeliveryList asked={{ state: 'to_call' }} empty={words.noCalls} />

function DeliveryList({ asked, empty }: { asked: Asked; empty: { head: string; line: string } }) {
  const { communityId } = usePlace()
  const list = usePages(messageDeskApi.deliveries, { communityId, ...asked })
  const { columns } = words
  // Whom to call says all of it by itself.
  const outcomes = asked.state !== 'to_call'
  return (
    <PagedTable
      caption={words.caption}
      query={list}
      rowKey={each => [each.at, each.channel, each.personId, each.to, each.title].join()}
      empty={<State {...empty} />}
      columns={[
        { title: columns.at, cell: each => dateTime(each.at), figure: true },
        { title: columns.who, cell: each => <Who delivery={each} /> },
        { title: columns.text, cell: each => `${each.title}：${each.text}` },
        ...(outcomes ? outcomeColumns : []),
      ]}
    />
  )
}

const outcomeColumns: ComponentProps<typeof PagedTable<Delivery>>['columns'] = [
  { title: words.columns.channel, cell: each => <Way delivery={each} /> },
  { title: words.columns.state, cell: each => <Outcome delivery={each} /> },
  {
    title: words.columns.provider,
    cell: each => [each.detail, each.providerId].filter(Boolean).join('，'),
    wide: true,
  },
]

/** How far it came, and when. */
function Outcome({ delivery: { state, deliveredAt, readAt } }: { delivery: Delivery }) {
  return (
    <>
      <Tag tone={readAt ? 'ok' : tones[state]}>{readAt ? words.read : deliveryStateNames[state]}</Tag>
      {readAt || deliveredAt ? <div className="hint small figure">{dateTime(readAt ?? deliveredAt ?? '')}</div> : null}
    </>
  )
}

/** The number in full is on the person's own page, for a reason. */
function Who({ delivery: { personId, name } }: { delivery: Delivery }) {
  const { communityId } = usePlace()
  if (!personId) return words.nobody
  return (
    <Link className="unbroken" to={`/c/${communityId}/people?show=${personId}`}>
      {name ?? words.nobody}
    </Link>
  )
}

const Way = ({ delivery: { channel, to } }: { delivery: Delivery }) => (
  <span className={channel === 'email' ? undefined : 'unbroken'}>
    {[deliveryChannelNames[channel], to].filter(Boolean).join(' ')}
  </span>
)
