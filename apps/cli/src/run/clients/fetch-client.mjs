// Node's own fetch.
const body = process.env.CLIENT_BODY
const answer = await fetch('https://apitest.vipps.no/epayment/v1/payments', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Merchant-Serial-Number': '123456' },
  body,
})
process.exitCode = answer.status === 201 && (await answer.text()) === body ? 0 : 1
