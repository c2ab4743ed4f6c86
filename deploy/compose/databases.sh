#!/bin/sh
# Run once by the PostgreSQL image: a database and an owner per service, and the role that Debezium reads with.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -c "create role rykker_connect login replication password '$POSTGRES_PASSWORD' in role pg_read_all_data"
for name in invoice payment dunning notification collection; do
  psql -v ON_ERROR_STOP=1 -U postgres -c "create role $name login password '$POSTGRES_PASSWORD'" -c "create database $name owner $name"
done
