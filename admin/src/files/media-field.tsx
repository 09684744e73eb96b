import { Button, Progress } from 'antd'
import { useRef, useSyncExternalStore } from 'react'
import './media.css'
import type { MediaBatch, Piece } from './media-batch'
import { mediaWords as words } from './words'

type Props = {
  media: MediaBatch
  /** Called when something was chosen or is sent again. */
  onAdd?: () => void
  hint?: boolean
  /** Where it takes something else than photos and a video. */
  of?: { label: string; add: string; accept: string; hint?: string }
}

const photosAndVideo = {
  label: words.label,
  add: words.add,
  accept: 'image/jpeg,image/png,image/webp,video/mp4,video/quicktime',
  hint: words.hint,
}

/** Chooses photos and a video, and shows how far each is; what failed says why and is sent again. */
export function MediaField({ media, onAdd, hint = false, of = photosAndVideo }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const pieces = useSyncExternalStore(media.subscribe, media.get)
  return (
    <div className="stack-small">
      <input
        ref={input}
        type="file"
        multiple
        // antd shows a file field in a form, whatever `hidden` says.
        style={{ display: 'none' }}
        accept={of.accept}
        aria-label={of.label}
        onChange={event => {
          media.add([...(event.target.files ?? [])])
          event.target.value = ''
          onAdd?.()
        }}
      />
      <div className="bar">
        <Button onClick={() => input.current?.click()}>{of.add}</Button>
        {hint && of.hint && <span className="hint small">{of.hint}</span>}
      </div>
      {pieces.length > 0 && (
        <ul className="media-coming" aria-label={of.label}>
          {pieces.map(piece => (
            <li key={piece.key}>
              <span className="media-name">{piece.name}</span>
              <State piece={piece} />
              {piece.state === 'failed' && !piece.extra && (
                <Button
                  size="small"
                  onClick={() => {
                    media.again(piece.key)
                    onAdd?.()
                  }}
                >
                  {words.again}
                </Button>
              )}
              <Button
                size="small"
                type="text"
                aria-label={words.remove(piece.name)}
                onClick={() => media.remove(piece.key)}
              >
                {words.removeShort}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function State({ piece: { state, part, why } }: { piece: Piece }) {
  if (state === 'failed')
    return (
      <span className="field-wrong" role="alert">
        {why}
      </span>
    )
  if (state === 'ready') return <span className="hint">{words.ready}</span>
  return (
    <span className="media-state" role="status">
      <Progress percent={Math.floor(part * 100)} size="small" showInfo={false} aria-label={words.sending(part)} />
      <span className="hint small">{part < 1 ? words.sending(part) : words.checking}</span>
    </span>
  )
}
