import type { ShownMedia as Shown } from '@linli/shared/files/media'
import type { ReactNode } from 'react'
import './media.css'

type Props<T extends Shown> = {
  pieces: readonly T[]
  name: (piece: T, nth: number) => string
  about?: (piece: T) => ReactNode
}

/** Photos, each opening in a window of its own by a link that soon ends; a video plays in its place. */
export function ShownMedia<T extends Shown>({ pieces, name, about }: Props<T>) {
  return (
    <ul className="pictures">
      {pieces.map((piece, at) => {
        const called = name(piece, at + 1)
        const { fileId, kind, url, thumbUrl } = piece
        return (
          <li key={fileId} className={kind === 'video' ? 'picture-video' : undefined}>
            {kind === 'video' ? (
              <video controls preload="none" src={url} poster={thumbUrl} aria-label={called} />
            ) : (
              <a href={url} target="_blank" rel="noreferrer">
                {thumbUrl ? (
                  <img src={thumbUrl} alt={called} width={96} height={96} loading="lazy" />
                ) : (
                  <span className="picture-none">{called}</span>
                )}
              </a>
            )}
            {about && <span className="hint small">{about(piece)}</span>}
          </li>
        )
      })}
    </ul>
  )
}
