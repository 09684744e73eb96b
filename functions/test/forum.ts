import { BatchGetItemCommand, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { InputOf } from '@linli/shared/contract'
import { forumApi } from '@linli/shared/forum/api'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { Post } from '@linli/shared/forum/schema'
import type { ResidentApp } from '@linli/shared/identity/schema'
import sharp from 'sharp'
import { afterAll } from 'vitest'
import * as z from 'zod'
import { makeContext } from '../src/context'
import { mediaObjectKey } from '../src/files/media-store'
import { routes } from '../src/forum/routes'
import { makeApp } from '../src/http'
import { findConsumer } from '../src/lazy-jobs'
import { recentMessages } from '../src/messages/recent-messages'
import { accountWith, homeIn, roleIn, staffWith } from './actors'
import { callAs, type Caller } from './call'
import { type Channel, openChannel } from './channel'
import { makeCommunity, makeRoom, type Place } from './make'
import { uploaded } from './repair-story'

const Queued = z.looseObject({ type: z.string() })
export type Neighbour = Caller & { accountId: string; roomId: string }

/** Two neighbours in such a community, for all tests of a file; its parts are stopped after them. */
export async function openNeighbours() {
  const world = await openForumWorld()
  afterAll(() => world.stop())
  return { world, author: await world.neighbour('3-2-1501'), reader: await world.neighbour('5-1-101') }
}

/** A community with a forum that is on, WeChat's gateway in front, and queues that a test empties by hand. */
async function openForumWorld() {
  // Repeated reads are the strict store's, not the page's.
  const calm = { unprocessed: 0, emptyPage: 0, throttle: 0 }
  const channel: Channel = await openChannel({ strict: calm })
  const { deps, gateway } = channel
  const queued: z.infer<typeof Queued>[] = []
  deps.outbox.committed = writes => {
    for (const write of writes)
      if ('put' in write && write.put.pk.startsWith('G#outbox#')) queued.push(Queued.parse(write.put.body))
  }
  let reads = 0
  const send = deps.dynamo.send.bind(deps.dynamo)
  deps.dynamo.send = (command: unknown, ...rest: never[]) => {
    if ([GetItemCommand, BatchGetItemCommand, QueryCommand].some(kind => command instanceof kind)) reads++
    return Reflect.apply(send, deps.dynamo, [command, ...rest])
  }
  const app = makeApp(deps, routes)
  const place: Place = await makeCommunity(deps)
  const { communityId } = place
  const clerk = await staffWith(deps, [roleIn(place, 'clerk')], 400)
  const manager = await staffWith(deps, [roleIn(place, 'manager')], 400)
  const settings = { communityId, on: true, topics: ['停车', '宠物'], version: 0 }
  ;(await callAs(app, manager, forumDeskApi.saveSettings, settings)).ok()

  /** Somebody of a home, known to WeChat unless they come from elsewhere. */
  async function neighbour(code: string, from: ResidentApp = 'wechat'): Promise<Neighbour> {
    const { roomId } = await makeRoom(place, { code })
    const home = { ...homeIn(place, roomId, 'owner'), roomCode: code, personName: '王芳' }
    const who = await accountWith(deps, [home], from)
    if (from === 'wechat') gateway.control.openid({ openid: `openid-${who.accountId}` })
    return { ...who, roomId }
  }

  /** Does what the queues hold, and what that brings, twice each: a queue may. */
  async function work(times = 2): Promise<void> {
    for (let message = queued.shift(); message; message = queued.shift()) {
      const found = await findConsumer(message.type)
      if (message.type.startsWith('forum.') || message.type === 'message.send')
        for (let i = 0; i < times; i++) await found?.handle(deps, message)
    }
    await gateway.control.runDue()
    deps.world.settle()
    if (queued.length > 0) await work(times)
  }

  const at = ({ roomId }: Neighbour) => ({ communityId, roomId })
  const one = (who: Neighbour, postId: string) => ({ ...at(who), postId })
  const atDesk = (postId: string) => ({ communityId, postId })
  const told = ({ accountId }: Neighbour) =>
    recentMessages(makeContext(deps, { kind: 'system' }, [`A#${accountId}#`]), accountId)
  type Wish = Partial<Omit<InputOf<typeof forumApi.post>, 'communityId' | 'roomId'>>
  const say = (who: Neighbour, text: string, wish: Wish = {}) => {
    deps.clock.advance(1_000)
    return callAs(app, who, forumApi.post, { ...at(who), kind: 'chat', calledAs: 'ms', ...wish, text })
  }
  const said = async (who: Neighbour, text: string, wish: Wish = {}, times = 2): Promise<Post> => {
    const post = (await say(who, text, wish)).ok()
    await work(times)
    return post
  }
  /** As its author reads it. */
  const own = async (who: Neighbour, postId: string): Promise<Post | undefined> =>
    (await callAs(app, who, forumApi.mine, at(who))).ok().items.find(post => post.postId === postId)
  const texts = async (who: Neighbour): Promise<string[]> =>
    (await callAs(app, who, forumApi.list, at(who))).ok().items.map(({ text }) => text)

  /** Whoever wrote it, for three days. */
  const mute = async (postId: string) =>
    (await callAs(app, clerk, forumDeskApi.mute, { ...atDesk(postId), days: 3, reason: '多次辱骂邻居' })).ok()

  /** A photo as it lies in the bucket once it was looked at. */
  async function photo({ accountId }: Neighbour): Promise<string> {
    const fileId = await uploaded(place, accountId)
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer()
    await deps.files.put(mediaObjectKey({ communityId, fileId }), bytes, 'image/jpeg')
    return fileId
  }

  return {
    ...channel,
    app,
    place,
    communityId,
    clerk,
    manager,
    neighbour,
    work,
    at,
    one,
    atDesk,
    told,
    say,
    said,
    own,
    texts,
    mute,
    photo,
    queued,
    reads: () => reads,
  }
}
