#!/bin/bash
# Compares the difference engine with diff -u and cmp -l, process against process, JVM start-up included.
# CPU seconds (user + system), the least of RUNS runs; wall-clock time says little on a shared machine.
#
#   bench/textdiff.sh [WORKFOLDER]     after: mvn -q compile
#
# Needs bash, diffutils and, for peak memory, GNU time.
set -e
cd "$(dirname "$0")/.."
work=${1:-${TMPDIR:-/tmp}/jdiffscope-bench}
runs=${RUNS:-5}
[ -d target/classes/io/github/jdiffscope/textdiff ] || { echo "compile first"; exit 2; }
mkdir -p "$work/classes"
[ -s "$work/megabyte-3-inserted" ] || java bench/TextInputs.java "$work"
rm -rf "$work/classes/io" "$work/engine.jar"
javac -cp target/classes -d "$work/classes" bench/DiffMain.java
cp -r --parents target/classes/io/github/jdiffscope/textdiff "$work/classes/" && cp -r "$work/classes/target/classes/io" "$work/classes/"
rm -rf "$work/classes/target"
jar cf "$work/engine.jar" -C "$work/classes" .
# As the launcher starts it.
flags="-Xms16m -XX:+UseG1GC -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:GCTimeRatio=3 -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=80 -XX:TieredStopAtLevel=1 -XX:Tier3BackEdgeThreshold=2000 -XX:-UsePerfData -Xshare:auto"
# A class-data archive, as the launcher keeps one.
printf 'a\nb\n' > "$work/tiny1"; printf 'a\nc\n' > "$work/tiny2"
java $flags -XX:DumpLoadedClassList="$work/classes.lst" -cp "$work/engine.jar" DiffMain text "$work/tiny1" "$work/tiny2" > /dev/null || true
java $flags -Xshare:dump -XX:SharedClassListFile="$work/classes.lst" -XX:SharedArchiveFile="$work/engine.jsa" -cp "$work/engine.jar" > /dev/null 2>&1
engine="java $flags -XX:SharedArchiveFile=$work/engine.jsa -cp $work/engine.jar DiffMain"

TIMEFORMAT='%U %S'
cpu() { # least CPU seconds of running "$@"
  for ((i = 0; i < runs; i++)); do
    { time "$@" > "$work/out" 2> /dev/null || true; } 2>&1
  done | awk '{ s = $1 + $2; if (NR == 1 || s < m) m = s } END { printf "%.3f", m }'
}
row() { # title, bound as text, mode, left, right, reference command
  local title=$1 bound=$2 mode=$3 left=$work/$4 right=$work/$5; shift 5
  local ours theirs
  ours=$(cpu $engine "$mode" "$left" "$right")
  local bytes; bytes=$(stat -c %s "$work/out")
  local changed; changed=$(grep -c '^[-+]' "$work/out" || true)
  if [ $# -gt 0 ]; then
    theirs=$(cpu "$@" "$left" "$right")
    local reference; reference=$(grep -c '^[-+]' "$work/out" || true)
    printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$title" "$ours" "$theirs" \
      "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")" "$bound" "$changed" "$reference"
  else
    printf '| %s | %s | | | %s | %s bytes | |\n' "$title" "$ours" "$bound" "$bytes"
  fi
}
echo "| work | ours, s | reference, s | ratio | bound | changed lines | of the reference |"
echo "|---|---|---|---|---|---|---|"
row "two tiny texts" "-" text tiny1 tiny2 diff -u
row "1,000,000 lines, 0.1 % edits" "1.0" text million million-0.1 diff -u
row "1,000,000 lines, 1 % edits" "1.0" text million million-1 diff -u
row "1,000,000 lines, 10 % edits, a sixth moved" "0.2" text million million-10-moved diff -u
row "200,000 lines, all rewritten" "3, or 0.5 over 1 s" text lines rewritten diff -u
row "200,000 lines, shuffled" "3, or 0.5 over 1 s" text lines shuffled diff -u
row "200,000 lines, halves swapped" "3, or 0.5 over 1 s" text lines swapped diff -u
row "200,000 lines, 8 distinct in turn, edited" "3, or 0.5 over 1 s" text cycle cycle-edited diff -u
row "200,000 lines, 8 distinct at random" "3, or 0.5 over 1 s" text random-of-8 random-of-8-other diff -u
row "200,000 lines, every address shifted" "3, or 0.5 over 1 s" text listing listing-shifted diff -u
row "200 MB, 10 bytes changed" "2.0" bytes large large-10-bytes cmp -l
row "1 MB, 3 bytes inserted" "report under 5 KB" bytes megabyte megabyte-3-inserted
row "two random files of 8 MB" "under 1 s" bytes random random-other
if [ -x /usr/bin/time ]; then
  peak=$(/usr/bin/time -f %M $engine bytes "$work/large" "$work/large-10-bytes" 2>&1 > /dev/null | tail -1)
  echo; echo "Peak memory of 200 MB with 10 bytes changed: $((peak / 1024)) MB (bound 300 MB)"
fi
