import { auditItem } from '../audit'
import { communityContext, type Deps, makeContext, reaching } from '../context'
import { ConditionFailed, Key } from '../db'
import { eachDue } from '../each-due'
import { looseOwner, looseShards, mediaKey, mediaObjectKey, mediaUploadKey, StoredMedia, thumbKey } from './media-store'

/** Removes what was uploaded and attached to nothing in time. Safe to run twice at once; what a crash leaves, the next run takes. */
export async function sweepMedia(deps: Deps): Promise<void> {
  const { db, now } = makeContext(deps, { kind: 'system' }, [looseOwner])
  for (const pk of looseShards) {
    const { items } = await db.query({ index: 'gs3', pk, between: ['0', now()], schema: Key, limit: 100 })
    const loose = items.map(item => {
      const [, communityId = '', , fileId = ''] = item.pk.split('#')
      return { communityId, fileId }
    })
    await eachDue(deps, 'files.not_removed', loose, of => removeLoose(deps, of.communityId, of.fileId))
  }
}

async function removeLoose(deps: Deps, communityId: string, fileId: string): Promise<void> {
  const ctx = reaching(communityContext(deps, communityId), looseOwner)
  const key = mediaKey(communityId, fileId)
  const media = await ctx.db.get(key, StoredMedia)
  if (!media || media.attachedTo !== undefined) return
  const audit = auditItem(ctx, {
    communityId,
    action: 'files.remove_media',
    objectType: 'media',
    objectId: fileId,
    summary: '上传后三天没有用到，已删除',
  })
  try {
    // Marked first: from here on nobody can attach it, so its bytes may go.
    const update = { key, set: { state: 'removing' } }
    if (media.state !== 'removing') await ctx.db.transact([{ update, if: { attachedTo: undefined } }, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) return
    throw error
  }
  for (const object of [mediaUploadKey(media), mediaObjectKey(media), thumbKey(media)]) await ctx.files.remove(object)
  await ctx.db.writeMany([{ delete: key }])
}
