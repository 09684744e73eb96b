import { consumer, type Jobs } from '../jobs'
import { CheckBody, checkPost } from './check-post'
import { ForgetAuthorBody, forgetAuthor } from './forget-author'
import { runForumClock } from './run-clock'
import { countLikes, SettleBody, settlePost } from './settle-post'

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'forum.check', queue: 'jobs', body: CheckBody, handle: checkPost }),
    consumer({ type: 'forum.settle', queue: 'jobs', body: SettleBody, handle: settlePost }),
    consumer({ type: 'forum.count', queue: 'jobs', body: SettleBody, handle: countLikes }),
    consumer({ type: 'forum.forget_author', queue: 'jobs', body: ForgetAuthorBody, handle: forgetAuthor }),
  ],
  schedules: [{ name: 'forum-clock', everySeconds: 60, run: runForumClock }],
}
