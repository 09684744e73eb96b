import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { reasonText } from '../plain-text'
import { JoinedBuilding, JoinedTotal, Print } from './letter-schema'

const place = { communityId: CommunityId }
const building = z.string().trim().min(1).max(20)
const days = z.number().int().min(1, '有效期 1 到 90 天').max(90, '有效期 1 到 90 天').default(30)
const reason = reasonText(100)
const reading = { kind: 'office', permission: 'people:read' } as const
const writing = { kind: 'office', permission: 'people:write' } as const

/** The office asks its residents in: letters, posters, and how many homes have joined. */
export const joiningApi = {
  listJoined: endpoint({
    id: 'identity.listJoined',
    method: 'GET',
    path: '/v1/c/:communityId/joined',
    summary: '入住进度，按楼栋',
    access: reading,
    input: { ...place, ...pageInput },
    output: page(JoinedBuilding),
  }),
  joinedTotal: endpoint({
    id: 'identity.joinedTotal',
    method: 'GET',
    path: '/v1/c/:communityId/joined/total',
    summary: '入住进度，全小区',
    access: reading,
    input: place,
    output: JoinedTotal,
  }),
  /** At most 1,000 homes; a job makes the PDF, and each room's earlier code ends with the new one. */
  printLetters: endpoint({
    id: 'identity.printLetters',
    method: 'POST',
    path: '/v1/c/:communityId/prints/letters',
    summary: '打印一栋楼的入住信',
    access: writing,
    input: {
      ...place,
      building,
      unit: z.string().trim().min(1).max(20).optional(),
      who: z.enum(['not_joined', 'anyone_left']),
      layout: z.enum(['page', 'labels']),
      days,
    },
    output: Print,
    idempotent: true,
  }),
  printPoster: endpoint({
    id: 'identity.printPoster',
    method: 'POST',
    path: '/v1/c/:communityId/prints/posters',
    summary: '做一栋楼的海报',
    access: writing,
    input: { ...place, building, layout: z.enum(['A4', 'A3']), days },
    output: Print,
    idempotent: true,
  }),
  listPrints: endpoint({
    id: 'identity.listPrints',
    method: 'GET',
    path: '/v1/c/:communityId/prints',
    summary: '打印过的信和海报，新的在前',
    access: writing,
    input: { ...place, ...pageInput },
    output: page(Print),
  }),
  getPrint: endpoint({
    id: 'identity.getPrint',
    method: 'GET',
    path: '/v1/c/:communityId/prints/:printId',
    summary: '一次打印和它的进度',
    access: writing,
    input: { ...place, printId: Id },
    output: Print,
  }),
  /** A write, because each download is recorded. */
  printLink: endpoint({
    id: 'identity.printLink',
    method: 'POST',
    path: '/v1/c/:communityId/prints/:printId/link',
    summary: '下载地址，5 分钟内有效',
    access: writing,
    input: { ...place, printId: Id },
    output: z.object({ url: z.string() }),
  }),
  /** Every code of the building, letters and posters, ends now; what is being printed is stopped. */
  revokeLetters: endpoint({
    id: 'identity.revokeLetters',
    method: 'POST',
    path: '/v1/c/:communityId/prints/revocation',
    summary: '作废一栋楼的信和海报',
    access: writing,
    input: { ...place, building, reason },
    output: z.object({ letters: z.number().int() }),
  }),
  revokeLetter: endpoint({
    id: 'identity.revokeLetter',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/letter-revocation',
    summary: '作废一户的信',
    access: writing,
    input: { ...place, roomId: Id, reason },
    output: z.object({ letters: z.number().int() }),
  }),
}
