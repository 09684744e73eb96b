import { expect, it } from 'vitest'
import { createMediaBatch } from './media-batch'

const photo = (name: string) => new File(['x'], name, { type: 'image/jpeg' })

it('sends one after the other, keeps what failed, and gives what arrived', async () => {
  let broken = true
  const sent: string[] = []
  const batch = createMediaBatch(({ name }) => {
    sent.push(name)
    return name === 'b.jpg' && broken ? Promise.reject(new Error('gone')) : Promise.resolve(`id-${name}`)
  })
  batch.add([photo('a.jpg'), photo('b.jpg'), photo('c.jpg')])
  expect(await batch.taken()).toMatchObject({ fileIds: ['id-a.jpg', 'id-c.jpg'], failed: 1 })
  const [left] = batch.get()
  expect([left?.name, left?.state]).toEqual(['b.jpg', 'failed'])
  broken = false
  batch.again(left?.key ?? '')
  expect(await batch.taken()).toMatchObject({ fileIds: ['id-b.jpg'], failed: 0 })
  expect([batch.get(), sent]).toEqual([[], ['a.jpg', 'b.jpg', 'c.jpg', 'b.jpg']])
})

it('does not send what is given up, or more than fit', async () => {
  const sent: string[] = []
  const batch = createMediaBatch(({ name }) => Promise.resolve(sent.push(name)).then(() => name))
  batch.add([...Array(10).keys()].map(nth => photo(`${nth}.jpg`)))
  batch.add([new File(['x'], 'a.mp4', { type: 'video/mp4' }), new File(['x'], 'b.mp4', { type: 'video/mp4' })])
  const why = batch.get().flatMap(piece => (piece.why ? [[piece.name, piece.why]] : []))
  expect(why.map(([name]) => name)).toEqual(['9.jpg', 'b.mp4'])
  batch.remove(batch.get()[8]?.key ?? '')
  expect((await batch.taken()).fileIds).toEqual([
    '0.jpg',
    '1.jpg',
    '2.jpg',
    '3.jpg',
    '4.jpg',
    '5.jpg',
    '6.jpg',
    '7.jpg',
    'a.mp4',
  ])
  expect(sent).toHaveLength(9)
})

it('takes the kinds that its field is for, and says which they are of any other', async () => {
  const sent: string[] = []
  const takes = {
    kindOf: ({ type }: File) => (type === 'application/pdf' ? ('document' as const) : undefined),
    most: () => 1,
    tooMany: '太多',
    wrongKind: '附件只能是 PDF',
  }
  const batch = createMediaBatch(
    ({ name, kind }) => Promise.resolve(sent.push(`${name} ${kind}`)).then(() => name),
    takes,
  )
  const paper = new File(['x'], 'a.pdf', { type: 'application/pdf' })
  batch.add([new File(['x'], 'a.docx'), paper, new File(['x'], 'b.pdf', { type: 'application/pdf' })])
  expect(batch.get().map(({ why }) => why)).toEqual(['附件只能是 PDF', undefined, '太多'])
  const { arrived, failed } = await batch.taken()
  expect([arrived.map(({ name }) => name), failed, sent]).toEqual([['a.pdf'], 2, ['a.pdf document']])
})
