import { repairsApi } from '@linli/shared/repairs/api'
import { placeWords } from '@linli/shared/repairs/news'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { kindNames, pauseNames } from '@linli/shared/repairs/words'
import { Banner } from '../kit/banner'
import { DetailDrawer } from '../kit/detail-drawer'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { ToldLink } from '../messages/told-link'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { RepairActs } from './repair-acts'
import { RepairCosts } from './repair-costs'
import { RepairFacts } from './repair-facts'
import { RepairNote } from './repair-note'
import { RepairPictures } from './repair-pictures'
import { RepairQuotes } from './repair-quotes'
import { RepairSteps } from './repair-steps'
import { StateTag } from './repair-table'
import { TimeLeft } from './time-left'
import { useNow } from './use-now'
import { showWords as words } from './show-words'
import { repairWords } from './words'

/** One order with its whole history, and what can be done to it. */
export function RepairShow({ repairId, close }: { repairId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const asked = { communityId, repairId: repairId ?? '' }
  const repair = useRead(repairsApi.get, asked, { enabled: repairId !== undefined })
  const { data } = repair
  return (
    <DetailDrawer
      title={data ? `${data.number} ${placeWords(data.place)} ${kindNames[data.kind]}` : words.title}
      open={repairId !== undefined}
      close={close}
      width={640}
    >
      {data ? (
        <Details key={data.repairId} repair={data} />
      ) : repair.error ? (
        <Failed error={repair.error} retry={repair.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ repair }: { repair: RepairDetail }) {
  const { can } = usePlace()
  const now = useNow()
  const { paused, reason } = repair
  return (
    <>
      <div className="bar">
        <StateTag repair={repair} />
        {repair.emergency && <Tag tone="danger">{repairWords.emergency}</Tag>}
        <TimeLeft repair={repair} now={now} />
      </div>
      {paused?.note && (
        <Banner tone="info">
          {pauseNames[paused.reason]}：{paused.note}
        </Banner>
      )}
      {reason && <Banner tone="due">{reason}</Banner>}
      {can('repairs:dispatch') && <RepairActs repair={repair} now={now} />}
      <section className="drawer-part">
        <h2>{words.said}</h2>
        <p className="question-text">{repair.text}</p>
      </section>
      <RepairFacts repair={repair} />
      <RepairPictures repair={repair} />
      {repair.place.kind === 'room' && <RepairQuotes repair={repair} />}
      {can('repairs:dispatch') && <RepairCosts repair={repair} />}
      {can('repairs:dispatch') && <RepairNote repair={repair} />}
      <RepairSteps repair={repair} />
      <div className="bar">
        <ToldLink objectId={repair.repairId} />
      </div>
    </>
  )
}
