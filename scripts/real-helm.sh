#!/usr/bin/env bash
# Brings the real Helm, both major versions, and the engine judges that tests compare with.
#
#   scripts/real-helm.sh [--kubeconform] [--yaml-judge] [--all] [--check]
#
# Everything goes to ${CHARTROOM_CACHE:-~/.cache/chartroom}, and only what is missing is built: two to three minutes each
# the first time, nothing after that. Progress goes to stderr; stdout ends with one path a line: helm 3, helm 4,
# judge 3, judge 4, then what the options asked for. With --check nothing is built, and missing things are an error.
set -euo pipefail

readonly helm3_version=v3.20.2 helm4_version=v4.2.4 kubeconform_version=v0.7.0
# Error texts for comparisons of mixed kinds depend on Go's minor; this is the one of the Helm 3.20 release.
readonly helm3_go=go1.25.4
# What helm 3.20 assumes about Kubernetes; without these flags it would say 1.20.
readonly helm3_kubernetes='1 35'

root=$(cd "$(dirname "$0")/.." && pwd)
cache=${CHARTROOM_CACHE:-$HOME/.cache/chartroom}
with_kubeconform=no with_yaml_judge=no check_only=no
export GOFLAGS=${GOFLAGS:--buildvcs=false}

main() {
  read_options "$@"
  mkdir -p "$cache"
  ensure "helm $helm3_version" has_helm3 build_helm3
  ensure "helm $helm4_version" has_helm4 build_helm4
  ensure 'judge for helm 3' has_judge3 build_judge3
  ensure 'judge for helm 4' has_judge4 build_judge4
  [[ $with_kubeconform = no ]] || ensure "kubeconform $kubeconform_version" has_kubeconform build_kubeconform
  [[ $with_yaml_judge = no ]] || ensure 'judge for YAML' has_yaml_judge build_yaml_judge
  print_paths
}

read_options() {
  local option
  for option in "$@"; do
    case $option in
      --kubeconform) with_kubeconform=yes ;;
      --yaml-judge) with_yaml_judge=yes ;;
      --all) with_kubeconform=yes with_yaml_judge=yes ;;
      --check) check_only=yes ;;
      -h | --help)
        sed -n '2,8s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
      *) give_up "unknown option $option (known: --kubeconform --yaml-judge --all --check)" ;;
    esac
  done
}

print_paths() {
  printf '%s\n' "$cache/helm3/helm" "$cache/helm4/helm" "$cache/judge3" "$cache/judge4"
  [[ $with_kubeconform = no ]] || printf '%s\n' "$cache/bin/kubeconform"
  [[ $with_yaml_judge = no ]] || printf '%s\n' "$cache/yaml-judge"
}

# ensure NAME TEST BUILD: builds what TEST does not find, then asks TEST again.
ensure() {
  local name=$1 has=$2 build=$3 started=$SECONDS
  if $has; then
    say "$name: there"
    return
  fi
  [[ $check_only = no ]] || give_up "$name is missing in $cache; run scripts/real-helm.sh"
  need_go "$name"
  say "$name: building (a few minutes the first time) ..."
  $build || give_up "$name could not be built; the lines above say why. Go needs to reach its module proxy, $(go env GOPROXY)"
  $has || give_up "$name was built, but it does not answer as it should"
  say "$name: built in $((SECONDS - started)) s"
}

say() { printf 'real-helm: %s\n' "$*" >&2; }

give_up() {
  say "FAILED: $*"
  exit 1
}

# A later go in PATH is fine, too: it brings the toolchains that the modules name. An older one may not know how.
need_go() {
  local version
  command -v go >/dev/null 2>&1 || give_up "$1 has to be built, and there is no go in PATH. Install Go 1.21 or later (https://go.dev/dl/), or put the binaries into $cache"
  version=$(go env GOVERSION)
  [[ $version =~ ^go1\.([0-9]+) && ${BASH_REMATCH[1]} -ge 21 ]] || give_up "$1 has to be built with Go 1.21 or later; go in PATH is ${version:-unknown}"
}

