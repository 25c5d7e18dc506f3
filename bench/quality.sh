#!/bin/bash
# Compares the number of changed lines with git diff --minimal over all files that two folders share.
#
#   bench/quality.sh LEFTFOLDER RIGHTFOLDER [GLOB]     after: mvn -q compile
#
# For example two unpacked sources jars, two installed versions of a library, or folders of disassembly listings.
set -e
here=$(cd "$(dirname "$0")/.." && pwd)
left=$(cd "$1" && pwd) right=$(cd "$2" && pwd) glob=${3:-*}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
javac -cp "$here/target/classes" -d "$work" "$here/bench/DiffCount.java"
(cd "$left" && find . -type f -name "$glob" | sort) | while read -r f; do
  if [ -f "$right/$f" ] && ! cmp -s "$left/$f" "$right/$f"; then printf '%s\t%s\n' "$left/$f" "$right/$f"; fi
done > "$work/pairs"
java -cp "$here/target/classes:$work" DiffCount < "$work/pairs" > "$work/ours"
while IFS=$'\t' read -r ours a b; do
  minimal=$(git -c core.autocrlf=false diff --no-index --minimal --numstat --text "$a" "$b" | awk '{ print $1 + $2 }')
  usual=$(git -c core.autocrlf=false diff --no-index --numstat --text "$a" "$b" | awk '{ print $1 + $2 }')
  printf '%.4f\t%s\t%s\t%s\t%s\n' "$(awk "BEGIN { print $ours / $minimal }")" "$ours" "$minimal" "$usual" "$a"
done < "$work/ours" | sort -g > "$work/ratios"
awk -F'\t' '{ r[NR] = $1; o += $2; m += $3; u += $4; if ($1 > 1.02) over++; if ($1 > 1) more++; if ($1 < 1) fewer++ }
  END { if (NR == 0) { print "no pairs"; exit }
    printf "%d pairs: ours %d, git --minimal %d, git %d changed lines; median ratio %s, worst %s\n", NR, o, m, u,
      r[int((NR + 1) / 2)], r[NR]
    printf "more than 2 %% over: %d pairs; more: %d; fewer: %d\n", over, more, fewer }' "$work/ratios"
awk -F'\t' '$1 > 1.02' "$work/ratios" | tail -20
