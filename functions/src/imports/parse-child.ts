import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { type ChildMessage, ReadRequest } from './child-message'
import { readBook } from './read-book'

// The process that read-workbook.ts forks: a file on stdin, settings as a message, what it reads as messages.

const [request] = await once(process, 'message')
await readBook(() => buffer(process.stdin), ReadRequest.parse(request), send)
process.disconnect()

/** Waits until the reader has dealt with the message, so that nothing piles up on either side. */
async function send(message: ChildMessage): Promise<void> {
  const received = once(process, 'message')
  process.send?.(message)
  await received
}
