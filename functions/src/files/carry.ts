import * as z from 'zod'
import { type Part, part, pieces } from '../exports/part'
import { fileKey, objectKey, StoredFile } from './store'

/** A picture on the way: its record with its bytes. A logo is 2 MB at most. */
const CarriedFile = StoredFile.omit({ state: true }).extend({ base64: z.string().max(3_000_000) })

/** Files that other records name. They are looked at again where they arrive: see finish-upload.ts. */
export const filesPart: Part = part({
  name: 'files',
  record: CarriedFile,
  async *read({ ctx, communityId, seen }) {
    for (const ids of pieces([...seen.files], 100)) {
      const found = await ctx.db.getMany(
        ids.map(id => fileKey(communityId, id)),
        StoredFile,
      )
      for (const file of found) {
        if (file?.state !== 'ready') continue
        const { state: _state, ...record } = file
        yield [{ ...record, base64: Buffer.from(await ctx.files.get(objectKey(file))).toString('base64') }]
      }
    }
  },
  async items({ ctx, communityId }, records) {
    for (const { base64, ...file } of records)
      await ctx.files.put(objectKey({ ...file, communityId }), Buffer.from(base64, 'base64'), file.contentType)
    return records.map(({ base64: _bytes, ...file }) => ({
      ...fileKey(communityId, file.fileId),
      ...file,
      communityId,
      state: 'ready',
    }))
  },
})
