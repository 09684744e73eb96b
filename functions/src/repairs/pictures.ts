import type { repairsApi } from '@linli/shared/repairs/api'
import type { myRepairsApi } from '@linli/shared/repairs/my-api'
import { mostPhotos, type RepairPicture } from '@linli/shared/repairs/schema'
import type { MyRepair, RepairDetail } from '@linli/shared/repairs/views'
import type { workApi } from '@linli/shared/repairs/work-api'
import { refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { piecesWords } from '@linli/shared/files/words'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { attachedMedia } from '../files/attach-media'
import { refused } from './move-repair'
import { moveMine } from './my-repair'
import { moveAsStaff } from './office-steps'
import type { StoredRepair } from './store'

/** Photos and a video that were uploaded after the report. Throws files.not_arrived for a file that is not the caller's own. */
export const addMyPictures = (
  ctx: Context,
  { fileIds, ...of }: InputOf<typeof myRepairsApi.addMyPictures>,
): Promise<MyRepair> => moveMine(ctx, of, 'add_pictures', repair => added(ctx, repair, fileIds, { stage: 'report' }))

export const addPictures = (
  ctx: Context,
  { fileIds, ...of }: InputOf<typeof repairsApi.addPictures>,
): Promise<RepairDetail> =>
  moveAsStaff(ctx, of, 'add_pictures', repair => added(ctx, repair, fileIds, { stage: 'report' }))

/** On the spot, with the phone's time and place. */
export const addWorkPictures = (
  ctx: Context,
  { fileIds, at, stage, spot, where, ...of }: InputOf<typeof workApi.addWorkPictures>,
): Promise<RepairDetail> =>
  moveAsStaff(ctx, of, 'add_pictures', repair =>
    added(ctx, repair, fileIds, { stage, ...(at && { at }), ...(spot && { spot }), ...(where && { where }) }),
  )

/** The picture of a signature that was taken at the door, as part of the order. Throws files.not_arrived. */
export async function withSignature(ctx: Context, repair: StoredRepair, fileId: string): Promise<Attached> {
  const attached = await added(ctx, repair, [fileId], { stage: 'signature' })
  if (!attached.set.pictures.some(each => each.fileId === fileId && each.kind === 'photo'))
    throw new AppError('files.not_arrived')
  return attached
}

type About = Pick<RepairPicture, 'stage' | 'spot' | 'where'> & { at?: string }
type Attached = { set: { pictures: RepairPicture[] }; text: string; further: Write[] }

/** A file that is there already is not added twice: a phone sends again what it had no answer for. */
async function added(
  ctx: Context,
  { communityId, repairId, pictures: before }: StoredRepair,
  fileIds: readonly string[],
  about: About,
): Promise<Attached> {
  const fresh = [...new Set(fileIds)].filter(id => !before.some(({ fileId }) => fileId === id))
  const { media, writes } = await attachedMedia(ctx, { communityId, fileIds: fresh, to: `repair#${repairId}` })
  const pictures = [...before, ...media.map(each => ({ at: ctx.now(), ...about, ...each }))]
  const ofStage = pictures.filter(({ stage }) => stage === about.stage)
  const videos = ofStage.filter(({ kind }) => kind === 'video').length
  if (videos > 1 || ofStage.length - videos > mostPhotos) throw refused(refusalWords.photos(mostPhotos))
  return { set: { pictures }, text: piecesWords(media), further: writes }
}
