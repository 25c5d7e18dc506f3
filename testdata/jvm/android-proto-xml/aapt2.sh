# Makes NAME.apk and NAME.proto.apk here, FR is the framework-res.apk: FR=... bash aapt2.sh NAME VERSION
set -e
work=$(mktemp -d); out=$PWD; cd $work; mkdir -p res/values res/values-de res/layout res/drawable
cat > AndroidManifest.xml <<END
<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.example.demo" android:versionCode="$2" android:versionName="1.$2">
  <uses-sdk android:minSdkVersion="21" android:targetSdkVersion="28"/>
  <uses-permission android:name="android.permission.INTERNET"/>
  <application android:label="@string/app" android:icon="@drawable/icon" android:debuggable="false">
    <activity android:name=".Main" android:exported="true" android:theme="@style/Demo">
      <intent-filter><action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/></intent-filter>
    </activity>
  </application>
</manifest>
END
cat > res/values/values.xml <<END
<resources>
  <string name="app">Demo $2</string>
  <string name="styled">a <b>bold</b> word</string>
  <color name="main">#ff3366</color><dimen name="gap">8dp</dimen><bool name="on">true</bool><integer name="n">$2</integer>
  <string-array name="list"><item>one</item><item>two</item></string-array>
  <plurals name="files"><item quantity="one">a file</item><item quantity="other">%d files</item></plurals>
  <style name="Demo" parent="@android:style/Theme.Material.Light"><item name="android:colorPrimary">@color/main</item></style>
  <attr name="flavour"><enum name="sweet" value="1"/><enum name="sour" value="2"/></attr>
  <declare-styleable name="Cake"><attr name="flavour"/></declare-styleable>
  <item type="id" name="here"/>
</resources>
END
echo '<resources><string name="app">Vorf&#252;hrung</string></resources>' > res/values-de/v.xml
echo '<TextView xmlns:android="http://schemas.android.com/apk/res/android" android:id="@+id/text" android:text="@string/app" android:layout_width="match_parent" android:layout_height="'$2'dp"/>' > res/layout/main.xml
echo '<shape xmlns:android="http://schemas.android.com/apk/res/android"><solid android:color="#123"/></shape>' > res/drawable/icon.xml
aapt2 compile --dir res -o c.zip
aapt2 link -I $FR --manifest AndroidManifest.xml -o $out/$1.apk c.zip
aapt2 link --proto-format -I $FR --manifest AndroidManifest.xml -o $out/$1.proto.apk c.zip
cd $out; rm -r $work
