// A merchant's program, written from the public documentation with the standard library alone. It
// takes one payment through its whole life and cancels another, and prints the answers it got as
// one line of JSON.
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

const (
	api                = "https://apitest.vipps.no"
	clientID           = "11111111-1111-4111-8111-111111111111"
	clientSecret       = "demo-client-secret"
	subscriptionKey    = "0123456789abcdef0123456789abcdef"
	serialNumber       = "123456"
	deliveriesExpected = 7
	timeout            = 30 * time.Second
)

var events = []string{
	"epayments.payment.created.v1",
	"epayments.payment.authorized.v1",
	"epayments.payment.captured.v1",
	"epayments.payment.refunded.v1",
	"epayments.payment.terminated.v1",
}

type amount struct {
	Currency string `json:"currency"`
	Value    int64  `json:"value"`
}

type refusal struct {
	Status      int    `json:"status"`
	ContentType string `json:"contentType"`
	Code        string `json:"code"`
}

// refused is an answer other than success: the body is a problem document.
type refused struct {
	status      int
	contentType string
	body        []byte
}

func (r refused) Error() string { return fmt.Sprintf("%d %s", r.status, r.body) }

func (r refused) refusal() refusal {
	var problem struct {
		ExtraDetails []struct{ Name, Reason string }
	}
	decode(r.body, &problem)
	for _, detail := range problem.ExtraDetails {
		if detail.Name == "ErrorCode" {
			return refusal{r.status, r.contentType, detail.Reason}
		}
	}
	return refusal{r.status, r.contentType, ""}
}

type delivery struct {
	path   string
	host   string
	header http.Header
	body   []byte
}

func (d delivery) isGenuine(secret string) bool {
	sum := sha256.Sum256(d.body)
	hash := base64.StdEncoding.EncodeToString(sum[:])
	if !isSame(hash, d.header.Get("X-Ms-Content-Sha256")) {
		return false
	}
	// The secret looks like Base64, but the key is its text.
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "POST\n%s\n%s;%s;%s", d.path, d.header.Get("X-Ms-Date"), d.host, hash)
	signature := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	expected := "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature
	return isSame(expected, d.header.Get("Authorization"))
}

func isSame(left, right string) bool {
	return subtle.ConstantTimeCompare([]byte(left), []byte(right)) == 1
}

// receive keeps every delivery and says so at once; what it is worth is found out later.
func receive(deliveries chan<- delivery) http.HandlerFunc {
	return func(answer http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			http.Error(answer, err.Error(), http.StatusBadRequest)
			return
		}
		deliveries <- delivery{request.RequestURI, request.Host, request.Header, body}
	}
}

type client struct {
	http  http.Client
	token string
}

func (c *client) signIn() {
	keys := map[string]string{"client_id": clientID, "client_secret": clientSecret}
	var token struct {
		AccessToken string `json:"access_token"`
	}
	decode(must(c.call("POST", "/accesstoken/get", keys, nil)), &token)
	c.token = token.AccessToken
}

func (c *client) create(reference string) (json.RawMessage, error) {
	return c.call("POST", "/epayment/v1/payments", keyOf(reference, "create"), map[string]any{
		"amount":             amount{"NOK", 100000},
		"paymentMethod":      map[string]string{"type": "WALLET"},
		"customer":           map[string]string{"phoneNumber": "4712345678"},
		"reference":          reference,
		"returnUrl":          "https://example.com/thanks?order=" + reference,
		"userFlow":           "WEB_REDIRECT",
		"paymentDescription": "One pair of socks",
		"metadata":           map[string]string{"engraving": "Bjørn & Åse ♥"},
	})
}

func (c *client) modify(
	reference, operation string, value int64, key string,
) (json.RawMessage, error) {
	path := "/epayment/v1/payments/" + reference + "/" + operation
	body := map[string]amount{"modificationAmount": {"NOK", value}}
	return c.call("POST", path, keyOf(reference, key), body)
}

func keyOf(reference, operation string) map[string]string {
	return map[string]string{"Idempotency-Key": reference + "-" + operation}
}

