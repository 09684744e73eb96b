export default definePageConfig({ navigationBarTitleText: '抄一块表' })
