import { Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { ApiError } from '../api-client'
import { Banner, Refusal } from '../kit/banner'
import { fileProblem, type UploadStep } from './upload-file'
import { importWords as words } from './words'

type Send = (file: File, onStep: (step: UploadStep) => void) => Promise<void>

/** A file on its way: refused before it is sent, or sent with progress; `take` is for a button or a drop. */
export function useFile(send: Send) {
  const [step, setStep] = useState<UploadStep>()
  const [problem, setProblem] = useState<unknown>()
  async function take(files: FileList | null | undefined) {
    const [file] = files ?? []
    if (!file || step) return
    const wrong = (files?.length ?? 0) > 1 ? words.onlyOne : fileProblem(file)
    setProblem(wrong && new ApiError('imports.file', wrong))
    if (wrong) return
    try {
      await send(file, setStep)
    } catch (error) {
      setProblem(error)
    } finally {
      setStep(undefined)
    }
  }
  return { step, problem, take }
}

type FieldProps = Pick<ReturnType<typeof useFile>, 'step' | 'take'> & { label: string; main?: boolean }

/** The button that opens the computer's files. */
export function FileButton({ label, main = false, step, take }: FieldProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xls,.xlsx,.csv"
        aria-label={label}
        onChange={event => {
          void take(event.target.files).finally(() => {
            event.target.value = ''
          })
        }}
      />
      <Button type={main ? 'primary' : 'default'} disabled={step !== undefined} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}

/** How far the file is, or why it was not taken. */
export function FileProgress({ step, problem }: Pick<ReturnType<typeof useFile>, 'step' | 'problem'>) {
  return (
    <>
      {step?.kind === 'hashing' && <Banner tone="info">{words.hashing}</Banner>}
      {step?.kind === 'uploading' && (
        <div className="picker-progress" role="status">
          {words.uploading}
          <Progress percent={Math.round(step.part * 100)} aria-label={words.uploading} />
        </div>
      )}
      <Refusal error={problem} />
    </>
  )
}
