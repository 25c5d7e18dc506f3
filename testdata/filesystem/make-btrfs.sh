#!/bin/sh
# Makes the fixtures of btrfs; run in this folder, with the right to mount. Needs btrfs-progs and attr.
set -e
export TZ=UTC
w=$(mktemp -d)
trap 'umount $w/mnt 2>/dev/null || :; rm -rf $w' EXIT
mkdir -p $w/t/d/e $w/mnt btrfs/file-changed btrfs/metadata btrfs/label
printf 'hello\n' > $w/t/hello.txt; seq 1 2000 > $w/t/d/numbers; { head -c 9000 /dev/zero; echo end; } > $w/t/zeros
printf 'same\n' > $w/t/d/e/same; : > $w/t/empty; ln -s hello.txt $w/t/link
find $w/t -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +
make() { # IMAGE OPTIONS
  i=$1; shift; rm -f $i; truncate -s 24M $i
  mkfs.btrfs -q --mixed -n 4096 -U 11111111-2222-3333-4444-555555555555 --rootdir $w/t "$@" $i
}
change() { # IMAGE COMMANDS: runs them in the mounted volume
  mount -o loop,noatime $1 $w/mnt; (cd $w/mnt; eval "$2"); umount $w/mnt; sync
}
make $w/one -L one; make $w/two -L two
make $w/left
change $w/left 'mkfifo pipe; mknod null c 1 3; mknod disk b 8 300; ln d/numbers again; setfattr -n user.origin -v here d/numbers
  truncate -s 300K sparse; echo end >> sparse; fallocate -l 64K prealloc
  seq -f file-number-%g 80 | (mkdir many; cd many; xargs touch)
  for c in zlib lzo zstd; do btrfs property set . compression $c; seq 1 9000 > $c; seq 1 400 > small-$c; sync; done
  btrfs property set . compression ""
  btrfs subvolume create sub; seq 1 300 > sub/inside; btrfs subvolume create sub/nested; echo nested > sub/nested/file
  btrfs subvolume snapshot -r sub d/snapshot; cp --reflink=always zlib copy; truncate -s 20000 copy'
cp $w/left $w/right; cp $w/left $w/other
change $w/right 'printf p | dd of=hello.txt bs=1 seek=4 conv=notrunc; printf X | dd of=zstd bs=1 seek=30000 conv=notrunc
  printf Y | dd of=sub/inside bs=1 seek=40 conv=notrunc'
change $w/other 'setfattr -n user.origin -v there d/numbers; chmod 4711 hello.txt; chown 12:34 zeros; ln -sfn d/numbers link
  touch -d "2022-01-01 00:01:02.5 UTC" sparse; rm null many/file-number-77; mknod null c 1 5; chattr +A prealloc
  btrfs property set d/snapshot ro false; rm again'
for p in file-changed:left:right metadata:left:other label:one:two; do
  c=btrfs/${p%%:*}; q=${p#*:}
  gzip -9n < $w/${q%:*} > $c/left.btrfs.gz; gzip -9n < $w/${q#*:} > $c/right.btrfs.gz
  echo "Made by ../../make-btrfs.sh (btrfs-progs 6.2)." > $c/made-by.txt
done
