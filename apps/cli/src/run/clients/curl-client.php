<?php
// PHP's curl extension, as Guzzle and most SDKs use it.
$body = getenv('CLIENT_BODY');
$curl = curl_init('https://apitest.vipps.no/epayment/v1/payments');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POSTFIELDS => $body,
    CURLOPT_HTTPHEADER => ['Content-Type: application/json', 'Merchant-Serial-Number: 123456'],
]);
$answer = curl_exec($curl);
exit(curl_getinfo($curl, CURLINFO_RESPONSE_CODE) === 201 && $answer === $body ? 0 : 1);
