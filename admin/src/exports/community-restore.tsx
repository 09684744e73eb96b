import { exportsApi } from '@linli/shared/exports/api'
import type { Export } from '@linli/shared/exports/schema'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Progress } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { ApiError, call } from '../api-client'
import { FormDialog } from '../kit/form-dialog'
import { putFile } from '../kit/put-file'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { passphraseRule } from './community-export'
import { exportWords } from './words'

const words = exportWords.restore
type Values = { passphrase: string }

/** Uploads an archive and has it checked and written; the rest is told in the list. */
export function CommunityRestore({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const client = useQueryClient()
  const [file, setFile] = useState<File>()
  const [part, setPart] = useState<number>()
  const input = useRef<HTMLInputElement>(null)
  const restore = useMutation({
    mutationFn: async ({ passphrase }: Values) => {
      if (!file) throw new ApiError('client.no_file', words.noFile)
      const { name: fileName, size } = file
      const started = await call(exportsApi.startRestore, { communityId, fileName, size })
      await putFile(started.uploadUrl, file, words.uploadFailed, setPart)
      return call(exportsApi.runRestore, { communityId, exportId: started.export.exportId, passphrase })
    },
    onSettled: () => {
      setPart(undefined)
      return client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('exports.') })
    },
    onSuccess: () => {
      toast(words.started)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={restore.isPending}
      error={restore.error}
      initial={{}}
      submit={values => restore.mutate(values)}
    >
      <p className="form-wide hint">{words.line}</p>
      <Form.Item label={words.file} htmlFor="restore-file">
        <Button onClick={() => input.current?.click()}>{file?.name ?? words.choose}</Button>
        <input
          ref={input}
          id="restore-file"
          className="visually-hidden"
          tabIndex={-1}
          type="file"
          accept=".linli"
          onChange={(event: ChangeEvent<HTMLInputElement>) => setFile(event.target.files?.[0])}
        />
      </Form.Item>
      <PassphraseField />
      {part !== undefined && (
        <div className="form-wide" role="status">
          {words.uploading}
          <Progress percent={Math.round(part * 100)} aria-label={words.uploading} />
        </div>
      )}
    </FormDialog>
  )
}

/** The same archive once more, after a wrong passphrase or a failure: it need not be uploaded again. */
export function RestoreAgain({ of, close }: { of: Export | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const run = useWrite(exportsApi.runRestore, {
    refreshes: ['exports.', 'audit.'],
    onDone: () => {
      toast(words.started)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.againTitle}
      open={of !== undefined}
      close={close}
      action={exportWords.again}
      busy={run.isPending}
      error={run.error}
      initial={{}}
      submit={({ passphrase }) => of && run.mutate({ communityId, exportId: of.exportId, passphrase })}
    >
      <p className="form-wide hint">{words.againLine}</p>
      <PassphraseField />
    </FormDialog>
  )
}

const PassphraseField = () => (
  <Form.Item name="passphrase" label={exportWords.whole.passphrase} rules={[passphraseRule]}>
    <Input.Password autoComplete="off" />
  </Form.Item>
)
