import { repairKinds, type RepairKind, type Skill } from './kinds'

/** An order that waits: `dueMin` until it should be done, below 0 when that is over. */
export type DispatchOrder = {
  repairId: string
  kind: RepairKind
  building?: string | undefined
  dueMin: number
  /** Who gave it back. */
  not?: readonly string[] | undefined
}

/** Somebody who repairs: where they are, what is in their hands, and when they have done that. */
export type DispatchWorker = {
  personId: string
  name: string
  skills: readonly Skill[]
  areas: readonly string[]
  onShift: boolean
  /** Why they are on duty, or not: 「当班到 17:00」. */
  duty?: string | undefined
  building?: string | undefined
  load: number
  busyMin: number
}

/** Whether they may get it at all: skilled, on shift, and nobody who gave it back. */
export const canTake = (order: DispatchOrder, worker: DispatchWorker): boolean =>
  worker.onShift && isSkilled(order.kind, worker) && !order.not?.includes(worker.personId)

export const isSkilled = (kind: RepairKind, { skills }: Pick<DispatchWorker, 'skills'>): boolean => {
  const { skill } = repairKinds[kind]
  return skill === undefined || skills.includes(skill)
}
