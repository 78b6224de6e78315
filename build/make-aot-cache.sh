#!/usr/bin/env bash
# Makes the AOT cache (JEP 483, 514, 515) with which servers start in about half the time: starts everything once, in a temporary folder and on free
# ports, and keeps what the JVM has learnt. A cache serves the same JVM, class path and collector only; with others the JVM goes without it.
# Usage: build/make-aot-cache.sh JAVA CLASS-PATH CACHE [JVM-FLAG]...
set -euo pipefail

java=$1 class_path=$2 cache=$3
shift 3
limit_seconds=300

folder=$(mktemp -d)
pid=
finish() {
    [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

say_why() {
    printf 'make-aot-cache: %s\n' "$1" >&2
    cat "$folder/out" "$folder/err" >&2
    exit 1
}

# Settings of the caller's own must not lead elsewhere.
unset "${!FIRSTCLAIM_@}" "${!OTEL_@}"
"$java" "$@" -XX:AOTCacheOutput="$folder/cache" -Xlog:disable -cp "$class_path" io.firstclaim.cli.Firstclaim \
    up --json --data "$folder/data" --core-port 0 --bootstrap-port 0 --registration-port 0 --health-port 0 \
    --web-port 0 --web-tls-port 0 --web-health-port 0 >"$folder/out" 2>"$folder/err" &
pid=$!

deadline=$((SECONDS + limit_seconds))
until [ -s "$folder/out" ]; do
    kill -0 "$pid" 2>/dev/null || say_why "the start it was to learn from failed"
    [ "$SECONDS" -lt "$deadline" ] || say_why "the start it was to learn from took more than $limit_seconds s"
    sleep 0.1
done
kill -TERM "$pid"
while kill -0 "$pid" 2>/dev/null; do
    [ "$SECONDS" -lt "$deadline" ] || say_why "the JVM has not written the cache after $limit_seconds s"
    sleep 0.1
done
pid=
[ -s "$folder/cache" ] || say_why "the JVM wrote no cache"
mv "$folder/cache" "$cache"
