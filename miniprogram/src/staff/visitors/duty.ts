import { gateApi } from '@linli/shared/visitors/gate-api'
import { ShownLease } from '@linli/shared/visitors/schema'
import * as z from 'zod'
import { call, newKey } from '../../api'
import { keep, readKept } from '../../storage'
import { createStore } from '../../store'

const phoneKey = 'linli.gate.phone'
const dutyKey = 'linli.gate.duty'

const Duty = z.object({ communityId: z.string(), lease: ShownLease })
export type Duty = z.infer<typeof Duty>

const dutyStore = createStore<Duty | undefined>(() => readKept(dutyKey, Duty))
export const useDuty = (): Duty | undefined => dutyStore.use()

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
