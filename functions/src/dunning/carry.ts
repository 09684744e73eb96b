import { DunningPlan, DunningTask } from '@linli/shared/dunning/schema'
import { listedPart, type Part, part, partition } from '../exports/part'
import { loadPlan, planKey } from './plan-store'
import { addressField } from './recipients'
import { reminderItem, remindersPk, StoredReminder } from './reminder-store'
import { debtItem, debtsPk, flaggedPk, flags, StoredDebt } from './store'
import { taskItem, tasksPk } from './task-store'

/** Debts with their reasons, and where they stand in the lists of few. */
const debtsPart = part({
  name: 'arrears',
  record: StoredDebt.loose(),
  async *read(source) {
    for await (const items of partition(source, { pk: debtsPk(source.communityId) }))
      yield items.map(each => StoredDebt.loose().parse(each))
  },
  items: ({ communityId }, records) =>
    records.flatMap(debt => {
      const item = debtItem(debt)
      const places = flags.flatMap(flag => {
        const sk = debt.flagged[flag]
        return sk === undefined ? [] : [{ pk: flaggedPk(communityId, flag), sk, debt: item.sk }]
      })
      return [item, ...places]
    }),
})

/** Evidence of a claim leaves with it; full addresses stay sealed under the keys of here, so they are opened on the way. */
const CarriedReminder = StoredReminder.loose()
const remindersPart = part({
  name: 'reminders',
  record: CarriedReminder,
  async *read(source) {
    const { secrets } = source.ctx.deps
    for await (const debts of partition(source, { pk: debtsPk(source.communityId) }))
      for (const { debtId } of debts.map(debt => StoredDebt.pick({ debtId: true }).parse(debt)))
        for await (const items of partition(source, { pk: remindersPk(source.communityId, debtId) }))
          yield items.map(item => {
            const reminder = CarriedReminder.parse(item)
            const attempts = reminder.attempts.map(({ toSealed, ...attempt }) => ({
              ...attempt,
              ...(toSealed && { toSealed: secrets.open(toSealed, addressField(reminder)) }),
            }))
            return { ...reminder, attempts }
          })
  },
  items: ({ ctx }, records) =>
    records.map(({ checkAt: _stopped, ...reminder }) => {
      const attempts = reminder.attempts.map(({ toSealed, message: _account, ...attempt }) => ({
        ...attempt,
        ...(toSealed && { toSealed: ctx.deps.secrets.seal(toSealed, addressField(reminder)) }),
      }))
      const state = reminder.state === 'waiting' ? ('stopped' as const) : reminder.state
      return reminderItem({ ...reminder, attempts, state })
    }),
})

const tasksPart = listedPart({
  name: 'arrears-tasks',
  record: DunningTask.loose(),
  pk: tasksPk,
  item: (_, record) => taskItem(record),
})

/** The plan arrives switched off: a person in the new system switches it on. */
const planPart = part({
  name: 'dunning-plan',
  record: DunningPlan,
  async *read({ ctx, communityId }) {
    const plan = await loadPlan(ctx, communityId)
    if (plan.version > 0) yield [plan]
  },
  items: ({ communityId }, records) => records.map(plan => ({ ...planKey(communityId), ...plan, on: false })),
})

export const dunningParts: readonly Part[] = [debtsPart, remindersPart, tasksPart, planPart]
