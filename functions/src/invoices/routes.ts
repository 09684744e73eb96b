import { invoicesApi } from '@linli/shared/invoices/api'
import { myInvoicesApi } from '@linli/shared/invoices/my-api'
import { type Route, route } from '../http'
import { downloadInvoice, downloadMyInvoice } from './download-invoice'
import { invoiceable, myInvoiceable } from './invoiceable'
import { listInvoices, myInvoice, myInvoices } from './list-invoices'
import { requestInvoice, requestMyInvoice } from './request-invoice'
import { retryInvoice, withdrawInvoice } from './retry-invoice'
import { reverseInvoice } from './reverse-invoice'
import { listTitles, removeMyTitle, removeTitle, saveMyTitle, saveTitle } from './save-title'
import { loadInvoice } from './store'

export const routes: Route[] = [
  route(invoicesApi.listInvoices, listInvoices),
  route(invoicesApi.getInvoice, loadInvoice),
  route(invoicesApi.invoiceable, invoiceable),
  route(invoicesApi.requestInvoice, requestInvoice),
  route(invoicesApi.retryInvoice, retryInvoice),
  route(invoicesApi.withdrawInvoice, withdrawInvoice),
  route(invoicesApi.reverseInvoice, reverseInvoice),
  route(invoicesApi.downloadInvoice, downloadInvoice),
  route(invoicesApi.listTitles, listTitles),
  route(invoicesApi.saveTitle, saveTitle),
  route(invoicesApi.removeTitle, removeTitle),
  route(myInvoicesApi.myInvoiceable, myInvoiceable),
  route(myInvoicesApi.requestMyInvoice, requestMyInvoice),
  route(myInvoicesApi.myInvoices, myInvoices),
  route(myInvoicesApi.myInvoice, myInvoice),
  route(myInvoicesApi.downloadMyInvoice, downloadMyInvoice),
  route(myInvoicesApi.saveMyTitle, saveMyTitle),
  route(myInvoicesApi.removeMyTitle, removeMyTitle),
]
