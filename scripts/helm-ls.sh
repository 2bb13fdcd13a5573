#!/usr/bin/env bash
# Brings helm-ls, the language server that test positions and benches are compared with.
#
#   scripts/helm-ls.sh
#
# It goes to ${CHARTROOM_CACHE:-~/.cache/chartroom}/bin, and only when it is missing: two to three minutes the first time.
# `go install` refuses its module because of replace lines, so a module of two lines asks for it. stdout is the binary's path.
set -euo pipefail

readonly version=v0.5.4
readonly module=github.com/mrjosh/helm-ls
cache=${CHARTROOM_CACHE:-$HOME/.cache/chartroom}
export GOFLAGS=${GOFLAGS:--buildvcs=false}

says_version() { [[ $("$cache/bin/helm-ls" version 2>/dev/null) = *"${version#v}"* ]]; }

build() {
  local scratch
  scratch=$(mktemp -d "$cache/build.XXXXXX")
  trap 'rm -rf "$scratch"' RETURN
  printf 'module t\ngo 1.26\nrequire %s %s\n' "$module" "$version" >"$scratch/go.mod"
  printf '//go:build tools\npackage t\nimport _ "%s"\n' "$module" >"$scratch/tools.go"
  printf 'package t\n' >"$scratch/t.go"
  (cd "$scratch" && go mod tidy && CGO_ENABLED=1 go build -ldflags "-X main.Version=${version#v}" -o helm-ls "$module") >&2
  mv "$scratch/helm-ls" "$cache/bin/helm-ls"
}

mkdir -p "$cache/bin"
if ! says_version; then
  command -v go >/dev/null 2>&1 || { echo 'helm-ls has to be built, and there is no go in PATH' >&2; exit 1; }
  echo "helm-ls $version: building (a few minutes the first time) ..." >&2
  build
  says_version || { echo 'helm-ls was built, but it does not say its version' >&2; exit 1; }
fi
printf '%s\n' "$cache/bin/helm-ls"
