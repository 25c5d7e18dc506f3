#!/bin/sh
# Makes the fixtures of XFS; run in this folder, with the right to mount. Needs xfsprogs and attr.
set -e
export TZ=UTC
w=$(mktemp -d)
trap 'umount $w/mnt 2>/dev/null || :; rm -rf $w' EXIT
mkdir -p $w/t $w/mnt xfs/file-changed xfs/metadata xfs/version-4
printf 'hello\n' > $w/t/hello.txt; seq 1 2000 > $w/t/numbers; { head -c 9000 /dev/zero; echo end; } > $w/t/zeros
proto() {
  printf '/\n0 0\nd--755 0 0\nd d--755 0 0\nnumbers ---644 0 0 %s\n$\nhello.txt ---644 0 0 %s\nzeros ---644 0 0 %s\n' \
    $w/t/numbers $w/t/$1 $w/t/zeros
  printf 'link l--777 0 0 hello.txt\npipe p--644 0 0\nnull c--644 0 0 1 3\ndisk b--600 0 0 8 1\n$\n'
}
make() { # IMAGE HELLO OPTIONS
  i=$1; h=$2; shift 2; proto $h > $w/proto; rm -f $i
  mkfs.xfs -q --unsupported -m uuid=11111111-2222-3333-4444-555555555555,$1 -d size=16m,file,name=$i -p $w/proto 2>/dev/null
}
printf 'hellp\n' > $w/t/changed
make $w/four hello.txt crc=0; make $w/four-b changed crc=0
xfs_admin -L right $w/four-b > /dev/null
make $w/left hello.txt crc=1; mount -o loop $w/left $w/mnt
( cd $w/mnt; setfattr -n user.origin -v here d/numbers; truncate -s 300K sparse; echo end >> sparse; fallocate -l 64K prealloc
  seq -f file-number-%g 200 | (mkdir many; cd many; xargs touch); for i in `seq 0 2 60`; do
  printf "$i\n" | dd of=pieces bs=4k seek=$i conv=notrunc,fsync 2>/dev/null; done )
umount $w/mnt; cp $w/left $w/right; cp $w/left $w/other
mount -o loop $w/right $w/mnt; printf p | dd of=$w/mnt/hello.txt bs=1 seek=4 conv=notrunc 2>/dev/null; printf X | dd of=$w/mnt/pieces bs=1 seek=81920 conv=notrunc 2>/dev/null; umount $w/mnt
mount -o loop $w/other $w/mnt; ( cd $w/mnt; setfattr -n user.origin -v there d/numbers; chmod 4711 hello.txt; chown 12:34 zeros
  ln -sfn d/numbers link; touch -d '2022-01-01 00:01:02.5 UTC' sparse; rm null many/file-number-77; mknod null c 1 5; chattr +A pieces ); umount $w/mnt
for p in file-changed:left:right metadata:left:other version-4:four:four-b; do
  c=xfs/${p%%:*}; q=${p#*:}
  gzip -9n < $w/${q%:*} > $c/left.xfs.gz; gzip -9n < $w/${q#*:} > $c/right.xfs.gz
  echo "Made by ../../make-xfs.sh (xfsprogs 6.1.0)." > $c/made-by.txt
done
