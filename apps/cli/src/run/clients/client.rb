require 'net/http'

uri = URI('https://apitest.vipps.no/epayment/v1/payments')
body = ENV.fetch('CLIENT_BODY')
headers = { 'Content-Type' => 'application/json', 'Merchant-Serial-Number' => '123456' }
answer = Net::HTTP.post(uri, body, headers)
exit(answer.code == '201' && answer.body.b == body.b)
