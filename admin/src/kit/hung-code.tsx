import { Button, Modal, QRCode } from 'antd'
import { useState } from 'react'
import { kitWords } from './words'

/** A code that is hung up where the thing is: shown large, to be printed or photographed; staff scan it on the spot. */
export function HungCode({ text, name }: { text: string; name: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{kitWords.hungCode}</Button>
      <Modal title={kitWords.hungCodeOf(name)} open={open} onCancel={() => setOpen(false)} footer={null} width={400}>
        <div className="hung-code">
          <QRCode value={text} type="svg" size={260} bordered={false} color="#000" bgColor="#fff" aria-label={name} />
          <strong>{name}</strong>
          <p className="hint">{kitWords.hungCodeLine}</p>
        </div>
      </Modal>
    </>
  )
}
