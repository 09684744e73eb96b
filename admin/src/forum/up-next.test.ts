import { expect, test } from 'vitest'
import { lookOf, upNext } from './up-next'

const post = (postId: string, round = 1) => ({ postId, round })
const set = (...posts: { postId: string; round: number }[]) => new Set(posts.map(lookOf))
const [a, b, c] = [post('a'), post('b'), post('c')]

test('the oldest that is neither decided nor skipped is next', () => {
  const none = new Set<string>()
  expect(upNext([a, b, c], { decided: none, skipped: none })).toEqual({ post: a, left: 3, skipped: 0 })
  expect(upNext([a, b, c], { decided: set(a), skipped: set(b) })).toEqual({ post: c, left: 1, skipped: 1 })
  expect(upNext([a, b], { decided: set(a), skipped: set(b) })).toEqual({ post: undefined, left: 0, skipped: 1 })
})

test('what its author changed is looked at again', () => {
  const again = post('a', 2)
  expect(upNext([again], { decided: set(a), skipped: set(a) }).post).toBe(again)
})
