import { Drawer } from 'antd'
import { type ReactNode, useEffect, useInsertionEffect, useRef } from 'react'
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
  // Closed while it was still sliding in, the drawer does not tell that it is gone.
  useEffect(() => giveBack(open, opener.current), [open])
  return (
    <Drawer
      title={title}
      open={open}
      onClose={close}
      size={width}
      destroyOnHidden
      focusable={{ focusTriggerAfterClose: false }}
      afterOpenChange={isOpen => giveBack(isOpen, opener.current)}
      closable={{ 'aria-label': kitWords.close }}
      footer={footer}
      classNames={{ body: 'drawer-body' }}
    >
      <div className="stack">{children}</div>
    </Drawer>
  )
}

function giveBack(isOpen: boolean, opener: Element | null): void {
  if (!isOpen && opener instanceof HTMLElement) opener.focus({ preventScroll: true })
}
