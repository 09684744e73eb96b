/** `tsx make-sample.ts <directory>`: the sample estate's data, for stacks that start from a copy. */
import { quietQueues } from '@linli/infra/local/quiet-queues'
import { seed } from '@linli/infra/local/seed'
import { startStack } from '@linli/infra/local/stack'
import { sampleRooms } from './sample-estate'

const [dir] = process.argv.slice(2)
if (!dir) throw new Error('name the directory')
const stack = await startStack({ dir, fresh: true, firstInMemory: true })
await seed(stack, sampleRooms, () => undefined)
await quietQueues(stack)
await stack.stop()
