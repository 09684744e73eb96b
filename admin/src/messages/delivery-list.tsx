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
import { CallTag } from './called'
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
  shared: 'closed',
}

type Asked = { pushId?: string | undefined; personId?: string | undefined; objectId?: string | undefined }

/** 送达记录 of one push, one person or one object: the evidence of what was said to whom. */
export function ToldTo({ asked }: { asked: Asked }) {
  const { communityId } = usePlace()
  const { set } = useUrlState()
  const list = usePages(messageDeskApi.deliveries, { communityId, ...asked })
  return (
    <>
      <div className="bar">
        <Button onClick={() => set({ pushId: undefined, personId: undefined, objectId: undefined })}>
          {words.back}
        </Button>
      </div>
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => [each.at, each.channel, each.personId, each.to, each.title].join()}
        empty={<State {...words.empty} />}
        columns={[...saidColumns, ...outcomeColumns]}
      />
    </>
  )
}

type Columns = ComponentProps<typeof PagedTable<Delivery>>['columns']

/** When, to whom and what. */
export const saidColumns: Columns = [
  { title: words.columns.at, cell: each => dateTime(each.at), figure: true },
  { title: words.columns.who, cell: each => <Who delivery={each} /> },
  { title: words.columns.text, cell: each => `${each.title}：${each.text}` },
]

const outcomeColumns: Columns = [
  { title: words.columns.channel, cell: each => <Way delivery={each} /> },
  { title: words.columns.state, cell: each => <Outcome delivery={each} /> },
  {
    title: words.columns.provider,
    cell: each => [each.detail, each.providerId].filter(Boolean).join('，'),
    wide: true,
  },
]

/** How far it came, and when. */
function Outcome({ delivery: { state, deliveredAt, readAt, usedFor, called } }: { delivery: Delivery }) {
  if (called) return <CallTag called={called} />
  const at = readAt ?? deliveredAt
  return (
    <>
      <Tag tone={readAt ? 'ok' : tones[state]}>{readAt ? words.read : deliveryStateNames[state]}</Tag>
      {usedFor ? <div className="hint small">{words.usedFor(usedFor)}</div> : null}
      {at ? <div className="hint small figure">{dateTime(at)}</div> : null}
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
