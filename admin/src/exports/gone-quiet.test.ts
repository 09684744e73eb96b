import { describe, expect, it } from 'vitest'
import { hasGoneQuiet } from './gone-quiet'

const restore = { kind: 'restore', state: 'working', createdAt: '2026-11-22T04:00:00.000Z' } as const
const movedAt = '2026-11-22T05:00:00.000Z'

describe('a restore that can be gone on with', () => {
  it('is under way and has not been heard of for long', () => {
    expect(hasGoneQuiet({ ...restore, movedAt }, '2026-11-22T05:20:00.000Z')).toBe(false)
    expect(hasGoneQuiet({ ...restore, movedAt }, '2026-11-22T05:20:01.000Z')).toBe(true)
    expect(hasGoneQuiet({ ...restore, state: 'waiting' }, '2026-11-22T04:30:00.000Z')).toBe(true)
  })

  it('is none that has ended, and no export: they begin anew', () => {
    const late = '2026-11-23T05:00:00.000Z'
    for (const state of ['uploading', 'ready', 'failed', 'expired'] as const)
      expect(hasGoneQuiet({ ...restore, state, movedAt }, late)).toBe(false)
    expect(hasGoneQuiet({ ...restore, kind: 'community', movedAt }, late)).toBe(false)
  })
})
