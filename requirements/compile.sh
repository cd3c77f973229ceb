#!/usr/bin/env bash
# Resolve pyproject.toml into hash-pinned files that hold on every platform and Python the site allows.
# Called by `make requirements`; needs uv (https://docs.astral.sh/uv/). Pass --upgrade to look for newer releases.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() { # output, then uv's arguments
  local output=$1
  shift
  echo "resolving $output"
  uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" \
    --output-file "$output" "$@"
}

compile requirements/runtime.txt --constraints requirements/lts.in "$@"
compile requirements/dev.txt --extra dev --extra redis --extra s3 --constraints requirements/lts.in --constraints requirements/runtime.txt "$@"
compile requirements/dev-newest.txt --extra dev --extra redis --extra s3 --constraints requirements/newest.in "$@"
