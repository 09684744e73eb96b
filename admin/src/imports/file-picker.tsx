import { Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiError } from '../api-client'
import { Banner, Refusal } from '../kit/banner'
import { Icon } from '../kit/icon'
import { usePlace } from '../session'
import './import.css'
import { fileProblem, type UploadStep, uploadFile } from './upload-file'
import { importWords as words } from './words'

/** Chooses a workbook, uploads it with progress, and opens its preview. */
export function FilePicker({ label = words.choose }: { label?: string }) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [step, setStep] = useState<UploadStep>()
  const [problem, setProblem] = useState<unknown>()

  async function take(file: File | undefined) {
    if (!file || step) return
    const wrong = fileProblem(file)
    setProblem(wrong && new ApiError('imports.file', wrong))
    if (wrong) return
    try {
      const importId = await uploadFile(communityId, file, setStep)
      await navigate(`/c/${communityId}/imports/${importId}`)
    } catch (error) {
      setProblem(error)
    } finally {
      setStep(undefined)
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }

  return (
    <div className="picker" onDragOver={event => event.preventDefault()} onDrop={drop}>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv"
        aria-label={label}
        onChange={event => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Icon name="upload" size={36} />
      <Button type="primary" disabled={step !== undefined} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <p className="hint">{words.drop}</p>
      <p className="hint">{words.accepts}</p>
      {step?.kind === 'hashing' && <Banner tone="info">{words.hashing}</Banner>}
      {step?.kind === 'uploading' && (
        <div className="picker-progress" role="status">
          {words.uploading}
          <Progress percent={Math.round(step.part * 100)} aria-label={words.uploading} />
        </div>
      )}
      <Refusal error={problem} />
    </div>
  )
}
