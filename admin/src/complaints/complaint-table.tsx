import { complaintsApi } from '@linli/shared/complaints/api'
import { shelfOf } from '@linli/shared/complaints/rules'
import {
  type Complaint,
  ComplaintKind,
  ComplaintNumber,
  ComplaintShelf,
  type OfficeComplaint,
} from '@linli/shared/complaints/schema'
import { complaintKindNames, complaintStateNames } from '@linli/shared/complaints/words'
import { Period } from '@linli/shared/repairs/figures'
import { sourceNames } from '@linli/shared/repairs/words'
import { dateTime, today } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePhoneAsked } from '../kit/use-phone-asked'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { ComplaintFilters } from './complaint-filters'
import './complaints.css'
import { DueTag } from './due-tag'
import { complaintWords as words } from './words'

export type Filter = {
  shelf?: ComplaintShelf
  kind?: ComplaintKind
  handlerId?: string
  roomId?: string
  number?: string
  period?: string
  phone?: string
}

/** Under one filter at a time: each is a list of its own. What waits for an answer comes first. */
export function ComplaintTable() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const { phone } = usePhoneAsked()
  const filter = filterOf(url.get, phone)
  const list = usePages(complaintsApi.list, { communityId, ...filter })
  const date = today()
  const { columns } = words
  return (
    <>
      <ComplaintFilters filter={filter} />
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => each.complaintId}
        open={each => url.set({ show: each.complaintId })}
        selected={url.get('show')}
        exports={!filter.handlerId && !filter.number && !filter.roomId && !filter.phone}
        empty={<State {...(filter.shelf === 'open' ? words.empty : words.emptyFiltered)} />}
        columns={[
          { title: columns.number, cell: each => <span className="figure">{each.number}</span> },
          { title: columns.kind, cell: each => complaintKindNames[each.kind] },
          { title: columns.said, cell: each => <span className="complaint-said">{each.text}</span> },
          { title: columns.state, cell: each => <ComplaintTag complaint={each} /> },
          { title: columns.due, cell: each => <DueTag complaint={each} today={date} /> },
          { title: columns.handler, cell: each => each.handler?.name ?? kitWords.none },
          { title: columns.source, cell: sourceOf },
          {
            title: columns.who,
            cell: ({ roomCode, name }) => (
              <>
                <span className="unbroken">{roomCode}</span> <span className="unbroken">{name}</span>
              </>
            ),
            wide: true,
          },
          { title: columns.reported, cell: each => dateTime(each.reportedAt), figure: true, wide: true },
        ]}
      />
    </>
  )
}

export const sourceOf = ({ source, externalNumber }: OfficeComplaint) =>
  source === 'hotline' && externalNumber ? words.hotline(externalNumber) : sourceNames[source]

/** What the address asks for; the first that is there counts, as the server takes one. Nothing: what is open. */
function filterOf(get: (name: string) => string | undefined, phone: string | undefined): Filter {
  const number = ComplaintNumber.safeParse(get('number'))
  if (number.success) return { number: number.data }
  const asked = Period.safeParse(get('period'))
  const period = asked.success ? { period: asked.data } : {}
  const kind = ComplaintKind.safeParse(get('kind'))
  if (kind.success) return { kind: kind.data, ...period }
  const [roomId, handlerId] = [get('room'), get('handler')]
  if (roomId) return { roomId }
  if (handlerId) return { handlerId }
  if (phone && !get('shelf')) return { phone }
  if (get('shelf') === 'all') return {}
  const shelf = ComplaintShelf.safeParse(get('shelf'))
  return { shelf: shelf.success ? shelf.data : 'open' }
}

const tones: Record<ComplaintShelf, Tone> = { open: 'info', answered: 'ok', over: 'closed' }

export const ComplaintTag = ({ complaint: { state } }: { complaint: Pick<Complaint, 'state'> }) => (
  <Tag tone={state === 'submitted' || state === 'reopened' ? 'due' : tones[shelfOf(state)]}>
    {complaintStateNames[state]}
  </Tag>
)
