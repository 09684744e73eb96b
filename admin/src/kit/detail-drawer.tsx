import { Drawer } from 'antd'
import { type ReactNode, useInsertionEffect, useRef } from 'react'
import { kitWords } from './words'

type Props = {
  title: ReactNode
  open: boolean
  close: () => void
  width?: number
  footer?: ReactNode
  children: ReactNode
}

/** A record beside its list. Focus goes in, stays in, and returns to the row. */
export function DetailDrawer({ title, open, close, width = 600, footer, children }: Props) {
  const opener = useRef<Element | null>(null)
  // Before the drawer's own effects move the focus inside.
  useInsertionEffect(() => {
    if (open) opener.current = document.activeElement
  }, [open])
  const giveBack = (isOpen: boolean) => {
    if (!isOpen && opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true })
  }
  return (
    <Drawer
      title={title}
      open={open}
      onClose={close}
      size={width}
      destroyOnHidden
      focusable={{ focusTriggerAfterClose: false }}
      afterOpenChange={giveBack}
      closable={{ 'aria-label': kitWords.close }}
      footer={footer}
      classNames={{ body: 'drawer-body' }}
    >
      <div className="stack">{children}</div>
    </Drawer>
  )
}
