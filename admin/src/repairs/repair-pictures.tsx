import { positionText } from '@linli/shared/position'
import { repairsApi } from '@linli/shared/repairs/api'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { call } from '../api-client'
import { MediaAdd } from '../files/media-add'
import { ShownMedia } from '../files/shown-media'
import { dateTime } from '../kit/format'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { showWords as words } from './show-words'

/** What was photographed, by what it shows; the office adds to it. */
export function RepairPictures({ repair: { repairId, pictures, may } }: { repair: RepairDetail }) {
  const { communityId, can } = usePlace()
  const mayAdd = may.includes('add_pictures') && can('repairs:dispatch')
  if (pictures.length === 0 && !mayAdd) return null
  return (
    <section className="drawer-part">
      <h2>{words.pictures}</h2>
      {pictures.length > 0 && (
        <ShownMedia
          pieces={pictures}
          name={({ stage }, nth) => words.picture(words.stages[stage], nth)}
          about={({ stage, at, spot, where }) => (
            <>
              {words.stages[stage]} {dateTime(at).slice(5)}
              {spot && ` · ${spot}`}
              {where && <span className="picture-where">{positionText(where)}</span>}
            </>
          )}
        />
      )}
      {mayAdd && (
        <MediaAdd
          refreshes={refreshes}
          give={fileIds => call(repairsApi.addPictures, { communityId, repairId, fileIds })}
        />
      )}
    </section>
  )
}
