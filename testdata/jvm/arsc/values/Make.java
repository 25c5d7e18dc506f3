import com.reandroid.arsc.chunk.*;import com.reandroid.arsc.chunk.xml.*;import com.reandroid.arsc.value.*;import java.io.*;
public class Make { public static void main(String[] a) throws Exception {
  boolean right=a[1].equals("right"); File dir=new File(a[0]);
  AndroidManifestBlock m=new AndroidManifestBlock(); m.setPackageName("demo.app"); m.setVersionCode(right?2:1); m.setVersionName(right?"1.1":"1.0"); m.setMinSdkVersion(26); m.setTargetSdkVersion(34); m.getOrCreateMainActivity("demo.app.Main"); if(right) m.addUsesPermission("android.permission.INTERNET"); m.refresh(); try(OutputStream o=new FileOutputStream(new File(dir,"AndroidManifest.xml"))){ m.writeBytes(o);} 
  TableBlock t=new TableBlock(); PackageBlock p=t.newPackage(0x7f,"demo.app");
  p.getOrCreate("","string","app_name").setValueAsString("Demo"); p.getOrCreate("fr","string","app_name").setValueAsString(right?"Démonstration":"Démo"); p.getOrCreate("","string","title").setValueAsString("Title"); p.getOrCreate("","bool","flag").setValueAsBoolean(!right); p.getOrCreate("","integer","count").setValueAsRaw(ValueType.DEC,right?4:3); p.getOrCreate("v21","color","main").setValueAsRaw(ValueType.COLOR_ARGB8,0xff102030); p.getOrCreate("","dimen","gap").setValueAsRaw(ValueType.DIMENSION,0x00001001);
  t.refreshFull(); t.refresh(); try(OutputStream o=new FileOutputStream(new File(dir,"resources.arsc"))){ t.writeBytes(o);} 
}}
