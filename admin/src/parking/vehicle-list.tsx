import { parkingApi } from '@linli/shared/parking/api'
import { useState } from 'react'
import { ThingTermsSet } from '../billing/thing-terms-set'
import { RoomLink } from '../communities/room-link'
import { FindField } from '../kit/find-field'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Empty } from '../kit/state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { PlateShown } from './plate-shown'
import { vehicleWords as words } from './words'

/** 车辆 by room, or the one of a plate. A plate is personal: it never stands in the page's address. */
export function VehicleList() {
  const { communityId } = usePlace()
  const [plate, setPlate] = useState('')
  const vehicles = usePages(parkingApi.listVehicles, { communityId, ...(plate.length >= 2 && { plate }) })
  return (
    <Page title={shared.pages.vehicles} line={words.line}>
      <div className="bar">
        <FindField label={words.find} hint={words.placeholder} maxLength={12} find={text => setPlate(text.trim())} />
      </div>
      <PagedTable
        caption={words.caption}
        query={vehicles}
        rowKey={vehicle => vehicle.vehicleId}
        empty={<Empty sought={plate} otherwise={words.empty} />}
        columns={[
          {
            title: words.columns.plate,
            cell: ({ vehicleId, plateMasked }) => <PlateShown vehicleId={vehicleId} masked={plateMasked} />,
          },
          {
            title: words.columns.kind,
            cell: ({ colour, brand, type }) => [colour, brand, type].filter(Boolean).join(' ') || kitWords.none,
          },
          { title: words.columns.holder, cell: vehicle => vehicle.holder?.name ?? kitWords.none },
          { title: words.columns.room, cell: vehicle => <RoomLink {...vehicle} /> },
          { title: words.columns.space, cell: vehicle => vehicle.spaceCode ?? kitWords.none },
          {
            title: words.columns.terms,
            cell: ({ vehicleId, plateMasked }) => (
              <ThingTermsSet thing={{ type: 'vehicle', id: vehicleId, name: plateMasked }} />
            ),
          },
        ]}
      />
    </Page>
  )
}
