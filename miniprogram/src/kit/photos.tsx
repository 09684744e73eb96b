import { Image, View } from '@tarojs/components'
import type { Piece } from '../upload-batch'
import { tappable } from './h5'
import { Icon } from './icon'
import { useWords } from './use-words'
import { photoWords } from './photo-words'

type PhotosProps = {
  pieces: readonly Piece[]
  /** Absent when no more fit. */
  onAdd?: () => void
  onAgain: (key: string) => void
  onRemove: (key: string) => void
}

/** Photos and videos on their way: a grid with how far each is; what failed is sent again by a tap on it. */
export function Photos({ pieces, onAdd, onAgain, onRemove }: PhotosProps) {
  const words = useWords(photoWords)
  return (
    <View className="ll-photos">
      {pieces.map((piece, at) => (
        <View className="ll-photos__item" key={piece.key}>
          <Tile piece={piece} name={words.nth(piece.kind, at + 1)} onAgain={() => onAgain(piece.key)} />
          {piece.state === 'attached' ? null : (
            <View
              className="ll-photos__remove"
              hoverClass="ll-hover"
              onClick={() => onRemove(piece.key)}
              {...tappable(words.remove(words.nth(piece.kind, at + 1)))}
            >
              <View className="ll-photos__x">
                <Icon name="close" />
              </View>
            </View>
          )}
        </View>
      ))}
      {onAdd ? (
        <View className="ll-photos__add" hoverClass="ll-hover" onClick={onAdd} {...tappable(words.add)}>
          <Icon name="camera" />
          <View>{words.add}</View>
        </View>
      ) : null}
    </View>
  )
}

function Tile({ piece, name, onAgain }: { piece: Piece; name: string; onAgain: () => void }) {
  const words = useWords(photoWords)
  const failed = piece.state === 'failed'
  const said = failed ? words.again : piece.state === 'sending' ? words.percent(piece.percent) : undefined
  const picture = piece.kind === 'video' ? piece.thumbPath : piece.path
  const why = failed ? (piece.problem?.head ?? '') : ''
  return (
    <View
      className="ll-photos__tile"
      {...(failed ? { onClick: onAgain, ...tappable([name, words.failed, why].filter(Boolean).join('，')) } : {})}
    >
      {picture ? (
        <Image
          className="ll-photos__image"
          src={picture}
          mode="aspectFill"
          ariaLabel={name}
          nativeProps={{ alt: name }}
        />
      ) : (
        <Icon name="play" />
      )}
      {said ? (
        <View className={failed ? 'll-photos__veil ll-photos__veil--bad' : 'll-photos__veil'} ariaLive="polite">
          {said}
        </View>
      ) : null}
    </View>
  )
}
