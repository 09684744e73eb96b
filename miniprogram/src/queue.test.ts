import { expect, test } from 'vitest'
import { createQueue } from './queue'

test('never more than the limit at once, all done, in order of arrival; a failed job frees its place', async () => {
  const queue = createQueue(3)
  let running = 0
  let most = 0
  const order: number[] = []
  const jobs = Array.from({ length: 20 }, (_, i) =>
    queue(async () => {
      order.push(i)
      most = Math.max(most, ++running)
      await new Promise(resolve => setTimeout(resolve, i % 4))
      running--
      if (i % 5 === 0) throw new Error(String(i))
      return i
    }),
  )
  const results = await Promise.allSettled(jobs)
  expect(most).toBe(3)
  expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i))
  expect(results.filter(result => result.status === 'rejected')).toHaveLength(4)
})
