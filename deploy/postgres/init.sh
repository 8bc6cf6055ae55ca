#!/bin/sh
# Runs once, when the database server starts with an empty volume: a user and a database for each service, and nobody
# may enter the database of another.
set -eu

add() {
  psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set name="$1" --set password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name" TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

add intake "$INTAKE_PASSWORD"
add verification "$VERIFICATION_PASSWORD"
add issuance "$ISSUANCE_PASSWORD"
add notifier "$NOTIFIER_PASSWORD"
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --command "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC"
