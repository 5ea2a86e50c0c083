<?php
// PHP's streams read no proxy variable: the one thing a client built on them has to be told.
$body = getenv('CLIENT_BODY');
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'proxy' => str_replace('http://', 'tcp://', getenv('HTTPS_PROXY')),
    'header' => "Content-Type: application/json\r\nMerchant-Serial-Number: 123456",
    'content' => $body,
]]);
$answer = file_get_contents('https://apitest.vipps.no/epayment/v1/payments', false, $context);
exit(str_contains($http_response_header[0] ?? '', ' 201 ') && $answer === $body ? 0 : 1);
