#!/bin/sh
# Registers the outbox connector of each service, with the settings of the contract. Fails until all are taken; Compose
# then starts it again.
set -eu
register() { # service folder, database, milliseconds between two looks
  json=$(sed -e ':join' -e '/\\$/{N;s/\\\n *//;b join' -e '}' /outbox-connector.properties | grep -v '^#' | grep . \
    | sed -e "s|{host}|postgres|;s|{port}|5432|;s|{database}|$2|;s|{password}|$PASSWORD|;s|{service}|$1|;s|{poll}|$3|" \
          -e 's|^\([^=]*\)=\(.*\)$|"\1": "\2",|')
  printf '{%s}' "${json%,}" | curl -sSf -X PUT -H 'Content-Type: application/json' --data-binary @- \
    "http://connect:8083/connectors/$1-outbox/config" > /dev/null
}
register invoice-service invoice 25
register payment-service payment 50
register dunning-service dunning 25
register notification-service notification 100
register collection-gateway collection 100
