import { noticesApi } from '@linli/shared/notices/api'
import type { NoticeDetail, NoticeEvent } from '@linli/shared/notices/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { PublishDialog } from './publish-dialog'
import { refreshes } from './refreshes'
import { RemindDialog } from './remind-dialog'
import { ScheduleDialog } from './schedule-dialog'
import { WithdrawDialog } from './withdraw-dialog'
import { actWords as words } from './words'

/** In the order in which one usually comes after the other. */
const order = ['publish', 'schedule', 'edit', 'remind', 'unschedule', 'pin', 'unpin', 'withdraw'] as const
type Act = (typeof order)[number]
const buttons: Record<Act, string> = {
  publish: words.publish.button,
  schedule: words.schedule.button,
  edit: words.edit,
  remind: words.remind.button,
  unschedule: words.unschedule.button,
  pin: words.pin.button,
  unpin: words.unpin.button,
  withdraw: words.withdraw.button,
}

export type DialogOf = { notice: NoticeDetail; open: boolean; close: () => void }

/** The steps that the server's own table allows now, to whoever may publish. */
export function NoticeActs({ notice }: { notice: NoticeDetail }) {
  const { communityId, can } = usePlace()
  const { get, set } = useUrlState()
  const toast = useToast()
  const [asking, setAsking] = useState<Act | undefined>(get('ask') === 'publish' ? 'publish' : undefined)
  const pin = useWrite(noticesApi.pin, {
    refreshes,
    onDone: ({ pinned }) => toast(pinned ? words.pin.done : words.unpin.done),
  })
  const unschedule = useWrite(noticesApi.unschedule, { refreshes, onDone: () => toast(words.unschedule.done) })
  const { noticeId, pinned, may } = notice
  const needless: NoticeEvent = pinned ? 'pin' : 'unpin'
  const possible = can('notices:publish') ? order.filter(act => may.includes(act) && act !== needless) : []
  if (possible.length === 0) return null
  const close = () => {
    setAsking(undefined)
    if (get('ask')) set({ ask: undefined }, { replace: true })
  }
  const of = { communityId, noticeId }
  const isBusy = pin.isPending || unschedule.isPending
  const start = (act: Act) => {
    if (act === 'edit') set({ write: noticeId, show: undefined })
    else if (act === 'pin' || act === 'unpin') pin.mutate({ ...of, pinned: act === 'pin' })
    else if (act === 'unschedule') unschedule.mutate(of)
    else setAsking(act)
  }
  return (
    <div className="stack-small">
      <div className="bar">
        {possible.map((act, nth) => (
          <Button
            key={act}
            type={nth === 0 && act === 'publish' ? 'primary' : 'default'}
            disabled={isBusy}
            onClick={() => start(act)}
          >
            {buttons[act]}
          </Button>
        ))}
      </div>
      <Refusal error={pin.error ?? unschedule.error} />
      <PublishDialog notice={notice} open={asking === 'publish'} close={close} />
      <ScheduleDialog notice={notice} open={asking === 'schedule'} close={close} />
      <RemindDialog notice={notice} open={asking === 'remind'} close={close} />
      <WithdrawDialog notice={notice} open={asking === 'withdraw'} close={close} />
    </div>
  )
}
