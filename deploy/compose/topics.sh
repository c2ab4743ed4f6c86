#!/bin/sh
# Makes the topics of the contract; those that exist stay as they are.
set -eu
make() {
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --if-not-exists --partitions 3 --topic "$1" \
    --config "max.message.bytes=$2" --config "cleanup.policy=$3"
}
for name in inbound.invoices inbound.payments parties invoices payments reminders claims deliveries cases; do
  policy=delete
  [ "$name" = parties ] && policy=compact
  make "rykker.$name.v1" 4194304 "$policy"
  make "rykker.$name.v1.rejected" 6291456 delete
done
make rykker.alerts.v1 4194304 delete
