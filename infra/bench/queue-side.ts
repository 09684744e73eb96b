import { startQueueServer } from '../local/queue-server'
import { answerWith } from './side'

/** The queue server in a process of its own: neither side nor the one that asks them carries its work. */
const queues = await startQueueServer({ region: process.env.AWS_REGION ?? '' })
answerWith({ endpoint: () => queues.endpoint })
