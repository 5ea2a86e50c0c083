package main

import (
	"io"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := os.Getenv("CLIENT_BODY")
	url := "https://apitest.vipps.no/epayment/v1/payments"
	request, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Merchant-Serial-Number", "123456")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != 201 || string(text) != body {
		os.Exit(1)
	}
}
