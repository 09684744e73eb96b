import './zod-setup'
import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/es/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onStaleCsrf } from './api-client'
import { ToastProvider } from './kit/toast'
import { makeQueryClient } from './queries'
import { AppRoutes } from './routes'
import { readSession } from './session'
import { nameColours, themeWith } from './theme'
import './theme.css'

const client = makeQueryClient()
onStaleCsrf(async () => void (await readSession()))

nameColours(document.documentElement)
const theme = themeWith({ motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches })
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider theme={theme} locale={zhCN} button={{ autoInsertSpace: false }}>
        <QueryClientProvider client={client}>
          <ToastProvider>
            <AppRoutes />
          </ToastProvider>
        </QueryClientProvider>
      </ConfigProvider>
    </StrictMode>,
  )
