# Makes NAME.pkg.tar.SUFFIX here, in /build/demo as any user but root: bash makepkg.sh NAME SUFFIX VERSION DATE
set -e
rm -rf /build/demo/*; out=$PWD; cd /build/demo
cat > PKGBUILD <<END
pkgname=demo
pkgver=$3
pkgrel=1
pkgdesc="a demo"
arch=(any)
license=(MIT)
depends=('bash>=5' 'glibc>=$3')
backup=(etc/demo.conf)
package() {
  install -Dm755 /dev/stdin "\$pkgdir/usr/bin/demo" <<<'echo $3'
  install -Dm644 /dev/stdin "\$pkgdir/etc/demo.conf" <<<'conf'
  ln -s demo "\$pkgdir/usr/bin/link"
}
END
SOURCE_DATE_EPOCH=$4 PKGEXT=.pkg.tar.$2 PACKAGER='A B <a@example.org>' makepkg -f -d > log 2>&1
mv demo-$3-1-any.pkg.tar.$2 "$out/$1.pkg.tar.$2"
