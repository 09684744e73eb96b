import { buffer } from 'node:stream/consumers'
import type { ChildMessage } from './child-message'
import { parseWorkbook } from './parse-workbook'

// The process that read-workbook.ts forks: a file on stdin, what is in it as messages. It knows nothing else.

await parseWorkbook(await buffer(process.stdin), send)
process.disconnect()

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, error => (error ? reject(error) : resolve()))
  })
}
