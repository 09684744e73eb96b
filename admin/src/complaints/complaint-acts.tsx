import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail, ComplaintEvent } from '@linli/shared/complaints/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { AnswerDialog } from './answer-dialog'
import { ConcernDialog } from './concern-dialog'
import { EndDialog } from './end-dialog'
import { HandDialog } from './hand-dialog'
import { PublishDialog } from './publish-dialog'
import { refreshes } from './refreshes'
import { actWords as words } from './words'

/** In the order in which one usually comes after the other. */
const acts = {
  accept: 'accept',
  answer: 'answer',
  close: 'close',
  assign: 'assign',
  name_concerned: 'concerns',
  publish: 'publish',
  unpublish: 'unpublish',
} as const satisfies Partial<Record<ComplaintEvent, keyof typeof words>>
type Act = keyof typeof acts
const isAct = (event: ComplaintEvent): event is Act => event in acts

/** The buttons that the server's own table allows to whoever looks: whom it concerns has none. */
export function ComplaintActs({ complaint }: { complaint: ComplaintDetail }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [asking, setAsking] = useState<Act>()
  const accept = useWrite(complaintsApi.accept, { refreshes, onDone: () => toast(words.accept.done) })
  const { complaintId, may } = complaint
  const order = Object.keys(acts)
  const possible = may
    .filter(isAct)
    .filter(act => act !== 'publish' || !complaint.published)
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
  if (possible.length === 0) return null
  const close = () => setAsking(undefined)
  const start = (act: Act) => (act === 'accept' ? accept.mutate({ communityId, complaintId }) : setAsking(act))
  return (
    <div className="stack-small">
      <div className="bar">
        {possible.map((act, nth) => (
          <Button
            key={act}
            type={nth === 0 ? 'primary' : 'default'}
            disabled={accept.isPending}
            onClick={() => start(act)}
          >
            {words[acts[act]].button}
          </Button>
        ))}
      </div>
      <Refusal error={accept.error} />
      <AnswerDialog complaint={complaint} open={asking === 'answer'} close={close} />
      <HandDialog complaint={complaint} open={asking === 'assign'} close={close} />
      <ConcernDialog complaint={complaint} open={asking === 'name_concerned'} close={close} />
      <PublishDialog complaint={complaint} open={asking === 'publish'} close={close} />
      <EndDialog complaint={complaint} act="close" open={asking === 'close'} close={close} />
      <EndDialog complaint={complaint} act="unpublish" open={asking === 'unpublish'} close={close} />
    </div>
  )
}
