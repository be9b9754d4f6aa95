#!/usr/bin/env bash
# The embedded endpoint and an emulator from npm under the same load, side by side, and wrk's view
# of both where it is installed. Needs `./dev build sqsproof endpoint_load` and the npm clients.
# usage: tests/bench/endpoint/run.sh [SECONDS-A-ROW]
set -euo pipefail
cd "$(dirname "$0")/../../.."
seconds=${1:-3}
scratch=$(mktemp -d)
children=()
finish() {
  kill "${children[@]}" 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT
ulimit -n 20000 2>/dev/null || true

now_ms() { echo $(($(date +%s%N) / 1000000)); }

# start NAME COMMAND...: starts it and waits for `listening on URL`.
start() {
  local name=$1 begin
  shift
  begin=$(now_ms)
  "$@" >"$scratch/$name.out" 2>&1 &
  children+=($!)
  until grep -qs '^listening on ' "$scratch/$name.out"; do sleep 0.002; done
  printf 'start\t%d ms\n' $(($(now_ms) - begin)) >"$scratch/$name.rows"
  sleep 0.5
  printf 'memory when idle\t%d MB\n' \
    $(($(awk '/^VmRSS/ {print $2}' "/proc/${children[-1]}/status") / 1024)) >>"$scratch/$name.rows"
}

address() { sed -n 's|^listening on http://||p' "$scratch/$1.out"; }

# wrk_row NAME: SendMessage by wrk over 16 connections.
wrk_row() {
  command -v wrk >/dev/null || return 0
  cat >"$scratch/send.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["X-Amz-Target"] = "AmazonSQS.SendMessage"
wrk.headers["Content-Type"] = "application/x-amz-json-1.0"
wrk.body = '{"QueueUrl":"http://127.0.0.1/000000000000/load-send","MessageBody":"payload"}'
LUA
  printf 'send, by wrk\t%s a second\n' "$(wrk -t1 -c16 -d"${seconds}s" -s "$scratch/send.lua" \
    "http://$(address "$1")/" | awk '/^Requests\/sec/ {printf "%d", $2}')" >>"$scratch/$1.rows"
}

start sqsproof build/release/sqsproof serve --port 0
build/release/endpoint_load "$(address sqsproof)" 1000000 "$seconds" >>"$scratch/sqsproof.rows"
wrk_row sqsproof
kill "${children[-1]}"
start local-aws-sqs node tests/clients/start-emulator.mjs local-aws-sqs 19324
build/release/endpoint_load "$(address local-aws-sqs)" "${MOST:-60000}" "$seconds" \
  >>"$scratch/local-aws-sqs.rows" || true
wrk_row local-aws-sqs

printf '%-40s %-28s %s\n' '' sqsproof local-aws-sqs
while IFS=$'\t' read -r what ours; do
  theirs=$(awk -F'\t' -v what="$what" '$1 == what {print $2}' "$scratch/local-aws-sqs.rows")
  printf '%-40s %-28s %s\n' "$what" "$ours" "${theirs:--}"
done <"$scratch/sqsproof.rows"
