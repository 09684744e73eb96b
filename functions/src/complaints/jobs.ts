import { consumer, type Jobs } from '../jobs'
import { CountBody, countComplaint } from './count-complaint'
import { fireComplaintTimers } from './fire-timers'
import { ForgetWriterBody, forgetWriter } from './forget-writer'

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'complaints.count', queue: 'jobs', body: CountBody, handle: countComplaint }),
    consumer({ type: 'complaints.forget_writer', queue: 'jobs', body: ForgetWriterBody, handle: forgetWriter }),
  ],
  schedules: [{ name: 'complaint-timers', everySeconds: 60, run: fireComplaintTimers }],
}
