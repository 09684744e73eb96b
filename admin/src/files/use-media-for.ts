import { useState } from 'react'
import { useToast } from '../kit/toast'
import { useRefresh } from '../queries'
import { usePlace } from '../session'
import { createMediaBatch, type MediaBatch, type Takes } from './media-batch'
import { sendMedia } from './send-media'
import { mediaWords as words } from './words'

export function useNewBatch(takes?: Takes): () => MediaBatch {
  const { communityId } = usePlace()
  return () =>
    createMediaBatch(({ file, kind, key }, onPart) => sendMedia({ communityId, file, kind, key, onPart }), takes)
}

/** Photos that go with what is only being registered: the record goes first, they follow, whoever left meanwhile. */
export function useMediaFor(refreshes: string[]) {
  const newBatch = useNewBatch()
  const [media, setMedia] = useState(newBatch)
  const toast = useToast()
  const refresh = useRefresh()
  const forget = () => setMedia(newBatch)
  async function giveTo(give: (fileIds: string[]) => Promise<unknown>): Promise<void> {
    forget()
    const { fileIds, failed } = await media.taken()
    const isGiven =
      fileIds.length === 0 ||
      (await give(fileIds).then(
        () => true,
        () => false,
      ))
    const lost = failed + (isGiven ? 0 : fileIds.length)
    if (lost > 0) toast(words.someFailed(lost))
    if (fileIds.length > 0) await refresh(refreshes)
  }
  return { media, giveTo, forget }
}
