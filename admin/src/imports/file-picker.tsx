import { type DragEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { Icon } from '../kit/icon'
import { usePlace } from '../session'
import { FileButton, FileProgress, useFile } from './file-field'
import './import.css'
import { uploadFile } from './upload-file'
import { importWords as words } from './words'

/** Chooses a workbook, or takes one that is dropped; uploads it with progress, and opens its preview. */
export function FilePicker({ label = words.choose }: { label?: string }) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const [isOver, setIsOver] = useState(false)
  const file = useFile(async (chosen, onStep) => {
    const importId = await uploadFile(communityId, chosen, onStep)
    await navigate(`/c/${communityId}/imports/${importId}`)
  })
  const over = (event: DragEvent, isInside: boolean) => {
    event.preventDefault()
    setIsOver(isInside)
  }
  return (
    <div
      className={`picker${isOver ? ' picker-over' : ''}`}
      onDragOver={event => over(event, true)}
      onDragLeave={event => over(event, false)}
      onDrop={event => {
        over(event, false)
        void file.take(event.dataTransfer.files)
      }}
    >
      <Icon name="upload" size={36} />
      <FileButton label={label} main {...file} />
      <p className="hint">{isOver ? words.dropHere : words.drop}</p>
      <p className="hint">{words.accepts}</p>
      <p className="hint">{words.acceptsWhat}</p>
      <FileProgress {...file} />
    </div>
  )
}
