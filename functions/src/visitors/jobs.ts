import { consumer, type Jobs } from '../jobs'
import { ForgetHostBody, forgetHost } from './forget-host'
import { runVisitorClock } from './run-clock'

export const jobs: Jobs = {
  consumers: [consumer({ type: 'visitors.forget_host', queue: 'jobs', body: ForgetHostBody, handle: forgetHost })],
  schedules: [{ name: 'visitor-clock', everySeconds: 60, run: runVisitorClock }],
}
