import { mediaLimits } from '@linli/shared/files/media'
import { PostKind, type Said, textLimit } from '@linli/shared/forum/schema'
import type { Home } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Chips } from '../../kit/chips'
import { PickField } from '../../kit/field'
import { role } from '../../kit/h5'
import { LongField } from '../../kit/long-field'
import { Page } from '../../kit/page'
import { photoWords } from '../../kit/photo-words'
import { Photos } from '../../kit/photos'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import type { Batch, Piece } from '../../upload-batch'
import { useAct } from '../../use-act'
import { type Form, saidOf } from './form'
import { KindFields } from './kind-fields'
import { forumWords } from './words'

type Props = {
  home: Home
  topics: readonly string[]
  form: Form
  fixedKind?: boolean
  pieces: readonly Piece[]
  batch: Batch
  banner?: ReactNode
  children?: ReactNode
  onChange: (change: Partial<Form>) => void
  /** Takes away a photo that is not on its way but there. */
  onRemoveThere?: (key: string) => void
  send: (said: Said, fileIds: string[]) => Promise<unknown>
}

/** What, in one's own words, with photos; it is sent when all of them are there. */
export function ComposeForm({ form, onChange, pieces, children, ...props }: Props) {
  const words = useWords(forumWords)
  const act = useAct()
  const said = saidOf(form)
  const ready = pieces.flatMap(({ state, media }) => (state === 'ready' && media ? [media.fileId] : []))
  const waits = ready.length < pieces.length
  const options = PostKind.options.map(kind => ({ value: kind, name: words.kind(kind) }))
  const topics = [{ value: '', name: words.noTopic }, ...props.topics.map(topic => ({ value: topic, name: topic }))]
  return (
    <Page
      phone={props.home.officePhone}
      banner={props.banner}
      foot={
        <Button
          wide
          disabled={said === undefined || waits}
          busy={act.busy && words.sending}
          onTap={() => act.run('send', async () => said && props.send(said, ready))}
        >
          {words.send}
        </Button>
      }
    >
      <Card>
        <View className="ll-stack">
          {props.fixedKind ? null : (
            <Chips label={words.what} options={options} value={form.kind} onChange={kind => onChange({ kind })} />
          )}
          <KindFields form={form} onChange={onChange} />
          <LongField
            label={words.text(form.kind)}
            value={form.text}
            maxLength={textLimit}
            counter
            onChange={text => onChange({ text })}
          />
          <View className="ll-field__label">{words.photos}</View>
          <PostPhotos pieces={pieces} batch={props.batch} onRemoveThere={props.onRemoveThere} />
          {props.topics.length > 0 ? (
            <PickField
              label={words.topic}
              options={topics}
              value={form.topic}
              onChange={topic => onChange({ topic })}
            />
          ) : null}
          {children}
          <Trouble problem={act.problem} />
        </View>
      </Card>
    </Page>
  )
}

const most = mediaLimits.photo.pieces

function PostPhotos({ pieces, batch, onRemoveThere }: Pick<Props, 'pieces' | 'batch' | 'onRemoveThere'>) {
  const words = useWords(forumWords)
  const photos = useWords(photoWords)
  const left = most - pieces.length
  const failed = pieces.filter(({ state }) => state === 'failed').length
  const sending = pieces.filter(({ state }) => state === 'sending').length
  const choose = async () => batch.add((await platform.chooseMedia({ photos: left, videos: 0 })).slice(0, left))
  const remove = (key: string) => {
    batch.remove(key)
    onRemoveThere?.(key)
  }
  const said = failed > 0 ? photos.someFailed(failed) : sending > 0 ? words.photosWait : words.photosHint(most)
  return (
    <>
      <Photos
        pieces={pieces}
        onAdd={left > 0 ? () => void choose() : undefined}
        onAgain={batch.again}
        onRemove={remove}
      />
      <View className="ll-field__hint" {...role('status')} ariaLive="polite">
        {said}
      </View>
    </>
  )
}
