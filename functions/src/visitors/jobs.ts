import { consumer, type Jobs } from '../jobs'
import { ForgetHostBody, forgetHost } from './forget-host'
import { ReleaseGuardBody, releaseGuard } from './release-guard'
import { runVisitorClock } from './run-clock'

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'visitors.forget_host', queue: 'jobs', body: ForgetHostBody, handle: forgetHost }),
    consumer({ type: 'visitors.release_guard', queue: 'jobs', body: ReleaseGuardBody, handle: releaseGuard }),
  ],
  schedules: [{ name: 'visitor-clock', everySeconds: 60, run: runVisitorClock }],
}
