import * as z from 'zod'
import { endpoint } from '../contract'
import { Id } from '../ids'
import { LetterFace, LetterPerson, Scene } from './letter-schema'
import { BindingRequest, Me } from './schema'

const account = { kind: 'account' } as const

/** What a resident does with a letter from the letter box, or a poster. */
export const letterApi = {
  /** Shows what is printed on it, to whoever holds it; unknown, expired, replaced and revoked ones are one answer. */
  readLetter: endpoint({
    id: 'identity.readLetter',
    method: 'GET',
    path: '/v1/identity/letters/:scene',
    summary: '信或海报上的码：小区和房号',
    access: { kind: 'public' },
    input: { scene: Scene },
    output: LetterFace,
  }),
  /** After a number was verified in this session: who of the room is not bound yet, by masked name. */
  openLetter: endpoint({
    id: 'identity.openLetter',
    method: 'POST',
    path: '/v1/identity/letters/open',
    summary: '打开信件：还没绑定的住户',
    access: account,
    input: { scene: Scene },
    output: z.object({ people: z.array(LetterPerson) }),
  }),
  bindByLetter: endpoint({
    id: 'identity.bindByLetter',
    method: 'POST',
    path: '/v1/identity/letters/bind',
    summary: '凭信件绑定：我是这位住户',
    access: account,
    input: { scene: Scene, occupancyId: Id },
    output: Me,
  }),
  /** Where the number is not the registered one: asks the office, with the room and the person already filled in. */
  requestByLetter: endpoint({
    id: 'identity.requestByLetter',
    method: 'POST',
    path: '/v1/identity/letters/request',
    summary: '号码和登记的不一样，请物业确认',
    access: account,
    input: { scene: Scene, occupancyId: Id },
    output: BindingRequest,
    idempotent: true,
  }),
  /** After a number was verified in this session: six surnames, one of which may be that of a person with this number. */
  openPoster: endpoint({
    id: 'identity.openPoster',
    method: 'POST',
    path: '/v1/identity/posters/open',
    summary: '打开海报：六个姓',
    access: account,
    input: { scene: Scene },
    output: z.object({ surnames: z.array(z.string()) }),
  }),
  /** One tap a day and number; a wrong one says no more than that it does not agree. */
  bindByPoster: endpoint({
    id: 'identity.bindByPoster',
    method: 'POST',
    path: '/v1/identity/posters/bind',
    summary: '在海报上选自己的姓，绑定',
    access: account,
    input: { scene: Scene, surname: z.string().trim().min(1).max(4) },
    output: Me,
  }),
}
