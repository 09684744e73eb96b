import { messagesApi as api } from '@linli/shared/messages/api'
import { afterAll } from 'vitest'
import { startTextGateway } from '../../infra/local/aliyun/gateway'
import { makeApp } from '../src/http'
import { routes as identity } from '../src/identity/routes'
import { pushItems, withPushes } from '../src/messages/push-items'
import { pushIdOf, pushKey, StoredPush } from '../src/messages/push-store'
import { pushToMany } from '../src/messages/push-to-many'
import { routes as messages } from '../src/messages/routes'
import { loadPerson, personWrite } from '../src/people/person'
import { callAs } from './call'
import { makeCommunity, makeRoom, type Place } from './make'
import { type Resident, signInResident, startTestWorld } from './sign-in'

type Kind = 'notice_published' | 'notice_urgent'
const templates: Record<Kind, string> = { notice_published: 'tpl-notice', notice_urgent: 'tpl-urgent' }
export type Estate = {
  place: Place
  kind: Kind
  told: Resident[]
  quiet: Resident
  phones: string[]
  pages: string[][]
}

/** Estates to push to, with WeChat's and the texts' gateways in front, for all tests of a file; its parts are stopped after them. */
export async function openPushes() {
  let nowMs = () => 0
  const texts = await startTextGateway({ now: () => new Date(nowMs()) })
  const world = await startTestWorld({
    LINLI_WECHAT_TEMPLATES: JSON.stringify(templates),
    LINLI_WECHAT_PUSHES_PER_SECOND: '1000',
    LINLI_ALIYUN: texts.env(),
  })
  nowMs = world.deps.nowMs
  const app = makeApp(world.deps, [...identity, ...messages])
  afterAll(async () => {
    await texts.stop()
    await world.stop()
  })
  const mine = async (who: Resident) => (await callAs(app, who, api.mine, {})).ok().items
  const openidOf = (who: Resident) => world.gateway.control.loginCode({ user: who.user }).openid
  const pushed = (who: Resident) => world.gateway.control.messages(openidOf(who))

  let estates = 0
  /** Six who allowed messages, one who did not, one without an account; somebody stands on two pages. */
  async function estate(kind: Kind = 'notice_published'): Promise<Estate> {
    const place = await makeCommunity(world.deps)
    estates += 1
    // The last one has the number of the second: a couple with one telephone.
    const phones = Array.from({ length: 8 }, (_, i) => `138${String(estates).padStart(4, '0')}100${i === 7 ? 1 : i}`)
    const persons = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const room = await makeRoom(place, { code: `1-1-10${i}`, ownerName: `李小${i}`, phone: phones[i] ?? '' })
        return loadPerson(place.ctx, place.companyId, room.occupancies[0]?.personId ?? '')
      }),
    )
    const residents: Resident[] = []
    for (const person of persons.slice(0, 7)) {
      const who = await signInResident(world, app, `user${world.deps.newId()}`)
      const { write } = personWrite(person, { accounts: [who.accountId] })
      await place.ctx.db.transact([write], { pk: `M#${place.companyId}#`, sk: 'none' })
      residents.push(who)
    }
    const [quiet, ...told] = residents
    if (!quiet) throw new Error('nobody')
    for (const who of told) {
      // More than one, so that it is not the grant alone that keeps a second one back.
      for (let i = 0; i < 2; i++) (await callAs(app, who, api.recordGrants, { accepted: [kind] })).ok()
      world.gateway.control.grant({ user: who.user, templateId: templates[kind], count: 2 })
    }
    const ids = persons.map(({ personId }) => personId)
    return { place, kind, told, quiet, phones, pages: [ids.slice(0, 3), ids.slice(2, 5), ids.slice(5)] }
  }
  const facts = ({ place, kind }: Estate) => ({
    kind,
    communityId: place.communityId,
    noticeId: 'notice',
    title: '停水通知',
    publisher: '物业服务中心',
    phone: '010-88880000',
  })
  async function begin({ place, kind }: Estate, key = 'notice#1') {
    const { communityId, companyId } = place
    const wish = {
      communityId,
      companyId,
      key,
      kind,
      title: '停水通知',
      job: { type: 'notices.tell' },
    } as const
    await withPushes(place.ctx).db.transact(pushItems(place.ctx, wish), { pk: `C#${communityId}#`, sk: 'none' })
    return pushIdOf(communityId, key)
  }
  const go = (all: Estate, pushId: string) => telling(all, pushId, all.pages)
  const telling = ({ place, ...all }: Estate, pushId: string, pages: string[][]) =>
    pushToMany(
      world.deps,
      { communityId: place.communityId, pushId },
      {
        facts: facts({ place, ...all }),
        audience: after => {
          const at = Number(after ?? 0)
          const next = at + 1 < pages.length && { next: String(at + 1) }
          return Promise.resolve(pages.length === 0 ? undefined : { personIds: pages[at] ?? [], ...next })
        },
      },
    )
  const state = ({ place }: Estate, pushId: string) => place.ctx.db.get(pushKey(place.communityId, pushId), StoredPush)

  return { world, texts, app, templates, mine, openidOf, pushed, estate, begin, go, state }
}
