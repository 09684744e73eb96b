import { Image, View } from '@tarojs/components'
import { platform, type ShownPiece } from '../platform/platform'
import { tappable } from './h5'
import { Icon } from './icon'
import { useWords } from './use-words'
import { photoWords } from './photo-words'

type ShownProps = {
  pieces: readonly ShownPiece[]
  of?: string
  /** Of a card that is one button itself: they are looked at, not tapped. */
  still?: boolean
}

/** Photos and videos that are there: small ones in a grid, the large one by a tap. */
export function ShownPhotos({ pieces, of, still }: ShownProps) {
  const words = useWords(photoWords)
  if (pieces.length === 0) return null
  return (
    <View className="ll-photos">
      {pieces.map((piece, at) => {
        const name = [of, words.nth(piece.kind, at + 1)].filter(Boolean).join('，')
        return (
          <View
            className="ll-photos__tile"
            key={piece.fileId}
            {...(still ? {} : { onClick: () => platform.showMedia(pieces, at), ...tappable(words.open(name)) })}
          >
            {piece.thumbUrl ? (
              <Image
                className="ll-photos__image"
                src={piece.thumbUrl}
                mode="aspectFill"
                ariaLabel={name}
                nativeProps={{ alt: name }}
              />
            ) : null}
            {piece.kind === 'video' ? (
              <View className={piece.thumbUrl ? 'll-photos__play' : ''}>
                <Icon name="play" />
              </View>
            ) : null}
          </View>
        )
      })}
    </View>
  )
}
