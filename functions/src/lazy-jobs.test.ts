import { expect, test } from 'vitest'
import { consumerHomes, findConsumer, findSchedule, scheduleHomes } from './lazy-jobs'
import { consumers, schedules } from './registry'

test('a worker finds every consumer of every domain by its type', async () => {
  expect(Object.keys(consumerHomes).toSorted()).toEqual([...consumers.keys()].toSorted())
  for (const [type, consumer] of consumers) expect(await findConsumer(type)).toBe(consumer)
  expect(await findConsumer('constructor')).toBeUndefined()
})

test('and every schedule by its name', async () => {
  expect(Object.keys(scheduleHomes).toSorted()).toEqual(schedules.map(({ name }) => name).toSorted())
  for (const schedule of schedules) expect(await findSchedule(schedule.name)).toBe(schedule)
  expect(await findSchedule('none')).toBeUndefined()
})
