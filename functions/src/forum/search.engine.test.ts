import { forumApi as api } from '@linli/shared/forum/api'
import { gramsOf, queryOf } from '@linli/shared/forum/grams'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { callAs, sentenceOf } from '../../test/call'
import { openNeighbours } from '../../test/forum'
import { makeContext } from '../context'
import { wordPk } from './index-words'
import { postItem, postKey, StoredPost } from './store'

const { world, author, reader } = await openNeighbours()

it('a search goes through many posts in three reads, the newest first, page after page', async () => {
  const { ctx, communityId } = world.place
  const at = (i: number) => new Date(Date.parse('2026-01-01T00:00:00.000Z') + i * 60_000).toISOString()
  const texts = ['电梯又坏了', '电梯间有人坏了规矩', '物业费怎么交', '快递到了']
  const base = StoredPost.parse(
    await ctx.db.get(postKey(world.atDesk((await world.said(reader, '范本')).postId)), z.unknown()),
  )
  const writes = Array.from({ length: 240 }, (_, i) => {
    const post = { ...base, postId: world.deps.newId(), text: `${texts[i % 4]} ${i}`, publishedAt: at(i), version: 1 }
    const words = gramsOf(post.text).map(gram => ({
      put: { pk: wordPk(communityId, gram), sk: `${post.publishedAt}#${post.postId}` },
    }))
    return [{ put: postItem(post) }, ...words]
  }).flat()
  const wide = makeContext(world.deps, { kind: 'system' }, [`C#${communityId}#`, 'G#forum#'])
  await wide.db.writeMany(writes)
  const find = async (q: string, cursor?: string) => {
    const before = world.reads()
    const asked = { ...world.at(author), q, limit: 20, ...(cursor && { cursor }) }
    const page = (await callAs(world.app, author, api.search, asked)).ok()
    // One more is the session's.
    expect(world.reads() - before).toBeLessThanOrEqual(4)
    return page
  }
  const every = async (q: string) => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await find(q, cursor)
      all.push(...page.items.map(({ text }) => text))
      cursor = page.cursor
    } while (cursor)
    return all
  }
  const numbers = (k: number) => Array.from({ length: 60 }, (_, i) => `${texts[k]} ${236 - 4 * i + k}`)
  expect(await every('电梯又坏了')).toEqual(numbers(0))
  expect(await every('物业费')).toEqual(numbers(2))
  expect(await every('快递')).toEqual(numbers(3))
  // It has both pairs, and not the words.
  await world.said(reader, '楼梯坏了吗')
  expect((await every('电梯坏了')).length).toBe(0)
  expect(new Set(await every('电梯 坏了'))).toEqual(new Set([...numbers(0), ...numbers(1)]))
  expect(sentenceOf(await callAs(world.app, author, api.search, { ...world.at(author), q: '梯' }))).toBe(
    '请至少写两个字',
  )
})

it('a search that meets more than one request holds goes on behind it, and leaves nothing out', async () => {
  const { ctx, communityId } = world.place
  const { postId } = await world.said(reader, '最早的一条：甲乙丙丁')
  const post = StoredPost.parse(await ctx.db.get(postKey(world.atDesk(postId)), z.unknown()))
  const from = Date.parse(post.publishedAt ?? '')
  // Newer posts have one of the two pairs each; more of both than one request reads.
  const newer = Array.from({ length: 5_010 }, (_, i) => `${new Date(from + i + 1).toISOString()}#${world.deps.newId()}`)
  const pairs = queryOf('甲乙丙丁')?.grams ?? []
  expect(pairs).toHaveLength(2)
  await ctx.db.writeMany(
    pairs.flatMap((gram, nth) => {
      const of = newer.map(sk => (nth === 0 ? sk : sk.replace('Z#', '1Z#')))
      return of.map(sk => ({ put: { pk: wordPk(communityId, gram), sk } }))
    }),
  )
  const found: string[] = []
  let pages = 0
  let cursor: string | undefined
  do {
    const before = world.reads()
    const asked = { ...world.at(author), q: '甲乙丙丁', ...(cursor && { cursor }) }
    const page = (await callAs(world.app, author, api.search, asked)).ok()
    expect(world.reads() - before).toBeLessThanOrEqual(4)
    found.push(...page.items.map(({ text }) => text))
    cursor = page.cursor
    if (cursor) {
      const forged = { ...world.at(author), q: '甲乙丙丁', cursor: cursor.replace(/^./, 'a') }
      expect((await callAs(world.app, author, api.search, forged)).code).toBe('request.invalid')
    }
    pages++
  } while (cursor !== undefined)
  expect([pages, found]).toEqual([2, ['最早的一条：甲乙丙丁']])
})

it('a list carries the beginning of what was said, the page the whole', async () => {
  const text = `很长的一段\n${'说来话长'.repeat(60)}`
  const { postId } = await world.said(author, text)
  const asked = { ...world.at(reader), limit: 1 }
  const listed = (await callAs(world.app, reader, api.list, asked)).ok().items
  const found = (await callAs(world.app, reader, api.search, { ...world.at(reader), q: '说来话长' })).ok().items
  const beginning = { postId, text: `很长的一段 ${'说来话长'.repeat(9)}说来…` }
  for (const items of [listed, found]) expect(items).toMatchObject([beginning])
  expect((await callAs(world.app, reader, api.get, world.one(reader, postId))).ok().post.text).toBe(text)
})
