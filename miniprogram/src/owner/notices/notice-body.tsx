import type { MyNotice, NoticeBlock } from '@linli/shared/notices/schema'
import { Image, View } from '@tarojs/components'
import { tappable } from '../../kit/h5'
import { platform } from '../../platform/platform'

/** The text, piece by piece; a picture opens large and is read aloud by what it shows. */
export function NoticeBody({ blocks, pictures }: Pick<MyNotice, 'blocks' | 'pictures'>) {
  return (
    <View className="ll-stack">
      {blocks.map((block, at) => (
        <Block key={`${at}-${block.kind}`} block={block} pictures={pictures} />
      ))}
    </View>
  )
}

function Block({ block, pictures }: { block: NoticeBlock; pictures: MyNotice['pictures'] }) {
  switch (block.kind) {
    case 'heading':
      return <View className="ll-title own-words">{block.text}</View>
    case 'paragraph':
      return <View className="own-notice__text">{block.text}</View>
    case 'list':
      return (
        <View>
          {block.items.map((item, at) => (
            <View key={`${at}-${item}`} className="own-notice__text">
              {`${at + 1}. ${item}`}
            </View>
          ))}
        </View>
      )
    case 'picture':
      return <Picture block={block} pictures={pictures} />
  }
}

type PictureBlock = Extract<NoticeBlock, { kind: 'picture' }>

function Picture({ block, pictures }: { block: PictureBlock; pictures: MyNotice['pictures'] }) {
  const at = pictures.findIndex(({ fileId }) => fileId === block.fileId)
  const picture = pictures[at]
  if (!picture) return null
  return (
    <View onClick={() => platform.showMedia(pictures, at)} {...tappable(block.caption)}>
      <Image
        className="own-notice__picture"
        src={picture.url}
        mode="widthFix"
        ariaLabel={block.caption}
        nativeProps={{ alt: block.caption }}
      />
      <View className="ll-cap">{block.caption}</View>
    </View>
  )
}
