# Makes NAME.apk and NAME.apk.idsig here: FR=... bash apksigner.sh NAME VERSION; the key is made anew where there is none
set -e
[ -e key.p12 ] || keytool -genkeypair -keystore key.p12 -storepass android -alias k -keyalg EC -groupname secp256r1 -dname "CN=Demo, O=Example" -validity 10000
bash "$(dirname "$0")/../../jvm/android-proto-xml/aapt2.sh" unsigned "$2"
zipalign -f 4 unsigned.apk "$1.apk"; rm unsigned.apk unsigned.proto.apk
apksigner sign --ks key.p12 --ks-pass pass:android --v4-signing-enabled true --min-sdk-version 21 "$1.apk"
