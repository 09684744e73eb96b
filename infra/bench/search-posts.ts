import { type Context, makeContext } from '@linli/functions/context'
import { wordPk } from '@linli/functions/forum/index-words'
import { search } from '@linli/functions/forum/search'
import { forumSettingsKey } from '@linli/functions/forum/settings'
import { postItem, type StoredPost } from '@linli/functions/forum/store'
import { derivedId } from '@linli/functions/secrets'
import { gramsOf, isAnswer, queryOf } from '@linli/shared/forum/grams'
import type { Meter } from './capacity'
import type { Figure } from './figure'
import { inFilledTable } from './filled-table'

const posts = 100_000
const most = 3
const limit = 20
const mostPages = 200
const communityId = '100000'
const accountId = derivedId('account', communityId)

/** The first of each list is what is talked about most; the last stands in one post of hundreds. */
const places = ['三号楼', '地库', '东门', '会所', '快递柜', '儿童乐园', '垃圾站', '泳池']
const things = ['电梯', '路灯', '门禁', '水管', '充电桩', '井盖', '监控', '自行车', '婴儿车']
const events = ['坏了', '太吵', '没人管', '漏水', '丢了', '修好了', '停用了']
const ends = ['物业看看', '有人知道吗', '请大家注意', '谢谢邻居', '明天再说']
const rare = ['走失一只橘猫', '捡到一枚婚戒']

/** 1/2, 1/4, 1/8 …: how often words are said is no flat line. The dice are the post's own number. */
function drawn(words: readonly string[], dice: number): string {
  const nth = Math.clz32(dice >>> 0 || 1)
  return words[Math.min(nth, words.length - 1)] ?? ''
}
const dice = (i: number, salt: number): number => Math.imul((i + 1) ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b)

function textOf(i: number): string {
  const [place, thing, event, end] = [places, things, events, ends].map((words, salt) =>
    drawn(words, dice(i, salt + 1)),
  )
  return `${place}的${thing}${event}，${i < rare.length ? rare[i] : end}`
}

/** What is looked for: two to seven characters, said often, seldom, once, never; together and apart. */
const queries = [
  '橘猫',
  '婚戒',
  '电梯',
  '电梯坏了',
  '婴儿车丢了',
  '自行车',
  '泳池 漏水',
  '物业没人管',
  '坏了电梯',
  '金丝雀',
]

/** The reads that one page of a search in 100,000 posts costs at most, page after page, ÷ the three that it may. */
export const searchPosts = (say: (line: string) => void): Promise<Figure[]> =>
  inFilledTable({ communityId, items: items(), say }, async ({ deps }, counted) => {
    const actor = { kind: 'account' as const, accountId, sessionKey: 'session#bench', homes: [] }
    const ctx = makeContext(deps, actor, [`C#${communityId}#`, `A#${accountId}#`])
    const figures: Figure[] = []
    for (const q of queries) figures.push(await walked(ctx, counted, q, say))
    return figures
  })

const atOf = (i: number): string => new Date(Date.parse('2020-01-01T00:00:00.000Z') + i * 60_000).toISOString()

function* items(): Generator<Record<string, unknown>> {
  yield { ...forumSettingsKey(communityId), on: true, topics: [], version: 1 }
  for (let i = 0; i < posts; i++) {
    const [at, text, postId] = [atOf(i), textOf(i), derivedId('post', communityId, i)]
    const post: StoredPost = {
      postId,
      communityId,
      kind: 'chat',
      author: '3栋 王女士',
      from: '北京',
      text,
      pictures: [],
      state: 'approved',
      round: 1,
      check: { until: at, pictures: {} },
      createdAt: at,
      publishedAt: at,
      version: 1,
    }
    yield postItem(post)
    for (const gram of gramsOf(text)) yield { pk: wordPk(communityId, gram), sk: `${at}#${postId}` }
  }
}

/** Goes on until the end, or for some hundred pages; throws where something is shown that is no answer, twice, or left out. */
async function walked(ctx: Context, counted: Meter, q: string, say: (line: string) => void): Promise<Figure> {
  const query = queryOf(q)
  if (!query) throw new Error(`${q} is nothing to look for`)
  const expected = new Set<string>()
  for (let i = posts - 1; i >= 0; i--) if (isAnswer(query, textOf(i))) expected.add(derivedId('post', communityId, i))
  const seen = new Set<string>()
  let [cursor, reads, units, pages, empty]: [string | undefined, number, number, number, number] = [
    undefined,
    0,
    0,
    0,
    0,
  ]
  do {
    counted.take()
    const found = await search(ctx, { communityId, q, limit, cursor })
    const taken = counted.take()
    reads = Math.max(reads, taken.requests.length)
    units = Math.max(units, taken.units)
    pages++
    if (found.items.length === 0) empty++
    for (const { postId } of found.items) {
      if (!expected.has(postId) || seen.has(postId)) throw new Error(`${q}: ${postId} is wrong, or comes twice`)
      seen.add(postId)
    }
    cursor = found.cursor
  } while (cursor !== undefined && pages < mostPages)
  if (cursor === undefined && seen.size !== expected.size)
    throw new Error(`${q}: ${seen.size} of ${expected.size} were found`)
  say(
    `${q}: ${seen.size} of ${expected.size} on ${pages} pages (${empty} of them empty), at most ${reads} reads, ${units} units a page`,
  )
  return { name: `search-posts:${q}`, value: reads, unit: 'reads', baseline: most, ratio: reads / most }
}
