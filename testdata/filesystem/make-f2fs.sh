#!/bin/sh
# Makes the fixtures of F2FS; run in this folder. Needs f2fs-tools built with SELinux.
set -e
export TZ=UTC
w=$(mktemp -d)
trap 'rm -rf $w' EXIT
mkdir -p $w/left/d/e $w/left/many f2fs/file-changed f2fs/metadata
( cd $w/left; printf 'hello\n' > hello.txt; seq 1 5000 > d/numbers; printf 'same\n' > d/e/same; : > empty; ln -s hello.txt link
  ln -s $(printf 'y%.0s' $(seq 300)) slow; ln hello.txt again
  seq -f many/file-number-%g 400 | xargs touch
  yes 'a line of a large file' | head -c 4400000 > large; find . -exec touch -h -d '2022-01-01 00:00:00 UTC' {} + )
cp -a $w/left $w/right; printf p | dd of=$w/right/hello.txt bs=1 seek=4 conv=notrunc 2>/dev/null
printf X | dd of=$w/right/large bs=1 seek=4200000 conv=notrunc 2>/dev/null
cp -a $w/left $w/other; ( cd $w/other; chmod 4711 d/numbers; chown 12:34 empty
  ln -sfn d/numbers link; rm many/file-number-77 )
( cd $w; find right other -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +; touch -d '2022-01-01 00:01:02.5 UTC' other/large )
printf '/.* system_u:object_r:left_t:s0\n' | tee $w/left.labels > $w/right.labels
printf '/.* system_u:object_r:left_t:s0\n/ system_u:object_r:right_t:s0\n' > $w/other.labels
make() { # IMAGE TREE OPTIONS
  i=$1; t=$2; shift 2; truncate -s 72M $i; mkfs.f2fs -q -f -T 1640995200 -U 11111111-2222-3333-4444-555555555555 "$@" $i
  sload.f2fs -P -s $t.labels -t / -f $t $i > $w/log || :  # its check counts what the loader did not finish
}
more=extra_attr,inode_checksum,sb_checksum,inode_crtime
make $w/a $w/left; make $w/b $w/right; make $w/c $w/left -O $more; make $w/d $w/other -O $more -l right
for p in file-changed:a:b metadata:c:d; do
  c=f2fs/${p%%:*}; q=${p#*:}
  gzip -9n < $w/${q%:*} > $c/left.f2fs.gz; gzip -9n < $w/${q#*:} > $c/right.f2fs.gz
  echo "Made by ../../make-f2fs.sh (f2fs-tools 1.15.0)." > $c/made-by.txt
done
