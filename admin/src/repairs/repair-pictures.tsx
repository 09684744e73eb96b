import { positionText } from '@linli/shared/position'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { dateTime } from '../kit/format'
import { showWords as words } from './show-words'

/** What was photographed, by what it shows; each opens in a window of its own by a link that soon ends. */
export function RepairPictures({ repair: { pictures } }: { repair: RepairDetail }) {
  if (pictures.length === 0) return null
  return (
    <section className="drawer-part">
      <h2>{words.pictures}</h2>
      <ul className="pictures">
        {pictures.map(({ fileId, kind, stage, url, thumbUrl, at, spot, where }, nth) => {
          const name = words.picture(words.stages[stage], nth + 1)
          return (
            <li key={fileId}>
              <a href={url} target="_blank" rel="noreferrer">
                {kind === 'photo' && thumbUrl ? (
                  <img src={thumbUrl} alt={name} width={96} height={96} loading="lazy" />
                ) : (
                  <span className="picture-none">{kind === 'video' ? words.video : name}</span>
                )}
              </a>
              <span className="hint small">
                {words.stages[stage]} {dateTime(at).slice(5)}
                {spot && ` · ${spot}`}
                {where && <span className="picture-where">{positionText(where)}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
