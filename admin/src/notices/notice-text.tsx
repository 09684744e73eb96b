import type { NoticeBlock, NoticePublisher, NoticeText as Text } from '@linli/shared/notices/schema'
import { formatDate } from '@linli/shared/time'
import { Fragment } from 'react'
import { CategoryTag } from './notice-tag'
import './notice-text.css'
import { textWords as words } from './words'

export type Shown = Pick<Text, 'category' | 'title' | 'blocks' | 'until' | 'objectionsUntil'> & {
  publisher: NoticePublisher
  /** When it was published, as a person reads it. */
  when: string
  pictures: ReadonlyMap<string, string>
  attachments: readonly { fileId: string; name: string; url?: string | undefined }[]
}

/** One as a resident reads it: in the drawer, on the phone beside the editor, on paper. */
export function NoticeText({ notice }: { notice: Shown }) {
  const { category, title, publisher, when, blocks, pictures, until, objectionsUntil, attachments } = notice
  return (
    <article className="notice-text">
      <div>
        <CategoryTag category={category} />
      </div>
      <h2>{title || words.noTitle}</h2>
      <p className="notice-by">{[publisher.name, when].filter(Boolean).join(' · ')}</p>
      {blocks.map((block, at) => (
        <Block key={`${at}-${block.kind}`} block={block} pictures={pictures} />
      ))}
      {objectionsUntil && <p>{words.period(formatDate(objectionsUntil))}</p>}
      {until && <p className="notice-small">{words.until(formatDate(until))}</p>}
      {attachments.length > 0 && (
        <p>
          {words.attachments}
          {attachments.map(({ fileId, name, url }, at) => (
            <Fragment key={fileId}>
              {at > 0 && '、'}
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  {name}
                </a>
              ) : (
                name
              )}
            </Fragment>
          ))}
        </p>
      )}
      <p className="notice-small">{words.call(publisher.contact, publisher.phone)}</p>
    </article>
  )
}

function Block({ block, pictures }: { block: NoticeBlock; pictures: Shown['pictures'] }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>
    case 'paragraph':
      return <p className="question-text">{block.text}</p>
    case 'list':
      return (
        <ol>
          {block.items.map((item, at) => (
            <li key={`${at}-${item}`}>{item}</li>
          ))}
        </ol>
      )
    case 'picture':
      return (
        <figure>
          <Picture url={pictures.get(block.fileId)} alt={block.caption} />
          <figcaption className="notice-small">{block.caption}</figcaption>
        </figure>
      )
  }
}

const Picture = ({ url, alt }: { url: string | undefined; alt: string }) =>
  url ? <img src={url} alt={alt} /> : <span className="picture-none">{words.kept}</span>
