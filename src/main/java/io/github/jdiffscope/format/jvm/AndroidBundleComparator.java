package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.Map;

/** What app bundles hold as protocol buffers: XML, resource tables, the configuration of the bundle. */
final class AndroidBundleComparator implements FormatComparator {
  private static final int LARGEST = 1 << 27;
  private static final int LARGEST_PROBED = 1 << 22;
  /** The configuration of a bundle (bundletool, config.proto). */
  private static final String[] CONFIG = {
      "BundleConfig: 1 bundletool Bundletool, 2 optimizations Optimizations, 3 compression Compression, "
          + "4 master_resources MasterResources, 5 apex_config Apex, 6 unsigned_embedded_apk_config Path, "
          + "7 asset_modules_config AssetModules, 8 type REGULAR|APEX|ASSET_ONLY, 9 locales Locales",
      "Bundletool: 2 version text",
      "Optimizations: 1 splits_config Splits, 2 uncompress_native_libraries NativeLibraries, 3 uncompress_dex_files Dex, "
          + "4 standalone_config Standalone, 5 resource_optimizations ResourceOptimizations, 6 store_archive Enabled",
      "Splits: 1 split_dimension Dimension",
      "Dimension: 1 value UNSPECIFIED|ABI|SCREEN_DENSITY|LANGUAGE|TEXTURE_COMPRESSION_FORMAT|5|DEVICE_TIER, 2 negate bool, "
          + "3 suffix_stripping Stripping",
      "Stripping: 1 enabled bool, 2 default_suffix text",
      "NativeLibraries: 1 enabled bool, 2 alignment UNSPECIFIED|PAGE_ALIGNMENT_4K|PAGE_ALIGNMENT_16K|PAGE_ALIGNMENT_64K",
      "Dex: 1 enabled bool, 2 uncompressed_dex_target_sdk UNSPECIFIED|SDK_31",
      "Standalone: 1 split_dimension Dimension, 2 strip_64_bit_libraries bool, "
          + "3 dex_merging_strategy MERGE_IF_NEEDED|NEVER_MERGE",
      "ResourceOptimizations: 1 sparse_encoding UNSPECIFIED|ENFORCED|VARIANT_FOR_SDK_32",
      "Enabled: 1 enabled bool", "Locales: 1 inject_locale_config bool",
      "Compression: 1 uncompressed_glob text, "
          + "2 install_time_asset_module_default_compression UNSPECIFIED|UNCOMPRESSED|COMPRESSED, "
          + "3 apk_compression_algorithm DEFAULT|P7ZIP",
      "MasterResources: 1 resource_ids number, 2 resource_names text", "Path: 1 path text",
      "Apex: 1 apex_embedded_apk_config EmbeddedApk, 2 supported_abi_set Abis", "Abis: 1 abi text",
      "EmbeddedApk: 1 package_name text, 2 path text",
      "AssetModules: 1 app_version number, 2 asset_version_tag text"};

  /** What a kind of message shows. */
  private interface Describer {
    void describe(ProtoMessage message, Sections sections) throws IOException;
  }

  private final Format format;
  private final Describer describer;

  private AndroidBundleComparator(String id, String title, Describer describer, Signature... signatures) {
    this.format = Format.of(id, title, signatures);
    this.describer = describer;
  }

  static AndroidBundleComparator xml() {
    return new AndroidBundleComparator("jvm/android-proto-xml", "Android XML as protocol buffer",
        AndroidBundleComparator::describeXml, Signature.all(Signature.nameEnds(".xml"), Signature.content(
            new Signature.Check() {
              @Override
              public boolean matches(Probe probe) {
                return isXml(whole(probe));
              }
            })));
  }

  static AndroidBundleComparator resources() {
    return new AndroidBundleComparator("jvm/android-proto-resources", "Android resource table as protocol buffer",
        AndroidBundleComparator::describeResources, Signature.all(Signature.nameEnds(".pb"), Signature.content(
            new Signature.Check() {
              @Override
              public boolean matches(Probe probe) {
                return isTable(probe, whole(probe));
              }
            })));
  }

  static AndroidBundleComparator config() {
    return new AndroidBundleComparator("jvm/android-bundle-config", "Android app bundle configuration",
        (message, sections) -> sections.add(Section.text("", new ProtoText(CONFIG).of(message, "BundleConfig"))),
        named(Signature.nameIs("BundleConfig.pb")), named(Signature.nameEnds("BundleConfig.pb")));
  }

  private static Signature named(Signature name) {
    return Signature.all(name, Signature.content(new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return whole(probe) != null;
      }
    }));
  }

  /** Returns the message that a file is, or null. */
  private static ProtoMessage whole(Probe probe) {
    if (probe.size() > LARGEST_PROBED || probe.u8(0) < 8) {
      return null;
    }
    try {
      byte[] bytes = probe.blob().all(LARGEST_PROBED);
      return new ProtoMessage(bytes, 0, bytes.length);
    } catch (IOException otherData) {
      return null;
    }
  }

  private static boolean isXml(ProtoMessage message) {
    try {
      ProtoMessage element = message == null ? null : message.message(1);
      String name = element == null ? null : element.text(3);
      return name != null && name.matches("[A-Za-z_][A-Za-z0-9_.:$-]*");
    } catch (IOException otherData) {
      return false;
    }
  }

  private static boolean isTable(Probe probe, ProtoMessage message) {
    if (probe.size() > LARGEST_PROBED) {
      return probe.fileName().equals("resources.pb");
    }
    try {
      ProtoMessage first = message == null ? null : message.message(2);
      ProtoMessage type = first == null ? null : first.message(3);
      return type != null && first.text(2) != null && type.text(2) != null;
    } catch (IOException otherData) {
      return false;
    }
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    byte[] bytes = blob.all(LARGEST);
    ProtoMessage message = new ProtoMessage(bytes, 0, bytes.length);
    FormatException damage = null;
    try {
      describer.describe(message, sections);
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.text("fields by number", () -> new ProtoText().of(message, "")).atLevel(2));
    if (damage != null) {
      throw damage;
    }
  }

  private static void describeXml(ProtoMessage message, Sections sections) throws IOException {
    ProtoXmlText text = new ProtoXmlText();
    FormatException damage = null;
    try {
      text.node(message, 0);
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.text("", text.text()));
    sections.add(Section.text("lines and attribute numbers", text.nearerToTheBytes()).atLevel(1));
    if (damage != null) {
      throw damage;
    }
  }

  private static void describeResources(ProtoMessage message, Sections sections) throws IOException {
    ProtoResourceTable table = new ProtoResourceTable(message);
    sections.add(Section.text("made by", table.tools()));
    for (Map.Entry<String, String> part : table.packages(false).entrySet()) {
      sections.add(Section.text("resources of " + part.getKey(), part.getValue()));
    }
    for (Map.Entry<String, String> part : table.packages(true).entrySet()) {
      sections.add(Section.text("numbers of " + part.getKey(), part.getValue()).atLevel(1));
    }
  }
}
