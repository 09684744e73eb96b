import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { call } from '../api-client'
import { MediaAdd } from '../files/media-add'
import { ShownMedia } from '../files/shown-media'
import { mediaWords } from '../files/words'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { showWords as words } from './words'

/** What the office added: a letter, a place. Neither residents nor whom it concerns see it. */
export function ComplaintPictures({ complaint: { complaintId, pictures, may } }: { complaint: ComplaintDetail }) {
  const { communityId } = usePlace()
  const mayAdd = may.includes('add_pictures')
  if (pictures.length === 0 && !mayAdd) return null
  return (
    <section className="drawer-part">
      <h2>{words.pictures}</h2>
      {pictures.length > 0 && <ShownMedia pieces={pictures} name={({ kind }, nth) => mediaWords.nth(kind, nth)} />}
      {mayAdd && (
        <MediaAdd
          refreshes={refreshes}
          give={fileIds => call(complaintsApi.addPictures, { communityId, complaintId, fileIds })}
        />
      )}
    </section>
  )
}
