import type { PublicPlace } from '@linli/shared/communities/place-schema'
import { placeTitle } from '@linli/shared/communities/place-words'
import { placeCodeText } from '@linli/shared/scanned-code'
import { Button, QRCode } from 'antd'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import type { PagesQuery } from '../queries'
import { usePlace } from '../session'
import './place-labels.css'
import { placeWords as words } from './place-words'

/** Labels to cut out: the code, which place it is, and what it is for. */
export function PlaceLabels({ query, back }: { query: PagesQuery<PublicPlace>; back: () => void }) {
  const { communityId, communityName } = usePlace()
  const places = query.data?.pages.flatMap(page => page.items.filter(({ active }) => active)) ?? []
  return (
    <Page
      title={words.labels}
      line={words.labelsLine}
      actions={
        <span className="bar no-print">
          <Button onClick={back}>{words.back}</Button>
          <Button type="primary" disabled={places.length === 0} onClick={() => window.print()}>
            {words.print}
          </Button>
        </span>
      }
    >
      <Card>
        {query.isPending ? (
          <Skeleton rows={8} />
        ) : query.error ? (
          <Failed error={query.error} retry={query.refetch} />
        ) : places.length === 0 ? (
          <State {...words.empty} />
        ) : (
          <ul className="place-labels">
            {places.map(place => (
              <li key={place.placeId}>
                <QRCode
                  value={placeCodeText({ communityId, placeId: place.placeId })}
                  type="svg"
                  size={132}
                  bordered={false}
                  color="#000"
                  bgColor="#fff"
                  aria-label={words.codeOf(placeTitle(place))}
                />
                <div>
                  <span>{communityName}</span>
                  <strong>{placeTitle(place)}</strong>
                  <span>{words.scan}</span>
                </div>
              </li>
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button className="no-print" onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        )}
      </Card>
    </Page>
  )
}
