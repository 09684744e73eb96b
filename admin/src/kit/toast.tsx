import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import './toast.css'

const ToastContext = createContext<(text: string) => void>(() => undefined)

/** Says in passing that something harmless has worked. Failures stay on the page instead. */
export const useToast = () => useContext(ToastContext)

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState({ text: '', nth: 0 })
  const show = useCallback((text: string) => setShown(last => ({ text, nth: last.nth + 1 })), [])
  useEffect(() => {
    if (shown.text === '') return
    const timer = setTimeout(() => setShown(last => ({ ...last, text: '' })), 2500)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className="toast" role="status" aria-live="polite">
        {shown.text && <span>{shown.text}</span>}
      </div>
    </ToastContext.Provider>
  )
}