helm_says() { [[ $("$1" version --template '{{.Version}}' 2>/dev/null) = "$2" ]]; }
has_helm3() { helm_says "$cache/helm3/helm" $helm3_version; }
has_helm4() { helm_says "$cache/helm4/helm" $helm4_version; }
has_kubeconform() { [[ $("$cache/bin/kubeconform" -v 2>/dev/null) = "$kubeconform_version" ]]; }

# judge_says FILE TEXT: the judge renders Helm's and Kubernetes' versions to TEXT.
judge_says() {
  local question='[{"tpl": "{{ .Capabilities.HelmVersion.Version }} {{ .Capabilities.KubeVersion.Version }}", "values": ""}]'
  [[ $(printf '%s' "$question" | "$1" 2>/dev/null) = "[{\"out\":\"$2\"}]" ]]
}
has_judge3() { judge_says "$cache/judge3" 'v3.20 v1.35.0'; }
has_judge4() { judge_says "$cache/judge4" 'v4.2 v1.36.0'; }
# The text is "a: 1" in base64.
has_yaml_judge() { printf '[{"op": "any", "text": "YTogMQ=="}]' | "$cache/yaml-judge" >/dev/null 2>&1; }

build_helm3() {
  local path=helm.sh/helm/v3 major=${helm3_kubernetes% *} minor=${helm3_kubernetes#* }
  GOTOOLCHAIN=$helm3_go install_go helm3 "$path/cmd/helm@$helm3_version" "-X $path/internal/version.version=$helm3_version \
    -X $path/pkg/chartutil.k8sVersionMajor=$major -X $path/pkg/chartutil.k8sVersionMinor=$minor \
    -X $path/pkg/lint/rules.k8sVersionMajor=$major -X $path/pkg/lint/rules.k8sVersionMinor=$minor"
}

build_helm4() {
  install_go helm4 "helm.sh/helm/v4/cmd/helm@$helm4_version" "-X helm.sh/helm/v4/internal/version.version=$helm4_version"
}

build_kubeconform() {
  install_go bin "github.com/yannh/kubeconform/cmd/kubeconform@$kubeconform_version" "-X main.version=$kubeconform_version"
}

build_judge3() {
  local path=helm.sh/helm/v3/pkg/chartutil major=${helm3_kubernetes% *} minor=${helm3_kubernetes#* }
  GOTOOLCHAIN=$helm3_go build_module judge3 "-X $path.k8sVersionMajor=$major -X $path.k8sVersionMinor=$minor" "$root"/test/helm/judge/v3/{main.go,go.mod}
}

build_judge4() { build_module judge4 '' "$root"/test/helm/judge/v4/{main.go,go.mod}; }

# The YAML judge asks libraries of Helm 4, in the versions that Helm 4 asks for.
build_yaml_judge() { build_module yaml-judge '' "$root/test/helm/yaml-judge/main.go" "$root/test/helm/judge/v4/go.mod"; }

# install_go FOLDER PACKAGE LDFLAGS: go install, then moved into place, so that a build that breaks off leaves nothing.
install_go() {
  local folder=$cache/$1 scratch
  scratch=$(mktemp -d "$cache/build.XXXXXX")
  mkdir -p "$folder"
  GOBIN=$scratch CGO_ENABLED=0 go install -ldflags "$3" "$2" >&2 && mv "$scratch"/* "$folder/"
  finish "$scratch" $?
}

# build_module NAME LDFLAGS FILE...: the files as a module of their own, outside the checkout.
build_module() {
  local name=$1 flags=$2 scratch
  shift 2
  scratch=$(mktemp -d "$cache/build.XXXXXX")
  cp "$@" "$scratch/"
  (cd "$scratch" && go mod tidy && CGO_ENABLED=0 go build -ldflags "$flags" -o "$name" .) >&2 && mv "$scratch/$name" "$cache/$name"
  finish "$scratch" $?
}

finish() {
  rm -rf "$1"
  return "$2"
}

main "$@"
