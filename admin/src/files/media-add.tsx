import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { useToast } from '../kit/toast'
import { useRefresh } from '../queries'
import { MediaField } from './media-field'
import { useNewBatch } from './use-media-for'
import { mediaWords as words } from './words'

type Props = { give: (fileIds: string[]) => Promise<unknown>; refreshes: string[] }

/** Adds photos and a video to a record that is there: they are given to it once they have arrived. */
export function MediaAdd({ give, refreshes }: Props) {
  const [media] = useState(useNewBatch())
  const toast = useToast()
  const refresh = useRefresh()
  const [error, setError] = useState<unknown>()
  const giveReady = async () => {
    setError(undefined)
    const { fileIds } = await media.taken()
    if (fileIds.length === 0) return
    try {
      await give(fileIds)
      toast(words.given)
      await refresh(refreshes)
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <>
      <MediaField media={media} onAdd={() => void giveReady()} />
      <Refusal error={error} />
    </>
  )
}
