import { gateApi, OfflineEntry } from '@linli/shared/visitors/gate-api'
import { ShownLease } from '@linli/shared/visitors/schema'
import * as z from 'zod'
import { call, newKey } from '../../api'
import { toProblem } from '../../problems'
import { keep, readKept } from '../../storage'
import { createStore } from '../../store'

const phoneKey = 'linli.gate.phone'
const dutyKey = 'linli.gate.duty'
const queueKey = 'linli.gate.queue'

const Duty = z.object({ communityId: z.string(), lease: ShownLease })
export type Duty = z.infer<typeof Duty>
const Waiting = z.object({ communityId: z.string(), personId: z.string(), entry: OfflineEntry })
type Waiting = z.infer<typeof Waiting>

const dutyStore = createStore<Duty | undefined>(() => readKept(dutyKey, Duty))
const queueStore = createStore<Waiting[]>(() => readKept(queueKey, z.array(Waiting)) ?? [])
export const useDuty = (): Duty | undefined => dutyStore.use()
export const useWaiting = (): Waiting[] => queueStore.use()

/** What this phone is called at the gates: drawn once. */
function phoneId(): string {
  const known = readKept(phoneKey, z.string())
  if (known) return known
  const made = newKey()
  keep(phoneKey, made)
  return made
}

function setDuty(duty: Duty | undefined): void {
  keep(dutyKey, duty ?? null)
  dutyStore.set(duty)
}

/** Takes a gate, or goes on at it. */
export async function takeGate(at: { communityId: string; gateId: string }): Promise<void> {
  const lease = await call(gateApi.takeLease, { ...at, phoneId: phoneId() })
  setDuty({ communityId: at.communityId, lease })
}

export async function leaveGate({ communityId, lease: { gateId } }: Duty): Promise<void> {
  await call(gateApi.endLease, { communityId, gateId, phoneId: phoneId() })
  setDuty(undefined)
}

/** Who holds the gate now is another phone, or nobody: what was kept of it goes. */
export const forgetGate = (): void => setDuty(undefined)

const setQueue = (queue: Waiting[]) => {
  keep(queueKey, queue)
  queueStore.set(queue)
}

export function keepOffline(waiting: Waiting): void {
  setQueue([...queueStore.get(), waiting])
}

const atOnce = 20
let sending = false

/** Sends what was kept, in its order; each is one entry however often it is sent. Whoever else's stays until they are here. */
export async function sendKept(personId: string): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (;;) {
      const own = queueStore.get().filter(each => each.personId === personId)
      const [first] = own
      if (!first) return
      const { communityId } = first
      const part = own.filter(each => each.communityId === communityId).slice(0, atOnce)
      await call(gateApi.sync, { communityId, entries: part.map(({ entry }) => entry) })
      const sent = new Set(part.map(({ entry }) => entry.sendId))
      setQueue(queueStore.get().filter(({ entry }) => !sent.has(entry.sendId)))
    }
  } catch (thrown) {
    // Kept for the next time; the banner says that it waits.
    toProblem(thrown)
  } finally {
    sending = false
  }
}
