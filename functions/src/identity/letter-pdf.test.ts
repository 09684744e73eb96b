import { inflateSync } from 'node:zlib'
import type { Print } from '@linli/shared/identity/letter-schema'
import { describe, expect, it } from 'vitest'
import { codePicture, readCode } from '../../../infra/local/wechat/code-picture'
import { pdfText } from '../../test/pdf-text'
import { labelSheets } from './label-pdf'
import { letterScene, posterScene, readScene } from './letter-code'
import { letterPages } from './letter-pdf'
import { posterPdf } from './poster-pdf'

const community = { name: '锦绣花园', officePhone: '010-88880000' }
const print: Print = {
  printId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  communityId: '7K3M9P',
  kind: 'letters',
  building: '1',
  layout: 'page',
  state: 'working',
  progress: { done: 0, total: 0 },
  createdAt: '2026-11-22T04:00:00.000Z',
  createdBy: '王经理',
  expiresAt: '2026-12-22T04:00:00.000Z',
}
const rooms = Array.from({ length: 9 }, (_, i) => `1-1-${i + 1}01`)
const width = 250
const said = (room: string) => `identity/letter/index?scene=${letterScene('secret', '7K3M9P', room)}`

/** The codes that a PDF shows, read from the pixels of its pictures: 8-bit grey, a filter byte before each row. */
function codesIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1')
  return [...text.matchAll(/\/Subtype \/Image[\s\S]*?\/Length (\d+)[\s\S]*?stream\n/g)].map(match => {
    const from = match.index + match[0].length
    const rows = inflateSync(Buffer.from(text.slice(from, from + Number(match[1])), 'latin1'))
    return readCode((x, y) => rows[Math.floor(y * width) * (width + 1) + 1 + Math.floor(x * width)] === 0)
  })
}

const pagesIn = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\n/g)?.length

describe('letters on paper', () => {
  it.each([
    ['a page a room', letterPages, 9],
    ['eight labels a page', labelSheets, 2],
  ] as const)(
    '%s: whose home, until when, whom to ask, the code of that very room, and no name',
    async (_, make, pages) => {
      const paper = make(community, print)
      for (const room of rooms) paper.add(room, codePicture(said(room), width))
      const bytes = await paper.end()
      expect(pagesIn(bytes)).toBe(pages)
      expect(codesIn(bytes)).toEqual(rooms.map(said))
      const text = pdfText(Buffer.from(bytes))
      for (const words of ['锦绣花园', '1栋1单元901', '业主 收', '2026年12月22日前有效', '010-88880000'])
        expect(text).toContain(words)
    },
  )

  it('a poster names its community and building, and its own code', async () => {
    const scene = `identity/poster/index?scene=${posterScene('7K3M9P', print.printId)}`
    const bytes = await posterPdf(community, { ...print, kind: 'poster', layout: 'A3' }, codePicture(scene, width))
    expect(codesIn(bytes)).toEqual([scene])
    expect(pdfText(Buffer.from(bytes))).toContain('锦绣花园 1栋')
  })
})

describe('a scene', () => {
  it('of a letter follows from the secret and the room, and fits WeChat’s 32 characters', () => {
    const scene = letterScene('secret', '7K3M9P', 'room')
    expect(scene).toBe(letterScene('secret', '7K3M9P', 'room'))
    expect(scene).not.toBe(letterScene('another', '7K3M9P', 'room'))
    expect(scene).toMatch(/^7K3M9P[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(readScene(scene)).toEqual({ communityId: '7K3M9P' })
    expect(readScene(posterScene('7K3M9P', print.printId))).toEqual({ communityId: '7K3M9P', posterId: print.printId })
    expect(readScene('IIIIII0000000000000000')).toBeUndefined()
  })
})
