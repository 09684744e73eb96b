import { createServer } from 'node:net'
import { explainSystemError } from './start-error'

/** A TCP port of the loopback interface that was free a moment ago. */
export function freePort(): Promise<number> {
  return tryPort(0)
}

/** Resolves when the loopback port can be bound. @throws StartError when something listens there */
export async function assertPortFree(port: number): Promise<void> {
  try {
    await tryPort(port)
  } catch (error) {
    throw explainSystemError(error, { port })
  }
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      const bound = address !== null && typeof address === 'object' ? address.port : port
      probe.close(() => resolve(bound))
    })
  })
}
