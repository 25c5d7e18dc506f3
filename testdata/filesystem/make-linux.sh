#!/bin/sh
# Makes the fixtures of Linux' smaller file systems; run in this folder, with the right to make devices. Needs
# erofs-utils, util-linux (mkfs.cramfs), mtd-utils and attr.
set -e
export TZ=UTC SOURCE_DATE_EPOCH=1640995200
u=11111111-2222-3333-4444-555555555555
w=$(mktemp -d)
tree() {
  mkdir -p $w/$1/d/e; printf 'hello\n' > $w/$1/hello.txt; seq 1 2000 > $w/$1/d/numbers; printf 'same\n' > $w/$1/d/e/hello.txt
  ln -s hello.txt $w/$1/link; mkfifo $w/$1/pipe; mknod $w/$1/null c 1 3; mknod $w/$1/disk b 8 1
  { head -c 9000 /dev/zero; echo end; } > $w/$1/zeros; setfattr -n user.origin -v here $w/$1/d/numbers
}
dates() { find $w/$1 -exec touch -h -d 2022-01-01T00:00:00Z {} +; }
tree a; tree b; printf 'hellp\n' > $w/b/hello.txt
tree c; chmod 600 $w/c/hello.txt; chown 12:34 $w/c/d; setfattr -n user.origin -v there $w/c/d/numbers; ln -sf d/numbers $w/c/link
rm $w/c/null; mknod $w/c/null c 1 5
dates a; dates b; dates c; touch -d 2022-01-01T00:00:01Z $w/c/d/e/hello.txt
make() { # FOLDER COMMAND...: IMAGE and TREE are replaced
  o=$1; shift; mkdir -p $o; e=${o%%/*}; r=b; case $o in *metadata) r=c;; esac
  for p in left:a right:$r; do
    f=$o/${p%%:*}.$e; rm -f $f; $(echo "$@" | sed "s|IMAGE|$f|;s|TREE|$w/${p##*:}|") >/dev/null 2>&1
  done
  echo "Made by ../../make-linux.sh (erofs-utils 1.5, util-linux 2.38.1, mtd-utils 2.1.5): $*" > $o/made-by.txt
}
make cramfs/file-changed mkfs.cramfs -n name TREE IMAGE
make cramfs/big-endian-metadata mkfs.cramfs -N big TREE IMAGE
make erofs/lz4-file-changed mkfs.erofs -zlz4hc -C65536 -T1640995200 -U$u IMAGE TREE
make erofs/plain-metadata mkfs.erofs -x1 -T1640995200 -U$u IMAGE TREE
make erofs/packed-file-changed mkfs.erofs -zlz4 -Eall-fragments,dedupe -C65536 -U$u IMAGE TREE
make jffs2/file-changed mkfs.jffs2 -x zlib -X rtime --squash-uids -r TREE -o IMAGE
make jffs2/metadata mkfs.jffs2 --with-xattr -b -r TREE -o IMAGE
make ubifs/file-changed mkfs.ubifs -m 512 -e 15360 -c 24 -j 65536 -x zlib -r TREE -o IMAGE
mkdir -p ubi/volumes
for s in left right; do
  printf "$s\n" > $w/changed
  printf '[a]\nmode=ubi\nimage=%s\nvol_id=0\nvol_type=static\nvol_name=config\n[b]\nmode=ubi\nimage=%s\nvol_id=3\nvol_type=dynamic\nvol_name=data\nvol_size=30KiB\nvol_flags=autoresize\n' $w/changed $w/a/d/numbers > $w/u.cfg
  ubinize -Q 7 -o ubi/volumes/$s.ubi -m 512 -p 16384 $w/u.cfg
done
echo "Made by ../../make-linux.sh (mtd-utils 2.1.5): ubinize -Q 7 -m 512 -p 16384" > ubi/volumes/made-by.txt
rm -rf $w