// call returns the answer's body, which is empty after force approve and the deletion of a webhook.
func (c *client) call(
	method, path string, headers map[string]string, body any,
) (json.RawMessage, error) {
	var content io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		content = bytes.NewReader(encoded)
	}
	request, err := http.NewRequest(method, api+path, content)
	if err != nil {
		return nil, err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	request.Header.Set("Ocp-Apim-Subscription-Key", subscriptionKey)
	request.Header.Set("Merchant-Serial-Number", serialNumber)
	request.Header.Set("Vipps-System-Name", "acme")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= 300 {
		err = refused{answer.StatusCode, answer.Header.Get("Content-Type"), text}
	}
	return text, err
}

type report struct {
	Created      json.RawMessage `json:"created"`
	Approved     json.RawMessage `json:"approved"`
	Part         json.RawMessage `json:"part"`
	Refusal      refusal         `json:"refusal"`
	Rest         json.RawMessage `json:"rest"`
	Refunded     json.RawMessage `json:"refunded"`
	Events       json.RawMessage `json:"events"`
	Cancelled    json.RawMessage `json:"cancelled"`
	Deliveries   []received      `json:"deliveries"`
	Forgeries    []bool          `json:"forgeries"`
	WebhooksLeft json.RawMessage `json:"webhooksLeft"`
}

type received struct {
	Genuine bool            `json:"genuine"`
	Event   json.RawMessage `json:"event"`
}

func main() {
	shop := must(net.Listen("tcp", "127.0.0.1:0"))
	deliveries := make(chan delivery, deliveriesExpected)
	go func() { log.Fatal(http.Serve(shop, receive(deliveries))) }()

	vipps := client{http: http.Client{Timeout: timeout}}
	vipps.signIn()
	var webhook struct{ ID, Secret string }
	decode(must(vipps.call("POST", "/webhooks/v1/webhooks", nil, map[string]any{
		"url":    fmt.Sprintf("http://%s/hooks/vipps?shop=1", shop.Addr()),
		"events": events,
	})), &webhook)

	var happened report
	happened.Created = must(vipps.create("order-0001"))
	customer := map[string]any{"customer": map[string]string{"phoneNumber": "4712345678"}}
	must(vipps.call("POST", "/epayment/v1/test/payments/order-0001/approve", nil, customer))
	happened.Approved = must(vipps.call("GET", "/epayment/v1/payments/order-0001", nil, nil))
	happened.Part = must(vipps.modify("order-0001", "capture", 40000, "capture-1"))
	_, err := vipps.modify("order-0001", "capture", 70000, "capture-2")
	if refused, ok := err.(refused); ok {
		happened.Refusal = refused.refusal()
	}
	// A refusal is remembered with its key, so what is tried next has a key of its own.
	happened.Rest = must(vipps.modify("order-0001", "capture", 60000, "capture-3"))
	happened.Refunded = must(vipps.modify("order-0001", "refund", 25000, "refund-1"))
	happened.Events = must(vipps.call("GET", "/epayment/v1/payments/order-0001/events", nil, nil))

	must(vipps.create("order-0002"))
	cancelKey := keyOf("order-0002", "cancel")
	cancelPath := "/epayment/v1/payments/order-0002/cancel"
	happened.Cancelled = must(vipps.call("POST", cancelPath, cancelKey, nil))

	var last delivery
	overdue := time.After(timeout)
	for len(happened.Deliveries) < deliveriesExpected {
		select {
		case last = <-deliveries:
			genuine := last.isGenuine(webhook.Secret)
			happened.Deliveries = append(happened.Deliveries, received{genuine, last.body})
		case <-overdue:
			log.Fatal("a webhook did not arrive")
		}
	}
	altered := last
	altered.body = bytes.Replace(last.body, []byte("NOK"), []byte("EUR"), 1)
	happened.Forgeries = []bool{altered.isGenuine(webhook.Secret), last.isGenuine("guess")}

	must(vipps.call("DELETE", "/webhooks/v1/webhooks/"+webhook.ID, nil, nil))
	var left struct{ Webhooks json.RawMessage }
	decode(must(vipps.call("GET", "/webhooks/v1/webhooks", nil, nil)), &left)
	happened.WebhooksLeft = left.Webhooks
	fmt.Println(string(must(json.Marshal(happened))))
}

func decode(text []byte, value any) {
	if err := json.Unmarshal(text, value); err != nil {
		log.Fatal(err)
	}
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
