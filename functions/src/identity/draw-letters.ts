import type { Print } from '@linli/shared/identity/letter-schema'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { labelSheets } from './label-pdf'
import { letterPages } from './letter-pdf'
import type { PrintRoom } from './letter-store'

const page = 'identity/letter/index'
/** 430 pixels on 62 mm are 176 dots an inch; a label's code is half as wide. */
const pixels = { page: 430, labels: 280 }
const picturesAtOnce = 6

/** The PDF of all letters of a printing. `report` hears how many are drawn. */
export async function drawLetters(
  ctx: Context,
  print: Print,
  rooms: PrintRoom[],
  sceneOf: (roomId: string) => string,
  report: (done: number) => Promise<void>,
): Promise<Uint8Array> {
  const community = await loadCommunity(ctx, print.communityId)
  const paper = print.layout === 'labels' ? labelSheets(community, print) : letterPages(community, print)
  const width = print.layout === 'labels' ? pixels.labels : pixels.page
  for (let at = 0; at < rooms.length; at += picturesAtOnce) {
    const some = rooms.slice(at, at + picturesAtOnce)
    const pictures = await Promise.all(
      some.map(({ roomId }) => ctx.deps.wechat.codePicture({ scene: sceneOf(roomId), page, width })),
    )
    for (const [i, picture] of pictures.entries()) paper.add(some[i]?.code ?? '', picture)
    await report(at + some.length)
  }
  return paper.end()
}
