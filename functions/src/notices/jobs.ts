import { consumer, type Jobs } from '../jobs'
import { fireNoticeTimers } from './fire-timers'
import { ForgetObjectorBody, forgetObjector } from './forget-objector'
import { CountBody, countReceipt } from './receipts'
import { TellBody, tellHomes } from './tell'

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'notices.count', queue: 'jobs', body: CountBody, handle: countReceipt }),
    consumer({ type: 'notices.tell', queue: 'jobs', body: TellBody, handle: tellHomes }),
    consumer({ type: 'notices.forget_objector', queue: 'jobs', body: ForgetObjectorBody, handle: forgetObjector }),
  ],
  schedules: [{ name: 'notice-timers', everySeconds: 60, run: fireNoticeTimers }],
}
