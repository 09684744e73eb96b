import { repairsApi } from '@linli/shared/repairs/api'
import { placeWords } from '@linli/shared/repairs/news'
import { kindNames, revisitWords as said } from '@linli/shared/repairs/words'
import { dateTime } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { RepairShow } from './repair-show'
import './repairs.css'
import { revisitListWords as words } from './figure-words'

/** Whom to call after a repair, the longest due first, and who was not satisfied until that is settled. */
export function RevisitList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const revisits = usePages(repairsApi.listRevisits, { communityId })
  return (
    <Page title={shared.pages.revisits} line={words.line}>
      <PagedTable
        caption={words.caption}
        query={revisits}
        rowKey={each => each.repairId}
        open={each => url.set({ show: each.repairId })}
        selected={url.get('show')}
        exports={false}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.number, cell: each => <span className="figure">{each.number}</span> },
          { title: words.columns.kind, cell: each => kindNames[each.kind] },
          { title: words.columns.place, cell: each => placeWords(each.place) },
          { title: words.columns.reporter, cell: each => each.reporterName },
          {
            title: words.columns.phone,
            cell: each =>
              each.contactPhone ? <a href={`tel:${each.contactPhone}`}>{each.contactPhone}</a> : kitWords.none,
          },
          { title: words.columns.who, cell: each => each.assignee?.name ?? kitWords.none, wide: true },
          {
            title: words.columns.confirmed,
            cell: each => (each.confirmedAt ? dateTime(each.confirmedAt) : kitWords.none),
            figure: true,
            wide: true,
          },
          {
            title: words.columns.state,
            cell: ({ revisit }) =>
              revisit && <Tag tone={revisit.state === 'task' ? 'danger' : 'due'}>{said(revisit)}</Tag>,
          },
        ]}
      />
      <RepairShow repairId={url.get('show')} close={() => url.set({ show: undefined })} />
    </Page>
  )
}
