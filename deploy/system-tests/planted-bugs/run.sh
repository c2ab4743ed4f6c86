#!/usr/bin/env bash
# Plants each bug of this folder (or those that are named) in a copy of the tree, builds the service that it is in, and
# runs the chaos test on it, which must fail by a finding of its own. Prints which finding caught which bug.
#
#   deploy/system-tests/planted-bugs/run.sh [NAME...]
#
# RYKKER_CHAOS_INVOICES (default 400) and RYKKER_CHAOS_SEED change the run. The tree must be built (mvn package).
set -uo pipefail
here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
invoices="${RYKKER_CHAOS_INVOICES:-400}"
seed="${RYKKER_CHAOS_SEED:-20260105}"
modules=deploy/stack,invoice-service,payment-service,dunning-service,notification-service,collection-gateway,deploy/system-tests

fail() {
  echo "planted-bugs: $*" >&2
  exit 2
}

[[ -f "$root/invoice-service/target/quarkus-app/quarkus-run.jar" ]] || fail "build first: deploy/rykker test, or mvn -B -Dquick package"
command -v mvn >/dev/null || fail "needs Maven on the PATH"
if [[ -z "${JAVA_HOME:-}" ]]; then
  JAVA_HOME="$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -1)"
  export JAVA_HOME
fi

names=("$@")
if ((${#names[@]} == 0)); then
  for patch in "$here"/*.patch; do names+=("$(basename "$patch" .patch)"); done
fi

copy="$(mktemp -d "${TMPDIR:-/tmp}/rykker-planted-XXXXXX")"
trap 'end_stack; rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM

# What the test run left behind when it was ended from outside.
end_stack() {
  local pid
  for pid in $(cat "$copy"/deploy/system-tests/target/stack/run/*.pid 2>/dev/null | cut -d' ' -f1); do
    kill -9 "$pid" 2>/dev/null
  done
}

echo "copying the tree to $copy"
tar -C "$root" --exclude=./.git --exclude=./.rykker --exclude=./deploy/system-tests/target --exclude=surefire-reports -cf - . | tar -C "$copy" -xf -

build() {
  (cd "$copy" && mvn -B -q -Dquick -Dmaven.test.skip package -pl deploy/stack,"$1") >"$copy/build.log" 2>&1
}

chaos() {
  (cd "$copy" && mvn -B -Dquick -Dexcluded.tests= test -pl "$modules" -Dtest=ChaosTest \
    -Dsurefire.failIfNoSpecifiedTests=false \
    -Drykker.chaos.invoices="$invoices" -Drykker.chaos.dunned=400 -Drykker.chaos.seed="$seed") >"$copy/chaos.log" 2>&1
}

missed=0
rows=()
for name in "${names[@]}"; do
  patch="$here/$name.patch"
  [[ -f "$patch" ]] || fail "there is no $patch"
  service="$(sed -n 's|^+++ b/\([^/]*\)/.*|\1|p' "$patch" | head -1)"
  what="$(sed -n '1s/^# //p' "$patch")"
  patch -d "$copy" -p1 --no-backup-if-mismatch -s <"$patch" || fail "$name does not apply any more"
  echo "$name: building $service"
  rm -rf "$copy/.sound" && cp -a "$copy/$service/target" "$copy/.sound"
  build "$service" || { tail -20 "$copy/build.log" >&2; fail "$name does not build"; }
  echo "$name: running $invoices invoices under fire, seed $seed"
  start=$SECONDS
  if chaos; then
    caught="NOT CAUGHT"
    missed=1
  else
    caught="$(sed -n 's/^finding: \([^:]*: [^:]*\):.*/\1/p' "$copy/chaos.log" | sed 's/[0-9a-f]\{8\}-[0-9a-f-]*/…/g; s/ Bill\[.*//' |
      sort | uniq -c | sort -rn | head -2 | sed 's/^ *\([0-9]*\) \(.*\)/\2 (\1)/' | paste -sd';')"
    if [[ -z "$caught" ]]; then
      caught="$(grep -m1 -oE 'waited [0-9]+ s in vain: .{0,80}' "$copy/chaos.log")"
      caught="${caught:-FAILED WITHOUT A FINDING, see the log}"
    fi
  fi
  cp "$copy/chaos.log" "$here/../target/$name.log" 2>/dev/null || true
  rows+=("| $name | $what | $caught | $((SECONDS - start)) s |")
  echo "$name: $caught"
  patch -d "$copy" -p1 -R --no-backup-if-mismatch -s <"$patch" || fail "$name cannot be taken out again"
  rm -rf "$copy/$service/target" && mv "$copy/.sound" "$copy/$service/target"
done

echo
echo "| planted bug | what it does | caught by | took |"
echo "| --- | --- | --- | --- |"
printf '%s\n' "${rows[@]}"
exit "$missed"
