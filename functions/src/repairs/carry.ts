import { RepairSettings, RepairStep } from '@linli/shared/repairs/views'
import { countersOf } from '@linli/shared/repairs/figures'
import * as z from 'zod'
import { type Part, part, partition } from '../exports/part'
import { loadSettings, settingsKey } from './settings'
import type { Write } from '../db-write'
import { counterWrites } from '../counters'
import { goAlong } from '../files/carry-media'
import { countingOf } from './figure-store'
import {
  contactField,
  contactParts,
  dueOwner,
  pointersOf,
  repairItem,
  repairsPk,
  repairWrites,
  stepItem,
  stepsOf,
  StoredRepair,
} from './store'
import { StoredWorker, workerField, workerItem, workersPk } from './workers'

/** An order with its history; numbers leave sealed and are opened on the way, accounts and their follows stay behind. */
const CarriedRepair = StoredRepair.omit({ contactSealed: true, phoneHash: true, assigneePhoneSealed: true }).extend({
  contactPhone: z.string().optional(),
  assigneePhone: z.string().optional(),
  steps: z.array(RepairStep),
})

const repairsPart = part({
  name: 'repairs',
  record: CarriedRepair,
  clock: dueOwner,
  async *read(source) {
    const { secrets } = source.ctx.deps
    for await (const items of partition(source, { pk: repairsPk(source.communityId) })) {
      const records = []
      for (const item of items) {
        const { contactSealed, phoneHash: _hash, assigneePhoneSealed, reporter, ...repair } = StoredRepair.parse(item)
        const { accountId: _account, ...who } = reporter
        const field = contactField(repair.repairId)
        records.push({
          ...repair,
          reporter: who,
          followers: 0,
          pictures: await goAlong(source, repair.pictures),
          steps: await stepsOf(source.ctx, repair),
          ...(contactSealed && { contactPhone: secrets.open(contactSealed, field) }),
          ...(assigneePhoneSealed && { assigneePhone: secrets.open(assigneePhoneSealed, field) }),
        })
      }
      yield records
    }
  },
  items: ({ ctx }, records) =>
    records.flatMap(({ steps, contactPhone, assigneePhone, ...rest }) => {
      const seal = (phone: string) => ctx.deps.secrets.seal(phone, contactField(rest.repairId))
      const repair: StoredRepair = {
        ...rest,
        ...(contactPhone && contactParts(ctx, rest, contactPhone)),
        ...(assigneePhone && { assigneePhoneSealed: seal(assigneePhone) }),
      }
      const writes = [...repairWrites(repair, undefined), ...pointersOf(repair)]
      const puts = writes.flatMap(write => ('put' in write ? [write.put] : []))
      const counted = { ...countingOf(repair).counted, counters: countersOf(repair), version: 1 }
      return [repairItem(repair), ...puts.slice(1), counted, ...steps.map((step, i) => stepItem(repair, step, i + 1))]
    }),
})

/** The statistics' counters of carried orders, counted anew. */
export const countedAgain = (records: unknown[]): Write[] =>
  z
    .array(CarriedRepair)
    .parse(records)
    .flatMap(repair => counterWrites(countingOf(repair), countersOf(repair), {}))

const CarriedWorker = StoredWorker.omit({ phoneSealed: true, nextShiftAt: true }).extend({
  phone: z.string().optional(),
})
const workersPart = part({
  name: 'repair-workers',
  record: CarriedWorker,
  clock: dueOwner,
  async *read(source) {
    const { secrets } = source.ctx.deps
    for await (const items of partition(source, { pk: workersPk(source.communityId) }))
      yield items.map(item => {
        const { phoneSealed, nextShiftAt: _clock, ...worker } = StoredWorker.parse(item)
        return { ...worker, ...(phoneSealed && { phone: secrets.open(phoneSealed, workerField(worker.personId)) }) }
      })
  },
  items: ({ ctx, communityId }, records) =>
    records.map(({ phone, ...worker }) => {
      const sealed = phone && ctx.deps.secrets.seal(phone, workerField(worker.personId))
      const card = { ...worker, onShift: false, ...(sealed && { phoneSealed: sealed }) }
      return workerItem(communityId, card, ctx.now())
    }),
})

const settingsPart = part({
  name: 'repair-settings',
  record: RepairSettings,
  async *read({ ctx, communityId }) {
    const settings = await loadSettings(ctx, communityId)
    if (settings.version > 0) yield [settings]
  },
  items: ({ communityId }, records) => records.map(settings => ({ ...settingsKey(communityId), ...settings })),
})

export const repairParts: readonly Part[] = [repairsPart, workersPart, settingsPart]
