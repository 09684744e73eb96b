export default definePageConfig({ navigationBarTitleText: '请人代缴', enableShareAppMessage: true })
