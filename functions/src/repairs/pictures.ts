import type { repairsApi } from '@linli/shared/repairs/api'
import type { myRepairsApi } from '@linli/shared/repairs/my-api'
import { mostPhotos, type RepairPicture } from '@linli/shared/repairs/schema'
import type { MyRepair, RepairDetail } from '@linli/shared/repairs/views'
import type { workApi } from '@linli/shared/repairs/work-api'
import { refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { readyPictures } from '../files/pictures'
import { refused } from './move-repair'
import { moveMine } from './my-repair'
import { moveAsStaff } from './office-steps'
import type { OfRepair, StoredRepair } from './store'

/** Photos and a video that were uploaded after the report. Throws record.not_found for a file that is not the caller's own. */
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
  { fileIds, at, stage, spot, ...of }: InputOf<typeof workApi.addWorkPictures>,
): Promise<RepairDetail> =>
  moveAsStaff(ctx, of, 'add_pictures', repair =>
    added(ctx, repair, fileIds, { stage, ...(at && { at }), ...(spot && { spot }) }),
  )

/** The picture of a signature that was taken at the door. Throws record.not_found. */
export async function signaturePicture(ctx: Context, of: OfRepair, fileId: string): Promise<RepairPicture> {
  const [file] = await readyPictures(ctx, of.communityId, [fileId])
  if (file?.kind !== 'photo') throw new AppError('record.not_found')
  return { fileId, kind: 'photo', stage: 'signature', at: ctx.now() }
}

type About = Pick<RepairPicture, 'stage' | 'spot'> & { at?: string }

/** A file that is there already is not added twice: a phone sends again what it had no answer for. */
async function added(ctx: Context, repair: StoredRepair, fileIds: readonly string[], about: About) {
  const fresh = [...new Set(fileIds)].filter(id => !repair.pictures.some(({ fileId }) => fileId === id))
  const files = await readyPictures(ctx, repair.communityId, fresh)
  const pictures = [...repair.pictures, ...files.map(({ fileId, kind }) => ({ at: ctx.now(), ...about, fileId, kind }))]
  const ofStage = pictures.filter(({ stage }) => stage === about.stage)
  const videos = ofStage.filter(({ kind }) => kind === 'video').length
  if (videos > 1 || ofStage.length - videos > mostPhotos) throw refused(refusalWords.photos(mostPhotos))
  return { set: { pictures }, text: `${files.length} 个文件` }
}
