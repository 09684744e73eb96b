import { parkingApi } from '@linli/shared/parking/api'
import { type Space, tenureNames } from '@linli/shared/parking/schema'
import { ThingTermsSet } from '../billing/thing-terms-set'
import { RoomLink } from '../communities/room-link'
import { FindField } from '../kit/find-field'
import { area } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Empty } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { spaceWords as words } from './words'

/** 车位 in the order of lot and number; of one lot alone by its name. */
export function SpaceList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const lot = url.get('lot')
  const spaces = usePages(parkingApi.listSpaces, { communityId, ...(lot && { lot }) })
  return (
    <Page title={shared.pages.spaces} line={words.line}>
      <div className="bar">
        <FindField
          label={words.find}
          hint={words.placeholder}
          value={lot}
          maxLength={40}
          find={text => url.set({ lot: text.trim() })}
        />
      </div>
      <PagedTable
        caption={words.caption}
        query={spaces}
        rowKey={space => space.spaceId}
        empty={<Empty sought={lot} otherwise={words.empty} />}
        columns={[
          { title: words.columns.lot, cell: space => space.lot },
          { title: words.columns.code, cell: space => <span className="figure">{space.code}</span> },
          { title: words.columns.tenure, cell: ({ tenure }) => (tenure ? tenureNames[tenure] : kitWords.none) },
          { title: words.columns.holder, cell: space => space.holder?.name ?? kitWords.none },
          { title: words.columns.room, cell: space => <RoomLink {...space} /> },
          { title: words.columns.plate, cell: space => space.plateMasked ?? kitWords.none },
          { title: words.columns.dates, cell: datesOf, wide: true },
          {
            title: words.columns.terms,
            cell: ({ spaceId, lot, code }) => (
              <ThingTermsSet thing={{ type: 'space', id: spaceId, name: `${lot} ${code}`.trim() }} />
            ),
          },
          {
            title: words.columns.area,
            cell: space => area(space.areaM2x100) ?? kitWords.none,
            figure: true,
            wide: true,
          },
        ]}
      />
    </Page>
  )
}

const datesOf = ({ from, to }: Space) =>
  from || to ? <span className="figure">{words.dates(from ?? kitWords.none, to ?? words.open)}</span> : kitWords.none
