#!/bin/bash
# Measures what the README quotes: CPU seconds (user + system, median of RUNS) of whole processes, each against a
# reference in the same run. Needs a built distribution, a folder with the artifacts (see below) and about 2 GB of disk.
#
#   bench/foundation.sh ARTIFACTS [RUNS]
#
# ARTIFACTS holds guava-33.3.{0,1}-jre.jar, jackson-databind-2.17.{1,2}.jar, icu4j-{75,76}.1.jar and
# scala-library-2.13.{14,15}.jar as they lie in Maven Central.
set -eu
artifacts=$(cd "$1" && pwd)
runs=${2:-5}
top=$(cd "$(dirname "$0")/.." && pwd)
tool=$top/target/dist/bin/jdiffscope
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
TIMEFORMAT='%U %S %R'

measure() { # COMMAND...: sets cpu and wall to the medians
  local i
  : >times
  for ((i = 0; i <= runs; i++)); do
    { time "$@" >out 2>err || true; } 2>>times
  done
  # The first run warms the caches and is not counted.
  read -r cpu wall < <(tail -n "$runs" times | awk '{print $1 + $2, $3}' | sort -n |
    awk '{c[NR] = $1; w[NR] = $2} END {print c[int((NR + 1) / 2)], w[int((NR + 1) / 2)]}')
}

against() { # NAME REFERENCE-CPU
  awk -v n="$1" -v c="$cpu" -v r="$2" -v w="$wall" -v s="$(wc -c <out)" \
    'BEGIN {printf "%-44s %7.3f s cpu  %7.3f s wall  %6.2f x reference  %9d bytes\n", n, c, w, (r > 0 ? c / r : 0), s}'
}

echo "$("$tool" --version)"
cat >Hello.java <<'JAVA'
public class Hello { public static void main(String[] a) { System.out.println("hello"); } }
JAVA
javac Hello.java
printf 'one\ntwo\n' >a.txt
printf 'one\n2\n' >b.txt
"$tool" a.txt b.txt >/dev/null || true
sleep 5 # the class-data archive is made in the background

measure java -cp . Hello; hello=$cpu; against 'java Hello (reference)' "$hello"
measure "$tool" a.txt b.txt; against 'two different tiny texts' "$hello"

head -c 500000000 /dev/urandom >big1
cp big1 big2
measure cmp big1 big2; reference=$cpu; against 'cmp of two identical 500 MB files (reference)' "$reference"
measure "$tool" big1 big2; against 'two identical 500 MB files' "$reference"
rm big1 big2

measure "$tool" "$artifacts"/guava-33.3.0-jre.jar "$artifacts"/guava-33.3.1-jre.jar; against 'guava 33.3.0 / 33.3.1' "$hello"
measure "$tool" "$artifacts"/jackson-databind-2.17.1.jar "$artifacts"/jackson-databind-2.17.2.jar
against 'jackson-databind 2.17.1 / 2.17.2' "$hello"

cat >Rezip.java <<'JAVA'
import java.io.*; import java.util.*; import java.util.zip.*;
public class Rezip {
  public static void main(String[] a) throws Exception {
    try (ZipFile in = new ZipFile(a[0]); ZipOutputStream out = new ZipOutputStream(new FileOutputStream(a[1]))) {
      out.setLevel(1);
      List<ZipEntry> entries = new ArrayList<>(Collections.list((Enumeration<ZipEntry>) in.entries()));
      Collections.shuffle(entries, new Random(1));
      for (ZipEntry e : entries) {
        ZipEntry n = new ZipEntry(e.getName());
        n.setTimeLocal(java.time.LocalDateTime.of(2026, 11, 23, 1, 2, 4));
        out.putNextEntry(n);
        if (!e.isDirectory()) in.getInputStream(e).transferTo(out);
        out.closeEntry();
      }
    }
  }
}
JAVA
java Rezip.java "$artifacts"/guava-33.3.0-jre.jar rezipped.jar 2>/dev/null
measure "$tool" "$artifacts"/guava-33.3.0-jre.jar rezipped.jar; against 'guava re-zipped: order, times, level' "$hello"
sed -n '3,4p' out

mkdir t1
for ((i = 0; i < 125; i++)); do
  mkdir t1/$i
  for ((j = 0; j < 100; j++)); do echo "file $i $j" >t1/$i/$j; done
done
cp -a t1 t2
measure diff -r t1 t2; reference=$cpu; against 'diff -r of 12,500 equal files (reference)' "$reference"
measure "$tool" t1 t2; against '12,500 equal files in two trees' "$reference"

for pair in icu4j-75.1:icu4j-76.1 scala-library-2.13.14:scala-library-2.13.15; do
  one=$artifacts/${pair%:*}.jar two=$artifacts/${pair#*:}.jar
  measure "$tool" --jobs 0 --force-details "$one" "$two"; inline=$wall; against "${pair%:*} --force-details --jobs 0" "$hello"
  measure "$tool" --jobs 2 --force-details "$one" "$two"; against "${pair%:*} --force-details --jobs 2" "$hello"
  awk -v a="$inline" -v b="$wall" 'BEGIN {printf "  wall time, --jobs 0 : --jobs 2 = %.2f\n", a / b}'
done

mkdir m
for ((i = 0; i < 10; i++)); do head -c 10000000 /dev/urandom >m/$i; done
(cd m && jar --create --no-compress --file ../m1.jar .)
echo changed >m/5
(cd m && jar --create --no-compress --file ../m2.jar .)
if command -v /usr/bin/time >/dev/null; then
  /usr/bin/time -f '%M' "$tool" m1.jar m2.jar >out 2>err || true
  echo "peak memory on two 100 MB jars with one changed member: $(($(tail -n 1 err) / 1024)) MB"
fi
