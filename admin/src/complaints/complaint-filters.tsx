import { complaintsApi } from '@linli/shared/complaints/api'
import { ComplaintKind, ComplaintShelf } from '@linli/shared/complaints/schema'
import { complaintKindNames, complaintShelfNames } from '@linli/shared/complaints/words'
import { maskPhone } from '@linli/shared/people/schema'
import { Button, Select } from 'antd'
import { periodName } from '../kit/format'
import { useUrlState } from '../kit/url-state'
import { usePhoneAsked } from '../kit/use-phone-asked'
import { useRead } from '../queries'
import { usePlace } from '../session'
import type { Filter } from './complaint-table'
import { complaintWords } from './words'

const words = complaintWords.filters
const none = {
  shelf: undefined,
  kind: undefined,
  handler: undefined,
  room: undefined,
  number: undefined,
  period: undefined,
}

/** One of them counts: choosing one gives up the others. */
export function ComplaintFilters({ filter }: { filter: Filter }) {
  const { communityId, staff, can } = usePlace()
  const url = useUrlState()
  const { clear } = usePhoneAsked()
  const asked = { communityId, limit: 100 }
  const people = useRead(complaintsApi.people, asked, { enabled: can('complaints:handle') })
  const only = (change: Partial<Record<keyof typeof none, string>>) => url.set({ ...none, ...change })
  const others = (people.data?.items ?? []).filter(each => each.handles && each.personId !== staff.personId)
  const isAll = !filter.shelf && !filter.kind && !filter.handlerId && !filter.number && !filter.roomId && !filter.phone
  return (
    <div className="bar">
      <Select
        aria-label={words.shelf}
        className="bar-select"
        value={isAll ? 'all' : (filter.shelf ?? '')}
        onChange={shelf => only({ shelf })}
        options={[
          ...(isAll || filter.shelf ? [] : [{ value: '', label: words.every.shelf, disabled: true }]),
          ...ComplaintShelf.options.map(value => ({ value, label: complaintShelfNames[value] })),
          { value: 'all', label: words.every.shelf },
        ]}
      />
      <Select
        aria-label={words.kind}
        className="bar-select"
        value={filter.kind ?? ''}
        onChange={kind => only({ kind })}
        options={[
          { value: '', label: words.every.kind },
          ...ComplaintKind.options.map(value => ({ value, label: complaintKindNames[value] })),
        ]}
      />
      <Select
        aria-label={words.handler}
        className="bar-select"
        value={filter.handlerId ?? ''}
        onChange={handler => only({ handler })}
        options={[
          { value: '', label: words.every.handler },
          { value: staff.personId, label: words.mine },
          ...others.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
      {filter.period && (
        <Button onClick={() => url.set({ period: undefined })}>{words.period(periodName(filter.period))} ✕</Button>
      )}
      {filter.phone && <Button onClick={clear}>{words.phone(maskPhone(filter.phone))} ✕</Button>}
      {filter.number && <Button onClick={() => only({})}>{words.number(filter.number)} ✕</Button>}
      {filter.roomId && <Button onClick={() => only({})}>{words.room} ✕</Button>}
    </div>
  )
}
