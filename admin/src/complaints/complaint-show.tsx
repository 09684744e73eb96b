import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { complaintKindNames, complaintRefusals } from '@linli/shared/complaints/words'
import { Banner } from '../kit/banner'
import { DetailDrawer } from '../kit/detail-drawer'
import { dateTime, today } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import '../kit/timeline.css'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { ComplaintActs } from './complaint-acts'
import { ComplaintFacts } from './complaint-facts'
import { ComplaintNote } from './complaint-note'
import { ComplaintPictures } from './complaint-pictures'
import { ComplaintSteps } from './complaint-steps'
import { ComplaintTag } from './complaint-table'
import { DueTag } from './due-tag'
import { showWords as words } from './words'

/** One with its whole history, and what may be done to it; whom it concerns reads why they may not. */
export function ComplaintShow({ complaintId, close }: { complaintId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const asked = { communityId, complaintId: complaintId ?? '' }
  const complaint = useRead(complaintsApi.get, asked, { enabled: complaintId !== undefined })
  const { data } = complaint
  return (
    <DetailDrawer
      title={data ? `${data.number} ${complaintKindNames[data.kind]}` : words.title}
      open={complaintId !== undefined}
      close={close}
      width={640}
    >
      {data ? (
        <Details key={data.complaintId} complaint={data} />
      ) : complaint.error ? (
        <Failed error={complaint.error} retry={complaint.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ complaint }: { complaint: ComplaintDetail }) {
  const { staff } = usePlace()
  const { answer, published, concerns } = complaint
  const isConcerned = concerns.some(({ personId }) => personId === staff.personId)
  return (
    <>
      <div className="bar">
        <ComplaintTag complaint={complaint} />
        <DueTag complaint={complaint} today={today()} />
      </div>
      {isConcerned && (
        <Banner tone="due">
          <strong>{complaintRefusals.concerned}</strong>
          <p>{words.concerned}</p>
        </Banner>
      )}
      <ComplaintActs complaint={complaint} />
      <section className="drawer-part">
        <h2>{words.said}</h2>
        <p className="question-text">{complaint.text}</p>
      </section>
      {answer && (
        <section className="drawer-part">
          <h2>{words.answer}</h2>
          <p className="question-text">{answer.text}</p>
          <p className="hint small">{words.answeredBy(answer.by, dateTime(answer.at))}</p>
        </section>
      )}
      {published && (
        <section className="drawer-part">
          <h2>{words.published}</h2>
          <p>
            <strong>{published.title}</strong>
          </p>
          <p className="question-text">{published.measure}</p>
        </section>
      )}
      <ComplaintFacts complaint={complaint} />
      <ComplaintPictures complaint={complaint} />
      <ComplaintNote complaint={complaint} />
      <ComplaintSteps complaint={complaint} />
    </>
  )
}
