import { communitiesApi } from '@linli/shared/communities/api'
import { invoicesApi } from '@linli/shared/invoices/api'
import { type InputRef } from 'antd'
import { useRef } from 'react'
import { Link } from 'react-router'
import { today } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { DeskSearch } from '../payments/desk-search'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { TitleList } from './title-list'
import { invoiceWords } from './words'

const words = invoiceWords.titles

/** 发票抬头 of whoever owes for a household: kept, changed and removed one by one. */
export function TitlePage() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const field = useRef<InputRef>(null)
  const roomId = url.get('room')
  return (
    <Page
      title={shared.pages.invoiceTitles}
      line={words.line}
      actions={<Link to={`/c/${communityId}/invoices`}>{shared.pages.invoices}</Link>}
    >
      <DeskSearch field={field} pick={room => url.set({ room })} />
      {roomId ? <Payers key={roomId} roomId={roomId} /> : <State {...words.empty} />}
    </Page>
  )
}

/** Who owes its bills, and who lives there today; a holder of what is of no room has bills alone. */
function Payers({ roomId }: { roomId: string }) {
  const { communityId } = usePlace()
  const bills = useRead(invoicesApi.invoiceable, { communityId, roomId })
  const room = useRead(communitiesApi.getRoom, { communityId, roomId })
  if (bills.error) return <Failed error={bills.error} retry={bills.refetch} />
  if (!bills.data || room.isPending) return <Skeleton />
  const there = (room.data?.occupancies ?? []).filter(({ to, role }) => role !== 'family' && (!to || to >= today()))
  const people = new Map([
    ...there.map(({ personId, personName }) => [personId, personName] as const),
    ...bills.data.payers.map(({ personId, name }) => [personId, name] as const),
  ])
  if (people.size === 0) return <State {...words.nobody} />
  return (
    <div className="stack">
      {[...people].map(([personId, name]) => (
        <Card key={personId} title={words.of(name)}>
          <TitleList personId={personId} name={name} />
        </Card>
      ))}
    </div>
  )
}
